//! What a checkout asks for, and everything that can be wrong with it.

use serde_json::{Map, Value, json};

use crate::account_address::{ADDRESS_FIELDS, DELIVERY_FIELDS};
use crate::caller::Shopper;
use crate::order::Buyer;
use crate::refusal::Refusal;

/// The longest `external_ref` and `order_number`, in characters.
const LONGEST_REFERENCE: usize = 64;

/// What an address cannot do without, besides a region or a county.
const REQUIRED: [&str; 5] = ["first_name", "last_name", "line_1", "postcode", "country"];

/// A checkout that holds.
pub(super) struct CheckoutRequest {
    pub(super) buyer: Buyer,
    pub(super) billing_address: Value,
    pub(super) shipping_address: Value,
    pub(super) order_number: Option<String>,
    pub(super) external_ref: Option<String>,
}

/// Reads a checkout.
///
/// # Errors
/// 400 with an error for every field at fault, each naming its path.
pub(super) fn read(data: &Value, shopper: &Shopper) -> Result<CheckoutRequest, Refusal> {
    let mut problems = Problems::default();
    let buyer = buyer(data, shopper, &mut problems);
    let billing_address = address(data, "billing_address", &[], &mut problems);
    let shipping_address = address(data, "shipping_address", &DELIVERY_FIELDS, &mut problems);
    let order_number = reference(data, "order_number", &mut problems);
    let external_ref = reference(data, "external_ref", &mut problems);
    match Refusal::all_of(problems.0) {
        Some(refusal) => Err(refusal),
        None => Ok(CheckoutRequest { buyer, billing_address, shipping_address, order_number, external_ref }),
    }
}

/// What is wrong so far.
#[derive(Default)]
struct Problems(Vec<Refusal>);

impl Problems {
    fn add(&mut self, source: &str, rule: &str, detail: &str) {
        self.0.push(Refusal::field(source, rule, detail));
    }
}

/// Who orders: an account with its `contact`, or a guest with the `customer`; never both.
fn buyer(data: &Value, shopper: &Shopper, problems: &mut Problems) -> Buyer {
    let named = data.pointer("/account/id").and_then(Value::as_str);
    let account = match shopper {
        Shopper::Member { account_id, account_member_id } => {
            if named.is_some_and(|named| named != account_id) {
                let detail = "The account is not the one of the account token";
                problems.add("data.account.id", "invalid_value", detail);
            }
            Some((account_id.clone(), Some(account_member_id.clone())))
        }
        Shopper::Merchant => named.map(|id| {
            let member = data.pointer("/account/member_id").and_then(Value::as_str);
            (id.to_owned(), member.map(str::to_owned))
        }),
        Shopper::Guest => None,
    };
    let (wanted, other) = if account.is_some() { ("contact", "customer") } else { ("customer", "contact") };
    if data.get(other).is_some() {
        let detail = format!("This checkout takes a {wanted}, not a {other}");
        problems.add(&format!("data.{other}"), "additional_property_not_allowed", &detail);
    }
    let person = person(data, wanted, problems);
    match account {
        Some((account_id, account_member_id)) => {
            Buyer::Account { account_id, account_member_id, contact: person }
        }
        None => Buyer::Guest { customer: person },
    }
}

fn person(data: &Value, member: &str, problems: &mut Problems) -> Value {
    let text = |name: &str| data.pointer(&format!("/{member}/{name}")).and_then(Value::as_str).unwrap_or("");
    let (name, email) = (text("name"), text("email"));
    if name.trim().is_empty() {
        problems.add(&format!("data.{member}.name"), "required", "A name is missing");
    }
    if email.is_empty() {
        problems.add(&format!("data.{member}.email"), "required", "An email is missing");
    } else if !is_email(email) {
        problems.add(&format!("data.{member}.email"), "format", "Does not match format 'email'");
    }
    json!({ "name": name, "email": email })
}

/// An address with all its members; those that are absent are empty.
fn address(data: &Value, member: &str, further: &[&'static str], problems: &mut Problems) -> Value {
    let Some(Value::Object(given)) = data.get(member) else {
        problems.add(&format!("data.{member}"), "required", &format!("A {member} is missing"));
        return Value::Null;
    };
    let mut address = Map::new();
    for field in ADDRESS_FIELDS.iter().chain(further) {
        let source = format!("data.{member}.{field}");
        let text = match given.get(*field) {
            None | Some(Value::Null) => "",
            Some(Value::String(text)) => text.as_str(),
            Some(_) => {
                problems.add(&source, "invalid_type", &format!("The {field} is not a text"));
                continue;
            }
        };
        if text.trim().is_empty() && REQUIRED.contains(field) {
            problems.add(&source, "required", &format!("A {field} is missing"));
        }
        address.insert((*field).to_owned(), json!(text));
    }
    let is_empty = |field: &str| address.get(field).and_then(Value::as_str).is_none_or(str::is_empty);
    if is_empty("region") && is_empty("county") {
        problems.add(&format!("data.{member}.region"), "required", "A region or a county is missing");
    }
    let country = address.get("country").and_then(Value::as_str).unwrap_or_default();
    let is_code = country.len() == 2 && country.bytes().all(|it| it.is_ascii_uppercase());
    if !country.is_empty() && !is_code {
        problems.add(&format!("data.{member}.country"), "format", "A country is two capital letters");
    }
    Value::Object(address)
}

fn reference(data: &Value, member: &str, problems: &mut Problems) -> Option<String> {
    let text = match data.get(member)? {
        Value::String(text) => text,
        Value::Null => return None,
        _ => {
            problems.add(&format!("data.{member}"), "invalid_type", "It is not a text");
            return None;
        }
    };
    if text.chars().count() > LONGEST_REFERENCE {
        let detail = format!("It has more than {LONGEST_REFERENCE} characters");
        problems.add(&format!("data.{member}"), "string_lte", &detail);
    }
    (!text.is_empty()).then(|| text.clone())
}

/// Whether Commerce would take it: a dot at either end of the part before the `@`, or two in a row, it would not.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let is_dotted_well = |part: &str| {
        !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && !part.contains("..")
    };
    let is_plain = !text.contains(|it: char| it.is_whitespace() || it.is_control()) && !domain.contains('@');
    is_plain && is_dotted_well(local) && is_dotted_well(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_with_dots_in_wrong_places_are_no_e_mail_addresses() {
        assert!(is_email("john.doe@banks.com"));
        for wrong in [
            "john",
            "@banks.com",
            "john@",
            ".john@banks.com",
            "john.@banks.com",
            "jo..hn@banks.com",
            "j n@banks.com",
            "j@b@c",
        ] {
            assert!(!is_email(wrong), "{wrong}");
        }
    }
}
