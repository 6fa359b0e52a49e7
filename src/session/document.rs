//! The session as it is stored: the document that Elastic Path's own storefronts keep, so that they and we find
//! each other's.
//!
//! ```json
//! {"accounts": {"<account id>": {"account_id", "account_name", "expires", "token", "type"}},
//!  "selected": "<account id>", "accountMemberId": "<member id>"}
//! ```
//!
//! Anything may have written it. An account that cannot be used is passed over; a document without a usable
//! selected account means that nobody is signed in.

use crate::commerce::fields::Fields;
use crate::commerce::{
    AccountId, AccountManagementAuthenticationToken, AccountMemberId, AccountMembersTokens, AccountToken,
    Timestamp,
};

use super::{MAX_ACCOUNTS, SignedIn};

/// What the names of the shared keys end in, after the storefront's prefix and `_ep_`.
pub const NAME: &str = "account_member_token";

/// Longest document that is read, in bytes: local storage takes hardly more.
const MAX_LENGTH: usize = 5_000_000;

const TYPE: &str = "account_management_authentication_token";

/// Reads the document; none when nobody is signed in by it.
#[must_use]
pub fn decode(stored: &str) -> Option<SignedIn> {
    if stored.len() > MAX_LENGTH {
        return None;
    }
    let fields = Fields::read(stored).ok()?;
    let selected = AccountId::try_from(fields.owned("selected")?).ok()?;
    let account_member_id = fields.owned("accountMemberId").and_then(|id| AccountMemberId::try_from(id).ok());
    let accounts = accounts(&fields.object("accounts"));
    SignedIn::new(AccountMembersTokens { account_member_id, accounts, complete: true }, &selected)
}

/// The document of all accounts.
#[must_use]
pub fn encode(signed_in: &SignedIn) -> String {
    write(signed_in, &signed_in.accounts)
}

/// The document of the selected account alone, for where there is little room.
#[must_use]
pub fn encode_selected(signed_in: &SignedIn) -> String {
    write(signed_in, std::slice::from_ref(signed_in.selected_account()))
}

/// What two places together say. A storefront that writes the cookie knows nothing of our document, so where they
/// differ, the cookie is newer; but it has only one account. Where the cookie was there and is gone
/// (`was_mirrored`), the shopper signed out in the storefront.
#[must_use]
pub fn join(document: Option<SignedIn>, cookie: Option<SignedIn>, was_mirrored: bool) -> Option<SignedIn> {
    match (document, cookie) {
        (Some(document), Some(cookie)) => {
            let known = document.select(&cookie.selected_account().account_id);
            let is_same = |known: &SignedIn| {
                known.account_member_id == cookie.account_member_id && known.token() == cookie.token()
            };
            Some(known.filter(is_same).unwrap_or(cookie))
        }
        (None, cookie) => cookie,
        (document, None) => document.filter(|_| !was_mirrored),
    }
}

fn accounts(fields: &Fields) -> Vec<AccountToken> {
    let mut accounts: Vec<AccountToken> = Vec::new();
    let keys = fields.places().filter_map(|place| place.strip_suffix(".account_id"));
    for key in keys.take(MAX_ACCOUNTS) {
        if let Some(account) = account(key, fields)
            && !accounts.iter().any(|other| other.account_id == account.account_id)
        {
            accounts.push(account);
        }
    }
    accounts
}

fn account(key: &str, fields: &Fields) -> Option<AccountToken> {
    let text = |name: &str| fields.owned(&[key, ".", name].concat());
    let account_id = text("account_id").filter(|id| id == key)?;
    let token = AccountManagementAuthenticationToken::new(text("token")?);
    let is_of_type = text("type").is_none_or(|kind| kind == TYPE);
    if !is_of_type || !token.is_header_safe() {
        return None;
    }
    Some(AccountToken {
        account_id: AccountId::try_from(account_id).ok()?,
        account_name: text("account_name").unwrap_or_default(),
        token,
        expires: moment(&text("expires")?)?,
    })
}

/// Storefronts write what Commerce said, which is documented as a date and described as seconds.
fn moment(text: &str) -> Option<Timestamp> {
    Timestamp::parse_iso8601(text).or_else(|| text.trim().parse().ok().map(Timestamp::from_seconds))
}

fn write(signed_in: &SignedIn, accounts: &[AccountToken]) -> String {
    let mut json = String::from("{\"accounts\":{");
    for (index, account) in accounts.iter().enumerate() {
        if index > 0 {
            json.push(',');
        }
        let id = account.account_id.as_str();
        push_text(&mut json, "", id);
        push_text(&mut json, ":{\"account_id\":", id);
        push_text(&mut json, ",\"account_name\":", &account.account_name);
        push_text(&mut json, ",\"expires\":", &iso8601(account.expires));
        // EXPOSE: this document is the account token's home.
        push_text(&mut json, ",\"token\":", account.token.expose());
        push_text(&mut json, ",\"type\":", TYPE);
        json.push('}');
    }
    push_text(&mut json, "},\"selected\":", signed_in.selected_account().account_id.as_str());
    push_text(&mut json, ",\"accountMemberId\":", signed_in.account_member_id.as_str());
    json.push('}');
    json
}

fn push_text(json: &mut String, before: &str, text: &str) {
    json.push_str(before);
    json.push_str(&serde_json::to_string(text).unwrap_or_default());
}

/// A moment as Commerce writes it, of the years that four digits can tell.
fn iso8601(moment: Timestamp) -> String {
    let seconds = moment.seconds().clamp(-62_135_596_800, 253_402_300_799);
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Counted from the first of March of year 0, so that the leap day ends a year; an era is 400 years.
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let year = era * 400 + year + i64::from(month >= 10);
    let month = if month < 10 { month + 3 } else { month - 9 };
    let mut text = String::new();
    for (number, digits, after) in [
        (year, 4, "-"),
        (month, 2, "-"),
        (day, 2, "T"),
        (second / 3600, 2, ":"),
        (second / 60 % 60, 2, ":"),
        (second % 60, 2, ".000Z"),
    ] {
        let number = number.to_string();
        text.push_str("000".get(..digits - number.len().min(digits)).unwrap_or_default());
        text.push_str(&number);
        text.push_str(after);
    }
    text
}

#[cfg(test)]
mod tests;
