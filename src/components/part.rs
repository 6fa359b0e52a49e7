//! Parts of a page that come, go and change.

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;

/// Parts that stand side by side.
#[inline(never)]
pub fn parts(parts: Vec<AnyView>) -> AnyView {
    parts.into_any()
}

/// No part at all.
pub fn nothing() -> AnyView {
    parts(Vec::new())
}

/// A part that is there while `condition` holds.
pub fn when(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    part: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    shown_while(memo(condition), Box::new(part))
}

#[inline(never)]
fn shown_while(condition: Memo<bool>, part: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    changing(move || if condition.get() { part() } else { nothing() })
}

/// A part that is made anew whenever what it reads changes.
pub fn changing(part: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let part: Box<dyn Fn() -> AnyView + Send> = Box::new(part);
    part.into_any()
}

/// A truth that tells those who read it only when it changes.
pub fn memo(condition: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    boxed_memo(Box::new(condition))
}

#[inline(never)]
fn boxed_memo(condition: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<bool> {
    Memo::new(move |_| condition())
}

/// Does something outside of the page, now and whenever what it reads changes. Views do the same, so that it costs
/// no second kind of effect; what it touches in the page may not be there yet the first time.
pub fn watch(touch: impl Fn() + 'static) {
    boxed_watch(Box::new(touch));
}

#[inline(never)]
fn boxed_watch(touch: Box<dyn Fn()>) {
    StoredValue::new_local(RenderEffect::new(move |_| touch()));
}
