//! The wrapping that requests and answers share: `{ "data": … }`, pages, and nothing else.

use serde::Serialize;

use super::fields::Fields;
use super::{Error, Response};

/// What all our requests are: one flat object, of which each fills its own fields.
#[derive(Default, Serialize)]
pub(crate) struct Attributes<'a> {
    #[serde(rename = "type")]
    pub(crate) kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) authentication_mechanism: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) password_profile_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) username: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) one_time_password_token: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) password: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) purpose: Option<&'a str>,
}

/// `{ "data": … }`.
#[derive(Serialize)]
struct Data<T> {
    data: T,
}

/// What a page says about itself.
pub(crate) struct Page {
    /// The member whom a page of account tokens belongs to.
    pub(crate) account_member_id: Option<String>,
    received: usize,
    total: Option<i64>,
    has_next: bool,
}

impl Page {
    /// What follows this page, which began after `offset` records and brought `new` ones not seen before.
    pub(crate) fn following(&self, offset: u32, new: usize) -> Following {
        let next = offset.saturating_add(u32::try_from(self.received).unwrap_or(MAX_OFFSET));
        let more_is_promised = self.total.map_or(self.has_next, |total| i64::from(next) < total);
        let only_known_ones = new == 0 && self.received > 0;
        if only_known_ones || (more_is_promised && (new == 0 || next >= MAX_OFFSET)) {
            Following::Unreachable
        } else if more_is_promised {
            Following::Offset(next)
        } else {
            Following::Nothing
        }
    }
}

/// What follows a page.
pub(crate) enum Following {
    /// All has been received.
    Nothing,
    /// The page that begins after so many records.
    Offset(u32),
    /// More is promised, but no page brings it.
    Unreachable,
}

/// The most records that an offset may skip.
const MAX_OFFSET: u32 = 10_000;

/// The most pages that are asked for, however few records each brings.
pub(crate) const MAX_PAGES: u32 = 100;

/// Writes a request's body.
pub(crate) fn encode(attributes: Attributes<'_>, route: &'static str) -> Result<String, Error> {
    serde_json::to_string(&Data { data: attributes })
        .map_err(|_| Error::Unreadable { status: 0, path: route })
}

/// Reads an answer whose status is one of success.
pub(crate) fn decode(response: &Response, route: &'static str) -> Result<Fields, Error> {
    Fields::read(&response.body).map_err(|_| Error::Unreadable { status: response.status, path: route })
}

/// Reads a page of a list whose status is one of success.
pub(crate) fn decode_list(response: &Response, route: &'static str) -> Result<(Vec<Fields>, Page), Error> {
    let answer = decode(response, route)?;
    let (meta, links) = (answer.object("meta"), answer.object("links"));
    // An empty list may be written as null.
    let is_empty = || !meta.is_empty() && meta.number("results.total").unwrap_or(0) == 0;
    let data = answer.list("data").or_else(|| is_empty().then(Vec::new));
    let data = data.ok_or(Error::Unreadable { status: response.status, path: route })?;
    let page = Page {
        account_member_id: meta.owned("account_member_id"),
        received: data.len(),
        total: meta.number("results.total"),
        // The address is never followed. Older documentation has "null" as a string.
        has_next: links.text("next").is_some_and(|next| next != "null"),
    };
    Ok((data, page))
}
