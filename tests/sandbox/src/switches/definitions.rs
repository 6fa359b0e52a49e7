//! Every switch, in the order in which a shopper meets what it decides.

use crate::switches::Switch;

/// A switch: its name, what it decides, and its values, of which the first is the default.
#[derive(Debug)]
pub(super) struct Definition {
    pub(super) switch: Switch,
    pub(super) name: &'static str,
    pub(super) values: &'static [&'static str],
    pub(super) meaning: &'static str,
}

/// In the order in which people are shown them.
pub(super) const DEFINITIONS: &[Definition] = &[
    Definition {
        switch: Switch::UnknownUsername,
        name: "unknown_username",
        values: &["accepted_202", "not_found_404"],
        meaning: "What a code request for an unknown username answers.",
    },
    Definition {
        switch: Switch::FeatureDisabled,
        name: "feature_disabled",
        values: &["unprocessable_422", "accepted_202", "not_found_404"],
        meaning: "What a code request answers while the setting enable_one_time_password_token is off.",
    },
    Definition {
        switch: Switch::OneTimeTokenAnswer,
        name: "one_time_token_answer",
        values: &["accepted_202_empty", "created_201_with_body", "accepted_202_braces"],
        meaning: "How an accepted code request is answered: 202 without a body, 201 with a body that even names a code, or 202 with {}.",
    },
    Definition {
        switch: Switch::NewRequestVoidsCodes,
        name: "new_request_voids_codes",
        values: &["no", "yes"],
        meaning: "Whether an accepted code request ends the member's earlier codes.",
    },
    Definition {
        switch: Switch::CodeRequestLimit,
        name: "code_request_limit",
        values: &["none", "three_in_ten_minutes"],
        meaning: "How many codes may be asked for with one username before the answer is 429, whether or not it exists.",
    },
    Definition {
        switch: Switch::WrongCode,
        name: "wrong_code",
        values: &["bad_request_400", "unauthorized_401", "not_found_404"],
        meaning: "How an exchange with a wrong code, username or password profile is refused.",
    },
    Definition {
        switch: Switch::ExpiredCode,
        name: "expired_code",
        values: &["as_wrong_code", "bad_request_400", "unauthorized_401", "not_found_404"],
        meaning: "How an exchange with a code older than ten minutes is refused.",
    },
    Definition {
        switch: Switch::CodeReuse,
        name: "code_reuse",
        values: &["as_wrong_code", "bad_request_400", "unauthorized_401", "not_found_404"],
        meaning: "How an exchange with a code that was exchanged before is refused.",
    },
    Definition {
        switch: Switch::CodeCase,
        name: "code_case",
        values: &["sensitive", "insensitive"],
        meaning: "Whether a code must be in the case it was sent in.",
    },
    Definition {
        switch: Switch::WrongCodeLimit,
        name: "wrong_code_limit",
        values: &["none", "three_in_ten_minutes"],
        meaning: "How many codes may be refused for one username before the answer to every code is 429.",
    },
    Definition {
        switch: Switch::SelfManagementRefusal,
        name: "self_management_refusal",
        values: &["forbidden_403", "not_found_404"],
        meaning: "How a member is refused: self-management is disabled, or the credentials are another member's.",
    },
    Definition {
        switch: Switch::SelfManagementFrom,
        name: "self_management_from",
        values: &["setting", "token_claim"],
        meaning: "What decides whether a member may manage the own credentials: today's setting, or the claim in the account token.",
    },
    Definition {
        switch: Switch::ListWithAccountToken,
        name: "list_with_account_token",
        values: &["allowed", "forbidden_403"],
        meaning: "Whether an account token may list the member's password profile infos.",
    },
    Definition {
        switch: Switch::SettingsWithImplicit,
        name: "settings_with_implicit",
        values: &["allowed", "forbidden_403"],
        meaning: "Whether an implicit access token may read the account authentication settings.",
    },
    Definition {
        switch: Switch::PasswordTooWeak,
        name: "password_too_weak",
        values: &["bad_request_400", "unprocessable_422"],
        meaning: "How a new password of fewer than eight characters is refused.",
    },
    Definition {
        switch: Switch::PasswordChangeEndsTokens,
        name: "password_change_ends_tokens",
        values: &["no", "yes"],
        meaning: "Whether a new password ends the account tokens that the member was issued before.",
    },
    Definition {
        switch: Switch::RealmNotUuid,
        name: "realm_not_uuid",
        values: &["bad_request_400", "not_found_404"],
        meaning: "How a path is refused in which an id is not a UUID.",
    },
    Definition {
        switch: Switch::WrongClientId,
        name: "wrong_client_id",
        values: &["unauthorized_401", "bad_request_400", "forbidden_403"],
        meaning: "How an access token is refused to an unknown client_id or a wrong client_secret.",
    },
    Definition {
        switch: Switch::MemberWithoutAccounts,
        name: "member_without_accounts",
        values: &["empty_data", "null_data"],
        meaning: "What an exchange answers a member of no account: 201 with an empty list or with null, and no token.",
    },
    Definition {
        switch: Switch::LastLinkOnSinglePage,
        name: "last_link_on_single_page",
        values: &["null", "url"],
        meaning: "What links.last holds when everything fits on one page.",
    },
    Definition {
        switch: Switch::NullLinks,
        name: "null_links",
        values: &["null", "string_null"],
        meaning: "How a link that leads nowhere is written: null, or the text \"null\".",
    },
    Definition {
        switch: Switch::RetryAfterExposed,
        name: "retry_after_exposed",
        values: &["no", "yes"],
        meaning: "Whether a browser may read Retry-After and Date (Access-Control-Expose-Headers).",
    },
    Definition {
        switch: Switch::RenewalKeepsOldToken,
        name: "renewal_keeps_old_token",
        values: &["yes", "no"],
        meaning: "Whether an account token still works after it was exchanged for fresh ones.",
    },
    Definition {
        switch: Switch::ExpiredAccountToken,
        name: "expired_account_token",
        values: &["unauthorized_401", "forbidden_403", "guest"],
        meaning: "What carts, checkout, orders and payments make of an account token that has expired or never was one: they refuse it, or take the caller for a guest.",
    },
    Definition {
        switch: Switch::ExpiredTokenOnCredentials,
        name: "expired_token_on_credentials",
        values: &["unauthorized_401", "forbidden_403"],
        meaning: "How listing and updating a member's own credentials is refused with an account token that has expired, was ended or never was one.",
    },
    Definition {
        switch: Switch::CartsWithImplicitOnly,
        name: "carts_with_implicit_only",
        values: &["forbidden_403", "empty"],
        meaning: "What the list of an account's carts answers without an account token.",
    },
    Definition {
        switch: Switch::OrdersWithImplicitOnly,
        name: "orders_with_implicit_only",
        values: &["forbidden_403", "not_found_404", "readable"],
        meaning: "What orders answer without an account token. Readable: one order, by whoever knows its id, while the list is empty.",
    },
    Definition {
        switch: Switch::SecondAccountOnCart,
        name: "second_account_on_cart",
        values: &["forbidden_403", "added"],
        meaning: "Whether a cart that is associated with one account can be associated with another.",
    },
    Definition {
        switch: Switch::EmptyCartCheckout,
        name: "empty_cart_checkout",
        values: &["bad_request_400", "unprocessable_422"],
        meaning: "How the checkout of a cart without items is refused.",
    },
];
