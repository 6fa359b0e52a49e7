use super::*;

fn read(query: &str, fragment: &str) -> (Option<String>, Option<String>) {
    let link = Link::parse(query, fragment);
    (
        link.unchecked_username().map(str::to_owned),
        link.one_time_password_token.map(|token| token.expose().to_owned()),
    )
}

#[test]
fn a_damaged_link_keeps_what_can_be_understood() {
    let both = (Some("john.doe@banks.com"), Some("lprvj4"));
    let table = [
        ("?username=john.doe@banks.com&token=lprvj4", "", both),
        ("", "#username=john.doe@banks.com&token=lprvj4", both),
        ("?username=john.doe%40banks.com&token=lprvj4", "", both),
        ("?username=john.doe%2540banks.com&token=lprvj4", "", both),
        ("?username=john.doe@banks.com&amp;token=lprvj4", "", both),
        ("?username=john.doe@banks.com&", "#38;token=lprvj4", both),
        ("?username=john.doe@banks.com&token=lprvj4.", "", both),
        ("?username=john.doe@banks.com&token=lprvj4%3E", "", both),
        ("?username=john.doe@banks.com&token=lprvj4&utm_source=mail&fbclid=x", "", both),
        ("?utm_source=mail", "#username=john.doe@banks.com&token=lprvj4", both),
        ("?username=john.doe@banks.com&one_time_password_token=lprvj4", "", both),
        ("?username%3Djohn.doe%40banks.com%26token%3Dlprvj4", "", both),
        ("?username%253Djohn.doe%2540banks.com%2526token%253Dlprvj4", "", both),
        ("?utm_source=mail&username%3Djohn.doe%40banks.com%26token%3Dlprvj4", "", both),
        ("?username[]=john.doe@banks.com&token[]=lprvj4", "", both),
        ("?username%5B%5D=john.doe@banks.com&token%5b%5d=lprvj4", "", both),
        ("?username=john.doe@banks.com&token=lprvj4%E2%80%8B", "", both),
        ("?username=john.doe@banks.com&token=lpr%E2%80%8Bvj4", "", both),
        ("?username=john.doe@banks.com&token=lprv%0D%0Aj4", "", both),
        ("?username=john.doe@banks.com&token=lpr-vj4", "", (both.0, Some("lpr-vj4"))),
        ("?username=3Djohn.doe@banks.com&token=3Dlprvj4", "", both),
        ("?USERNAME=john.doe@banks.com&Token=lprvj4", "", both),
        ("?username=john.doe@banks.com&token=lprvj4&token=lprvj4", "", both),
        ("?username=john.doe@banks.com&token=lprvj4&token=other1", "", (both.0, None)),
        ("?username=john.doe@banks.com&token=", "", (both.0, None)),
        ("?username=john.doe@banks.com&token", "", (both.0, None)),
        ("?username=&token=lprvj4", "", (None, both.1)),
        ("?token=lprvj4", "", (None, both.1)),
        ("?username=%FF%FE&token=%", "", (Some("%FF%FE"), Some("%"))),
        ("", "", (None, None)),
        ("?&&==&=&", "#", (None, None)),
    ];
    for (query, fragment, (username, token)) in table {
        let expected = (username.map(str::to_owned), token.map(str::to_owned));
        assert_eq!(read(query, fragment), expected, "{query} {fragment}");
    }
}

#[test]
fn a_plus_in_an_address_is_a_plus() {
    assert_eq!(read("?username=john.doe+shop@banks.com", "").0.as_deref(), Some("john.doe+shop@banks.com"));
    assert_eq!(read("?username=john.doe%2Bshop@banks.com", "").0.as_deref(), Some("john.doe+shop@banks.com"));
}

#[test]
fn an_id_that_is_no_uuid_is_as_if_missing() {
    let link = Link::parse("?authentication_realm_id=../../carts&user_authentication_info_id=shopper", "");
    assert_eq!(link, Link::default());
}

#[test]
fn the_password_profile_info_id_is_read_in_both_spellings() {
    for name in
        ["user_authentication_password_profile_info_id", "user_authentication_password_profile_info.id"]
    {
        let link = Link::parse("", &format!("{name}=d63be373-580d-4e16-818b-15513341e9b6"));
        assert!(link.user_authentication_password_profile_info_id.is_some(), "{name}");
    }
}

#[test]
fn a_cart_id_is_read_where_it_is_one() {
    let cart =
        |query: &str, fragment: &str| Link::parse(query, fragment).cart_id.map(|id| id.expose().to_owned());
    assert_eq!(cart("", "#cart_id=sandbox-Cart_1").as_deref(), Some("sandbox-Cart_1"));
    assert_eq!(cart("?cart_id=sandbox-cart.", "").as_deref(), Some("sandbox-cart"));
    for query in ["?cart_id=", "?cart_id=a/b", "?cart_id=..%2Forders", "?cart_id=a&cart_id=b"] {
        assert_eq!(cart(query, ""), None, "{query}");
    }
}

#[test]
fn debug_shows_neither_token_nor_username() {
    let shown = format!("{:?}", Link::parse("?username=canary@banks.com&token=canarytoken", ""));
    assert!(!shown.contains("canary"), "{shown}");
}

proptest::proptest! {
    #[test]
    fn no_link_makes_it_panic(query in ".*", fragment in ".*") {
        let _ = Link::parse(&query, &fragment);
    }
}
