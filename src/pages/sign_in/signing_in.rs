//! The page's state: what was typed, what is wrong with it, and the journey it is on.

use leptos::prelude::*;

use crate::browser::{console, document};
use crate::commerce::{AccountMemberId, Purpose};
use crate::components::{CODE_ID, CURRENT_PASSWORD_ID, FieldError, FormErrors, USERNAME_ID, use_base};
use crate::config::{Config, SignInMethod};
use crate::journey::sign_in::Event;
use crate::journey::username::UsernameError;
use crate::journey::{Link, Problem, ReturnTo, SignIn, Username};
use crate::pages::account::end_session;
use crate::pages::code_requests::{CodeRequests, use_code_requests};
use crate::pages::context::{lasting, use_store};
use crate::pages::location::{Location, use_location};
use crate::pages::session::{SessionHandle, use_session};
use crate::route::Base;
use crate::wording::Message;

use super::is_sent;

mod exchange;
mod links;

/// What the form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A username, to send a code to.
    AskForCode,
    /// A code that is there already.
    TypeCode,
    /// A password.
    Password,
}

impl Mode {
    /// What the store would have its shoppers sign in with.
    #[must_use]
    pub fn first(config: &Config) -> Self {
        match config.sign_in.methods.first() {
            Some(SignInMethod::Password) => Self::Password,
            Some(SignInMethod::Code) | None => Self::AskForCode,
        }
    }

    /// The field that the form has for it.
    fn field_id(self) -> &'static str {
        match self {
            Self::AskForCode => USERNAME_ID,
            Self::TypeCode => CODE_ID,
            Self::Password => CURRENT_PASSWORD_ID,
        }
    }
}

/// Everything that the page's views share.
#[derive(Clone, Copy)]
pub(super) struct SigningIn {
    pub journey: RwSignal<SignIn>,
    pub followed: RwSignal<Link>,
    pub mode: RwSignal<Mode>,
    pub errors: FormErrors,
    /// Whether the password can be read.
    pub is_shown: RwSignal<bool>,
    pub is_code_shown: RwSignal<bool>,
    /// Whether the shopper wants to sign in although somebody is signed in.
    pub is_someone_else: RwSignal<bool>,
    /// Who was signed in when the page was opened, or when the shopper wanted that: nobody else is replaced unasked.
    agreed: StoredValue<Option<AccountMemberId>>,
    /// The link that was followed last while the page was open, until it is gone on with.
    waiting: StoredValue<Option<Link>>,
    pub requests: CodeRequests,
    pub session: SessionHandle,
    tries: u32,
    /// Where the shopper wants to go on to, as the address says, or as was remembered with the code that is exchanged.
    return_to: StoredValue<Option<String>>,
    remembered: StoredValue<Option<String>>,
    location: Location,
    base: Base,
}

pub(super) fn use_signing_in() -> SigningIn {
    let store = use_store();
    let followed = store.followed;
    let (config, frame) = (store.storefront.config(), store.frame.clone());
    let (tries, first) = (config.policy.code_tries, Mode::first(config));
    // An exchange goes on when the page is left.
    let (journey, mode) = lasting(|| (RwSignal::new(SignIn::default()), RwSignal::new(first)));
    let sent = Callback::new(move |is_further| {
        journey.update(|journey| *journey = journey.clone().next(Event::Restarted, tries));
        if is_further {
            frame.announce(Message::SentAgain);
        }
    });
    let signing_in = SigningIn {
        journey,
        followed,
        mode,
        errors: FormErrors::new(Vec::new()),
        is_shown: RwSignal::new(false),
        is_code_shown: RwSignal::new(false),
        is_someone_else: RwSignal::new(false),
        agreed: StoredValue::new(None),
        waiting: StoredValue::new(None),
        requests: use_code_requests(Purpose::PasswordlessAuthentication, sent, None),
        session: use_session(),
        tries,
        return_to: StoredValue::new(None),
        remembered: StoredValue::new(None),
        location: use_location(),
        base: use_base(),
    };
    signing_in.agreed.set_value(signing_in.member_id());
    signing_in.look_where_to_go_on();
    signing_in.follow_links();
    // An exchange under way goes on, and is found where it is by whoever comes back.
    on_cleanup(move || {
        if !journey.with_untracked(SignIn::is_busy) {
            journey.set(SignIn::default());
            mode.set(first);
        }
    });
    signing_in
}

