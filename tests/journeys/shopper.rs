//! A shopper with a browser: does what the pages do with what was typed, and what their notices offer.
//!
//! Whoever the shopper is, the rules of every reset are looked at by themselves: after each step that nothing
//! was repeated which must not be, and at the end that no secret was where it does not belong.

mod carrying_on;
pub(crate) mod rules;
pub(crate) mod signing_in;
pub(crate) mod visitor;

use std::cell::{Cell, RefCell};

use latchkey::commerce::{AccountMembersTokens, AuthenticationRealmId, OneTimePasswordToken, Purpose};
use latchkey::config::Config;
use latchkey::journey::exchanges::DEFAULT_CODE_TRIES;
use latchkey::journey::password::PasswordPolicy;
use latchkey::journey::problem::CodeAge;
use latchkey::journey::reset_password::Event;
use latchkey::journey::{Link, NewPassword, Problem, ResetPassword, SignIn, Username, code};
use latchkey::storefront::{ResetSubmission, Storefront};

use crate::browser::InProcess;
use crate::store::{Email, Member, Store};

/// What is set where a test does not care.
pub(crate) const NEW_PASSWORD: &str = "canary rides a purple horse";

/// How the code gets from the e-mail to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// The sandbox's own link, with every parameter.
    FullLink,
    /// A link as the guide on one-time password tokens shows it: username and token only.
    BareLink,
    /// Read from the e-mail and typed, with a blank in the middle.
    TypedCode,
}

pub(crate) const WAYS: [Way; 3] = [Way::FullLink, Way::BareLink, Way::TypedCode];

/// Where a submission ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Entering(Problem),
    Authenticated(Problem),
    Stopped(Problem),
    Changed,
}

pub(crate) struct Shopper {
    pub(crate) browser: InProcess,
    pub(crate) storefront: Storefront<InProcess>,
    pub(crate) journey: ResetPassword,
    pub(crate) sign_in: SignIn,
    /// How old this browser takes its codes to be.
    pub(crate) code_age: CodeAge,
    store: Store,
    member: Option<Member>,
    username: Username,
    /// The codes and passwords at play, which must stay out of sight.
    secrets: RefCell<Vec<String>>,
    /// How many e-mails there were before this shopper asked for the first.
    emails_before: Cell<usize>,
}

impl Shopper {
    /// A member of the store, on a page that has just been loaded.
    pub(crate) fn of(store: &Store, username: &str, config: Config) -> Self {
        Self::new(store, username, Some(store.member(username)), config)
    }

    /// Somebody whom the store does not know.
    pub(crate) fn stranger(store: &Store, username: &str, config: Config) -> Self {
        Self::new(store, username, None, config)
    }

    fn new(store: &Store, username: &str, member: Option<Member>, config: Config) -> Self {
        let browser = InProcess::new(store, config.policy.request_timeout_seconds);
        let policy = config.policy.clone();
        Self {
            storefront: Storefront::new(config, browser.clone()),
            browser,
            journey: ResetPassword::default(),
            sign_in: SignIn::default(),
            code_age: CodeAge::Valid,
            store: store.clone(),
            member,
            username: Username::parse(username, policy.username_format, policy.lowercase_usernames).unwrap(),
            secrets: RefCell::default(),
            emails_before: Cell::new(store.emails().len()),
        }
    }

    /// The same on another device than the one that asked: an e-mail is there already.
    pub(crate) fn following(store: &Store, username: &str, config: Config) -> Self {
        let shopper = Self::of(store, username, config);
        shopper.emails_before.set(store.emails().len().saturating_sub(1));
        shopper
    }

    /// Loads the page anew: what it knew is gone, the browser stays.
    pub(crate) fn reload(&mut self) {
        self.forget_access_token();
        self.journey = ResetPassword::default();
        self.sign_in = SignIn::default();
    }

    /// Makes the next call ask for an access token first, as on a page that has just been loaded.
    pub(crate) fn forget_access_token(&mut self) {
        self.storefront = Storefront::new(self.storefront.config().clone(), self.browser.clone());
    }

    /// Asks for a code that resets the password.
    pub(crate) async fn ask(&self) -> Result<AuthenticationRealmId, Problem> {
        self.ask_for(Purpose::ResetPassword).await
    }

    async fn ask_for(&self, purpose: Purpose) -> Result<AuthenticationRealmId, Problem> {
        let before = self.so_far();
        let outcome = self.storefront.request_code(purpose, &self.username).await;
        self.browser.hear(format!("{outcome:?}"));
        self.assert_nothing_repeated(before, false);
        outcome
    }

