//! The forms that values of `config.json` are written in: what reads each, and how a fault in it is told.

use crate::journey::username::UsernameFormat;

use super::options::{AfterReset, SignInMethod, StorageMode};

pub(super) const UUID_FORM: &str = "must be a UUID, as Commerce Manager shows it.";
pub(super) const API_BASE_URL_FORM: &str = "must be an https address without path, query or user (http only for this machine): \"https://euwest.api.elasticpath.com\".";
pub(super) const PATH_FORM: &str = "must be a path on this origin that starts with one \"/\".";
pub(super) const PAGE_FORM: &str = "must be an https address or a path that starts with one \"/\".";
pub(super) const HELP_FORM: &str =
    "must be an https, mailto: or tel: address, or a path that starts with one \"/\".";
pub(super) const COLOR_FORM: &str = "must be a colour written #rgb or #rrggbb.";
pub(super) const ORIGIN_FORM: &str =
    "must hold https origins without a path (http only for this machine): \"https://www.example.com\".";
pub(super) const HOST_FORM: &str = "must be a host name with at least one dot: \"example.com\".";
pub(super) const PREFIX_FORM: &str = "must be 1 to 40 letters, digits, \"_\" or \"-\".";
pub(super) const COUNTRY_FORM: &str = "must hold countries as two capital letters: \"DE\".";
pub(super) const METHOD_FORM: &str = "must hold \"code\", \"password\" or both, each once.";
pub(super) const AFTER_RESET_FORM: &str = "must be \"sign_in\" or \"signed_in\".";
pub(super) const STORAGE_FORM: &str = "must be \"local\", \"session\" or \"memory\".";

pub(super) fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub(super) fn api_origin(text: &str) -> Option<String> {
    let text = text.strip_suffix('/').unwrap_or(text);
    let (scheme, authority) = text.split_once("://")?;
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (authority, "443"),
    };
    let is_port =
        port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u32>().is_ok_and(|port| port <= 65_535);
    let (name, signs) = match host.strip_prefix('[') {
        Some(address) => (address.strip_suffix(']')?, ":."),
        None => (host, "-."),
    };
    let is_host = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || signs.contains(c));
    let is_loopback = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    let is_safe = scheme == "https" || (scheme == "http" && is_loopback);
    (is_host && is_port && is_safe).then(|| text.to_owned())
}

/// A path on the app's own origin; pages that know a code talk to nobody else.
pub(super) fn path(text: &str) -> Option<String> {
    let is_path = text.starts_with('/') && !text.starts_with("//") && !text.contains('\\');
    (is_path && is_clean(text)).then(|| text.to_owned())
}

pub(super) fn page(text: &str) -> Option<String> {
    let origin: Vec<&str> = text.splitn(4, '/').take(3).collect();
    let names_a_host = |rest: &str| !rest.is_empty() && !rest.starts_with(['/', '?', '#', ':', '@']);
    let address =
        text.strip_prefix("https://").is_some_and(names_a_host) || api_origin(&origin.join("/")).is_some();
    if address && is_clean(text) { Some(text.to_owned()) } else { path(text) }
}

fn is_clean(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() || c.is_whitespace())
}

pub(super) fn help(text: &str) -> Option<String> {
    let reachable = text.starts_with("mailto:") || text.starts_with("tel:");
    if reachable { Some(text.to_owned()) } else { page(text) }
}

pub(super) fn color(text: &str) -> Option<String> {
    let digits = text.strip_prefix('#')?;
    let right_length = matches!(digits.len(), 3 | 6);
    (right_length && digits.chars().all(|c| c.is_ascii_hexdigit())).then(|| text.to_owned())
}

pub(super) fn scheme(text: &str) -> Option<String> {
    matches!(text, "light" | "dark").then(|| text.to_owned())
}

pub(super) fn username_format(text: &str) -> Option<UsernameFormat> {
    match text {
        "email" => Some(UsernameFormat::Email),
        "any" => Some(UsernameFormat::Any),
        _ => None,
    }
}

/// An origin as browsers write it, so that it can be compared with theirs.
pub(super) fn origin(text: &str) -> Option<String> {
    let origin = api_origin(&text.to_ascii_lowercase())?;
    let default_port = if origin.starts_with("https:") { ":443" } else { ":80" };
    Some(origin.strip_suffix(default_port).unwrap_or(&origin).to_owned())
}

/// A host name that cookies can be shared under. Nothing in it can end the attribute that it is written into.
pub(super) fn cookie_domain(text: &str) -> Option<String> {
    let host = text.strip_prefix('.').unwrap_or(text).to_ascii_lowercase();
    let is_label = |label: &str| {
        (1..=63).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let is_name = host.contains('.') && host.len() <= 253 && host.split('.').all(is_label);
    // What ends in a number is an address, and addresses share no cookies.
    let is_address = host.ends_with(|last: char| last.is_ascii_digit());
    (is_name && !is_address).then_some(host)
}

pub(super) fn storage_prefix(text: &str) -> Option<String> {
    let is_plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    (is_plain && (1..=40).contains(&text.len())).then(|| text.to_owned())
}

pub(super) fn country(text: &str) -> Option<String> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())).then(|| text.to_owned())
}

pub(super) fn sign_in_method(text: &str) -> Option<SignInMethod> {
    match text {
        "code" => Some(SignInMethod::Code),
        "password" => Some(SignInMethod::Password),
        _ => None,
    }
}

pub(super) fn after_reset(text: &str) -> Option<AfterReset> {
    match text {
        "sign_in" => Some(AfterReset::SignIn),
        "signed_in" => Some(AfterReset::SignedIn),
        _ => None,
    }
}

pub(super) fn storage_mode(text: &str) -> Option<StorageMode> {
    match text {
        "local" => Some(StorageMode::Local),
        "session" => Some(StorageMode::Session),
        "memory" => Some(StorageMode::Memory),
        _ => None,
    }
}

/// The only value that a key may have: true where it is written.
pub(super) fn nextjs(text: &str) -> Option<bool> {
    (text == "nextjs").then_some(true)
}

/// The only value that a key may have: true where it is written.
pub(super) fn manual(text: &str) -> Option<bool> {
    (text == "manual").then_some(true)
}
