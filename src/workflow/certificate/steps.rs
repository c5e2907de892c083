//! How to check a certificate without this program. The texts are part of the format: what is printed
//! on a certificate is what its version says, to the letter.

use super::document::string;

const UNIX: &str = include_str!("steps.unix.txt");
const CMD: &str = include_str!("steps.cmd.txt");
const ENGLISH: &str = include_str!("how.en.txt");
const JAPANESE: &str = include_str!("how.ja.txt");

/// The file name under which the steps look for the certificate of `about`.
#[must_use]
pub fn file_name(about: &str) -> String {
    format!("{about}-certificate.json")
}

/// The script for a Unix shell.
#[must_use]
pub fn unix(about: &str) -> String {
    UNIX.replace("FILE", &file_name(about))
}

/// The script for `cmd.exe`.
#[must_use]
pub fn cmd(about: &str) -> String {
    CMD.replace("FILE", &file_name(about))
}

/// What the scripts show, in English and in Japanese.
#[must_use]
pub fn explained(about: &str) -> (String, String) {
    (ENGLISH.replace("FILE", &file_name(about)), JAPANESE.replace("FILE", &file_name(about)))
}

/// The field `how_to_check`.
pub(super) fn field(about: &str) -> String {
    let (english, japanese) = explained(about);
    let parts = [("en", english), ("ja", japanese), ("unix", unix(about)), ("cmd", cmd(about))];
    let parts = parts.map(|(name, text)| {
        let lines: Vec<String> = text.lines().map(string).collect();
        format!("\"{name}\": [\n{}\n]", lines.join(",\n"))
    });
    format!("{{\n{}\n}}", parts.join(",\n"))
}
