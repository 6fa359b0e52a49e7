//! The access tokens a store has issued.

use std::collections::HashMap;

use crate::clock::Moment;

/// How long an access token lives, in seconds.
pub(crate) const ACCESS_TOKEN_SECONDS: i64 = 3600;

/// How an access token was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grant {
    Implicit,
    ClientCredentials,
}

impl Grant {
    /// The grant's name in requests and answers.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Implicit => "implicit",
            Self::ClientCredentials => "client_credentials",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Implicit, Self::ClientCredentials].into_iter().find(|grant| grant.name() == name)
    }
}

/// Every access token issued, expired ones too: a late request still belongs to its store.
#[derive(Default)]
pub(crate) struct AccessTokens {
    issued: HashMap<String, (Grant, Moment)>,
}

impl AccessTokens {
    /// A new access token and the moment it expires.
    pub(crate) fn issue(&mut self, grant: Grant, now: Moment) -> (String, Moment) {
        let token = format!(
            "{:016x}{:016x}{:08x}",
            rand::random::<u64>(),
            rand::random::<u64>(),
            rand::random::<u32>()
        );
        let expires = now.plus_seconds(ACCESS_TOKEN_SECONDS);
        self.issued.insert(token.clone(), (grant, expires));
        (token, expires)
    }

    pub(crate) fn knows(&self, token: &str) -> bool {
        self.issued.contains_key(token)
    }

    /// The grant of a token that has not expired.
    pub(crate) fn grant(&self, token: &str, now: Moment) -> Option<Grant> {
        self.issued.get(token).filter(|(_, expires)| now < *expires).map(|(grant, _)| *grant)
    }

    pub(crate) fn expire_all(&mut self) {
        for (_, expires) in self.issued.values_mut() {
            *expires = Moment::EPOCH;
        }
    }
}
