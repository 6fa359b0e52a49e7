//! What became of the codes that were exchanged so far: where that ends, and what is said of a refusal.

use super::Problem;
use super::problem::CodeAge;

/// Refused codes after which the page asks for a new one, unless configured otherwise.
pub const DEFAULT_CODE_TRIES: u32 = 5;

/// The exchanges so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exchanges {
    /// Codes refused.
    pub refused: u32,
    /// Whether an answer never came, so that its code may be spent all the same.
    pub is_one_unknown: bool,
}

impl Exchanges {
    /// The exchanges with one more, which failed, and what is said of it, when `tries` codes may be refused.
    ///
    /// # Errors
    /// Why nothing more can be done with this code.
    pub fn and_failed(mut self, problem: Problem, tries: u32) -> Result<(Problem, Self), Problem> {
        match problem {
            Problem::CodeRefused(_) if self.refused + 1 >= tries => Err(Problem::TooManyTries),
            Problem::CodeRefused(age) => {
                self.refused += 1;
                // Right as it was, it may have been used by the try whose answer never came.
                let is_spent_perhaps = self.is_one_unknown && age == CodeAge::Valid;
                let age = if is_spent_perhaps { CodeAge::Unknown } else { age };
                Ok((Problem::CodeRefused(age), self))
            }
            Problem::NoAccount | Problem::LinkForSomeoneElse => Err(problem),
            _ => {
                self.is_one_unknown |= problem.has_unknown_outcome();
                Ok((problem, self))
            }
        }
    }
}
