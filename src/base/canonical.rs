//! Canonical JSON: the one spelling in which a statement is signed and stored (RFC 8785 profile).
//!
//! The profile allows strings, booleans, integers below 2^53, arrays and objects. There are no
//! floats and no nulls; keys are sorted. [`parse`] re-encodes what it read and compares, so a
//! second spelling of the same meaning, an unknown field and a duplicate key are all refused.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Why bytes are not a canonical value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// Not JSON, or not the shape that was expected.
    #[error("not the expected JSON: {0}")]
    Shape(String),
    /// The same meaning in other bytes: white space, key order, an unknown field, a second spelling.
    #[error("not canonical JSON (RFC 8785): first difference at byte {at}")]
    NotCanonical {
        /// Offset of the first byte that differs.
        at: usize,
    },
}

/// The canonical bytes of `value`, without a final newline.
///
/// # Errors
/// [`CanonicalError::Shape`] when the value holds a number the profile has no spelling for.
pub fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, CanonicalError> {
    json_canon::to_vec(value).map_err(|error| CanonicalError::Shape(error.to_string()))
}

/// The value that `bytes` spell, provided that they are its canonical spelling.
///
/// # Errors
/// [`CanonicalError::Shape`] for what does not parse; [`CanonicalError::NotCanonical`] for any
/// other spelling.
pub fn parse<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> Result<T, CanonicalError> {
    let value: T = serde_json::from_slice(bytes).map_err(|error| CanonicalError::Shape(error.to_string()))?;
    check_spelling(&value, bytes)?;
    Ok(value)
}

/// Whether `bytes` are the canonical spelling of the `value` that was read from them.
///
/// # Errors
/// [`CanonicalError::NotCanonical`] where they are another one.
pub fn check_spelling<T: Serialize>(value: &T, bytes: &[u8]) -> Result<(), CanonicalError> {
    let again = encode(value)?;
    if again == bytes {
        return Ok(());
    }
    let at = again.iter().zip(bytes).position(|(a, b)| a != b);
    Err(CanonicalError::NotCanonical { at: at.unwrap_or(again.len().min(bytes.len())) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Sample {
        b: u64,
        a: String,
    }

    #[test]
    fn keys_are_sorted_and_the_spelling_survives() {
        let sample = Sample { b: 7, a: "関所".into() };
        let bytes = encode(&sample).unwrap();
        assert_eq!(bytes, "{\"a\":\"関所\",\"b\":7}".as_bytes());
        assert_eq!(parse::<Sample>(&bytes).unwrap(), sample);
    }

    #[test]
    fn a_second_spelling_is_refused() {
        for other in [
            r#"{"b":7,"a":"x"}"#,
            r#"{"a":"x", "b":7}"#,
            r#"{"a":"\u0078","b":7}"#,
            r#"{"a":"x","b":7,"c":1}"#,
        ] {
            let error = parse::<Sample>(other.as_bytes()).unwrap_err();
            assert!(matches!(error, CanonicalError::NotCanonical { .. }), "{other}: {error}");
        }
        for broken in [r#"{"a":"x","a":"x","b":7}"#, r#"{"a":"x","b":7.0}"#, r#"{"a":null,"b":7}"#] {
            assert!(parse::<Sample>(broken.as_bytes()).is_err(), "{broken}");
        }
    }

    #[test]
    fn integers_past_two_to_the_53_have_no_spelling() {
        assert!(encode(&Sample { b: (1 << 53) + 1, a: String::new() }).is_err());
    }
}
