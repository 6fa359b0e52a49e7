//! Doing what the notices of a reset offer, until it ends.

use latchkey::journey::{Problem, ResetPassword, WayOn};

use super::{End, NEW_PASSWORD, Shopper, Way};

impl Shopper {
    /// Does what each notice offers until the password is changed, or the store's people are named again and
    /// again. Says what they are named for.
    ///
    /// The first password given is tried first; refused, it gets longer.
    pub(crate) async fn carry_on(&mut self, way: Way, password: &str) -> Result<String, Problem> {
        let mut password = password.to_owned();
        let mut email = self.email();
        let (mut rounds, mut referred) = (0, 0);
        loop {
            rounds += 1;
            assert!(rounds <= 24, "going on leads nowhere: {:?}", self.journey);
            let problem = match &email {
                None => match self.ask().await {
                    Ok(_) => {
                        email = self.email();
                        self.restart();
                        continue;
                    }
                    Err(problem) => problem,
                },
                Some(found) => match self.submit(&found.clone(), way, &password).await {
                    End::Changed => return Ok(password),
                    End::Entering(problem) | End::Authenticated(problem) | End::Stopped(problem) => problem,
                },
            };
            match problem.way_on() {
                WayOn::Correct => password.push('!'),
                WayOn::TryAgain | WayOn::TryAgainOrNewCode => {}
                // Until whatever limit a store has is over.
                WayOn::Wait => self.store.advance_clock(600),
                WayOn::NewCode => {
                    email = None;
                    self.emails_before.set(self.store.emails().len());
                }
                WayOn::ContactSupport if referred == 5 => return Err(problem),
                WayOn::ContactSupport => {
                    referred += 1;
                    if self.journey.needs_code() {
                        self.reload();
                    }
                }
            }
        }
    }

    /// Starts again, asks for a new code and changes the password with it.
    pub(crate) async fn carry_on_anew(&mut self, way: Way) {
        self.journey = ResetPassword::default();
        self.emails_before.set(self.store.emails().len());
        assert_eq!(self.carry_on(way, NEW_PASSWORD).await.as_deref(), Ok(NEW_PASSWORD));
        self.assert_password_is(NEW_PASSWORD);
    }
}
