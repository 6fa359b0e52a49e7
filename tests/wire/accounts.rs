//! Who a member is, and what an account has saved.

use latchkey::commerce::{AccountId, AccountMember, AccountMemberId, Address, SavedAddress};

use crate::checkout::shipping_address;
use crate::store::{ACCOUNT, MEMBER, account_token, answering, assert_sent, fixture, now};

fn addresses_path() -> String {
    format!("/v2/accounts/{ACCOUNT}/addresses")
}

fn home() -> SavedAddress {
    let id = "2c9f5e80-b617-4d3a-8e42-f1d06a7b9c53".to_owned();
    SavedAddress { id, name: "Home".to_owned(), address: shipping_address() }
}

#[test]
fn a_member_has_a_name_and_an_address_to_write_to() {
    let client = answering(200, fixture("account_members.get"));
    let id = AccountMemberId::parse(MEMBER).unwrap();
    let member = now(client.account_member(&id, &account_token()));
    let (name, email) = ("John Doe".to_owned(), "john.doe@banks.com".to_owned());
    assert_eq!(member, Ok(AccountMember { id, name, email }));
    assert_sent(&client, "GET", &format!("/v2/account-members/{MEMBER}"), true, None);
}

#[test]
fn an_accounts_addresses_are_listed() {
    let client = answering(200, fixture("account_addresses.list"));
    let addresses = now(client.account_addresses(&AccountId::parse(ACCOUNT).unwrap(), &account_token()));
    let kitchen = SavedAddress {
        id: "a61d0b94-3e7c-4f25-9b8d-5c0e2f7a1486".to_owned(),
        name: "Kitchen".to_owned(),
        address: Address {
            first_name: "Nora".to_owned(),
            last_name: "Banks".to_owned(),
            company_name: "Banks Catering".to_owned(),
            line_1: "7 Mill Lane".to_owned(),
            city: "Leeds".to_owned(),
            region: "England".to_owned(),
            postcode: "LS1 0ZZ".to_owned(),
            country: "GB".to_owned(),
            ..Address::default()
        },
    };
    assert_eq!(addresses, Ok(vec![home(), kitchen]));
    let path = format!("{}?page%5Blimit%5D=100&page%5Boffset%5D=0", addresses_path());
    assert_sent(&client, "GET", &path, true, None);
}

#[test]
fn an_address_is_saved_under_a_name() {
    let client = answering(201, fixture("account_addresses.created"));
    let account = AccountId::parse(ACCOUNT).unwrap();
    let saved = now(client.create_account_address(&account, "Home", &shipping_address(), &account_token()));
    assert_eq!(saved, Ok(home()));
    let body = fixture("account_addresses.create_request");
    assert_sent(&client, "POST", &addresses_path(), true, Some(&body));
}
