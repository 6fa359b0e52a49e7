//! Account management authentication tokens: JSON web tokens signed with HS256, as Commerce shapes them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// What the token says. Members are in the documented order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Claims {
    /// The store's setting when the token was made.
    pub(crate) account_member_self_management: String,
    pub(crate) ancestors: String,
    /// Epoch seconds.
    pub(crate) exp: i64,
    /// Epoch seconds.
    pub(crate) iat: i64,
    pub(crate) realm_id: String,
    /// The account.
    pub(crate) scope: String,
    pub(crate) store_id: String,
    /// The account member.
    pub(crate) sub: String,
}

/// A store's secret for signing account tokens.
#[derive(Clone)]
pub(crate) struct SigningKey([u8; 32]);

impl SigningKey {
    pub(crate) fn random() -> Self {
        Self(rand::random())
    }

    /// The token that makes these claims.
    pub(crate) fn sign(&self, claims: &Claims) -> String {
        let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256","typ":"JWT"}"#);
        let payload = URL_SAFE_NO_PAD.encode(serde_json::to_vec(claims).unwrap_or_default());
        let signed = format!("{header}.{payload}");
        let signature = self.mac(&signed).map(|mac| mac.finalize().into_bytes()).unwrap_or_default();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// The claims of a token that this key signed and that has not expired at `now` (epoch seconds).
    pub(crate) fn verify(&self, token: &str, now: i64) -> Option<Claims> {
        let (signed, signature) = token.rsplit_once('.')?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        self.mac(signed)?.verify_slice(&signature).ok()?;
        let (_, payload) = signed.split_once('.')?;
        let claims: Claims = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()?;
        (now < claims.exp).then_some(claims)
    }

    fn mac(&self, signed: &str) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        mac.update(signed.as_bytes());
        Some(mac)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

    use super::*;

    fn claims() -> Claims {
        Claims {
            account_member_self_management: "update_only".to_owned(),
            ancestors: String::new(),
            exp: 2000,
            iat: 1000,
            realm_id: "realm".to_owned(),
            scope: "account".to_owned(),
            store_id: "store".to_owned(),
            sub: "member".to_owned(),
        }
    }

    #[test]
    fn a_token_holds_its_claims_until_it_expires() {
        let key = SigningKey::random();
        let token = key.sign(&claims());
        assert_eq!(token.split('.').count(), 3);
        assert_eq!(key.verify(&token, 1999), Some(claims()));
        assert_eq!(key.verify(&token, 2000), None);
    }

    #[test]
    fn a_token_of_another_key_or_with_other_claims_is_refused() {
        let key = SigningKey::random();
        let token = key.sign(&claims());
        assert_eq!(SigningKey::random().verify(&token, 1500), None);

        let [header, _, signature] = token.split('.').collect::<Vec<_>>().try_into().unwrap();
        let forged = Claims { sub: "somebody else".to_owned(), ..claims() };
        let payload = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&forged).unwrap());
        assert_eq!(key.verify(&format!("{header}.{payload}.{signature}"), 1500), None);
        assert_eq!(key.verify("not a token", 1500), None);
    }
}
