//! The one-time password token as people type, dictate and paste it.
//!
//! Neither its length nor its alphabet is promised by the API, so nothing is cut off and nothing but what
//! cannot be meant (spaces, dashes, quotes, invisible characters) is taken away.

use crate::commerce::OneTimePasswordToken;

use super::Link;

/// Reads a typed or pasted code, in lower case if configured; none if nothing is left of it. A pasted link gives up
/// its token.
#[must_use]
pub fn read(typed: &str, lowercase: bool) -> Option<OneTimePasswordToken> {
    // Some programs show, and so some people copy, a link without the beginning.
    if typed.contains("://") || typed.contains("token=") {
        return from_link(typed);
    }
    let code: String = typed.chars().map(folded).filter(|c| is_meant(*c)).collect();
    let code = code.trim_matches(|c| "<>()[]{}.,;:".contains(c));
    let code = if lowercase { code.to_ascii_lowercase() } else { code.to_owned() };
    (!code.is_empty()).then(|| OneTimePasswordToken::new(code))
}

fn from_link(pasted: &str) -> Option<OneTimePasswordToken> {
    let (before, fragment) = pasted.split_once('#').unwrap_or((pasted, ""));
    let query = before.split_once('?').map_or(before, |(_, query)| query);
    Link::parse(query, fragment).one_time_password_token
}

/// Full-width letters and digits, as East Asian keyboards type them, become the plain ones.
fn folded(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Whether it is neither a space nor a break, nor takes no place at all.
pub(super) fn is_visible(c: char) -> bool {
    let invisible = matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}');
    !(c.is_whitespace() || c.is_control() || invisible)
}

fn is_meant(c: char) -> bool {
    let dash = matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    let quote = matches!(c, '"' | '\'' | '`' | '\u{2018}'..='\u{201F}' | '\u{AB}' | '\u{BB}');
    is_visible(c) && !(dash || quote)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_code_loses_only_what_cannot_be_meant() {
        let long = "a".repeat(40);
        let table = [
            ("lprvj4", Some("lprvj4")),
            ("  lpr vj4 \n", Some("lprvj4")),
            ("lpr-vj4", Some("lprvj4")),
            ("\u{201C}lprvj4\u{201D}", Some("lprvj4")),
            ("lpr\u{200B}vj4", Some("lprvj4")),
            ("ｌｐｒｖｊ４", Some("lprvj4")),
            ("LPRVJ4", Some("LPRVJ4")),
            ("lprvj45", Some("lprvj45")),
            ("lprvj4.", Some("lprvj4")),
            ("123456", Some("123456")),
            ("https://shop.example/change_password?username=a@b.c&token=lprvj4", Some("lprvj4")),
            ("https://shop.example/change_password/#username=a@b.c&token=lprvj4", Some("lprvj4")),
            ("shop.example/change_password/#username=a@b.c&token=lprvj4", Some("lprvj4")),
            ("username=a@b.c&token=lprvj4", Some("lprvj4")),
            ("https://shop.example/", None),
            (" - ", None),
            ("", None),
            (long.as_str(), Some(long.as_str())),
        ];
        for (typed, expected) in table {
            let code = read(typed, false);
            assert_eq!(code.as_ref().map(OneTimePasswordToken::expose), expected, "{typed}");
        }
    }
}
