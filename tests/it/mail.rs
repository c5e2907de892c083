//! Mails: drafts that real mailers read, and sent ones that are compared with them.

mod drafting;
mod hostile;
mod nobody;
mod otherwise;
mod sending;

use std::fs;

use serde_json::Value;

use crate::office::{NOBODY, Office, Output, Sealed};
use crate::support::require_peer;

/// The carry-out of [`Office::sealed`].
pub const ID: &str = "C-0001";

/// The requester's own address.
pub const TANAKA: &str = "tanaka@office.example.test";

/// An office whose `C-0001` is sealed, and whose requester has an address.
pub fn sealed() -> Sealed {
    let sealed = Office::sealed();
    sealed.office.ok("tanaka", &["person", "set", "tanaka", "--email", TANAKA]);
    sealed
}

/// What drafts would be, and what confirms them.
#[track_caller]
pub fn sheet(office: &Office, id: &str, more: &[&str]) -> Value {
    office.ok(NOBODY, &[&["mail", id, "--json"], &placed(more)[..]].concat()).json()
}

/// With the folder in which the package lies: an office that was copied lies elsewhere than it was written.
fn placed<'a>(more: &[&'a str]) -> Vec<&'a str> {
    let at = if more.contains(&"--at") { &[][..] } else { &["--at", "out"] };
    [more, at].concat()
}

/// The flags that confirm a sheet.
pub fn confirming(sheet: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let confirm = &sheet["confirm"];
    let mut flags = vec!["--confirm-body".to_owned(), text(&confirm["body"])];
    flags.extend(["--confirm-attachment".to_owned(), text(&confirm["attachment"])]);
    for domain in confirm["recipients"].as_array().unwrap() {
        flags.extend(["--confirm-recipients".to_owned(), text(domain)]);
    }
    flags
}

/// The words that draft `C-0001.eml` in the folder where people sit, everything confirmed.
#[track_caller]
pub fn drafting(office: &Office, id: &str, more: &[&str]) -> Vec<String> {
    let confirmed = confirming(&sheet(office, id, more));
    let words = [&["mail", id, "--draft", "mails/draft.eml"], &placed(more)[..]].concat();
    fs::create_dir_all(office.desk().join("mails")).unwrap();
    words.into_iter().map(str::to_owned).chain(confirmed).collect()
}

/// Drafts, and returns the answer.
#[track_caller]
pub fn drafted(office: &Office, id: &str, more: &[&str]) -> Value {
    let words = drafting(office, id, more);
    office.ok("tanaka", &[&words[..], &["--json".to_owned()]].concat()).json()
}

/// Runs Python on the draft, which it reads as `mail`; `SENT` is where it writes what was sent.
pub fn python(office: &Office, script: &str) -> Option<String> {
    let python = require_peer("python3")?;
    let head = "import email, email.policy, hashlib, json, sys\n\
                from email.message import EmailMessage\n\
                mail = email.message_from_bytes(open('mails/draft.eml', 'rb').read(), policy=email.policy.default)\n\
                package = next(mail.iter_attachments())\n\
                data = package.get_content()\n\
                text = mail.get_body(('plain',)).get_content()\n\
                def write(sent, name='mails/sent.eml'):\n    open(name, 'wb').write(sent.as_bytes(policy=email.policy.SMTP))\n";
    let script = format!("{head}{script}");
    let output = office.tool(python, &["-c", &script]).run();
    assert_eq!(output.code, 0, "{}\n{script}", output.stderr);
    Some(output.stdout)
}

/// Compares what was sent.
pub fn reconcile(office: &Office, file: &str, more: &[&str]) -> Output {
    office.run("tanaka", &[&["mail", ID, "--reconcile", file], more].concat())
}

/// The newest sent mail on record.
#[track_caller]
pub fn newest(office: &Office) -> Value {
    office.shown(ID)["mails_sent"].as_array().unwrap().last().unwrap().clone()
}
