//! The one form in which JSON is read, answers and our own documents alike: the texts, numbers and truth values in
//! it, by their place.
//!
//! A type of its own for each answer would be more usual, but each costs the shopper a kilobyte or two, and
//! fails as a whole over a field that nobody needs: the services write the same field as `"401"`, as `401`, as
//! null, or leave it out.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// The strings, numbers and truth values of a document, each as text by its place, such as `meta.results.total` or
/// `data.0.id`. A list has its number of entries at `length`. Nulls are passed over. Has no `Debug`: tokens are
/// among them.
#[derive(Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads a JSON document.
    pub(crate) fn read(json: &str) -> Result<Self, serde_json::Error> {
        let mut fields = Vec::new();
        let mut deserializer = serde_json::Deserializer::from_str(json);
        Walk { place: &mut String::new(), fields: &mut fields }.deserialize(&mut deserializer)?;
        deserializer.end()?;
        Ok(Self(fields))
    }

    /// The text at this place; a number is its digits.
    pub(crate) fn text(&self, place: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == place).map(|(_, text)| text.as_str())
    }

    /// The whole number at this place, whether it was written as a number or as a string.
    pub(crate) fn number(&self, place: &str) -> Option<i64> {
        self.text(place)?.trim().parse().ok()
    }

    /// The text at this place, owned.
    pub(crate) fn owned(&self, place: &str) -> Option<String> {
        self.text(place).map(str::to_owned)
    }

    /// What the object at this place holds.
    pub(crate) fn object(&self, place: &str) -> Self {
        let inside = self.0.iter().filter_map(|(other, text)| {
            let rest = other.strip_prefix(place)?.strip_prefix('.')?;
            Some((rest.to_owned(), text.clone()))
        });
        Self(inside.collect())
    }

    /// The entries of the list at this place; none where there is no list.
    pub(crate) fn list(&self, place: &str) -> Option<Vec<Self>> {
        let length = self.number(&[place, ".length"].concat())?;
        Some((0..length).map(|index| self.object(&[place, ".", &index.to_string()].concat())).collect())
    }

    /// The places there are.
    pub(crate) fn places(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(place, _)| place.as_str())
    }

    /// Whether there is nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What `serde_json` calls the one entry, its digits, of a number that it does not compute (`arbitrary_precision`): a fraction.
const NUMBER: &str = "$serde_json::private::Number";

/// Takes over the value at `place`. How deep it goes is limited by `serde_json`.
///
/// It takes every kind of value that JSON has, so that no code for refusing one, which prints numbers, is shipped.
struct Walk<'a> {
    place: &'a mut String,
    fields: &'a mut Vec<(String, String)>,
}

impl Walk<'_> {
    fn take(self, text: String) {
        self.fields.push((self.place.clone(), text));
    }

    /// Goes on at `name` inside the place, and comes back.
    fn inside<T>(&mut self, name: &str, go_on: impl FnOnce(Walk<'_>) -> T) -> T {
        let length = self.place.len();
        if length > 0 {
            self.place.push('.');
        }
        self.place.push_str(name);
        let result = go_on(Walk { place: self.place, fields: self.fields });
        self.place.truncate(length);
        result
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("anything")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.take(text.to_owned());
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.take(number.to_string());
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.take(number.to_string());
        Ok(())
    }

    /// No number is computed, so this is never called.
    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, truth: bool) -> Result<(), E> {
        self.take(if truth { "true" } else { "false" }.to_owned());
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut values: A) -> Result<(), A::Error> {
        let mut length = 0_u32;
        while self.inside(&length.to_string(), |inside| values.next_element_seed(inside))?.is_some() {
            length += 1;
        }
        self.inside("length", |inside| inside.take(length.to_string()));
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<(), A::Error> {
        while let Some(key) = entries.next_key_seed(Key)? {
            if key == NUMBER {
                entries.next_value_seed(Walk { place: self.place, fields: self.fields })?;
                if let Some((_, digits)) = self.fields.last_mut() {
                    digits.truncate(whole(digits).len());
                }
                return Ok(());
            }
            self.inside(&key, |inside| entries.next_value_seed(inside))?;
        }
        Ok(())
    }
}

/// A number without a fraction of nothing.
fn whole(digits: &str) -> &str {
    match digits.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|digit| digit == b'0') => whole,
        _ => digits,
    }
}

/// The key of an entry, which is always a string.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<String, E> {
        Ok(key.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(json: &str) -> Option<Fields> {
        Fields::read(json).ok()
    }

    #[test]
    fn single_values_are_read_and_the_rest_is_passed_over() {
        for (json, text, number) in [
            (r#""401""#, Some("401"), Some(401)),
            (r#"" 401 ""#, Some(" 401 "), Some(401)),
            ("401", Some("401"), Some(401)),
            ("-1", Some("-1"), Some(-1)),
            ("401.0", Some("401"), Some(401)),
            ("240.00", Some("240"), Some(240)),
            (r#""401.0""#, Some("401.0"), None),
            ("1e300", Some("1e+300"), None),
            ("5.7", Some("5.7"), None),
            ("18446744073709551615", Some("18446744073709551615"), None),
            (r#""a\u00e4""#, Some("aä"), None),
            ("null", None, None),
            ("true", Some("true"), None),
            (r#"[1,[2],{"a":3}]"#, None, None),
            (r#"{"value":1}"#, None, None),
        ] {
            let read = fields(&format!(r#"{{"before":[],"value":{json},"after":1}}"#));
            let read = read
                .as_ref()
                .map(|fields| (fields.text("value"), fields.number("value"), fields.number("after")));
            assert_eq!(read, Some((text, number, Some(1))), "{json}");
        }
    }

    #[test]
    fn nested_fields_are_read_by_their_place() {
        let read = fields(r#"{"a":{"b":{"c":1},"d":2},"b":{"c":3},"e":{}}"#);
        let places = ["a.b.c", "a.d", "b.c", "a", "e", "c", ""];
        let numbers = read.map(|fields| places.map(|place| fields.number(place)));
        assert_eq!(numbers, Some([Some(1), Some(2), Some(3), None, None, None, None]));
    }

    #[test]
    fn lists_are_read_by_their_entries() {
        let read = fields(r#"{"data":[{"id":"a"},{},{"id":"c","of":[1]}],"none":[],"no":null}"#);
        let entries = |place| read.as_ref().and_then(|fields| fields.list(place));
        let ids =
            entries("data").map(|entries| entries.iter().map(|entry| entry.owned("id")).collect::<Vec<_>>());
        assert_eq!(ids, Some(vec![Some("a".into()), None, Some("c".into())]));
        assert_eq!(entries("none").map(|entries| entries.len()), Some(0));
        assert!(entries("no").is_none() && entries("other").is_none());
    }

    #[test]
    fn what_is_no_json_is_not_read() {
        assert!(fields("").is_none());
        assert!(fields(r#"{"a":"b""#).is_none());
        assert!(fields("{} {}").is_none());
        assert!(fields(&r#"{"a":"#.repeat(100_000)).is_none());
        assert!(fields(r#"{"a":"b"}"#).is_some_and(|fields| !fields.is_empty()));
    }
}
