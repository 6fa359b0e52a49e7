//! Choosing one of a member's accounts.

use leptos::prelude::*;

use crate::browser::document;
use crate::commerce::{AccountId, AccountToken};
use crate::components::{FormErrors, NoticeKind, element, memo, notice, say, styled, submit_button, when};
use crate::wording::{Message, SigningIn};

use super::forgot_password::form;

/// From so many accounts on, there is a field to find one by its name.
const SEARCHED_FROM: usize = 11;

const SEARCH_ID: &str = "account-search";
const GROUP: &str = "account";

/// What is chosen from, and what happens then.
pub struct AccountChoice {
    /// The accounts, in the store's order.
    pub accounts: Vec<AccountToken>,
    /// The one that is chosen already, such as the last time.
    pub chosen: Option<AccountId>,
    /// Whether there are further accounts that could not be loaded.
    pub is_incomplete: bool,
    /// What is wrong with the choice.
    pub errors: FormErrors,
    /// Takes the choice.
    pub take: Box<dyn Fn(AccountId)>,
}

/// The accounts as a list of names, of which one is chosen and then confirmed.
pub fn account_choice(choice: AccountChoice) -> AnyView {
    let AccountChoice { accounts, chosen, is_incomplete, errors, take } = choice;
    let searched = RwSignal::new(String::new());
    let names: Vec<String> =
        accounts.iter().map(|account| document::lower_case(&account.account_name)).collect();
    let none_found = memo(move || !names.iter().any(|name| name.contains(&*searched.read())));
    let search = (accounts.len() >= SEARCHED_FROM).then(|| search_field(searched));
    let submit = move || match document::checked(GROUP).and_then(|id| AccountId::parse(&id)) {
        Some(id) => {
            errors.set(Vec::new());
            take(id);
        }
        None => errors.set(vec![(GROUP, Message::signing_in(SigningIn::ChooseMissing))]),
    };
    let only = accounts.len() == 1;
    let options = accounts.into_iter().enumerate().map(|(place, account)| {
        let is_chosen = only || chosen.as_ref() == Some(&account.account_id);
        option(place, account, is_chosen, searched)
    });
    let list = styled("fieldset", "choice")
        .with(styled("legend", "field__label").say(Message::signing_in(SigningIn::ChooseLegend)).view())
        .with_all(options)
        .view();
    let none = || element("p").set("role", "status").say(Message::signing_in(SigningIn::ChooseNone)).view();
    let button = submit_button(
        Message::signing_in(SigningIn::Continue),
        Message::signing_in(SigningIn::Continue),
        memo(|| false),
    );
    let incomplete =
        is_incomplete.then(|| element("p").say(Message::signing_in(SigningIn::Incomplete)).view());
    form(submit)
        .with_all(search)
        .with(list)
        .with(when(move || none_found.get(), none))
        .with_all(incomplete)
        .with(styled("div", "actions").with(button).view())
        .view()
}

/// The warning that signing in takes the place of somebody who signed in meanwhile.
pub fn replaces() -> AnyView {
    let body = element("p").say(Message::signing_in(SigningIn::ReplacesBody)).view();
    notice(NoticeKind::Information, say(Message::signing_in(SigningIn::ReplacesTitle)), vec![body])
}

fn search_field(searched: RwSignal<String>) -> AnyView {
    let label = styled("label", "field__label").set("for", SEARCH_ID);
    let input = styled("input", "field__input")
        .set("id", SEARCH_ID)
        .set("type", "search")
        .set("autocomplete", "off")
        .on_input(move || searched.set(document::lower_case(document::value(SEARCH_ID).trim())));
    styled("div", "field")
        .with(label.say(Message::signing_in(SigningIn::SearchLabel)).view())
        .with(styled("div", "field__control").with(input.view()).view())
        .view()
}

/// One account. It is hidden, not removed, by the search, so that it stays chosen.
fn option(place: usize, account: AccountToken, is_chosen: bool, searched: RwSignal<String>) -> AnyView {
    let name = account.account_name;
    let found = document::lower_case(&name);
    // The first carries the name of the group, for the summary of errors to lead to.
    let id = if place == 0 { GROUP.to_owned() } else { [GROUP, &place.to_string()].concat() };
    let input = styled("input", "choice__input")
        .set("type", "radio")
        .set("name", GROUP)
        .set("id", &id)
        .set("value", account.account_id.as_str())
        .follow("checked", move || is_chosen.then_some(""));
    let shown = if name.is_empty() { account.account_id.as_str().to_owned() } else { name };
    styled("label", "choice__option")
        .set("for", &id)
        .follow("hidden", move || (!found.contains(&*searched.read())).then_some(""))
        .with(input.view())
        .with(styled("span", "choice__name").text(&shown).view())
        .view()
}
