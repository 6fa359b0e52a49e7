//! One named switch for each behaviour that no public source promises.
//!
//! A client that is right under every value of every switch is right whatever the live API does.

mod definitions;

use std::collections::BTreeMap;

use serde::Serialize;

use self::definitions::{DEFINITIONS, Definition};

/// The behaviours that can be switched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Switch {
    UnknownUsername,
    FeatureDisabled,
    OneTimeTokenAnswer,
    NewRequestVoidsCodes,
    CodeRequestLimit,
    WrongCode,
    ExpiredCode,
    CodeReuse,
    CodeCase,
    WrongCodeLimit,
    SelfManagementRefusal,
    SelfManagementFrom,
    ListWithAccountToken,
    SettingsWithImplicit,
    PasswordTooWeak,
    PasswordChangeEndsTokens,
    RealmNotUuid,
    WrongClientId,
    MemberWithoutAccounts,
    LastLinkOnSinglePage,
    NullLinks,
    RetryAfterExposed,
    RenewalKeepsOldToken,
    ExpiredAccountToken,
    ExpiredTokenOnCredentials,
    CartsWithImplicitOnly,
    OrdersWithImplicitOnly,
    SecondAccountOnCart,
    EmptyCartCheckout,
}

/// The switches of one store.
#[derive(Debug, Default)]
pub(crate) struct Switches {
    /// Only what is not at its default.
    changed: BTreeMap<Switch, &'static str>,
}

/// A switch as the control interface shows it.
#[derive(Debug, Serialize)]
pub(crate) struct SwitchState {
    pub(crate) name: &'static str,
    pub(crate) value: &'static str,
    pub(crate) values: &'static [&'static str],
    pub(crate) meaning: &'static str,
}

impl Switches {
    /// What a switch is set to.
    pub(crate) fn value(&self, switch: Switch) -> &'static str {
        self.changed.get(&switch).copied().unwrap_or_else(|| default_value(switch))
    }

    pub(crate) fn is(&self, switch: Switch, value: &str) -> bool {
        self.value(switch) == value
    }

    pub(crate) fn all(&self) -> Vec<SwitchState> {
        DEFINITIONS
            .iter()
            .map(|Definition { switch, name, values, meaning }| SwitchState {
                name,
                value: self.value(*switch),
                values,
                meaning,
            })
            .collect()
    }

    /// Sets several switches: all of them, or on an error none.
    ///
    /// # Errors
    /// A sentence that names what is allowed, when a name or a value is unknown.
    pub(crate) fn set<'a>(
        &mut self,
        wanted: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<(), String> {
        let mut chosen = Vec::new();
        for (name, value) in wanted {
            let definition = DEFINITIONS.iter().find(|it| it.name == name).ok_or_else(|| {
                let names: Vec<_> = DEFINITIONS.iter().map(|it| it.name).collect();
                format!("There is no switch named \"{name}\". The switches are: {}.", names.join(", "))
            })?;
            let value = definition.values.iter().find(|it| **it == value).ok_or_else(|| {
                format!(
                    "The switch {name} cannot be \"{value}\". Its values are: {}.",
                    definition.values.join(", ")
                )
            })?;
            chosen.push((definition.switch, *value));
        }
        self.changed.extend(chosen);
        Ok(())
    }
}

fn default_value(switch: Switch) -> &'static str {
    let definition = DEFINITIONS.iter().find(|it| it.switch == switch);
    definition.and_then(|it| it.values.first().copied()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

    use super::*;

    #[test]
    fn every_switch_starts_at_its_first_value() {
        for state in Switches::default().all() {
            assert_eq!(Some(&state.value), state.values.first(), "{}", state.name);
        }
    }

    #[test]
    fn a_wrong_value_changes_nothing_and_names_what_is_allowed() {
        let mut switches = Switches::default();
        let wanted = [("wrong_code", "not_found_404"), ("code_case", "shouting")];
        let sentence = switches.set(wanted).unwrap_err();
        assert_eq!(
            sentence,
            "The switch code_case cannot be \"shouting\". Its values are: sensitive, insensitive."
        );
        assert!(switches.is(Switch::WrongCode, "bad_request_400"));
    }

    #[test]
    fn an_unknown_switch_is_answered_with_the_known_ones() {
        let sentence = Switches::default().set([("wrong_cod", "x")]).unwrap_err();
        assert!(sentence.contains("no switch named \"wrong_cod\""), "{sentence}");
        assert!(sentence.contains("wrong_code"), "{sentence}");
    }
}
