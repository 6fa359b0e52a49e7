//! The wrapping that requests and answers share: `{ "data": … }`, pages, and nothing else.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::fields::Fields;
use super::{Error, Response};

/// What our requests are: one object, of which each fills its own fields.
#[derive(Default, serde::Serialize)]
pub(crate) struct Attributes<'a> {
    #[serde(rename = "type", skip_serializing_if = "str::is_empty")]
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) contact: Option<Texts<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) customer: Option<Texts<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) billing_address: Option<Texts<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shipping_address: Option<Texts<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) external_ref: Option<&'a str>,
}

/// An object of nothing but texts, by their names. An empty one is left out.
pub(crate) struct Texts<'a>(pub(crate) Vec<(&'static str, &'a str)>);

impl Serialize for Texts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, text) in self.0.iter().filter(|(_, text)| !text.is_empty()) {
            map.serialize_entry(name, text)?;
        }
        map.end()
    }
}

/// `{ "data": … }`.
#[derive(serde::Serialize)]
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
    /// How many records there are on all pages: as the page, which began after `offset` records, says, or else as
    /// many as are known of.
    pub(crate) fn total(&self, offset: u32) -> u32 {
        let known = self.received + usize::from(self.has_next);
        let known = offset.saturating_add(u32::try_from(known).unwrap_or(MAX_OFFSET));
        self.total.and_then(|total| u32::try_from(total).ok()).unwrap_or(known)
    }

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
pub(crate) fn encode(data: impl Serialize, route: &'static str) -> Result<String, Error> {
    serde_json::to_string(&Data { data }).map_err(|_| Error::Unreadable { status: 0, path: route })
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
