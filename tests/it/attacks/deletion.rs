//! Somebody who wants it on record that something is deleted, and keeps it: where their own program's notes lie, they write
//! them. What remains is written down here as what happens, so that it is noticed where it changes.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::faults::bench::{Bench, KEYED, SEVEN};
use crate::faults::examine::ID;
use crate::faults::paused::Paused;

const RETURN: [&str; 2] = ["return", ID];

/// Where the carrier's program notes what it began.
fn note(bench: &Bench, ending: &str) -> PathBuf {
    let request = bench.show(ID)["request_sha256"].as_str().unwrap().to_owned();
    bench.path("s/sekisho/begun").join(format!("{request}.{ending}"))
}

/// An office whose package lies in `out`, and the note that a return begins with. `None` without strace.
fn with_a_note() -> Option<(Bench, Value)> {
    let bench = Bench::approved(KEYED)?;
    bench.export(ID).exits(0);
    fs::create_dir(bench.path("kept-by-the-carrier")).unwrap();
    bench.keep();
    let path = note(&bench, "json");
    let paused = Paused::at(&bench, "tanaka", &RETURN, "unlinkat", &[bench.path("out")])?;
    paused.signal("KILL");
    paused.goes_on();
    let honest = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    bench.restore();
    Some((bench, honest))
}

/// The package goes where nobody looks; what is noted is `note`. Returns what is on record afterwards.
fn returned(bench: &Bench, noted: Option<&Value>) -> Value {
    bench.restore();
    let kept = bench.path("kept-by-the-carrier/C-0001.zip.age");
    fs::rename(bench.path("out/C-0001.zip.age"), &kept).unwrap();
    let path = note(bench, "json");
    if let Some(noted) = noted {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, noted.to_string()).unwrap();
    }
    bench.run_as("tanaka", &RETURN).exits(0);
    assert!(kept.exists());
    bench.audit(&[]).exits(0);
    bench.show(ID)["returns"][0].clone()
}

/// Remains 23: a note that the carrier wrote themselves is taken for their program's, as what they sign is theirs.
#[test]
fn a_forged_note_of_a_deletion_is_the_carriers_own_word_and_stays_below_what_others_saw() {
    let Some((bench, honest)) = with_a_note() else { return };
    let forged = |change: &dyn Fn(&mut Value)| {
        let mut note = honest.clone();
        note["identified"] = json!(true);
        note["overwriting"] = json!(true);
        note["in_place"] = json!(true);
        change(&mut note);
        note
    };
    // Nobody's word: the package is not there, and nothing tells that it was.
    let plain = returned(&bench, None);
    assert_eq!((&plain["level"], &plain["measured"]["identified"]), (&json!("L0"), &json!(false)));
    let lied = returned(&bench, Some(&forged(&|_| {})));
    assert_eq!((&lied["level"], &lied["measured"]["identified"]), (&json!("L1"), &json!(true)));
    // Signed by the carrier, and not over: somebody else's word is asked for, who was not involved.
    assert_eq!(lied["person"], "tanaka");
    assert_ne!(bench.status(ID), "closed");
    bench.run_as("tanaka", &["confirm", ID]).exits(3);
    // Of another place, or of what is on record already, it says nothing.
    for (what, note) in [
        ("another folder", forged(&|note| note["place"]["path"] = json!("/somewhere/else"))),
        ("on record already", forged(&|note| note["records"] = json!(1))),
    ] {
        let said = returned(&bench, Some(&note));
        assert_eq!(
            (&said["level"], &said["measured"]["identified"]),
            (&json!("L0"), &json!(false)),
            "{what}"
        );
    }
}

/// The same of a custodian, who keeps the custody file: remains 21.
#[test]
fn a_forged_note_of_a_destroyed_key_is_the_custodians_own_word() {
    let Some(bench) = Bench::approved(SEVEN) else { return };
    bench.export(ID).exits(0);
    let key = ["dispose", ID, "--method", "key", "--yes"];
    let custody = bench.path("home/custody/C-0001-1.age");
    fs::rename(&custody, bench.path("kept")).unwrap();
    bench.run_as("suzuki", &key).exits(5);
    let path = note(&bench, "key");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "").unwrap();
    bench.run_as("suzuki", &key).exits(0);
    let disposal = bench.show(ID)["disposals"][0].clone();
    assert_eq!((&disposal["person"], &disposal["level"]), (&json!("suzuki"), &json!("L4")));
    // Whoever brings it back is not told the passphrase by anybody's program: it is on record as destroyed.
    fs::rename(bench.path("kept"), &custody).unwrap();
    bench.run_as("suzuki", &["passphrase", ID, "--via", "phone"]).exits(3);
    bench.audit(&[]).exits(0);
}
