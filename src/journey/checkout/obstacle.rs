//! What stands between a filled-in form and an order.

use crate::commerce::{Error, Refusal, Timestamp};
use crate::journey::Problem;

use super::{Changes, Fault, Field};

/// Why there is no order, or why none can be looked for. Holds nothing secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// What may stand in the way of anything.
    Problem(Problem),
    /// The cart is not what the shopper saw.
    Changed(Changes),
    /// Commerce does not take what is in these fields.
    Fields(Vec<(Field, Fault)>),
    /// There is less of something than the cart holds.
    NotEnoughStock,
    /// Another account is signed in by now than the one that the form was shown for.
    AnotherAccount,
    /// Commerce refuses the order for a reason that means nothing to the shopper.
    Refused,
}

impl Obstacle {
    /// What an error of checkout means; none when nobody knows whether there is an order. Only an answer that refuses
    /// the order says that there is none.
    #[must_use]
    pub fn of_checkout(error: &Error, is_member: bool, now: Timestamp) -> Option<Self> {
        let refusal = match error {
            Error::Refused(refusal) => refusal,
            Error::Unreadable { status: 0, .. } => return Some(Self::Refused),
            Error::Transport(_) | Error::Unreadable { .. } => return None,
        };
        let is_about_access =
            refusal.is_about_the_access_token() || refusal.route.starts_with("access_token");
        match refusal.status {
            _ if is_about_access => Some(Self::Problem(Problem::of_preparing(error, now))),
            408 | 425 => None,
            429 => Some(Self::Problem(Problem::of_preparing(error, now))),
            400..=499 => Some(Self::of_refusal(refusal, is_member)),
            _ => None,
        }
    }

    fn of_refusal(refusal: &Refusal, is_member: bool) -> Self {
        let sources = || refusal.errors.iter().filter_map(|error| error.source.as_deref());
        // Whoever has an account token that no longer works may be refused it, or be taken for a guest, who is a
        // customer and no contact.
        let is_taken_for_guest =
            sources().any(|source| source.trim_start_matches("data.").starts_with("customer"));
        if is_member && (matches!(refusal.status, 401 | 403) || is_taken_for_guest) {
            return Self::Problem(Problem::AccountTokenExpired);
        }
        if refusal.has_title("Insufficient stock") {
            return Self::NotEnoughStock;
        }
        let mut fields: Vec<(Field, Fault)> = Vec::new();
        for field in sources().filter_map(Field::of_source) {
            if !fields.iter().any(|(other, _)| *other == field) {
                fields.push((field, Fault::Refused));
            }
        }
        if fields.is_empty() { Self::Refused } else { Self::Fields(fields) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commerce::{ApiError, TransportError};
    use crate::journey::checkout::Part;

    fn refused(status: u16, title: &str, sources: &[&str]) -> Error {
        let error = |source: Option<&str>| ApiError {
            title: title.to_owned(),
            status: Some(status),
            detail: None,
            source: source.map(str::to_owned),
            request_id: None,
        };
        let mut errors: Vec<ApiError> = sources.iter().map(|source| error(Some(source))).collect();
        if errors.is_empty() {
            errors.push(error(None));
        }
        Error::Refused(Refusal { status, route: "checkout.create", errors, retry_after: None })
    }

    fn meaning(error: &Error, is_member: bool) -> Option<Obstacle> {
        Obstacle::of_checkout(error, is_member, Timestamp::from_seconds(0))
    }

    #[test]
    fn only_a_refusal_says_that_there_is_no_order() {
        let unknown = [
            Error::Transport(TransportError::TimedOut),
            Error::Transport(TransportError::Offline),
            Error::Transport(TransportError::Aborted),
            Error::Unreadable { status: 201, path: "data.id" },
            refused(408, "", &[]),
            refused(425, "", &[]),
            refused(500, "", &[]),
            refused(502, "", &[]),
            refused(302, "", &[]),
        ];
        for error in unknown {
            assert_eq!((meaning(&error, true), meaning(&error, false)), (None, None), "{error}");
        }
        for status in [400, 401, 403, 404, 409, 422, 429] {
            assert!(meaning(&refused(status, "", &[]), false).is_some(), "{status}");
        }
    }

    #[test]
    fn an_access_token_that_was_not_granted_sent_nothing() {
        for status in [400, 429, 500] {
            let Error::Refused(mut refusal) = refused(status, "", &[]) else { unreachable!("a refusal") };
            refusal.route = "access_token.create";
            assert!(meaning(&Error::Refused(refusal), true).is_some(), "{status}");
        }
    }

    #[test]
    fn a_member_who_is_refused_or_taken_for_a_guest_signs_in_again() {
        let signs_in = Some(Obstacle::Problem(Problem::AccountTokenExpired));
        for error in [
            refused(401, "", &[]),
            refused(403, "", &[]),
            refused(400, "", &["data.contact", "data.customer.name", "data.customer.email"]),
        ] {
            assert_eq!(meaning(&error, true), signs_in);
            assert_ne!(meaning(&error, false), signs_in);
        }
    }

    #[test]
    fn a_refused_field_is_named_once() {
        let error = refused(
            400,
            "format",
            &["data.contact.email", "data.contact.email", "data.shipping_address.country", "data.new"],
        );
        let fields =
            vec![(Field::ContactEmail, Fault::Refused), (Field::Shipping(Part::Country), Fault::Refused)];
        assert_eq!(meaning(&error, true), Some(Obstacle::Fields(fields)));
        assert_eq!(meaning(&refused(400, "", &["data.new"]), true), Some(Obstacle::Refused));
        let no_stock = refused(400, "Insufficient stock", &[]);
        assert_eq!(meaning(&no_stock, true), Some(Obstacle::NotEnoughStock));
    }
}
