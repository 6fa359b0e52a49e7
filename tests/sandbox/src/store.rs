//! One store: its members, what it issued, what it received, and how it is set to behave.

mod access_tokens;
mod account_tokens;
mod member;
mod recent_tries;
mod seed;
mod settings;

use uuid::Uuid;

pub(crate) use self::access_tokens::{ACCESS_TOKEN_SECONDS, AccessTokens, Grant};
pub(crate) use self::account_tokens::AccountTokens;
pub(crate) use self::member::{Account, Member};
pub(crate) use self::recent_tries::RecentTries;
pub(crate) use self::seed::Seed;
pub(crate) use self::settings::{SelfManagement, Settings, SettingsChange, UsernameFormat};
use crate::account_address::AccountAddress;
use crate::cart::Carts;
use crate::catalogue::Catalogue;
use crate::clock::Clock;
use crate::faults::Faults;
use crate::one_time_tokens::OneTimeTokens;
use crate::order::Orders;
use crate::outbox::Outbox;
use crate::request_log::RequestLog;
use crate::switches::Switches;
use crate::token::{Claims, SigningKey};

/// A Commerce store with one realm and one password profile.
pub(crate) struct Store {
    /// What it was made from, ids included.
    pub(crate) seed: Seed,
    pub(crate) members: Vec<Member>,
    pub(crate) settings: Settings,
    pub(crate) switches: Switches,
    pub(crate) faults: Faults,
    pub(crate) clock: Clock,
    pub(crate) access_tokens: AccessTokens,
    pub(crate) one_time_tokens: OneTimeTokens,
    pub(crate) signing_key: SigningKey,
    pub(crate) account_tokens: AccountTokens,
    pub(crate) code_requests: RecentTries,
    pub(crate) wrong_codes: RecentTries,
    pub(crate) catalogue: Catalogue,
    pub(crate) carts: Carts,
    pub(crate) orders: Orders,
    pub(crate) addresses: Vec<AccountAddress>,
    pub(crate) outbox: Outbox,
    pub(crate) requests: RequestLog,
}

impl Store {
    pub(crate) fn new(seed: Seed) -> Self {
        let clock = Clock::default();
        Self {
            members: seed.members(),
            catalogue: seed.catalogue(),
            carts: seed.carts(clock.now()),
            orders: seed.orders(),
            addresses: seed.addresses(),
            seed,
            settings: Settings::default(),
            switches: Switches::default(),
            faults: Faults::default(),
            clock,
            access_tokens: AccessTokens::default(),
            one_time_tokens: OneTimeTokens::default(),
            signing_key: SigningKey::random(),
            account_tokens: AccountTokens::default(),
            code_requests: RecentTries::default(),
            wrong_codes: RecentTries::default(),
            outbox: Outbox::default(),
            requests: RequestLog::default(),
        }
    }

    /// Back to the seed, with the same ids. Access tokens it issued are still known as its own, but have expired;
    /// account tokens it issued no longer verify.
    pub(crate) fn reset(&mut self) {
        let mut access_tokens = std::mem::take(&mut self.access_tokens);
        access_tokens.expire_all();
        *self = Self { access_tokens, ..Self::new(self.seed.clone()) };
    }

    pub(crate) fn member(&self, id: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.id == id)
    }

    /// The claims of an account token that is this store's and has not ended.
    pub(crate) fn claims(&self, account_token: &str) -> Option<Claims> {
        self.signing_key
            .verify(account_token, self.clock.now().epoch_seconds())
            .filter(|_| !self.account_tokens.has_ended(account_token))
    }

    pub(crate) fn member_named(&self, username: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.username == username)
    }
}

/// A fresh id, as Commerce writes ids.
pub(crate) fn new_id() -> String {
    Uuid::new_v4().to_string()
}
