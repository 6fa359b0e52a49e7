//! What was typed at checkout, and by whom: nobody sees what somebody else typed, and nothing is lost.

use crate::commerce::AccountMemberId;

use super::Entered;

/// What members typed, and what was typed while nobody was signed in.
#[derive(Debug, Default)]
pub struct Typed {
    slots: Vec<(Option<AccountMemberId>, Entered)>,
    /// Whether nobody has signed in since a guest typed.
    is_unclaimed: bool,
}

impl Typed {
    /// Keeps what a member typed, or a guest, in place of what they typed before.
    pub fn keep(&mut self, by: Option<&AccountMemberId>, entered: Entered) {
        self.forget(by);
        self.is_unclaimed |= by.is_none();
        self.slots.push((by.cloned(), entered));
    }

    /// What they typed. A guest who signs in brings it along, and from then on it is that member's; unless the member
    /// has typed something before: then both are kept, and the guest's is shown to no member.
    pub fn of(&mut self, by: Option<&AccountMemberId>) -> Option<Entered> {
        let is_theirs = by.is_none() || std::mem::take(&mut self.is_unclaimed);
        let place = self.place(by).or_else(|| self.place(None).filter(|_| is_theirs))?;
        let (of, entered) = self.slots.get_mut(place)?;
        *of = by.cloned();
        Some(entered.clone())
    }

    /// Forgets what they typed.
    pub fn forget(&mut self, by: Option<&AccountMemberId>) {
        self.slots.retain(|(of, _)| of.as_ref() != by);
    }

    fn place(&self, by: Option<&AccountMemberId>) -> Option<usize> {
        self.slots.iter().position(|(of, _)| of.as_ref() == by)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commerce::Contact;

    const JOHN: Option<&str> = Some("459a2d49-ff3f-4589-b9fb-7e86ac7273f4");
    const JANE: Option<&str> = Some("7fa2d4d1-9d8c-4f1d-8a4e-2f6a1b3c5d7e");

    /// A page on which people type one after another.
    #[derive(Default)]
    struct Page(Typed);

    impl Page {
        fn keep(&mut self, by: Option<&str>, name: &str) {
            let contact = Contact { name: name.into(), ..Contact::default() };
            self.0.keep(id(by).as_ref(), Entered { contact, ..Entered::default() });
        }

        fn shown(&mut self, to: Option<&str>) -> Option<String> {
            self.0.of(id(to).as_ref()).map(|entered| entered.contact.name)
        }
    }

    fn id(member: Option<&str>) -> Option<AccountMemberId> {
        member.and_then(AccountMemberId::parse)
    }

    #[test]
    fn each_finds_what_they_typed_and_nothing_else() {
        let mut page = Page::default();
        page.keep(JOHN, "John");
        assert_eq!(page.shown(None), None, "the session ended");
        page.keep(None, "somebody");
        page.keep(JANE, "Jane");
        for _ in 0..2 {
            assert_eq!(page.shown(JOHN).as_deref(), Some("John"));
            assert_eq!(page.shown(JANE).as_deref(), Some("Jane"));
            assert_eq!(page.shown(None).as_deref(), Some("somebody"));
        }
    }

    #[test]
    fn a_guest_who_signs_in_brings_along_what_they_typed_and_leaves_nothing_behind() {
        let mut page = Page::default();
        page.keep(None, "John");
        assert_eq!(page.shown(JOHN).as_deref(), Some("John"));
        assert_eq!(page.shown(JANE), None);
        assert_eq!(page.shown(None), None);
        assert_eq!(page.shown(JOHN).as_deref(), Some("John"));
    }

    #[test]
    fn what_a_guest_typed_goes_to_nobody_but_the_next_who_signs_in() {
        let mut page = Page::default();
        page.keep(JOHN, "John");
        page.keep(None, "somebody");
        assert_eq!(page.shown(JOHN).as_deref(), Some("John"));
        assert_eq!(page.shown(JANE), None);
        assert_eq!(page.shown(None).as_deref(), Some("somebody"));
        page.keep(None, "Jane");
        assert_eq!(page.shown(JANE).as_deref(), Some("Jane"));
    }

    #[test]
    fn what_was_ordered_with_is_forgotten_and_nothing_of_anybody_else() {
        let mut page = Page::default();
        page.keep(JOHN, "John");
        page.keep(JANE, "Jane");
        page.0.forget(id(JOHN).as_ref());
        assert_eq!(page.shown(JOHN), None);
        assert_eq!(page.shown(JANE).as_deref(), Some("Jane"));
    }
}
