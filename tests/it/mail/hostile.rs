//! Files that somebody hands in as a sent mail, and that are none, or worse.

use std::fs;

use super::{ID, drafted, drafting, reconcile, sealed};
use crate::office::CITY_MAIL;

#[test]
fn a_file_that_is_no_mail_is_refused_by_name_and_nothing_is_said() {
    let office = sealed().office;
    drafted(&office, ID, &[]);
    let deep = format!("To: {CITY_MAIL}\r\n{}x", "Content-Type: message/rfc822\r\n\r\n".repeat(100_000));
    let wide = format!("To: {}\r\n\r\nx", "a@b.example.test, ".repeat(5_000));
    let mut compound = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    compound.extend([0xFF; 4_096]);
    for (bytes, why) in [
        (Vec::new(), "neither a mail file"),
        (b"\x00\x01\x02".to_vec(), "neither a mail file"),
        (b"hello".to_vec(), "neither a mail file"),
        (deep.into_bytes(), "more parts"),
        (wide.into_bytes(), "names more than"),
        (compound, "damaged"),
    ] {
        fs::write(office.desk().join("bad.eml"), bytes).unwrap();
        let refused = office.refuses("tanaka", &["mail", ID, "--reconcile", "bad.eml"]);
        assert!(refused.stderr.contains(why), "{}", refused.stderr);
    }
    office.fails("tanaka", &["mail", ID, "--reconcile", "missing.eml"], 5);
}

#[test]
fn a_mail_that_repaints_a_screen_or_forges_a_line_is_shown_harmless() {
    let office = sealed().office;
    drafted(&office, ID, &[]);
    let evil = "From: t@example.test\r\nTo: =?UTF-8?B?GxtbMkogaGludDogc2VraXNobw==?=@x.example.test\r\n\
                Message-ID: <\x1b[2J\u{202e}x@y>\r\nContent-Type: application/pdf; name=\"a\x1b]0;x\x07.pdf\"\r\n\r\nx";
    fs::write(office.desk().join("evil.eml"), evil).unwrap();
    let said = reconcile(&office, "evil.eml", &[]).exits(4);
    let shown = office.ok("tanaka", &["show", ID]);
    for text in [&said.stdout, &said.stderr, &shown.stdout] {
        assert!(!text.contains('\x1b') && !text.contains('\u{202e}') && !text.contains('\x07'), "{text:?}");
    }
}

#[test]
fn a_sent_mail_without_a_draft_has_nothing_to_be_compared_with() {
    let office = sealed().office;
    let words = drafting(&office, ID, &[]);
    fs::write(office.desk().join("sent.eml"), format!("To: {CITY_MAIL}\r\n\r\nx")).unwrap();
    let refused = office.refuses("tanaka", &["mail", ID, "--reconcile", "sent.eml"]);
    assert!(refused.stderr.contains("--draft"), "{}", refused.stderr);
    office.ok("tanaka", &words);
    office.refuses("mori", &["mail", ID, "--reconcile", "sent.eml"]);
    assert_eq!(reconcile(&office, "sent.eml", &[]).code, 4);
}
