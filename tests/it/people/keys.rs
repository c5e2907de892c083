//! Keys: whose they are, and until when.

use serde_json::Value;

use crate::office::{NOBODY, Office};

fn keys(office: &Office, person: &str) -> Vec<serde_json::Value> {
    let shown = office.ok(NOBODY, &["person", "show", person, "--json"]).json();
    shown["keys"].as_array().unwrap().clone()
}

fn revoke<'a>(person: &'a str, key: &'a str) -> [&'a str; 6] {
    ["person", "revoke-key", person, key, "--reason", "紛失"]
}

#[test]
fn a_key_belongs_to_one_person_for_ever() {
    let office = Office::new();
    let (file, key) = (office.name("keys/sato.pub"), office.fingerprint("sato"));
    let add = ["person", "add", "shin", "--name", "新", "--role", "approver", "--public-key", &file];
    office.refuses_by("kanri", &add, "key-taken");
    office.refuses_by("kanri", &["person", "add-key", "ito", "--public-key", &file], "key-taken");
    office.refuses_by("sato", &["person", "add-key", "sato", "--public-key", &file], "key-taken");
    office.ok("kanri", &revoke("sato", &key));
    office.refuses_by("kanri", &add, "key-taken");
    office.refuses_by("kanri", &["person", "add-key", "ito", "--public-key", &file], "key-taken");
    office.refuses_by("kanri", &["person", "add-key", "sato", "--public-key", &file], "key-taken");
}

#[test]
fn a_revoked_key_says_nothing_any_more() {
    let office = Office::new();
    let id = office.request(&[]);
    office.ok("kanri", &revoke("sato", &office.fingerprint("sato")));
    assert!(keys(&office, "sato")[0]["revoked_index"].is_u64());
    office.approving("sato", &id).fails_by(3, "revoked-key");
    office.refuses_by("sato", &["inbox"], "revoked-key");
    office.refuses_by("sato", &["person", "set", "sato", "--phone", "1"], "revoked-key");
    office.refuses_by("kanri", &revoke("sato", &office.fingerprint("sato")), "no-such-key");
}

#[test]
fn everybody_may_give_themselves_a_key_and_revoke_one() {
    let office = Office::new();
    office.give_key("sato-2");
    office.ok("sato-2", &["join", "--person", "sato", "--out", "sato-2.request"]);
    office.ok("sato", &["person", "add-key", "sato", "--request", "sato-2.request"]);
    assert_eq!(keys(&office, "sato")[1]["proven"], true);
    let id = office.request(&[]);
    office.approve("sato-2", &id);
    assert_eq!(office.shown(&id)["approvals"][0]["person"], "sato");
    office.ok("sato-2", &revoke("sato", &office.fingerprint("sato")));
    office.refuses_by("sato", &["inbox"], "revoked-key");
    office.ok("sato-2", &["inbox"]);
}

/// A thief gives the owner one more key, and seals what is told later to themselves; then the theft is noticed.
#[test]
fn what_a_stolen_key_brought_in_is_named_when_it_is_revoked() {
    let office = Office::new();
    office.make_key("thief", "ed25519");
    let (file, seal, own) =
        (office.name("keys/thief.pub"), office.public_key("thief"), office.public_key("suzuki"));
    let stolen = office.fingerprint("suzuki");
    let done = office.ok("suzuki", &["person", "add-key", "suzuki", "--public-key", &file, "--json"]).json();
    assert!(done.get("brought_in").is_none(), "{done}");
    office.ok("suzuki", &["person", "set", "suzuki", "--custody", &seal]);
    let revoked = office.ok("kanri", &[&revoke("suzuki", &stolen)[..], &["--json"]].concat()).json();
    let brought = revoked["brought_in"].as_array().unwrap();
    let named: Vec<_> = brought.iter().map(|one| (&one["person"], &one["key"], &one["custody"])).collect();
    let (suzuki, none) = (Value::from("suzuki"), Value::Null);
    let (key, to) = (Value::from(office.fingerprint("thief")), Value::from(seal.as_str()));
    assert_eq!(named, [(&suzuki, &key, &none), (&suzuki, &none, &to)]);
    // Whoever looks later sees it too, with what to do.
    let shown = office.ok(NOBODY, &["person", "show", "suzuki", "--lang", "en"]).stdout;
    for said in [
        format!("sekisho person revoke-key suzuki {}", office.fingerprint("thief")),
        "sekisho person set suzuki --custody".to_owned(),
    ] {
        assert!(shown.contains(&said), "{said}: {shown}");
    }
    office.ok("kanri", &revoke("suzuki", &office.fingerprint("thief")));
    office.ok("kanri", &["person", "set", "suzuki", "--custody", &own]);
    let shown = office.ok(NOBODY, &["person", "show", "suzuki", "--json"]).json();
    assert!(shown.get("brought_in").is_none(), "{shown}");
}

