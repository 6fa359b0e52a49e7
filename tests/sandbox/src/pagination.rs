//! Pages of a list: which part was asked for, and the `meta` and `links` around it.

use serde_json::{Value, json};

use crate::received::Received;
use crate::refusal::Refusal;
use crate::switches::{Switch, Switches};

const DEFAULT_LIMIT: usize = 25;
const LARGEST_LIMIT: usize = 100;
/// Beyond this many records nothing is paged.
const LARGEST_OFFSET: usize = 10_000;

/// The part of a list that was asked for. The offset counts records, not pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    limit: usize,
    offset: usize,
}

impl Page {
    /// Reads `page[limit]` (1 to 100, default 25) and `page[offset]` (default 0).
    ///
    /// # Errors
    /// 400 when either is out of range or no number.
    pub(crate) fn asked_for(received: &Received) -> Result<Self, Refusal> {
        let number = |name: &str, default, range: std::ops::RangeInclusive<usize>| {
            let Some(text) = received.query_parameter(name) else { return Ok(default) };
            text.parse().ok().filter(|number| range.contains(number)).ok_or_else(|| {
                Refusal::bad_request(&format!("{name} must be from {} to {}", range.start(), range.end()))
            })
        };
        Ok(Self {
            limit: number("page[limit]", DEFAULT_LIMIT, 1..=LARGEST_LIMIT)?,
            offset: number("page[offset]", 0, 0..=LARGEST_OFFSET)?,
        })
    }

    /// The part of `all` that is on this page.
    pub(crate) fn part_of<T>(self, all: &[T]) -> impl Iterator<Item = &T> {
        all.iter().skip(self.offset).take(self.limit)
    }

    /// `meta.page` and `meta.results` of a list of `total` records.
    pub(crate) fn meta(self, total: usize) -> Value {
        json!({
            "page": {
                "limit": self.limit,
                "offset": self.offset,
                "current": self.offset / self.limit + 1,
                "total": total.div_ceil(self.limit),
            },
            "results": { "total": total },
        })
    }

    /// The links of a list of `total` records at `self_url`.
    pub(crate) fn links(self, total: usize, self_url: &str, switches: &Switches) -> Value {
        self.links_keeping("", total, self_url, switches)
    }

    /// The same with what else the query asks for: nothing, or parameters that end in `&`.
    pub(crate) fn links_keeping(
        self,
        query: &str,
        total: usize,
        self_url: &str,
        switches: &Switches,
    ) -> Value {
        let at = |offset: usize| {
            json!(format!("{self_url}?{query}page[offset]={offset}&page[limit]={}", self.limit))
        };
        let nowhere = match switches.value(Switch::NullLinks) {
            "string_null" => json!("null"),
            _ => Value::Null,
        };
        let last_offset = total.saturating_sub(1) / self.limit * self.limit;
        let single_page = last_offset == 0;
        let next = self.offset + self.limit;
        json!({
            "current": at(self.offset),
            "first": at(0),
            "last": if single_page && switches.is(Switch::LastLinkOnSinglePage, "null") { nowhere.clone() } else { at(last_offset) },
            "next": if next < total { at(next) } else { nowhere.clone() },
            "prev": if self.offset > 0 { at(self.offset.saturating_sub(self.limit)) } else { nowhere },
        })
    }
}
