//! Every Commerce call: its name, its method and path, and what carries it out.

use axum::routing::MethodFilter;

use crate::answer::Answer;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::routes::{
    access_token, account_addresses, account_authentication_settings, account_members,
    account_members_tokens, accounts, cart_accounts, cart_items, carts, checkout,
    one_time_password_token_request, orders, payments, user_authentication_password_profile_info,
};
use crate::store::Store;

/// A Commerce call.
pub(super) struct Definition {
    pub(super) name: &'static str,
    pub(super) method: MethodFilter,
    pub(super) path: &'static str,
    pub(super) carry_out: fn(&mut Store, &Received) -> Result<Answer, Refusal>,
}

/// In the order in which people are shown them.
pub(super) static DEFINITIONS: [Definition; 30] = [
    Definition {
        name: "access_token.create",
        method: MethodFilter::POST,
        path: "/oauth/access_token",
        carry_out: access_token::create,
    },
    Definition {
        name: "account_authentication_settings.get",
        method: MethodFilter::GET,
        path: "/v2/settings/account-authentication",
        carry_out: account_authentication_settings::get,
    },
    Definition {
        name: "one_time_password_token_request.create",
        method: MethodFilter::POST,
        path: "/v2/authentication-realms/{realm_id}/password-profiles/{password_profile_id}/one-time-password-token-request",
        carry_out: one_time_password_token_request::create,
    },
    Definition {
        name: "account_members_tokens.create",
        method: MethodFilter::POST,
        path: "/v2/account-members/tokens",
        carry_out: account_members_tokens::create,
    },
    Definition {
        name: "user_authentication_password_profile_info.list",
        method: MethodFilter::GET,
        path: "/v2/authentication-realms/{realm_id}/user-authentication-info/{user_authentication_info_id}/user-authentication-password-profile-info",
        carry_out: user_authentication_password_profile_info::list,
    },
    Definition {
        name: "user_authentication_password_profile_info.update",
        method: MethodFilter::PUT,
        path: "/v2/authentication-realms/{realm_id}/user-authentication-info/{user_authentication_info_id}/user-authentication-password-profile-info/{id}",
        carry_out: user_authentication_password_profile_info::update,
    },
    Definition { name: "carts.list", method: MethodFilter::GET, path: "/v2/carts", carry_out: carts::list },
    Definition {
        name: "carts.create",
        method: MethodFilter::POST,
        path: "/v2/carts",
        carry_out: carts::create,
    },
    Definition {
        name: "carts.get",
        method: MethodFilter::GET,
        path: "/v2/carts/{cart_id}",
        carry_out: carts::get,
    },
    Definition {
        name: "carts.update",
        method: MethodFilter::PUT,
        path: "/v2/carts/{cart_id}",
        carry_out: carts::update,
    },
    Definition {
        name: "carts.delete",
        method: MethodFilter::DELETE,
        path: "/v2/carts/{cart_id}",
        carry_out: carts::delete,
    },
    Definition {
        name: "cart_items.list",
        method: MethodFilter::GET,
        path: "/v2/carts/{cart_id}/items",
        carry_out: cart_items::list,
    },
    Definition {
        name: "cart_items.create",
        method: MethodFilter::POST,
        path: "/v2/carts/{cart_id}/items",
        carry_out: cart_items::create,
    },
    Definition {
        name: "cart_items.delete_all",
        method: MethodFilter::DELETE,
        path: "/v2/carts/{cart_id}/items",
        carry_out: cart_items::delete_all,
    },
    Definition {
        name: "cart_items.update",
        method: MethodFilter::PUT,
        path: "/v2/carts/{cart_id}/items/{cart_item_id}",
        carry_out: cart_items::update,
    },
    Definition {
        name: "cart_items.delete",
        method: MethodFilter::DELETE,
        path: "/v2/carts/{cart_id}/items/{cart_item_id}",
        carry_out: cart_items::delete,
    },
    Definition {
        name: "cart_accounts.create",
        method: MethodFilter::POST,
        path: "/v2/carts/{cart_id}/relationships/accounts",
        carry_out: cart_accounts::create,
    },
    Definition {
        name: "cart_accounts.delete",
        method: MethodFilter::DELETE,
        path: "/v2/carts/{cart_id}/relationships/accounts",
        carry_out: cart_accounts::delete,
    },
    Definition {
        name: "checkout.create",
        method: MethodFilter::POST,
        path: "/v2/carts/{cart_id}/checkout",
        carry_out: checkout::create,
    },
    Definition {
        name: "orders.list",
        method: MethodFilter::GET,
        path: "/v2/orders",
        carry_out: orders::list,
    },
    Definition {
        name: "orders.get",
        method: MethodFilter::GET,
        path: "/v2/orders/{order_id}",
        carry_out: orders::get,
    },
    Definition {
        name: "order_items.list",
        method: MethodFilter::GET,
        path: "/v2/orders/{order_id}/items",
        carry_out: orders::items,
    },
    Definition {
        name: "payments.create",
        method: MethodFilter::POST,
        path: "/v2/orders/{order_id}/payments",
        carry_out: payments::create,
    },
    Definition {
        name: "accounts.get",
        method: MethodFilter::GET,
        path: "/v2/accounts/{account_id}",
        carry_out: accounts::get,
    },
    Definition {
        name: "account_members.get",
        method: MethodFilter::GET,
        path: "/v2/account-members/{account_member_id}",
        carry_out: account_members::get,
    },
    Definition {
        name: "account_addresses.list",
        method: MethodFilter::GET,
        path: "/v2/accounts/{account_id}/addresses",
        carry_out: account_addresses::list,
    },
    Definition {
        name: "account_addresses.create",
        method: MethodFilter::POST,
        path: "/v2/accounts/{account_id}/addresses",
        carry_out: account_addresses::create,
    },
    Definition {
        name: "account_addresses.get",
        method: MethodFilter::GET,
        path: "/v2/accounts/{account_id}/addresses/{address_id}",
        carry_out: account_addresses::get,
    },
    Definition {
        name: "account_addresses.update",
        method: MethodFilter::PUT,
        path: "/v2/accounts/{account_id}/addresses/{address_id}",
        carry_out: account_addresses::update,
    },
    Definition {
        name: "account_addresses.delete",
        method: MethodFilter::DELETE,
        path: "/v2/accounts/{account_id}/addresses/{address_id}",
        carry_out: account_addresses::delete,
    },
];
