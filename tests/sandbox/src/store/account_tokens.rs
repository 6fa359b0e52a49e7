//! The account tokens a store has issued. They are good until they expire, unless the store is switched to end them.

use std::collections::HashSet;

/// Who was issued which, and which no longer work.
#[derive(Default)]
pub(crate) struct AccountTokens {
    issued: Vec<(String, String)>,
    ended: HashSet<String>,
}

impl AccountTokens {
    /// Notes a token of a member. Tokens of one second are the same text: what is issued works, whatever was ended
    /// before.
    pub(crate) fn issue(&mut self, member_id: &str, token: &str) {
        self.ended.remove(token);
        self.issued.push((member_id.to_owned(), token.to_owned()));
    }

    pub(crate) fn end(&mut self, token: &str) {
        self.ended.insert(token.to_owned());
    }

    /// Ends every token that a member was issued so far.
    pub(crate) fn end_all_of(&mut self, member_id: &str) {
        let theirs = self.issued.iter().filter(|(member, _)| member == member_id);
        self.ended.extend(theirs.map(|(_, token)| token.clone()));
    }

    pub(crate) fn has_ended(&self, token: &str) -> bool {
        self.ended.contains(token)
    }
}