#[test]
fn nobody_but_an_administrator_touches_the_keys_of_others() {
    let office = Office::new();
    office.give_key("sato-2");
    let file = office.name("keys/sato-2.pub");
    for other in ["tanaka", "ito", "suzuki", "kimura"] {
        office.refuses_by(other, &["person", "add-key", "sato", "--public-key", &file], "missing-role");
        office.refuses_by(other, &revoke("sato", &office.fingerprint("sato")), "missing-role");
    }
    office.refuses_by("kanri", &revoke("sato", &office.fingerprint("ito")), "no-such-key");
    office.refuses_by("kanri", &revoke("shin", &office.fingerprint("sato")), "unknown-person");
    office.refuses_by("kanri", &["person", "add-key", "shin", "--public-key", &file], "unknown-person");
}

#[test]
fn the_last_administrator_stays() {
    let office = Office::new();
    let key = office.fingerprint("kanri");
    office.refuses_by("kanri", &revoke("kanri", &key), "last-administrator");
    office.refuses_by("kanri", &["person", "set", "kanri", "--role", "auditor"], "last-administrator");
    office.ok("kanri", &["person", "set", "kimura", "--role", "auditor", "--role", "administrator"]);
    office.ok("kanri", &revoke("kanri", &key));
    // Kanri is an administrator still, but one who can sign nothing.
    office.refuses_by("kimura", &["person", "set", "kimura", "--role", "auditor"], "last-administrator");
    office.refuses_by("kimura", &revoke("kimura", &office.fingerprint("kimura")), "last-administrator");
}

#[test]
fn a_key_of_nobody_is_refused() {
    let office = Office::new();
    office.give_key("shin");
    let id = office.request(&[]);
    office.approving("shin", &id).fails_by(3, "unknown-key");
    office.refuses_by("shin", &office.asking(&[]), "unknown-key");
    office.refuses_by("shin", &["inbox"], "unknown-key");
}

#[test]
fn a_new_key_never_overwrites_and_is_never_bare() {
    let office = Office::without_ledger();
    let new =
        |file: &str| office.tool(crate::office::SEKISHO, &["key", "new", file, "--key-passphrase-fd", "3"]);
    let passphrase = office.key_passphrase("sato");
    new("fresh").with(3, &passphrase).run().exits(0);
    let (private, public) = (office.desk().join("fresh"), office.desk().join("fresh.pub"));
    let made = std::fs::read(&private).unwrap();
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&private.metadata().unwrap().permissions()) & 0o777,
        0o600
    );
    office.succeed("ssh-keygen", &["-l", "-f", "fresh.pub"]);
    let bare = office.tool("ssh-keygen", &["-y", "-P", "", "-f", "fresh"]).run();
    assert_ne!(bare.code, 0, "opened without a passphrase");
    assert_eq!(
        office.succeed("ssh-keygen", &["-y", "-P", "pass of sato", "-f", "fresh"]).split(' ').nth(1),
        std::fs::read_to_string(public).unwrap().split(' ').nth(1),
    );
    new("fresh").with(3, &passphrase).fails_by(5, "already-exists");
    assert_eq!(std::fs::read(&private).unwrap(), made);
    let empty = office.path("empty");
    std::fs::write(&empty, "\n").unwrap();
    new("bare").with(3, &empty).fails_by(2, "descriptor-empty");
    office.tool(crate::office::SEKISHO, &["key", "new", "asked"]).run().exits(2);
    assert!(!office.desk().join("bare").exists() && !office.desk().join("asked").exists());
}
