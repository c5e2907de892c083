//! What contracts ask of mails.

use super::*;

fn mailed_to(office: &Office, id: &str, email: &str) {
    let add = ["recipient", "add", id, "--name", id, "--organization", "市役所", "--email", email];
    office.ok("tanaka", &add);
}

/// A draft that a rule must stand against, citing `clause` in both languages.
#[track_caller]
fn unsent(office: &Office, id: &str, more: &[&str], clause: &str) {
    let words = crate::mail::drafting(office, id, more);
    for language in ["en", "ja"] {
        let output =
            office.refuses("tanaka", &[&words[..], &["--lang".to_owned(), language.to_owned()]].concat());
        assert!(output.stderr.contains(clause), "{}", output.stderr);
    }
}

#[test]
fn tokki_b6_1_confirm_comes_before_a_mail_is_sent() {
    let office = under(&["tokki"]);
    let id = asks(&office, &[]);
    office.approve("sato", &id);
    consented(&office, &id);
    office.export(&id);
    let mut words = crate::mail::drafting(&office, &id, &[]);
    let at = words.iter().position(|word| word == "--confirm-body").unwrap();
    words[at + 1] = "00000000".to_owned();
    office.refuses("tanaka", &words);
    crate::mail::drafted(&office, &id, &[]);
}

#[test]
fn tokki_b6_3_anonymous_mail_is_no_address_for_it() {
    let office = under(&["tokki"]);
    mailed_to(&office, "free", "someone@gmail.com");
    office.ok("kanri", &["contract", "recipient", "K", "free"]);
    refuses(&office, &[("--to", "free")], "第6の3");
    // By hand it goes to the same person.
    asks(&office, &[("--to", "free"), ("--via", "hand")]);
}

#[test]
fn tokki_b6_3_anonymous_files_are_not_named_in_a_mail() {
    let office = under(&["tokki"]);
    let id = asks(&office, &[]);
    office.approve("sato", &id);
    consented(&office, &id);
    office.export(&id);
    unsent(&office, &id, &["--note", "https://12.gigafile.nu/abc にも置きました"], "第6の3");
}

#[test]
fn tokki_b7_online_storage_is_not_named_in_a_mail() {
    let office = under(&["tokki"]);
    let id = asks(&office, &[]);
    office.approve("sato", &id);
    consented(&office, &id);
    office.export(&id);
    unsent(&office, &id, &["--note", "see https://drive.google.com/x"], "第7");
    crate::mail::drafted(&office, &id, &["--note", "see https://www.city.example.test/x"]);
}

#[test]
fn check_sheet_5_9_hidden_addresses_do_not_see_each_other() {
    let office = under(&["check-sheet"]);
    sheet(&office, "yes", "");
    mailed_to(&office, "second", "second@city.example.test");
    let id = asks(&office, &[]);
    office.approve("sato", &id);
    office.export(&id);
    unsent(&office, &id, &["--cc", "second@city.example.test"], "5-9");
}
