//! A value whose JSON type Commerce does not keep to.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A string or a number, as text; nothing when it is absent, null or of any other type.
///
/// The services write the same field as `"401"`, as `401`, or leave it out: reading must survive all of it,
/// since failing over a field of second rank would lose what matters.
#[derive(Default)]
pub(crate) struct Scalar(Option<String>);

impl Scalar {
    /// The text.
    pub(crate) fn text(self) -> Option<String> {
        self.0
    }

    /// The text, borrowed.
    pub(crate) fn as_str(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// The whole number that the text is.
    pub(crate) fn number(&self) -> Option<i64> {
        self.as_str()?.trim().parse().ok()
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("anything")
    }

    fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar(Some(text.to_owned())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
        Ok(Scalar(Some(number.to_string())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
        Ok(Scalar(Some(number.to_string())))
    }

    /// Whole numbers only, so that no code for printing fractions is shipped; `as` saturates.
    fn visit_f64<E>(self, number: f64) -> Result<Scalar, E> {
        Ok(Scalar(Some((number as i64).to_string())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Scalar, E> {
        Ok(Scalar(None))
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Scalar, A::Error> {
        while values.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Scalar, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_numbers_are_read_and_the_rest_is_passed_over() {
        for (json, text, number) in [
            (r#""401""#, Some("401"), Some(401)),
            (r#"" 401 ""#, Some(" 401 "), Some(401)),
            ("401", Some("401"), Some(401)),
            ("-1", Some("-1"), Some(-1)),
            ("401.0", Some("401"), Some(401)),
            ("1e300", Some("9223372036854775807"), Some(i64::MAX)),
            ("18446744073709551615", Some("18446744073709551615"), None),
            (r#""a\u00e4""#, Some("aä"), None),
            ("null", None, None),
            ("true", None, None),
            (r#"[1,[2],{"a":3}]"#, None, None),
            (r#"{"pointer":{"deep":[]}}"#, None, None),
        ] {
            let read: Option<Scalar> = serde_json::from_str(json).ok();
            assert_eq!(
                read.as_ref().map(|scalar| (scalar.as_str(), scalar.number())),
                Some((text, number)),
                "{json}"
            );
        }
    }
}
