//! Bytes as text, in the encodings that offices in Japan use: UTF-8, UTF-16 with its mark, and Shift_JIS as Windows
//! writes it.

use std::borrow::Cow;

use encoding_rs::{SHIFT_JIS, UTF_16BE, UTF_16LE};

/// Whether a file that begins so may be text: no text in these encodings holds a zero byte, but UTF-16.
pub(super) fn may_be_text(first: &[u8]) -> bool {
    !first.is_empty() && (has_mark(first) || !first.contains(&0))
}

fn has_mark(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF])
}

/// The text; `None` where it is in none of these encodings. What was cut in the middle of a character is cut before.
pub(super) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if has_mark(bytes) {
        let encoding = if bytes.starts_with(&[0xFF, 0xFE]) { UTF_16LE } else { UTF_16BE };
        return Some(encoding.decode_with_bom_removal(bytes).0);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => return Some(Cow::Borrowed(text)),
        Err(error) if error.error_len().is_none() => {
            let whole = bytes.get(..error.valid_up_to())?;
            return std::str::from_utf8(whole).ok().map(Cow::Borrowed);
        }
        Err(_) => {}
    }
    let whole = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes);
    let (_, cut) = bytes.split_last()?;
    whole.or_else(|| SHIFT_JIS.decode_without_bom_handling_and_without_replacement(cut))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_in_each_encoding_and_cut_where_a_character_begins() {
        let sjis = SHIFT_JIS.encode("電話①090").0.into_owned();
        assert_eq!(decode(&sjis).unwrap(), "電話①090");
        assert_eq!(decode(&sjis[..3]).unwrap(), "電");
        assert_eq!(decode(&"電話".as_bytes()[..4]).unwrap(), "電");
        let utf16: Vec<u8> =
            [0xFEFF_u16].into_iter().chain("電話".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert!(may_be_text(&utf16) && decode(&utf16).unwrap() == "電話");
        assert!(!may_be_text(b"") && !may_be_text(b"PK\x03\x04\0"));
        assert!(decode(&[0xFF, 0xFF, 0xFD, 0xA0, 0xFF]).is_none());
    }
}
