//! The armor around OpenSSH signatures and private keys: a label line, base64, a label line.
//!
//! Reading accepts any line length, and CR LF as Windows writes it. Writing has one spelling, the
//! one of ssh-keygen: 70 columns, LF, a final newline.

use zeroize::Zeroizing;

use super::signature::ArmorError;
use crate::base::base64;

const COLUMNS: usize = 70;

/// The bytes inside; zeroized, because they may be a private key.
pub(super) fn read(label: &str, text: &str) -> Result<Zeroizing<Vec<u8>>, ArmorError> {
    let begin = format!("-----BEGIN {label}-----");
    let end = format!("-----END {label}-----");
    let mut lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    if lines.next() != Some(begin.as_str()) {
        return Err(ArmorError::NoBegin);
    }
    let mut encoded = Zeroizing::new(String::with_capacity(text.len()));
    loop {
        match lines.next() {
            Some(line) if line == end => break,
            Some("") => return Err(ArmorError::NotBase64),
            Some(line) => encoded.push_str(line),
            None => return Err(ArmorError::NoEnd),
        }
    }
    // One final newline leaves one empty piece behind it.
    if !matches!((lines.next(), lines.next()), (None | Some(""), None)) {
        return Err(ArmorError::AfterEnd);
    }
    base64::decode(&encoded).map(Zeroizing::new).ok_or(ArmorError::NotBase64)
}

/// The one spelling of `bytes` in armor. Like the bytes, it may be a private key: one allocation,
/// so that no copy stays behind.
pub(super) fn write(label: &str, bytes: &[u8]) -> String {
    let encoded = Zeroizing::new(base64::encode(bytes));
    let mut out = String::with_capacity(encoded.len() + encoded.len() / COLUMNS + 2 * label.len() + 40);
    out.push_str(&format!("-----BEGIN {label}-----\n"));
    for (at, c) in encoded.char_indices() {
        if at > 0 && at % COLUMNS == 0 {
            out.push('\n');
        }
        out.push(c);
    }
    out.push_str(&format!("\n-----END {label}-----\n"));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn armor_reads_back_whatever_its_length() {
        for size in [1, 51, 52, 53, 104, 105, 106, 300] {
            let bytes = vec![7; size];
            let text = write("X", &bytes);
            assert_eq!(*read("X", &text).unwrap(), bytes);
            assert_eq!(*read("X", &text.replace('\n', "\r\n")).unwrap(), bytes);
            assert_eq!(*read("X", text.trim_end()).unwrap(), bytes);
            assert!(text.lines().all(|line| !line.is_empty() && line.len() <= COLUMNS));
        }
    }

    #[test]
    fn what_stands_around_or_between_is_refused() {
        let text = write("X", b"bytes");
        assert_eq!(read("X", &format!(" {text}")), Err(ArmorError::NoBegin));
        assert_eq!(read("Y", &text), Err(ArmorError::NoBegin));
        for after in ["x", "\n", "\n\n", "\n \n", &text] {
            assert_eq!(read("X", &format!("{text}{after}")), Err(ArmorError::AfterEnd), "{after:?}");
        }
        assert_eq!(read("X", &text.replace("-----END X-----\n", "")), Err(ArmorError::NotBase64));
        assert_eq!(read("X", text.split("-----END").next().unwrap().trim_end()), Err(ArmorError::NoEnd));
        assert_eq!(read("X", &text.replacen("-----\n", "-----\n\n", 1)), Err(ArmorError::NotBase64));
        assert_eq!(read("X", &text.replace("Yn", "Y n")), Err(ArmorError::NotBase64));
    }
}
