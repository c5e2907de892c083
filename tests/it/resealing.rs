//! Custody files sealed anew, to a new custodian or a new key: by whoever may tell the passphrase, and told by the newest
//! file alone.

use std::fs;

use serde_json::Value;

use crate::office::{NOBODY, Office, Sealed, files_below};

const ID: &str = "C-0001";

const FILE: &str = "home/custody/C-0001-1.age";

fn telling(office: &Office, person: &str) -> crate::office::Output {
    office.run(person, &["passphrase", ID, "--via", "phone"])
}

/// Gives the office another custodian.
fn with_another(office: &Office) -> &'static str {
    office.make_key("ueda", "ed25519");
    office.register("ueda", "上田 守", &["custodian"]);
    "ueda"
}

#[test]
fn a_new_custodian_can_tell_what_was_sealed_before_they_came() {
    let Sealed { office, passphrase } = Office::sealed();
    let new = with_another(&office);
    // Being a custodian is not holding it: neither to tell nor to seal anew.
    assert_eq!(telling(&office, new).code, 3);
    for person in [new, "tanaka", "sato", "kanri", "kimura"] {
        office.refuses(person, &["custody", "reseal", ID]);
    }
    let old = fs::read(office.path(FILE)).unwrap();
    let done = office.ok("suzuki", &["custody", "reseal", ID, "--json"]).json();
    assert_eq!(done[0]["holders"], serde_json::json!(["suzuki", "ueda"]));
    assert_eq!(done[0]["before"], sekisho::base::digest::Digest::of(&old).to_string());
    let now = fs::read(office.path(FILE)).unwrap();
    assert_eq!(done[0]["after"], sekisho::base::digest::Digest::of(&now).to_string());
    assert!(files_below(&office.path("home")).iter().all(|path| fs::read(path).unwrap() != old));
    for person in ["suzuki", new] {
        assert_eq!(telling(&office, person).exits(0).line(), passphrase);
    }
    let shown = office.shown(ID);
    assert_eq!(shown["attempts"][0]["custody"], serde_json::json!(["suzuki", "ueda"]));
    let entries = office.run(NOBODY, &["show", ID, "--json"]).json()["entries"].clone();
    let kinds: Vec<&Value> = entries.as_array().unwrap().iter().map(|entry| &entry["type"]).collect();
    assert!(kinds.contains(&&Value::from("custody-reseal")), "{kinds:?}");
    // The old file, kept somewhere, is not the one that counts any more.
    fs::write(office.path(FILE), old).unwrap();
    assert_eq!(telling(&office, "suzuki").code, 4);
    fs::write(office.path(FILE), now).unwrap();
    assert_eq!(office.run(NOBODY, &["audit"]).code, 0);
}

#[test]
fn after_a_change_of_key_the_new_one_opens_and_the_old_one_does_not() {
    let Sealed { office, passphrase } = Office::sealed();
    office.make_key("suzuki-2", "ed25519");
    let public = office.name("keys/suzuki-2.pub");
    office.ok("suzuki", &["person", "add-key", "suzuki", "--public-key", &public]);
    let new = fs::read_to_string(&public).unwrap();
    office.ok("kanri", &["person", "set", "suzuki", "--custody", new.trim_end()]);
    // Signed with the new key, opened with the old one.
    let identity = office.key("suzuki");
    let with_old = ["--identity", identity.to_str().unwrap(), "--identity-passphrase-fd", "4"];
    let words = [&["custody", "reseal", "--all", "--json"][..], &with_old].concat();
    let done = office.call("suzuki-2", &words).with(4, office.key_passphrase("suzuki")).run().exits(0).json();
    assert_eq!(done.as_array().unwrap().len(), 1);
    assert_eq!(telling(&office, "suzuki-2").exits(0).line(), passphrase);
    assert_eq!(telling(&office, "suzuki").code, 3);
}

#[test]
fn what_is_destroyed_or_frozen_is_not_sealed_anew() {
    let Sealed { office, .. } = Office::sealed();
    office.run(
        "tanaka",
        &["incident", "open", ID, "--kind", "suspected", "--aware", "2026-11-20T09:00:00+09:00"],
    );
    office.refuses("suzuki", &["custody", "reseal", ID]);
    let Sealed { office, .. } = Office::sealed();
    let evidence = office.key("kanri").with_extension("pub");
    office.ok("tanaka", &["undelivered", ID, "--evidence", evidence.to_str().unwrap()]);
    office.ok("suzuki", &["dispose", ID, "--method", "key", "--yes"]);
    office.refuses("suzuki", &["custody", "reseal", ID]);
    let done = office.ok("suzuki", &["custody", "reseal", "--all", "--json"]).json();
    assert_eq!(done, serde_json::json!([]));
}

#[test]
fn a_passphrase_is_not_sealed_anew_to_whoever_carries_the_package_now() {
    let Sealed { office, passphrase } = Office::sealed();
    office.ok("kanri", &["person", "set", "mori", "--role", "requester", "--role", "custodian"]);
    office.ok("tanaka", &["transfer", ID, "--to", "mori"]);
    let done = office.ok("suzuki", &["custody", "reseal", ID, "--json"]).json();
    assert_eq!(done[0]["holders"], serde_json::json!(["suzuki"]));
    // Neither by the program nor by hand.
    office.refuses("mori", &["passphrase", ID, "--via", "phone"]);
    let key = office.name("plain");
    fs::copy(office.key("mori"), &key).unwrap();
    office.succeed("ssh-keygen", &["-p", "-q", "-P", "pass of mori", "-N", "", "-f", &key]);
    let opened = office.tool("age", &["-d", "-i", &key, &office.name(FILE)]).run();
    assert_ne!((opened.code, opened.stdout.contains(&passphrase)), (0, true));
    office.ok("mori", &["transfer", ID, "--to", "tanaka"]);
    let done = office.ok("suzuki", &["custody", "reseal", ID, "--json"]).json();
    assert_eq!(done[0]["holders"], serde_json::json!(["mori", "suzuki"]));
    assert_eq!(telling(&office, "mori").exits(0).line(), passphrase);
}

