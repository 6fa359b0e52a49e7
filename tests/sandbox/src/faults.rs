//! Faults on demand: what goes wrong with the next answers of a route.

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::answer::Answer;
use crate::clock::Moment;
use crate::order::Lateness;
use crate::refusal::Refusal;
use crate::routes::Route;

/// The longest a slow answer may take, in milliseconds: ten minutes.
const SLOWEST_MILLISECONDS: u64 = 600_000;

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FaultKind {
    /// Another answer, of a status of choice; the request is not carried out.
    Status,
    /// The right answer, late.
    Slow,
    /// The right answer, of which only the first half arrives.
    CutBody,
    /// The right status with a body that is no JSON.
    MalformedJson,
    /// The request is carried out; its answer never comes.
    NeverAnswer,
    /// The request is carried out; the connection closes without an answer.
    Drop,
    /// A checkout is carried out and never answered, and its order appears among the orders only later.
    Late,
    /// A gateway's answer, of a status of choice, that a browser may not read; the request is not carried out.
    WithoutCors,
}

impl FaultKind {
    /// Every kind, in the order in which people are offered them.
    pub(crate) const ALL: [(Self, &str); 8] = [
        (Self::Status, "status"),
        (Self::Slow, "slow"),
        (Self::CutBody, "cut_body"),
        (Self::MalformedJson, "malformed_json"),
        (Self::NeverAnswer, "never_answer"),
        (Self::Drop, "drop"),
        (Self::Late, "late"),
        (Self::WithoutCors, "without_cors"),
    ];

    /// What it does, in a few words.
    pub(crate) fn meaning(self) -> &'static str {
        match self {
            Self::Status => "another answer instead",
            Self::Slow => "late",
            Self::CutBody => "done, cut in the middle",
            Self::MalformedJson => "done, body is no JSON",
            Self::NeverAnswer => "done, no answer ever",
            Self::Drop => "done, connection closes",
            Self::Late => "checked out, no answer, order appears later",
            Self::WithoutCors => "a gateway answers, not readable",
        }
    }

    /// The kind's name in the control interface.
    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }
}

/// A fault that was asked for, and how many answers it has yet to spoil.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fault {
    pub(crate) route: Route,
    #[serde(rename = "fault")]
    pub(crate) kind: FaultKind,
    /// For `status` and `without_cors`.
    #[serde(default)]
    pub(crate) status: Option<u16>,
    /// For `status` and `without_cors`: seconds or an HTTP date.
    #[serde(default)]
    pub(crate) retry_after: Option<String>,
    /// For `status` and `without_cors`: the body, instead of the gateway's own words.
    #[serde(default)]
    pub(crate) body: Option<Value>,
    /// For `slow`.
    #[serde(default)]
    pub(crate) milliseconds: Option<u64>,
    /// For `late`: by the store's clock.
    #[serde(default)]
    pub(crate) visible_after_seconds: Option<u32>,
    /// For `late`: how many lists of orders lack it.
    #[serde(default)]
    pub(crate) visible_after_reads: Option<u32>,
    /// For `late`: whether the connection closes, instead of staying open.
    #[serde(default)]
    pub(crate) dropped: Option<bool>,
    #[serde(default = "once")]
    pub(crate) times: u32,
}

fn once() -> u32 {
    1
}

