//! The form: whom to write to, and where goods and bill go.

use leptos::prelude::*;

use crate::browser::countries::countries;
use crate::browser::document;
use crate::commerce::Address;
use crate::components::element::Element;
use crate::components::{
    Autofill, FormErrors, Words as FieldWords, changing, checkbox, element, memo, nothing, parts, say,
    select_field, styled, submit_button, text_field, use_wording, watch,
};
use crate::journey::checkout::{Entered, Field, Part};
use crate::pages::forgot_password;
use crate::session::AccountGuard;
use crate::wording::{Checkout as Words, Message};

use super::checking_out::CheckingOut;
use super::entered::{self, SAME_ADDRESS, SAVE_ADDRESS, fill_in, id};

const SAVED_ADDRESS: &str = "saved-address";

/// The form for a member, or for a guest.
pub(super) fn form(checking_out: CheckingOut, shown_for: Option<AccountGuard>) -> AnyView {
    let typed = checking_out.typed(shown_for.as_ref());
    let countries = StoredValue::new(choices(checking_out));
    let pending = memo(move || checking_out.journey.read().is_sending());
    let (is_billed_elsewhere, is_saved) = (RwSignal::new(typed.is_billed_elsewhere), RwSignal::new(false));
    let look = move |entered: &Entered| {
        is_saved.try_set(checking_out.has_saved(entered));
    };
    watch(move || {
        checking_out.fill_in_contact();
        request_animation_frame(move || look(&entered::read()));
    });
    let save = shown_for.is_some().then(|| save_address(typed.saves_address, is_saved));
    let (keeper, shown_for) = (shown_for.clone(), StoredValue::new(shown_for));
    let keep = move || look(&checking_out.keep_typed(keeper.as_ref()));
    let button =
        submit_button(Message::checkout(Words::PlaceOrder), Message::checkout(Words::Placing), pending);
    forgot_password::form(move || checking_out.submit(shown_for.get_value()))
        .on_input(keep)
        .with(subtitle(Words::Contact))
        .with(contact(checking_out.errors, &typed))
        .with(subtitle(Words::ShippingAddress))
        .with(saved(checking_out))
        .with(address(checking_out.errors, &typed.shipping_address, countries, false))
        .with_all(save)
        .with(same_address(is_billed_elsewhere))
        .with(
            // Hidden rather than removed, so that what was typed is still there.
            hidden_while(move || !is_billed_elsewhere.get())
                .with(subtitle(Words::BillingAddress))
                .with(address(checking_out.errors, &typed.billing_address, countries, true))
                .view(),
        )
        .with(styled("div", "actions").with(button).view())
        .view()
}

fn subtitle(words: Words) -> AnyView {
    styled("h2", "subtitle").say(Message::checkout(words)).view()
}

fn contact(errors: FormErrors, typed: &Entered) -> AnyView {
    let field = |field, label, kind, detail, value: &str| {
        let words = FieldWords { id: id(field), label, hint: None, errors };
        text_field(words, Autofill { kind, section: "", detail }, value)
    };
    let label = Message::checkout(Words::ContactName);
    parts(vec![
        field(Field::ContactName, label, "text", "name", &typed.contact.name),
        field(Field::ContactEmail, Message::EmailLabel, "email", "email", &typed.contact.email),
    ])
}

/// The addresses that the account has saved; nothing while there are none.
fn saved(checking_out: CheckingOut) -> AnyView {
    changing(move || {
        let addresses = checking_out.customer().addresses;
        if addresses.is_empty() {
            return nothing();
        }
        let another = (String::new(), say(Message::checkout(Words::NoSavedAddress)));
        let named = addresses.iter().map(|saved| (saved.id.clone(), name(&saved.name, &saved.address)));
        let options: Vec<(String, String)> = [another].into_iter().chain(named).collect();
        let label = Message::checkout(Words::SavedAddresses);
        let words = FieldWords { id: SAVED_ADDRESS, label, hint: None, errors: checking_out.errors };
        let autofill = Autofill { kind: "", section: "", detail: "off" };
        select_field(words, autofill, &options, "", move || {
            let chosen = document::value(SAVED_ADDRESS);
            if let Some(saved) = addresses.iter().find(|saved| saved.id == chosen) {
                fill_in(&saved.address);
            }
        })
    })
}

/// What a saved address is called: its name, or how it begins.
fn name(name: &str, address: &Address) -> String {
    if name.is_empty() { address.beginning() } else { name.to_owned() }
}

fn same_address(is_billed_elsewhere: RwSignal<bool>) -> AnyView {
    let is_same = !is_billed_elsewhere.get_untracked();
    checkbox(SAME_ADDRESS, Message::checkout(Words::SameAddress), is_same, move || {
        is_billed_elsewhere.set(entered::is_billed_elsewhere());
    })
}

/// Offers to save the shipping address, unless the account has saved it before.
fn save_address(is_ticked: bool, is_saved: RwSignal<bool>) -> AnyView {
    let offer = checkbox(SAVE_ADDRESS, Message::checkout(Words::SaveAddress), is_ticked, || {});
    hidden_while(move || is_saved.get()).with(offer).view()
}

fn hidden_while(condition: impl Fn() -> bool + Send + 'static) -> Element {
    element("div").follow("hidden", move || condition().then_some(""))
}

/// The countries to choose from; the only one is chosen already.
fn choices(checking_out: CheckingOut) -> Vec<(String, String)> {
    let wanted = checking_out.store.with_value(|store| store.storefront.config().checkout.countries.clone());
    let mut choices = countries(use_wording().tag(), &wanted);
    if choices.len() > 1 {
        choices.insert(0, (String::new(), say(Message::checkout(Words::ChooseCountry))));
    }
    choices
}

fn address(
    errors: FormErrors,
    typed: &Address,
    countries: StoredValue<Vec<(String, String)>>,
    is_billing: bool,
) -> AnyView {
    let of_address: &[Part] = if is_billing { &Part::OF_BILLING } else { &Part::OF_SHIPPING };
    let section = if is_billing { "billing" } else { "shipping" };
    let fields = of_address.iter().map(|part| {
        let field = if is_billing { Field::Billing(*part) } else { Field::Shipping(*part) };
        let label = Message::checkout(Words::Label(*part));
        let words = FieldWords { id: id(field), label, hint: None, errors };
        let (kind, detail) = purpose(*part);
        let autofill = Autofill { kind, section, detail };
        let value = part.of(typed);
        let choices = countries.get_value();
        if *part == Part::Country && !choices.is_empty() {
            select_field(words, autofill, &choices, value, || {})
        } else {
            text_field(words, autofill, value)
        }
    });
    parts(fields.collect())
}

/// The kind of input, and what the browser fills it with.
fn purpose(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::FirstName => ("text", "given-name"),
        Part::LastName => ("text", "family-name"),
        Part::CompanyName => ("text", "organization"),
        Part::Line1 => ("text", "address-line1"),
        Part::Line2 => ("text", "address-line2"),
        Part::City => ("text", "address-level2"),
        Part::Region => ("text", "address-level1"),
        Part::Postcode => ("text", "postal-code"),
        Part::Country => ("text", "country"),
        Part::PhoneNumber => ("tel", "tel"),
        Part::Instructions => ("text", "off"),
    }
}
