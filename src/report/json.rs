//! JSON for programs: stable keys in the order given, two spaces, one final newline.
//!
//! Exact text is kept. Characters that would act on a terminal are written as `\u…` escapes, which
//! mean the same to every parser, so that an answer may be looked at as well as read.

use serde::Serialize;

use crate::base::text::is_deceptive;

/// `value` as indented JSON with a final newline.
///
/// # Errors
/// When `value` has no JSON form (a map whose keys are not text).
pub fn pretty(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut text = harmless(&serde_json::to_string_pretty(value)?);
    text.push('\n');
    Ok(text)
}

/// `value` on one line, without a final newline.
///
/// # Errors
/// As [`pretty`].
pub fn line(value: &impl Serialize) -> Result<String, serde_json::Error> {
    Ok(harmless(&serde_json::to_string(value)?))
}

/// Outside strings JSON is plain ASCII, so whatever is escaped here stands inside one.
fn harmless(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && is_deceptive(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            text.push(c);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_escaped_and_means_the_same() {
        let name = "a\u{1b}[2J\u{202e}\u{9b}\u{e0041}\n図面\\\u{feff}";
        let text = pretty(&serde_json::json!({ "name": name })).unwrap();
        assert!(text.chars().all(|c| c == '\n' || !is_deceptive(c)), "{text}");
        assert!(text.contains("図面"));
        let back: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(back["name"], name);
        assert!(!line(&name).unwrap().contains('\n'));
    }

    #[test]
    fn keys_stay_in_the_order_given() {
        let text = pretty(&serde_json::json!({ "id": "C-0001", "approvals": [], "a": 1 })).unwrap();
        assert_eq!(text, "{\n  \"id\": \"C-0001\",\n  \"approvals\": [],\n  \"a\": 1\n}\n");
    }
}