impl Fault {
    /// Whether the fault says what it needs to, and no more.
    ///
    /// # Errors
    /// A sentence that says what to change.
    pub(crate) fn check(&self) -> Result<(), String> {
        let kind = self.kind.name();
        if self.times == 0 {
            return Err("times must be at least 1.".to_owned());
        }
        let answers_instead = matches!(self.kind, FaultKind::Status | FaultKind::WithoutCors);
        let names_an_answer = self.status.is_some() || self.retry_after.is_some() || self.body.is_some();
        if names_an_answer && !answers_instead {
            return Err(format!("The fault {kind} takes no status, retry_after or body."));
        }
        match (self.status, answers_instead) {
            (None, true) => return Err(format!("The fault {kind} needs a status, such as 429.")),
            (Some(status), true) if !(200..=599).contains(&status) => {
                return Err(format!("status must be from 200 to 599, and is {status}."));
            }
            _ => {}
        }
        self.check_retry_after()?;
        self.check_lateness()?;
        match (self.kind, self.milliseconds) {
            (FaultKind::Slow, Some(1..=SLOWEST_MILLISECONDS)) => Ok(()),
            (FaultKind::Slow, _) => {
                Err(format!("The fault slow needs milliseconds, from 1 to {SLOWEST_MILLISECONDS}."))
            }
            (_, Some(_)) => Err(format!("The fault {kind} takes no milliseconds.")),
            (_, None) => Ok(()),
        }
    }

    fn check_retry_after(&self) -> Result<(), String> {
        match &self.retry_after {
            Some(text) if text.parse::<u32>().is_err() && httpdate::parse_http_date(text).is_err() => {
                Err(format!(
                    "retry_after must be seconds (\"30\") or an HTTP date (\"Mon, 02 Mar 2026 10:00:00 GMT\"), and is \"{text}\"."
                ))
            }
            _ => Ok(()),
        }
    }

    fn check_lateness(&self) -> Result<(), String> {
        let says_when = self.visible_after_seconds.is_some() || self.visible_after_reads.is_some();
        match (self.kind, self.route.name()) {
            (FaultKind::Late, "checkout.create") if says_when => Ok(()),
            (FaultKind::Late, "checkout.create") => {
                Err("The fault late needs visible_after_seconds, visible_after_reads or both.".to_owned())
            }
            (FaultKind::Late, _) => Err("The fault late is for the route checkout.create.".to_owned()),
            _ if says_when || self.dropped.is_some() => {
                let kind = self.kind.name();
                Err(format!(
                    "The fault {kind} takes no visible_after_seconds, visible_after_reads or dropped."
                ))
            }
            _ => Ok(()),
        }
    }

    /// What keeps the order that is made at `now` from being seen, for the fault that does so.
    pub(crate) fn lateness(&self, now: Moment) -> Option<Lateness> {
        (self.kind == FaultKind::Late).then(|| Lateness {
            until: self.visible_after_seconds.map(|seconds| now.plus_seconds(i64::from(seconds))),
            lists: self.visible_after_reads.unwrap_or_default(),
        })
    }

    /// The answer that comes in place of carrying the request out, for the faults that do so.
    pub(crate) fn answer_instead(&self) -> Option<Answer> {
        if !matches!(self.kind, FaultKind::Status | FaultKind::WithoutCors) {
            return None;
        }
        let status = StatusCode::from_u16(self.status?).ok()?;
        Some(match &self.body {
            Some(body) => Answer::new(status, body.clone()),
            None if status.is_success() || status == StatusCode::NOT_MODIFIED => Answer::empty(status),
            None => Refusal::gateway(status).answer(""),
        })
    }
}

/// The faults a store has yet to show.
#[derive(Default)]
pub(crate) struct Faults {
    waiting: Vec<Fault>,
}

impl Faults {
    pub(crate) fn add(&mut self, fault: Fault) {
        self.waiting.push(fault);
    }

    pub(crate) fn clear(&mut self) {
        self.waiting.clear();
    }

    pub(crate) fn waiting(&self) -> &[Fault] {
        &self.waiting
    }

    /// The fault for the next answer of a route, the one asked for first.
    pub(crate) fn take(&mut self, route: Route) -> Option<Fault> {
        let position = self.waiting.iter().position(|fault| fault.route == route)?;
        let fault = self.waiting.get_mut(position)?;
        fault.times -= 1;
        if fault.times == 0 { Some(self.waiting.remove(position)) } else { Some(fault.clone()) }
    }
}
