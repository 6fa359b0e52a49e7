//! What a deployment decides about signing in, the session, and checkout.

/// How shoppers sign in, and what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInOptions {
    /// The ways there are; the first is offered first. Never empty.
    pub methods: Vec<SignInMethod>,
    /// What follows the reset of a password.
    pub after_reset: AfterReset,
    /// Origins beside the app's own that a shopper may be led back to, as browsers write them.
    pub return_to_origins: Vec<String>,
}

/// A way to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInMethod {
    /// With the code of an e-mail.
    Code,
    /// With a password.
    Password,
}

/// What follows the reset of a password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AfterReset {
    /// The shopper signs in with the new password.
    #[default]
    SignIn,
    /// The shopper is signed in.
    SignedIn,
}

impl Default for SignInOptions {
    fn default() -> Self {
        Self {
            methods: vec![SignInMethod::Code, SignInMethod::Password],
            after_reset: AfterReset::default(),
            return_to_origins: Vec::new(),
        }
    }
}

/// Where a session is kept and when it ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionOptions {
    /// Where.
    pub storage: StorageMode,
    /// What the names of the keys shared with the storefront begin with.
    pub prefix: String,
    /// Whether the storefront is one of Elastic Path's Next.js storefronts, which read a cookie.
    pub nextjs: bool,
    /// The domain of that cookie; none: this host alone.
    pub cookie_domain: Option<String>,
    /// Minutes after signing in that a session ends, however busy.
    pub lifetime_minutes: Option<u32>,
    /// Minutes without anything done after which a session ends.
    pub idle_timeout_minutes: Option<u32>,
    /// Seconds before an end that it is announced.
    pub idle_warning_seconds: u32,
}

impl SessionOptions {
    /// Whether a session of the host `own` is one of `other` as well, which it is by the storefront's cookie alone: cookies
    /// know no ports.
    #[must_use]
    pub fn reaches(&self, own: &str, other: &str) -> bool {
        let is_under = |host: &str, domain: &str| {
            host.strip_suffix(domain).is_some_and(|left| left.is_empty() || left.ends_with('.'))
        };
        let is_shared = self
            .cookie_domain
            .as_deref()
            .is_some_and(|domain| is_under(own, domain) && is_under(other, domain));
        self.nextjs && self.storage != StorageMode::Memory && (own == other || is_shared)
    }
}

/// Where a session is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StorageMode {
    /// In local storage: shared by all tabs, until signing out.
    #[default]
    Local,
    /// In session storage: for one tab, until it is closed.
    Session,
    /// Nowhere: until the page is left.
    Memory,
}

impl Default for SessionOptions {
    fn default() -> Self {
        Self {
            storage: StorageMode::default(),
            prefix: "_store".to_owned(),
            nextjs: false,
            cookie_domain: None,
            lifetime_minutes: None,
            idle_timeout_minutes: None,
            idle_warning_seconds: 60,
        }
    }
}

/// Who may check out, and what becomes of the cart and the payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckoutOptions {
    /// Whether a shopper who is not signed in may check out.
    pub guest: bool,
    /// Whether signing out forgets the storefront's cart.
    pub forget_cart_on_sign_out: bool,
    /// Whether orders are authorized with Commerce's manual gateway; otherwise paying is the storefront's part.
    pub manual_payment: bool,
    /// Countries that orders may go to, as two capital letters; empty: any.
    pub countries: Vec<String>,
}
