//! What went wrong, told so that the way on is clear.

use std::borrow::Cow;

use crate::journey::Problem;
use crate::journey::problem::{CodeAge, Step};
use crate::wording::{Notice, Task};

use super::duration;

pub(in crate::wording) fn notice(problem: Problem, task: Task) -> Notice {
    let is_reset = task == Task::ResetPassword;
    let (heading, body): (&'static str, Cow<'static, str>) = match problem {
        Problem::CodeRefused(CodeAge::Valid) => (
            "That code is not right",
            kept("It may be mistyped, or a newer code has replaced it. Use the newest email.", task),
        ),
        Problem::CodeRefused(CodeAge::Expired) => (
            "That code has expired",
            kept("Codes are valid for 10 minutes. Ask for a new one.", task),
        ),
        Problem::CodeRefused(CodeAge::Unknown) => (
            "That code does not work",
            kept("It is mistyped, already used, or older than 10 minutes. Check it or ask for a new one.", task),
        ),
        Problem::PasswordWrong => (
            "That did not work",
            "This password does not belong to this account, or there is no such account. Check both.".into(),
        ),
        Problem::TooManyTries => (
            "Too many codes did not work",
            "To keep your account safe, ask for a new code and use the newest email.".into(),
        ),
        Problem::LinkForSomeoneElse if is_reset => (
            "This link does not fit its code",
            "Nothing was changed. Ask for a new code and use the link in the newest email.".into(),
        ),
        Problem::LinkForSomeoneElse => (
            "This link does not fit its code",
            "Nobody was signed in. Ask for a new code and use the link in the newest email.".into(),
        ),
        Problem::PasswordRefused if !is_reset => (
            "The store did not accept this password",
            "Choose another one, longer or less common.".into(),
        ),
        Problem::PasswordRefused => (
            "The store did not accept this password",
            "Choose another one, longer or less common. Your code still counts, you need no new email.".into(),
        ),
        Problem::NoAccount if !is_reset => (
            "No account to sign in to",
            "You are registered, but belong to no account yet. Please contact us.".into(),
        ),
        Problem::NoAccount => (
            "No account to change",
            "You are registered, but belong to no account yet, so the password cannot be changed here. Please contact us.".into(),
        ),
        Problem::NotAllowed => (
            "The password cannot be changed here",
            "The store does not allow it on this page at the moment. Please contact us, or try again later.".into(),
        ),
        Problem::NotFound => (
            "We could not find it",
            "It may belong to another of your accounts. Look there, or contact us.".into(),
        ),
        Problem::AccountTokenExpired if !is_reset => (
            "You are no longer signed in",
            "Sign in again; you come back to this page.".into(),
        ),
        Problem::AccountTokenExpired => (
            "That took a little too long",
            "Your password was not changed. Ask for a new code and try once more; your new password is still here.".into(),
        ),
        Problem::ChangedPerhaps => (
            "That took a little too long",
            "We do not know whether your new password was saved. Try to sign in with it, or ask for a new code and save it again; it is still here.".into(),
        ),
        Problem::TooManyRequests(0) => (
            "Please wait a moment",
            "The store takes no more requests just now. Nothing is lost; try again in a minute.".into(),
        ),
        Problem::TooManyRequests(seconds) => (
            "Please wait a moment",
            ["The store takes no more requests just now. Nothing is lost; try again in ", &duration(seconds), "."]
                .concat()
                .into(),
        ),
        Problem::AskedJustNow(seconds) => (
            "A code was asked for just now",
            ["Look for that email first. You can ask again in ", &duration(seconds), "."].concat().into(),
        ),
        Problem::Unreachable(Step::Preparing) => (
            "We could not reach the store",
            "Check your connection and try again. What you typed is still here.".into(),
        ),
        Problem::NoAnswerInTime(Step::Preparing) => (
            "The store did not answer in time",
            "Nothing was sent yet. Try again; what you typed is still here.".into(),
        ),
        Problem::StoreFault(Step::Preparing) => (
            "Something went wrong in the store",
            "Try again in a moment. What you typed is still here.".into(),
        ),
        Problem::Unreachable(step) => ("We could not reach the store", unknown_outcome(step, task)),
        Problem::NoAnswerInTime(step) => ("The store did not answer in time", unknown_outcome(step, task)),
        Problem::StoreFault(step) => ("Something went wrong in the store", unknown_outcome(step, task)),
        Problem::StoreSetUp => (
            "This page is not open yet",
            "Something is missing on our side, not yours. Please try again later or contact us.".into(),
        ),
    };
    Notice { heading: heading.into(), body }
}

/// What helps against a refused code, and that the new password need not be typed again.
fn kept(body: &'static str, task: Task) -> Cow<'static, str> {
    if task == Task::ResetPassword {
        [body, " Your new password is still here."].concat().into()
    } else {
        body.into()
    }
}

/// What was asked may have been carried out all the same, and what to do then.
fn unknown_outcome(step: Step, task: Task) -> Cow<'static, str> {
    Cow::Borrowed(match step {
        Step::Reading => "Check your connection and try again.",
        Step::Preparing | Step::SigningIn => {
            "Check your connection and try again. What you typed is still here."
        }
        Step::AskingForCode => "The email may be on its way all the same. Look for it before you ask again.",
        Step::Exchanging => {
            "We do not know whether your code was used. Check your connection and try again; if the code is then refused, ask for a new one."
        }
        Step::BeforeUpdate if task != Task::ResetPassword => {
            "Nothing was changed yet. Try again; what you typed is still here."
        }
        Step::Updating if task != Task::ResetPassword => {
            "We do not know whether your new password was saved. Check your connection and save it again."
        }
        Step::BeforeUpdate => {
            "Your code was accepted and is used now. Save your new password again, you need no new email."
        }
        Step::Updating => {
            "We do not know whether your new password was saved. Check your connection and save it again, you need no new email."
        }
    })
}
