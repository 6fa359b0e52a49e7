//! What can be changed about a store.

use maud::{Markup, html};

use crate::control::page::{Rejected, button_form, form_address};
use crate::faults::{Fault, FaultKind};
use crate::routes::Route;
use crate::store::{Member, SelfManagement, Store, UsernameFormat};
use crate::switches::SwitchState;

/// Steps in which people move the clock: seconds and a name. A code lives ten minutes, an access token an hour.
const STEPS: [(i64, &str); 4] =
    [(60, "+1 minute"), (600, "+10 minutes"), (3600, "+1 hour"), (86_400, "+1 day")];

pub(super) fn clock(store: &Store, rejected: &Rejected) -> Markup {
    let offset = store.clock.offset_seconds();
    html! {
        section #clock aria-labelledby="clock-title" {
            h2 #clock-title { "Clock" }
            div.live #clock-now {
                p id={ "now-" (store.clock.now().epoch_seconds()) } {
                    strong { (store.clock.now().date_and_time()) }
                    @if offset != 0 { " (moved by " (offset) " seconds)" }
                }
            }
            form.row method="post" action=(form_address(store, "clock")) {
                @for (seconds, name) in STEPS {
                    button name="advance_seconds" value=(seconds) { (name) }
                }
                @if offset != 0 {
                    button name="advance_seconds" value=(-offset) { "Back to this machine's time" }
                }
            }
            form.row method="post" action=(form_address(store, "clock")) {
                label for="advance_seconds" { "Seconds" }
                input #advance_seconds name="advance_seconds" type="number" required
                    value=[rejected.fields.get("advance_seconds")];
                button { "Move" }
            }
        }
    }
}

pub(super) fn faults(store: &Store, rejected: &Rejected) -> Markup {
    let field = |name: &str| rejected.fields.get(name).map(String::as_str);
    html! {
        section #faults aria-labelledby="faults-title" {
            div.heading {
                h2 #faults-title { "Faults" }
                (button_form(store, "clear-faults", "Clear"))
            }
            div.live #faults-waiting {
                @if store.faults.waiting().is_empty() {
                    p.empty #no-fault { "Every answer is as it should be." }
                }
                @for (index, fault) in store.faults.waiting().iter().enumerate() {
                    p id={ "fault-" (index) "-" (fault.times) "-" (fault.kind.name()) } { (described(fault)) }
                }
            }
            form.fields method="post" action=(form_address(store, "add-fault")) {
                label for="fault-route" { "The next answer of" }
                select #fault-route name="route" {
                    @for route in Route::all() {
                        option value=(route.name()) selected[field("route") == Some(route.name())] { (route.name()) }
                    }
                }
                label for="fault-kind" { "becomes" }
                select #fault-kind name="fault" {
                    @for (kind, name) in FaultKind::ALL {
                        option value=(name) selected[field("fault") == Some(name)] { (name) " – " (kind.meaning()) }
                    }
                }
                div.of-an-answer { label for="fault-status" { "Status" }
                input #fault-status name="status" type="number" min="200" max="599" placeholder="429" value=[field("status")]; }
                div.of-an-answer { label for="fault-retry-after" { "Retry-After " small { "seconds or an HTTP date, or nothing" } }
                input #fault-retry-after name="retry_after" placeholder="30" value=[field("retry_after")]; }
                div.of-slow { label for="fault-milliseconds" { "Milliseconds" }
                input #fault-milliseconds name="milliseconds" type="number" min="1" placeholder="5000" value=[field("milliseconds")]; }
                div.of-late { label for="fault-visible-after-reads" { "Visible after lists " small { "or nothing" } }
                input #fault-visible-after-reads name="visible_after_reads" type="number" min="0" placeholder="2" value=[field("visible_after_reads")]; }
                div.of-late { label for="fault-visible-after-seconds" { "Visible after seconds " small { "or nothing" } }
                input #fault-visible-after-seconds name="visible_after_seconds" type="number" min="0" value=[field("visible_after_seconds")]; }
                div.of-late { label for="fault-dropped" { "The connection" }
                select #fault-dropped name="dropped" {
                    option value="false" selected[field("dropped") == Some("false")] { "stays open" }
                    option value="true" selected[field("dropped") == Some("true")] { "closes" }
                } }
                label for="fault-times" { "Times" }
                input #fault-times name="times" type="number" min="1" required value=(field("times").unwrap_or("1"));
                button.primary { "Add the fault" }
            }
        }
    }
}

