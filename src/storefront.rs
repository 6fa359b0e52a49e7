//! Carries out what a journey asks for, with the Commerce client: the one place that joins both.
//!
//! Pages hand over what was typed and show the states that come back. In-process tests do the same against the
//! sandbox, so that what they prove is what shoppers run.

use futures_util::lock::Mutex;

use crate::commerce::{AccountAuthenticationSettings, Commerce, Error, Timestamp, Transport};
use crate::config::Config;
use crate::journey::Problem;
use crate::journey::problem::Step;

mod account;
mod checkout;
mod code_request;
mod password_change;
mod reset_password;
mod settings;
mod sign_in;

pub use checkout::{Customer, Desk};
pub use password_change::PasswordChange;
pub use reset_password::ResetSubmission;
pub use sign_in::{Proof, SignInSubmission};

/// What surrounds the app: the network, and the developer's console.
pub trait Surroundings: Transport {
    /// Tells the storefront's developer what failed. `message` names calls and statuses, never a person or a
    /// secret.
    fn report(&self, message: &str);

    /// Whether it is known that there is no network, so that nothing need be sent to find out.
    fn is_offline(&self) -> bool {
        false
    }
}

/// One store, as shoppers meet it.
pub struct Storefront<S> {
    commerce: Commerce<S>,
    config: Config,
    /// The inner `None` means that the store does not show them to shoppers.
    settings: Mutex<Option<Option<AccountAuthenticationSettings>>>,
}

impl<S: Surroundings> Storefront<S> {
    /// The store that `config` names.
    #[must_use]
    pub fn new(config: Config, surroundings: S) -> Self {
        let commerce = Commerce::new(surroundings, &config.api_base_url, &config.client_id);
        Self { commerce, config, settings: Mutex::new(None) }
    }

    /// The configuration it was made with.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The present, by this device's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.commerce.transport().now()
    }

    /// Makes sure that there is a network, and an access token for the call that follows: what fails here is known to
    /// have asked nothing of the store.
    async fn reach(&self) -> Result<(), Problem> {
        if self.commerce.transport().is_offline() {
            return Err(Problem::Unreachable(Step::Preparing));
        }
        self.commerce.prepare_access_token().await.map_err(|error| {
            self.report("access_token.create", &error);
            Problem::of_preparing(&error, self.now())
        })
    }

    /// `call` is named where the error does not name it.
    fn report(&self, call: &str, error: &Error) {
        let error = error.to_string();
        self.note(&if error.starts_with(call) { error } else { [call, ": ", &error].concat() });
    }

    fn note(&self, message: &str) {
        self.commerce.transport().report(message);
    }
}
