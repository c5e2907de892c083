//! Padded base64 (RFC 4648 §4), in its one spelling.
//!
//! data-encoding takes several encodings behind one another for one (`QQ==QQ==` for `AA`), so that the same bytes would
//! have many texts, some of the same length. Here padding ends a text.

use data_encoding::BASE64;

/// The text of `bytes`.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

/// What `text` spells; `None` where it is not the one text of it.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let goes_on_behind_padding = text.trim_end_matches('=').contains('=');
    if goes_on_behind_padding {
        return None;
    }
    BASE64.decode(text.as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_have_one_text() {
        // RFC 4648 §10.
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text).unwrap(), bytes.as_bytes());
        }
        // Without padding, with bits behind the last byte, in other letters, and several behind one another.
        for text in [
            "Zg", "Zh==", "Zg=", "Z", "Zm9v\n", "Zm-_", "Zg==Zg==", "Zg==Zm9v", "Zm8=Zm9v", "====",
            "Zm9v====",
        ] {
            assert_eq!(decode(text), None, "{text:?}");
        }
    }
}
