//! What is entered in the form, and what is missing in it.

use crate::commerce::{Address, Contact, Timestamp};
use crate::session::AccountGuard;

use super::{Fault, Field, Part, Submission};

/// What was entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entered {
    /// Who to write to.
    pub contact: Contact,
    /// Where the goods go.
    pub shipping_address: Address,
    /// Where the bill goes if it goes elsewhere; kept all the same while it does not.
    pub billing_address: Address,
    /// Whether it does.
    pub is_billed_elsewhere: bool,
    /// Whether the account is to save the shipping address.
    pub saves_address: bool,
}

impl Entered {
    /// Everything that is wrong with it, in the order of the form.
    #[must_use]
    pub fn faults(&self) -> Vec<(Field, Fault)> {
        let mut faults = Vec::new();
        if self.contact.name.is_empty() {
            faults.push((Field::ContactName, Fault::Missing));
        }
        if self.contact.email.is_empty() {
            faults.push((Field::ContactEmail, Fault::Missing));
        } else if !is_email(&self.contact.email) {
            faults.push((Field::ContactEmail, Fault::NotAnEmail));
        }
        let missing = |address: &Address, field: fn(Part) -> Field| -> Vec<(Field, Fault)> {
            let parts = Part::OF_SHIPPING.into_iter();
            let parts = parts.filter(|part| part.is_required() && part.of(address).is_empty());
            parts.map(|part| (field(part), Fault::Missing)).collect()
        };
        faults.extend(missing(&self.shipping_address, Field::Shipping));
        if self.is_billed_elsewhere {
            faults.extend(missing(&self.billing_address, Field::Billing));
        }
        faults
    }

    /// What it hands over when it is submitted.
    #[must_use]
    pub fn submission(
        self,
        shown_for: Option<AccountGuard>,
        external_ref: String,
        at: Timestamp,
    ) -> Submission {
        let Self { contact, shipping_address, billing_address, is_billed_elsewhere, .. } = self;
        let billing_address = if is_billed_elsewhere { billing_address } else { shipping_address.clone() };
        Submission { contact, shipping_address, billing_address, shown_for, external_ref, at }
    }

    /// Whether the goods go to this address, whatever else is to be told to whoever brings them.
    #[must_use]
    pub fn goes_to(&self, address: &Address) -> bool {
        Part::OF_BILLING.into_iter().all(|part| part.of(&self.shipping_address) == part.of(address))
    }
}

/// Whether Commerce would take it: a dot at either end of a part, or two in a row, it would not.
fn is_email(text: &str) -> bool {
    let is_dotted_well = |part: &str| {
        !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && !part.contains("..")
    };
    let is_plain = !text.contains(|c: char| c.is_whitespace() || c.is_control());
    text.split_once('@').is_some_and(|(local, domain)| {
        is_plain && !domain.contains('@') && is_dotted_well(local) && is_dotted_well(domain)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete() -> Entered {
        let mut shipping_address = Address::default();
        for part in Part::OF_SHIPPING {
            part.enter(&mut shipping_address, " x ");
        }
        let contact = Contact { name: "John Doe".into(), email: "john.doe@banks.com".into() };
        Entered { contact, shipping_address, ..Entered::default() }
    }

    #[test]
    fn what_is_complete_has_no_faults_and_no_blanks_around_it() {
        assert_eq!(complete().faults(), []);
        for part in Part::OF_SHIPPING {
            assert_eq!(part.of(&complete().shipping_address), "x");
        }
    }

    #[test]
    fn everything_that_commerce_needs_is_asked_for() {
        let entered = Entered { is_billed_elsewhere: true, ..Entered::default() };
        let required =
            [Part::FirstName, Part::LastName, Part::Line1, Part::Region, Part::Postcode, Part::Country];
        let fields = [Field::ContactName, Field::ContactEmail].into_iter();
        let fields = fields.chain(required.map(Field::Shipping)).chain(required.map(Field::Billing));
        let faults: Vec<_> = fields.map(|field| (field, Fault::Missing)).collect();
        assert_eq!(entered.faults(), faults);
    }

    #[test]
    fn another_billing_address_is_looked_at_only_while_the_bill_goes_there() {
        let mut entered = complete();
        Part::City.enter(&mut entered.billing_address, "Paris");
        assert_eq!(entered.faults(), []);
        let billed_to = |entered: &Entered| {
            let submission = entered.clone().submission(None, String::new(), Timestamp::from_seconds(0));
            submission.billing_address.city
        };
        assert_eq!(billed_to(&entered), "x");
        entered.is_billed_elsewhere = true;
        assert_eq!(billed_to(&entered), "Paris");
        assert_eq!(entered.faults().len(), 6);
    }

    #[test]
    fn an_address_is_known_by_where_it_is_and_who_lives_there() {
        let entered = complete();
        let mut saved = entered.shipping_address.clone();
        (saved.region, saved.county) = (String::new(), "x".into());
        (saved.phone_number, saved.instructions) = (String::new(), "Ring twice".into());
        assert!(entered.goes_to(&saved));
        Part::Line2.enter(&mut saved, "Flat 2");
        assert!(!entered.goes_to(&saved));
    }

    #[test]
    fn a_county_does_for_a_region() {
        let mut entered = complete();
        (entered.shipping_address.region, entered.shipping_address.county) = (String::new(), "Kent".into());
        assert_eq!(entered.faults(), []);
    }

    #[test]
    fn an_address_that_commerce_would_not_take_is_no_email() {
        for (text, good) in [
            ("john@banks.com", true),
            ("john", false),
            ("@banks.com", false),
            ("john@", false),
            (".john@banks.com", false),
            ("john.@banks.com", false),
            ("jo..hn@banks.com", false),
            ("j n@banks.com", false),
            ("j@b@c", false),
        ] {
            assert_eq!(is_email(text), good, "{text}");
        }
    }
}
