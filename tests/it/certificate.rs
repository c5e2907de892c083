//! Certificates of sanitization: what is said about the end of every copy can be checked by somebody who
//! was not there and has no ledger.

mod checking;
mod lives;
mod made;
mod reread;
pub mod said;
mod steps;

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use crate::office::{Copied, NOBODY, Office};

/// An office whose `C-0001`, taken along by `tanaka` to work with, came to its end: erased (`D-0001`), its
/// key destroyed (`D-0002`), confirmed.
fn finished() -> Office {
    static FINISHED: OnceLock<Copied> = OnceLock::new();
    FINISHED
        .get_or_init(|| {
            let office = Office::new();
            let id = office.approved(&[("--to", "self"), ("--via", "hand"), ("--item", "竣工図")]);
            office.export(&id);
            office.passphrase(&id);
            said::erase(&office, &id);
            said::destroy_key(&office, &id, &["田中 一郎"]);
            said::confirm(&office, &id);
            Copied::of(&office)
        })
        .office()
}

/// The certificate of `about`, written to the desk under the name its steps look for.
fn certificate(office: &Office, about: &str) -> PathBuf {
    let name = format!("{about}-certificate.json");
    let output = office.run(NOBODY, &["certificate", about, "--out", &name]);
    assert!(output.code < 2, "{output:?}");
    office.desk().join(name)
}

fn read(path: &PathBuf) -> String {
    fs::read_to_string(path).unwrap()
}
