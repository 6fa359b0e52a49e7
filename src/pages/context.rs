//! What the app hands to its pages: to all of them the frame they are shown in, and to those of a configured store
//! that store.

use std::sync::{Arc, OnceLock};

use leptos::prelude::*;

use crate::browser::storage::Storage;
use crate::browser::{Browser, loader, run};
use crate::commerce::{Purpose, Timestamp};
use crate::config::{Links, Look};
use crate::journey::{CodeRequest, Link};
use crate::storefront::Storefront;
use crate::wording::{Message, Wording};

/// What every page is shown in.
#[derive(Debug)]
pub struct Frame {
    /// Name, logo and colours.
    pub look: Look,
    /// Where links lead.
    pub links: Links,
    /// What screen readers were told last, in a region that is there from the start.
    pub announcement: RwSignal<String>,
    wording: Wording,
    is_first_heading: RwSignal<bool>,
}

impl Frame {
    /// The frame of a storefront.
    #[must_use]
    pub fn new(look: Look, links: Links, wording: Wording) -> Self {
        Self {
            look,
            links,
            announcement: RwSignal::new(String::new()),
            wording,
            is_first_heading: RwSignal::new(true),
        }
    }

    /// Tells screen readers, also what they were told before.
    pub fn announce(&self, message: Message) {
        self.tell(self.wording.say(message).into_owned());
    }

    /// Takes back what was announced: it is no longer so.
    pub fn hush(&self) {
        self.tell(String::new());
    }

    fn tell(&self, sentence: String) {
        let announcement = self.announcement;
        if announcement.get_untracked() == sentence {
            announcement.set(String::new());
        }
        run(async move {
            // Before that, nobody hears what is said here.
            loader::painted().await;
            request_animation_frame(move || announcement.set(sentence));
        });
    }

    /// True for the first heading that asks: later ones take the focus, the first leaves it to the browser.
    #[must_use]
    pub fn take_first_heading(&self) -> bool {
        let is_first = self.is_first_heading.get_untracked();
        self.is_first_heading.set(false);
        is_first
    }
}

/// The frame.
///
/// # Panics
/// Outside of the app.
#[must_use]
pub fn use_frame() -> Arc<Frame> {
    expect_context()
}

/// Where links lead.
///
/// # Panics
/// Outside of the app.
#[must_use]
pub fn use_links() -> Links {
    use_frame().links.clone()
}

type Hear = Box<dyn Fn(Timestamp) + Send + Sync>;

/// Where it is heard what time it is in the store. Whoever wants to know, once.
#[derive(Clone, Default)]
pub struct TimeTeller(Arc<OnceLock<Hear>>);

impl TimeTeller {
    /// Has `hear` told from now on.
    pub fn listen(&self, hear: impl Fn(Timestamp) + Send + Sync + 'static) {
        let _ = self.0.set(Box::new(hear));
    }

    /// The store has said what time it is.
    pub fn tell(&self, store_time: Timestamp) {
        if let Some(hear) = self.0.get() {
            hear(store_time);
        }
    }
}

/// The store of a configured app.
pub struct Store {
    /// Carries journeys out.
    pub storefront: Arc<Storefront<Browser>>,
    /// What this browser remembers.
    pub storage: Storage,
    /// What its pages are shown in.
    pub frame: Arc<Frame>,
    /// The link that was followed, or the code that was typed on the page before; in memory only.
    pub followed: RwSignal<Link>,
    /// What the session has to say on every page, once there is one.
    pub session_notices: RwSignal<Option<fn() -> AnyView>>,
    /// What time it is in the store.
    pub time_teller: TimeTeller,
    reset_code_request: RwSignal<CodeRequest>,
    sign_in_code_request: RwSignal<CodeRequest>,
    owner: Owner,
}

impl Store {
    /// A store that nothing was asked of yet.
    #[must_use]
    pub fn new(
        storefront: Storefront<Browser>,
        storage: Storage,
        frame: Arc<Frame>,
        time_teller: TimeTeller,
    ) -> Self {
        let code_request = || RwSignal::new(CodeRequest::new(None));
        Self {
            storefront: Arc::new(storefront),
            storage,
            frame,
            followed: RwSignal::new(Link::default()),
            session_notices: RwSignal::new(None),
            time_teller,
            reset_code_request: code_request(),
            sign_in_code_request: code_request(),
            owner: Owner::current().unwrap_or_default(),
        }
    }

    /// The request for a code, which goes on when its page is left.
    #[must_use]
    pub fn code_request(&self, purpose: Purpose) -> RwSignal<CodeRequest> {
        match purpose {
            Purpose::ResetPassword => self.reset_code_request,
            Purpose::PasswordlessAuthentication => self.sign_in_code_request,
        }
    }

    /// Does something where what lasts as long as the app is made.
    pub fn with_owner<T>(&self, make: impl FnOnce() -> T) -> T {
        self.owner.with(make)
    }
}

/// The store.
///
/// # Panics
/// Outside of a configured app.
#[must_use]
pub fn use_store() -> Arc<Store> {
    expect_context()
}

/// State that outlives its page: made by whoever asks for it first, and there for as long as the app runs.
pub fn lasting<T: Clone + Send + Sync + 'static>(make: impl FnOnce() -> T) -> T {
    use_store().with_owner(|| {
        use_context().unwrap_or_else(|| {
            let state = untrack(make);
            provide_context(state.clone());
            state
        })
    })
}
