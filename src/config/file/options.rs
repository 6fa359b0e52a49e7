//! Signing in, the session and checkout, as written.

use super::super::form::{
    AFTER_RESET_FORM, COUNTRY_FORM, HOST_FORM, METHOD_FORM, ORIGIN_FORM, PREFIX_FORM, STORAGE_FORM,
    after_reset, cookie_domain, country, manual, nextjs, origin, sign_in_method, storage_mode,
    storage_prefix,
};
use super::super::options::{CheckoutOptions, SessionOptions, SignInMethod, SignInOptions};
use super::File;

impl File {
    pub(in super::super) fn sign_in(&mut self) -> SignInOptions {
        SignInOptions {
            methods: self.methods(),
            after_reset: self.checked("after_reset", after_reset, AFTER_RESET_FORM).unwrap_or_default(),
            return_to_origins: self.list("return_to_origins", origin, ORIGIN_FORM).unwrap_or_default(),
        }
    }

    pub(in super::super) fn session(&mut self) -> SessionOptions {
        let default = SessionOptions::default();
        let storage = self.checked("session_storage", storage_mode, STORAGE_FORM);
        let options = SessionOptions {
            storage: storage.unwrap_or_default(),
            prefix: self.checked("storage_prefix", storage_prefix, PREFIX_FORM).unwrap_or(default.prefix),
            nextjs: self.checked("storefront", nextjs, "must be \"nextjs\", or absent.").unwrap_or_default(),
            cookie_domain: self.checked("cookie_domain", cookie_domain, HOST_FORM),
            lifetime_minutes: self.perhaps("session_lifetime_minutes", 5, 43_200),
            idle_timeout_minutes: self.perhaps("idle_timeout_minutes", 2, 1440),
            idle_warning_seconds: self.within("idle_warning_seconds", 20, 300, default.idle_warning_seconds),
        };
        let idle = options.idle_timeout_minutes;
        if idle.is_some_and(|minutes| options.idle_warning_seconds >= minutes.saturating_mul(60)) {
            self.add("idle_warning_seconds", "must be less than `idle_timeout_minutes`.");
        }
        options
    }

    pub(in super::super) fn checkout(&mut self) -> CheckoutOptions {
        // What hosts are told of it is written by script/host-config: browsers keep to that, and nothing here has to.
        self.list("image_origins", origin, ORIGIN_FORM);
        CheckoutOptions {
            guest: self.truth("guest_checkout", false),
            forget_cart_on_sign_out: self.truth("forget_cart_on_sign_out", false),
            manual_payment: self
                .checked("payment_gateway", manual, "must be \"manual\", or absent.")
                .unwrap_or_default(),
            countries: self.list("countries", country, COUNTRY_FORM).unwrap_or_default(),
        }
    }

    fn methods(&mut self) -> Vec<SignInMethod> {
        const KEY: &str = "sign_in_methods";
        let Some(methods) = self.list(KEY, sign_in_method, METHOD_FORM) else {
            return SignInOptions::default().methods;
        };
        let is_repeated = matches!(&methods[..], [first, rest @ ..] if rest.contains(first));
        if methods.is_empty() || methods.len() > 2 || is_repeated {
            self.add(KEY, METHOD_FORM);
        }
        methods
    }

    /// A number that may be absent.
    fn perhaps(&mut self, key: &str, from: u32, to: u32) -> Option<u32> {
        self.value(key)?;
        Some(self.within(key, from, to, from))
    }

    /// A list whose every entry `read` takes; none when there is none, or anything is wrong with it.
    fn list<T>(&mut self, key: &str, read: fn(&str) -> Option<T>, form: &str) -> Option<Vec<T>> {
        if self.fields.text(key).is_some() {
            self.add(key, "must be a list.");
            return None;
        }
        let inside = self.fields.object(key);
        if inside.is_empty() {
            return None;
        }
        let length = inside.number("length").unwrap_or(-1);
        let entries = (0..length).map(|index| read(inside.text(&index.to_string())?.trim()));
        let read = entries.collect::<Option<Vec<T>>>().filter(|_| length >= 0);
        if read.is_none() {
            self.add(key, form);
        }
        read
    }
}