fn described(fault: &Fault) -> Markup {
    html! {
        code { (fault.route.name()) } ": " (fault.kind.name())
        @if let Some(status) = fault.status { " " (status) }
        @if let Some(retry_after) = &fault.retry_after { ", Retry-After " (retry_after) }
        @if let Some(milliseconds) = fault.milliseconds { ", " (milliseconds) " ms" }
        @if let Some(lists) = fault.visible_after_reads { ", visible after " (lists) " lists" }
        @if let Some(seconds) = fault.visible_after_seconds { ", visible after " (seconds) " seconds" }
        @if fault.times > 1 { ", " (fault.times) " times" }
    }
}

pub(super) fn members(store: &Store) -> Markup {
    html! {
        section #members aria-labelledby="members-title" {
            h2 #members-title { "Members" }
            div.live #members-list {
                @for member in &store.members { (described_member(member)) }
            }
        }
    }
}

fn described_member(member: &Member) -> Markup {
    let accounts: Vec<_> = member.accounts.iter().map(|account| account.name.as_str()).collect();
    html! {
        dl id={ "member-" (member.id) "-" (member.updated_at.epoch_seconds()) } {
            dt { "Username" } dd { (member.username) }
            dt { "Password" } dd { code { (member.password) } }
            dt { "Accounts" } dd { @if accounts.is_empty() { "none" } @else { (accounts.join(", ")) } }
        }
    }
}

pub(super) fn settings(store: &Store) -> Markup {
    let settings = &store.settings;
    let choice =
        |value: &'static str, chosen: bool| html! { option value=(value) selected[chosen] { (value) } };
    html! {
        section #settings aria-labelledby="settings-title" {
            h2 #settings-title { "Settings" }
            form.fields method="post" action=(form_address(store, "settings")) {
                label for="self-management" { "account_member_self_management" }
                select #self-management name="account_member_self_management" {
                    @for value in [SelfManagement::UpdateOnly, SelfManagement::Disabled] {
                        (choice(value.name(), value == settings.account_member_self_management))
                    }
                }
                label for="enable" { "enable_one_time_password_token" }
                select #enable name="enable_one_time_password_token" {
                    (choice("true", settings.enable_one_time_password_token))
                    (choice("false", !settings.enable_one_time_password_token))
                }
                label for="timeout" { "account_management_authentication_token_timeout_secs" }
                input #timeout name="account_management_authentication_token_timeout_secs" type="number" min="1" required
                    value=(settings.account_management_authentication_token_timeout_secs);
                label for="username-format" { "username_format" }
                select #username-format name="username_format" {
                    (choice("email", settings.username_format == UsernameFormat::Email))
                    (choice("any", settings.username_format == UsernameFormat::Any))
                }
                label for="manual-gateway" { "manual_gateway" }
                select #manual-gateway name="manual_gateway" {
                    (choice("false", !settings.manual_gateway))
                    (choice("true", settings.manual_gateway))
                }
                button.primary { "Change the settings" }
            }
        }
    }
}

pub(super) fn switches(store: &Store) -> Markup {
    html! {
        section.wide #switches aria-labelledby="switches-title" {
            div.heading {
                h2 #switches-title { "Switches" }
                (button_form(store, "default-switches", "All to their defaults"))
            }
            p { "Nobody promises how Commerce behaves here, so the store behaves as you like. The first choice is the default." }
            form method="post" action=(form_address(store, "switches")) {
                div.switches { @for switch in store.switches.all() { (described_switch(&switch)) } }
                button.primary { "Set the switches" }
            }
        }
    }
}

fn described_switch(switch: &SwitchState) -> Markup {
    let changed = switch.values.first() != Some(&switch.value);
    html! {
        div.switch.changed[changed] {
            label for={ "switch-" (switch.name) } {
                code { (switch.name) }
                @if changed { span.badge { "changed" } }
            }
            p id={ "meaning-" (switch.name) } { (switch.meaning) }
            select id={ "switch-" (switch.name) } name=(switch.name) aria-describedby={ "meaning-" (switch.name) } {
                @for value in switch.values { option value=(value) selected[*value == switch.value] { (value) } }
            }
        }
    }
}