    /// How many requests there have been, counted by the store and by the browser.
    fn so_far(&self) -> (usize, usize) {
        (self.store.requests().len(), self.browser.network().len())
    }

    /// The newest e-mail since the page was first loaded.
    pub(crate) fn email(&self) -> Option<Email> {
        self.store.emails().into_iter().skip(self.emails_before.get()).last()
    }

    /// Takes what an e-mail brought to the page and submits it with a password. The password is whatever the
    /// test wants: the page's own rules are tested beside them.
    pub(crate) async fn submit(&mut self, email: &Email, way: Way, password: &str) -> End {
        let (link, code) = followed(email, way, &self.username);
        self.submit_link(link, code, password).await
    }

    /// Submits a link and a code of any kind.
    pub(crate) async fn submit_link(
        &mut self,
        link: Link,
        code: Option<OneTimePasswordToken>,
        password: &str,
    ) -> End {
        let submission = self.submission(link, code, password);
        let before = self.so_far();
        let needs_code = self.journey.needs_code();
        let shown = |state: &ResetPassword| self.browser.hear(format!("{state:?} {:?}", state.command()));
        let journey = self.storefront.reset_password(self.journey.clone(), &submission, shown).await;
        self.browser.hear(format!("{journey:#?} {submission:?}"));
        self.journey = journey;
        self.assert_nothing_repeated(before, needs_code);
        self.end()
    }

    fn submission(&self, link: Link, code: Option<OneTimePasswordToken>, password: &str) -> ResetSubmission {
        let submission = ResetSubmission {
            link,
            username: self.username.clone(),
            one_time_password_token: code,
            code_age: self.code_age,
            new_password: any_password(password),
        };
        self.remember(&submission);
        submission
    }

    /// Is signed in where the store wants that after a reset.
    pub(crate) async fn sign_in_after_reset(&self, password: &str) -> Result<AccountMembersTokens, Problem> {
        let submission = self.submission(Link::default(), None, password);
        let outcome = self.storefront.sign_in_after_reset(&submission).await;
        self.browser.hear(format!("{outcome:?}"));
        outcome
    }

    /// Starts again, as the pages do once another code has been asked for.
    pub(crate) fn restart(&mut self) {
        self.journey = self.journey.clone().next(Event::Restarted, DEFAULT_CODE_TRIES);
    }

    /// Looks that the store takes the new password and the old one no more.
    pub(crate) fn assert_password_is(&self, password: &str) {
        let member = self.member.as_ref().unwrap();
        assert!(self.store.accepts(&member.username, password), "{password} is refused");
        assert!(!self.store.accepts(&member.username, &member.password), "the old password is taken");
    }

    /// Looks that the store takes the password of the beginning and no new one.
    pub(crate) fn assert_password_is_unchanged(&self) {
        let member = self.member.as_ref().unwrap();
        assert!(self.store.accepts(&member.username, &member.password), "the old password is refused");
        assert!(!self.store.accepts(&member.username, NEW_PASSWORD), "a new password is taken");
    }

    fn end(&self) -> End {
        match &self.journey {
            ResetPassword::Entering { problem: Some(problem), .. } => End::Entering(*problem),
            ResetPassword::Authenticated { problem, .. } => End::Authenticated(*problem),
            ResetPassword::Stopped { problem, .. } => End::Stopped(*problem),
            ResetPassword::Changed => End::Changed,
            state => unreachable!("a submission ended without a way on: {state:?}"),
        }
    }

    fn remember(&self, submission: &ResetSubmission) {
        let code = submission.one_time_password_token.as_ref().map(|code| code.expose().to_owned());
        let password = submission.new_password.password().expose().to_owned();
        self.secrets.borrow_mut().extend(code.into_iter().chain([password]));
    }
}

/// A password of any kind.
fn any_password(password: &str) -> NewPassword {
    let anything = PasswordPolicy { min_length: 1, store_name: None };
    NewPassword::parse(password.to_owned(), "", &anything).unwrap()
}

/// The link and the code that the page ends up with.
fn followed(email: &Email, way: Way, username: &Username) -> (Link, Option<OneTimePasswordToken>) {
    let link = match way {
        Way::FullLink => Link::parse("", email.link.split_once('#').unwrap().1),
        Way::BareLink => Link::parse(&format!("?username={}&token={}", username.as_str(), email.code), ""),
        Way::TypedCode => {
            let (first, last) = email.code.split_at(3);
            return (Link::default(), code::read(&format!(" {first} {last}\n"), false));
        }
    };
    let code = link.one_time_password_token.clone();
    (link, code)
}
