//! A problem, told with its way on.

use leptos::prelude::*;

use crate::browser::{document, run};
use crate::components::{
    CODE_ID, FormErrors, NoticeKind, PROBLEM_ID, changing, element, form_errors, nothing, notice, styled,
    use_wording, watch,
};
use crate::journey::{Problem, WayOn};
use crate::wording::Task;

use super::frame::support_link;

/// Where the page says what is wrong: there from the start, so that a screen reader notices what appears in it.
pub fn alerts(errors: FormErrors, problem: AnyView) -> AnyView {
    styled("div", "alert-place")
        .set("role", "alert")
        .with(form_errors(errors, document::focus))
        .with(problem)
        .view()
}

/// The notice of a problem, with the link to support where that is the way on, and whatever the page offers for a
/// way on that it can go itself.
pub fn problem_notice(
    problem: Memo<Option<Problem>>,
    task: Task,
    offer: fn(WayOn) -> Option<AnyView>,
) -> AnyView {
    let wording = use_wording();
    changing(move || {
        let Some(problem) = problem.get() else { return nothing() };
        let told = wording.notice(problem, task);
        let way_on = match problem.way_on() {
            WayOn::ContactSupport => Some(styled("p", "notice__actions").with(support_link()).view()),
            way_on => offer(way_on),
        };
        let body = element("p").text(&told.body).view();
        notice(NoticeKind::Problem, told.heading.into_owned(), [body].into_iter().chain(way_on).collect())
    })
}

/// Moves the focus each time something is wrong: to a refused code, which is typed anew, else to what says so.
pub fn focus_what_is_wrong(errors: FormErrors, problem: Memo<Option<Problem>>) {
    watch(move || {
        let has_errors = !errors.read().is_empty();
        match problem.get() {
            // The field may only now be appearing.
            Some(Problem::CodeRefused(_)) if !has_errors => {
                run(async { document::select(CODE_ID) });
            }
            problem if problem.is_some() || has_errors => {
                run(async { document::focus(PROBLEM_ID) });
            }
            _ => {}
        }
    });
}