impl SigningIn {
    /// What stands in the way: of signing in, or of the code asked for meanwhile; first of all, what is typed.
    pub fn problem(self) -> Memo<Option<Problem>> {
        let (requests, journey, errors) = (self.requests.state(), self.journey, self.errors);
        let problem = move || requests.read().problem().or(journey.read().problem());
        Memo::new(move |_| problem().filter(|_| errors.read().is_empty()))
    }

    pub fn is_busy(self) -> bool {
        self.journey.read().is_busy() || self.requests.is_sending()
    }

    /// Shows another way to sign in; what is typed stays, and the focus goes to what is new in the form.
    pub fn switch(self, mode: Mode) {
        // Where the form is not there yet, its heading takes the focus.
        let has_form = !untrack(|| is_sent(self));
        self.errors.set(Vec::new());
        self.requests.dismiss();
        self.play(Event::Restarted);
        self.mode.set(mode);
        if has_form {
            request_animation_frame(move || {
                // Pressed before the app was there, it may be done while something else is being typed.
                if !document::has_focused_field() {
                    document::focus(mode.field_id());
                }
            });
        }
    }

    /// The address says where to go on to.
    fn look_where_to_go_on(self) {
        let asked = untrack(|| self.location.parameter("return_to"));
        let place = self.place(asked.as_deref());
        // A shopper is no help where a storefront asks for what is not allowed.
        if let Err(why) = place {
            console::warn(why);
        }
        let place = place.unwrap_or_default();
        self.requests.lead_on_to(place.clone());
        self.return_to.set_value(place);
    }

    /// The e-mailed link does not say where to go on to, but this browser remembers what it asked the code for.
    fn remember_where_to_go_on(self, username: &Username) {
        let attempt = untrack(|| self.requests.attempt());
        let asked = attempt.filter(|attempt| attempt.username == username.as_str());
        let place = self.place(asked.and_then(|attempt| attempt.return_to).as_deref());
        self.remembered.set_value(place.unwrap_or_default());
    }

    /// The place, if it is one that the session follows to, else why not.
    fn place(self, asked: Option<&str>) -> Result<Option<String>, &'static str> {
        let Some(asked) = asked else { return Ok(None) };
        let store = self.requests.store();
        let config = store.storefront.config();
        let Some(place) = ReturnTo::parse(asked, &config.sign_in.return_to_origins) else {
            return Err(
                "return_to is ignored: it is neither a path of this origin nor an address of return_to_origins.",
            );
        };
        let (own_origin, own_host) = document::place();
        let is_reached =
            |(origin, host): (&str, &str)| origin == own_origin || config.session.reaches(&own_host, host);
        if place.place().is_none_or(is_reached) {
            return Ok(Some(place.as_str().to_owned()));
        }
        Err(
            "return_to is ignored: the session does not follow to that origin. It does with storefront \"nextjs\" alone, on the same host, or where cookie_domain is a domain of both hosts.",
        )
    }

    /// Where the shopper wants to go on to.
    pub fn return_to(self) -> Option<String> {
        self.return_to.try_get_value()?.or_else(|| self.remembered.try_get_value()?)
    }

    /// The link was somebody else's.
    pub fn disown(self) {
        let linked = untrack(|| self.linked_username());
        self.requests.disown_link(linked.as_ref().map_or("", Username::as_str));
        self.start_again();
    }

    /// Somebody else than who is signed in signs in.
    pub fn be_someone_else(self) {
        self.agreed.set_value(self.member_id());
        self.is_someone_else.set(true);
    }

    /// Back to the form, with nothing remembered of what was proved.
    pub fn start_again(self) {
        self.errors.set(Vec::new());
        self.requests.dismiss();
        self.play(Event::Restarted);
    }

    pub fn sign_out(self) {
        end_session(self.session, &self.requests.store());
        self.is_someone_else.set(false);
    }

    pub fn play(self, event: Event) {
        self.journey.update(|journey| *journey = journey.clone().next(event, self.tries));
    }

    fn parse(self, text: &str) -> Result<Username, UsernameError> {
        let store = self.requests.store();
        let policy = &store.storefront.config().policy;
        Username::parse(text, policy.username_format, policy.lowercase_usernames)
    }

    fn typed_username(self) -> Result<Username, FieldError> {
        let is_email = self.requests.store().storefront.config().policy.username_format.is_email();
        self.parse(&document::value(USERNAME_ID))
            .map_err(|error| (USERNAME_ID, Message::Username { error, is_email }))
    }
}
