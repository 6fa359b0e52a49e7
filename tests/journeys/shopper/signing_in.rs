//! Signing in, and what a member does then.

use std::fmt::Debug;

use latchkey::commerce::{
    AccountId, AccountManagementAuthenticationToken, AccountMember, AccountMembersTokens, AccountToken,
    AuthenticationRealmId, OneTimePasswordToken, Order, OrderId, OrdersPage, Password, Purpose,
};
use latchkey::journey::sign_in::Event;
use latchkey::journey::{Link, Problem, SignIn, WayOn};
use latchkey::storefront::{PasswordChange, Proof, SignInSubmission};

use super::{Shopper, Way, any_password, followed};
use crate::store::Email;

/// What somebody signs in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Means {
    /// The link of an e-mail, with every parameter.
    Link,
    /// The code of an e-mail.
    TypedCode,
    Password,
}

pub(crate) const MEANS: [Means; 3] = [Means::Link, Means::TypedCode, Means::Password];

impl Shopper {
    /// Asks for a code to sign in with, unless a password serves.
    pub(crate) async fn ask_to_sign_in(
        &self,
        means: Means,
    ) -> Result<Option<AuthenticationRealmId>, Problem> {
        match means {
            Means::Password => Ok(None),
            Means::Link | Means::TypedCode => {
                self.ask_for(Purpose::PasswordlessAuthentication).await.map(Some)
            }
        }
    }

    /// What the shopper submits: what the newest e-mail brought, or the password as it was at the beginning.
    pub(crate) fn proof(&self, means: Means) -> Proof {
        match means {
            Means::Link => self.code_proof(&self.email().unwrap(), Way::FullLink),
            Means::TypedCode => self.code_proof(&self.email().unwrap(), Way::TypedCode),
            Means::Password => Proof::Password(Password::new(self.member.as_ref().unwrap().password.clone())),
        }
    }

    fn code_proof(&self, email: &Email, way: Way) -> Proof {
        let (link, code) = followed(email, way, &self.username);
        Proof::Code {
            one_time_password_token: code.unwrap(),
            age: self.code_age,
            claimed: link.user_authentication_info_id,
        }
    }

    /// A code that no e-mail brought.
    pub(crate) fn wrong_code(&self) -> Proof {
        let one_time_password_token = OneTimePasswordToken::new("wrong-canary".to_owned());
        Proof::Code { one_time_password_token, age: self.code_age, claimed: None }
    }

    /// Submits the sign-in form, as the page does: nothing is sent where the journey does not ask for it.
    pub(crate) async fn submit_proof(&mut self, proof: Proof) {
        self.remember_proof(&proof);
        self.play(Event::Submitted);
        if !self.sign_in.is_busy() {
            return;
        }
        let submission = SignInSubmission { username: self.username.clone(), proof };
        let before = self.so_far();
        let outcome = self.storefront.sign_in(&submission).await;
        self.browser.hear(format!("{outcome:#?} {submission:?}"));
        self.assert_nothing_repeated(before, true);
        self.play(match outcome {
            Ok(tokens) => {
                self.remember_tokens(&tokens);
                Event::Exchanged { tokens, is_to_be_confirmed: false }
            }
            Err(problem) => Event::ExchangeFailed(problem),
        });
        assert!(!self.sign_in.is_busy(), "it waits for nothing");
    }

    /// Chooses an account.
    pub(crate) fn choose(&mut self, account_id: AccountId) {
        self.play(Event::Chosen(account_id));
    }

    /// Begins to sign in again.
    pub(crate) fn begin_again(&mut self) {
        self.play(Event::Restarted);
    }

    /// Chooses an account where there are several, by its place.
    pub(crate) fn choose_if_asked(&mut self, place: usize) {
        let choice = self.sign_in.choice();
        if let Some(account) = choice.and_then(|tokens| tokens.accounts.get(place % tokens.accounts.len())) {
            self.choose(account.account_id.clone());
        }
    }

    /// Signs in where nothing goes wrong.
    pub(crate) async fn arrive(&mut self, means: Means) {
        self.ask_to_sign_in(means).await.unwrap();
        let proof = self.proof(means);
        self.submit_proof(proof).await;
        self.choose_if_asked(0);
        assert!(matches!(self.sign_in, SignIn::SignedIn { .. }), "{:?}", self.sign_in);
    }

