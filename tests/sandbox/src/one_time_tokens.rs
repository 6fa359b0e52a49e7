//! One-time password tokens: six characters, ten minutes, one exchange.

use crate::clock::Moment;

/// How long a code may be exchanged, in seconds.
pub(crate) const ONE_TIME_TOKEN_SECONDS: i64 = 600;

const LENGTH: usize = 6;
const ALPHABET: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
/// How many of the alphabet's first characters are letters.
const LETTERS: usize = 26;

/// The codes of a store.
#[derive(Default)]
pub(crate) struct OneTimeTokens {
    issued: Vec<OneTimeToken>,
}

struct OneTimeToken {
    code: String,
    member_id: String,
    expires: Moment,
    used: bool,
}

/// Why a code was not exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodeRefusal {
    Wrong,
    Expired,
    Used,
}

impl OneTimeTokens {
    /// A new code for a member, and the moment it expires.
    pub(crate) fn issue(&mut self, member_id: &str, now: Moment) -> (String, Moment) {
        let (code, expires) = (new_code(), now.plus_seconds(ONE_TIME_TOKEN_SECONDS));
        self.issued.push(OneTimeToken {
            code: code.clone(),
            member_id: member_id.to_owned(),
            expires,
            used: false,
        });
        (code, expires)
    }

    /// Forgets the codes of a member.
    pub(crate) fn void(&mut self, member_id: &str) {
        self.issued.retain(|token| token.member_id != member_id);
    }

    /// Spends a member's code.
    pub(crate) fn exchange(
        &mut self,
        code: &str,
        any_case: bool,
        member_id: &str,
        now: Moment,
    ) -> Result<(), CodeRefusal> {
        let same = |issued: &str| issued == code || (any_case && issued.eq_ignore_ascii_case(code));
        let token = self
            .issued
            .iter_mut()
            .rev()
            .find(|token| token.member_id == member_id && same(&token.code))
            .ok_or(CodeRefusal::Wrong)?;
        if token.used {
            Err(CodeRefusal::Used)
        } else if now >= token.expires {
            Err(CodeRefusal::Expired)
        } else {
            token.used = true;
            Ok(())
        }
    }
}

/// Six lower-case letters and digits.
pub(crate) fn new_code() -> String {
    // A letter first, so that changing a code's case always makes another text of it.
    (0..LENGTH)
        .map(|position| rand::random_range(0..if position == 0 { LETTERS } else { ALPHABET.len() }))
        .filter_map(|choice| ALPHABET.get(choice).map(|byte| char::from(*byte)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment::EPOCH;

    #[test]
    fn a_code_is_six_lower_case_letters_and_digits() {
        for _ in 0..200 {
            let code = new_code();
            assert_eq!(code.len(), 6);
            assert!(code.bytes().all(|byte| ALPHABET.contains(&byte)), "{code}");
        }
    }

    #[test]
    fn a_code_works_once_for_its_member() {
        let mut tokens = OneTimeTokens::default();
        let (code, _) = tokens.issue("john", NOW);
        assert_eq!(tokens.exchange(&code, false, "jane", NOW), Err(CodeRefusal::Wrong));
        assert_eq!(tokens.exchange(&code, false, "john", NOW), Ok(()));
        assert_eq!(tokens.exchange(&code, false, "john", NOW), Err(CodeRefusal::Used));
    }

    #[test]
    fn a_code_works_for_ten_minutes_and_not_a_second_longer() {
        let mut tokens = OneTimeTokens::default();
        let (first, _) = tokens.issue("john", NOW);
        let (second, _) = tokens.issue("john", NOW);
        assert_eq!(tokens.exchange(&first, false, "john", NOW.plus_seconds(599)), Ok(()));
        assert_eq!(tokens.exchange(&second, false, "john", NOW.plus_seconds(600)), Err(CodeRefusal::Expired));
    }

    #[test]
    fn the_case_of_a_code_matters_unless_switched_off() {
        let mut tokens = OneTimeTokens::default();
        let (code, _) = tokens.issue("john", NOW);
        let shouted = code.to_uppercase();
        assert_eq!(tokens.exchange(&shouted, false, "john", NOW), Err(CodeRefusal::Wrong));
        assert_eq!(tokens.exchange(&shouted, true, "john", NOW), Ok(()));
    }

    #[test]
    fn a_member_s_codes_can_be_voided() {
        let mut tokens = OneTimeTokens::default();
        let (code, _) = tokens.issue("john", NOW);
        tokens.void("john");
        assert_eq!(tokens.exchange(&code, false, "john", NOW), Err(CodeRefusal::Wrong));
    }
}