#[test]
fn what_cannot_be_sealed_anew_keeps_no_other_passphrase_from_it() {
    let Sealed { office, .. } = Office::sealed();
    for _ in 0..3 {
        let id = office.approved(&[]);
        office.export(&id);
    }
    let aware = ["--kind", "suspected", "--aware", "2026-11-20T09:00:00+09:00"];
    office.run("tanaka", &[&["incident", "open", ID][..], &aware].concat());
    fs::remove_file(office.path("home/custody/C-0003-1.age")).unwrap();
    let new = with_another(&office);
    let said = office.run("suzuki", &["custody", "reseal", "--all", "--json"]).exits(5).stderr;
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((&said["error"], &said["cause"]), (&"not-resealed".into(), &"no-custody-file".into()));
    let message = said["message"].as_str().unwrap();
    let lines: Vec<&str> = message.lines().collect();
    assert!(lines[1].contains("C-0001") && lines[2].contains("C-0003"), "{message}");
    assert!(lines[3].contains("C-0002, C-0004"), "{message}");
    for (id, code) in [("C-0001", 3), ("C-0002", 0), ("C-0003", 3), ("C-0004", 0)] {
        assert_eq!(office.run(new, &["passphrase", id, "--via", "phone"]).code, code, "{id}");
    }
    // Of one alone, what stands against it is said as it is.
    let said = office.run("suzuki", &["custody", "reseal", "C-0003", "--json"]).exits(5).stderr;
    assert!(said.contains("\"error\":\"no-custody-file\""), "{said}");
}

/// The custodian has forgotten the passphrase of the key that everything is sealed to, and signs with a new one.
fn forgotten(office: &Office) -> &'static str {
    office.make_key("suzuki-2", "ed25519");
    let public = office.name("keys/suzuki-2.pub");
    office.ok("kanri", &["person", "add-key", "suzuki", "--public-key", &public]);
    let lost = office.fingerprint("suzuki");
    office.ok("kanri", &["person", "revoke-key", "suzuki", &lost, "--reason", "パスフレーズを忘れた"]);
    "suzuki-2"
}

#[test]
fn a_passphrase_that_nobody_can_open_ends_by_its_holder_and_an_approver() {
    let Sealed { office, .. } = Office::sealed();
    let holder = forgotten(&office);
    assert_ne!(telling(&office, holder).code, 0);
    assert_ne!(office.run(holder, &["custody", "reseal", ID]).code, 0);
    // Nobody else says it for a holder who is there, and an administrator is nobody here.
    for person in ["kanri", "tanaka", "sato"] {
        office.refuses(person, &["dispose", ID, "--method", "key", "--yes"]);
    }
    let note = "鍵のパスフレーズを忘れ、誰も開けない";
    office.ok(holder, &["dispose", ID, "--method", "key", "--note", note, "--yes"]);
    let shown = office.shown(ID);
    assert_eq!(
        (&shown["disposals"][0]["method"], &shown["disposals"][0]["note"]),
        (&"key".into(), &note.into())
    );
    // It is on record, and open until another person looked at it.
    assert_eq!((&shown["outstanding"], &shown["closed_at"]), (&true.into(), &Value::Null));
    office.refuses(holder, &["confirm", ID]);
    office.ok("sato", &["confirm", ID]);
    assert_eq!(office.shown(ID)["outstanding"], false);
    assert!(!office.path(FILE).exists(), "a passphrase that is remembered again opens nothing");
}

#[test]
fn what_somebody_was_told_stays_open_when_nobody_can_open_the_passphrase_any_more() {
    let Sealed { office, .. } = Office::sealed();
    telling(&office, "suzuki").exits(0);
    let holder = forgotten(&office);
    office.run(holder, &["dispose", ID, "--method", "key", "--note", "誰も開けない", "--yes"]);
    let shown = office.shown(ID);
    assert_ne!(shown["open_copies"], serde_json::json!([]), "{shown}");
    assert_eq!(shown["outstanding"], true);
    office.refuses("sato", &["confirm", ID]);
}

#[test]
fn where_the_only_custodian_is_gone_an_administrator_and_an_approver_put_it_on_record() {
    let Sealed { office, .. } = Office::sealed();
    office.refuses("kanri", &["dispose", ID, "--method", "key", "--yes"]);
    let left = office.run("kanri", &["person", "leave", "suzuki", "--yes", "--json"]).json();
    assert_eq!(left["custody"][0]["id"], ID, "{left}");
    office.ok("kanri", &["dispose", ID, "--method", "key", "--note", "鍵保管者の死亡", "--yes"]);
    assert_eq!(office.shown(ID)["outstanding"], true);
    office.ok("sato", &["confirm", ID]);
    assert_eq!(office.shown(ID)["outstanding"], false);
}
