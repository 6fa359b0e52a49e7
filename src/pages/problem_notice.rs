//! A problem, told with its way on.

use leptos::prelude::*;

use crate::components::{NoticeBox, NoticeKind, use_wording};
use crate::journey::{Problem, WayOn};

use super::context::use_links;
use super::frame::SupportLink;

/// The notice of a problem, with the link to support where that is the way on, and whatever the page adds.
#[component]
pub fn ProblemNotice(
    #[prop(into)] problem: Signal<Option<Problem>>,
    /// What the page offers for a way on that it can go itself.
    #[prop(optional, into)]
    offer: Option<Callback<WayOn, AnyView>>,
) -> impl IntoView {
    let wording = use_wording();
    let support = use_links().support_url;
    move || {
        problem.get().map(|problem| {
            let notice = wording.notice(&problem);
            let way_on = problem.way_on();
            let support = support.clone().filter(|_| way_on == WayOn::ContactSupport);
            view! {
                <NoticeBox kind=NoticeKind::Problem heading=notice.heading>
                    <p>{notice.body}</p>
                    {support.map(|address| view! { <p class="notice__actions"><SupportLink address /></p> })}
                    {offer.map(|offer| offer.run(way_on))}
                </NoticeBox>
            }
        })
    }
}