    /// Does what each notice offers until somebody is signed in.
    pub(crate) async fn carry_on_signing_in(&mut self, means: Means) {
        let mut proof = None;
        for _ in 0..24 {
            self.choose_if_asked(0);
            let Some(given) = proof.clone() else {
                match self.ask_to_sign_in(means).await {
                    Ok(_) => proof = Some(self.proof(means)),
                    Err(Problem::TooManyRequests(_)) => self.store.advance_clock(600),
                    Err(_) => {}
                }
                self.begin_again();
                continue;
            };
            match self.sign_in.problem().map(Problem::way_on) {
                _ if matches!(self.sign_in, SignIn::SignedIn { .. }) => return,
                Some(WayOn::NewCode) => proof = None,
                Some(WayOn::Wait) => {
                    self.store.advance_clock(600);
                    self.submit_proof(given).await;
                }
                Some(_) | None => self.submit_proof(given).await,
            }
        }
        unreachable!("going on leads nowhere: {:?}", self.sign_in);
    }

    /// The tokens, and the account that was chosen.
    pub(crate) fn signed_in(&self) -> (&AccountMembersTokens, &AccountToken) {
        let SignIn::SignedIn { tokens, selected } = &self.sign_in else {
            unreachable!("nobody is signed in: {:?}", self.sign_in)
        };
        let account = tokens.accounts.iter().find(|account| account.account_id == *selected);
        (tokens, account.unwrap())
    }

    /// The token of the account that was chosen.
    pub(crate) fn token(&self) -> AccountManagementAuthenticationToken {
        self.signed_in().1.token.clone()
    }

    pub(crate) async fn renew(
        &self,
        token: &AccountManagementAuthenticationToken,
    ) -> Result<AccountMembersTokens, Problem> {
        let renewed = self.step(self.storefront.renew(token)).await;
        if let Ok(tokens) = &renewed {
            self.remember_tokens(tokens);
        }
        renewed
    }

    pub(crate) async fn account_member(
        &self,
        token: &AccountManagementAuthenticationToken,
    ) -> Result<AccountMember, Problem> {
        let id = self.signed_in().0.account_member_id.clone().unwrap();
        self.step(self.storefront.account_member(&id, token)).await
    }

    pub(crate) async fn orders(
        &self,
        token: &AccountManagementAuthenticationToken,
    ) -> Result<OrdersPage, Problem> {
        self.step(self.storefront.orders(token, 0)).await
    }

    pub(crate) async fn order(
        &self,
        order_id: &OrderId,
        token: &AccountManagementAuthenticationToken,
    ) -> Result<Order, Problem> {
        self.step(self.storefront.order(order_id, token)).await
    }

    /// Sets a new password from the account page.
    pub(crate) async fn change_password(
        &self,
        password: &str,
        token: &AccountManagementAuthenticationToken,
    ) -> Result<(), Problem> {
        self.secrets.borrow_mut().push(password.to_owned());
        let id = self.signed_in().0.account_member_id.clone().unwrap();
        let (new_password, link) = (any_password(password), Link::default());
        let change = PasswordChange {
            account_member_id: &id,
            username: "",
            account_token: token,
            new_password: &new_password,
            link: &link,
        };
        self.step(self.storefront.change_password(&change)).await
    }

    /// Something that neither a code nor a password is exchanged for.
    async fn step<T: Debug>(&self, call: impl Future<Output = Result<T, Problem>>) -> Result<T, Problem> {
        let before = self.so_far();
        let outcome = call.await;
        self.browser.hear(format!("{outcome:?}"));
        self.assert_nothing_repeated(before, false);
        outcome
    }

    fn play(&mut self, event: Event) {
        let tries = self.storefront.config().policy.code_tries;
        self.browser.hear(format!("{event:?}"));
        self.sign_in = std::mem::take(&mut self.sign_in).next(event, tries);
        self.browser.hear(format!("{:#?}", self.sign_in));
        self.assert_is_the_member();
    }

    /// Nobody is ever signed in but the member, with an account of theirs.
    fn assert_is_the_member(&self) {
        let (tokens, selected) = match &self.sign_in {
            SignIn::SignedIn { tokens, selected } => (tokens, Some(selected)),
            SignIn::Choosing { tokens } => (tokens, None),
            _ => return,
        };
        let member = self.member.as_ref().unwrap();
        let id = tokens.account_member_id.as_ref().map(|id| id.as_str());
        assert_eq!(id, Some(member.user_authentication_info_id.as_str()));
        let offered = tokens.accounts.iter().map(|account| &account.account_id).chain(selected);
        for account_id in offered {
            assert!(member.accounts.iter().any(|id| id == account_id.as_str()), "{account_id} is not theirs");
        }
    }

    fn remember_proof(&self, proof: &Proof) {
        let secret = match proof {
            Proof::Code { one_time_password_token, .. } => one_time_password_token.expose(),
            Proof::Password(password) => password.expose(),
        };
        self.secrets.borrow_mut().push(secret.to_owned());
    }

    fn remember_tokens(&self, tokens: &AccountMembersTokens) {
        let tokens = tokens.accounts.iter().map(|account| account.token.expose().to_owned());
        self.secrets.borrow_mut().extend(tokens);
    }
}
