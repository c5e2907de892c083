//! The passphrase: who tells it, by which road, and that the entry comes first.

use std::fs;

use crate::office::{Office, Output};

fn tell<'a>(id: &'a str, via: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["passphrase", id, "--via", via], more].concat()
}

/// Refused for this reason, and not one syllable said.
#[track_caller]
fn refuses(office: &Office, person: &str, words: &[&str], reason: &str) {
    says_nothing(&office.refuses_by(person, words, reason));
}

#[track_caller]
fn says_nothing(output: &Output) {
    assert_eq!(output.stdout, "", "{output:?}");
}

/// The passphrase that a custodian is told, alone on its line.
#[track_caller]
fn told(output: &Output) -> String {
    let passphrase = output.line().to_owned();
    assert!(passphrase.len() > 26 && passphrase.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
    passphrase
}

#[test]
fn the_passphrase_is_for_a_custodian_and_never_for_the_carrier() {
    let office = Office::new();
    office.ok("kanri", &["person", "set", "tanaka", "--role", "requester", "--role", "custodian"]);
    let id = office.approved(&[]);
    refuses(&office, "suzuki", &tell(&id, "phone", &[]), "wrong-status");
    office.export(&id);
    let attempt = office.shown(&id)["attempts"][0].clone();
    assert_eq!(
        (&attempt["carrier_holds_key"], &attempt["custody"]),
        (&false.into(), &serde_json::json!(["suzuki"]))
    );
    for person in ["tanaka", "mori", "sato", "kanri", "kimura"] {
        refuses(&office, person, &tell(&id, "phone", &[]), "not-a-custodian");
    }
    told(&office.ok("suzuki", &tell(&id, "phone", &[])));
    let release = office.shown(&id)["releases"][0].clone();
    assert_eq!((&release["person"], &release["told"]), (&"suzuki".into(), &"山田 花子".into()));
}

#[test]
fn a_carrier_who_holds_the_key_for_want_of_a_custodian_is_marked() {
    let office = Office::new();
    office.ok("kanri", &["person", "set", "suzuki", "--role", "auditor"]);
    let id = office.approved(&[]);
    office.export(&id);
    assert_eq!(office.shown(&id)["attempts"][0]["carrier_holds_key"], true);
    refuses(&office, "suzuki", &tell(&id, "phone", &[]), "not-a-custodian");
    told(&office.ok("tanaka", &tell(&id, "phone", &[])));
    assert_eq!(office.shown(&id)["releases"][0]["marks"], serde_json::json!(["carrier-holds-key"]));
}

#[test]
fn the_passphrase_takes_another_road_than_the_package() {
    let office = Office::new();
    for (via, refused) in [("hand", "hand"), ("courier", "letter")] {
        let id = office.approved(&[("--via", via)]);
        office.export(&id);
        refuses(&office, "suzuki", &tell(&id, refused, &[]), "same-road");
        office.ok("suzuki", &tell(&id, "phone", &[]));
    }
}

#[test]
fn another_channel_needs_a_note_and_is_marked() {
    let office = Office::sealed().office;
    office.fails("suzuki", &tell("C-0001", "other", &[]), 2);
    refuses(&office, "suzuki", &tell("C-0001", "other", &["--note", " "]), "empty-field");
    // The package went to this address.
    let mail = format!("{} 宛のメール", crate::office::CITY_MAIL.to_uppercase());
    refuses(&office, "suzuki", &tell("C-0001", "other", &["--note", &mail]), "same-road");
    refuses(
        &office,
        "suzuki",
        &tell("C-0001", "other", &["--note", "メール", "--told", crate::office::CITY_MAIL]),
        "same-road",
    );
    refuses(&office, "suzuki", &tell("C-0001", "phone", &["--told", ""]), "empty-field");
    office.fails("suzuki", &["passphrase", "C-0001"], 2);
    office.fails("suzuki", &tell("C-0001", "email", &[]), 2);
    office.ok("suzuki", &tell("C-0001", "other", &["--note", "構内の内線", "--told", "西 三郎"]));
    let release = office.shown("C-0001")["releases"][0].clone();
    assert_eq!(
        (&release["told"], &release["marks"]),
        (&"西 三郎".into(), &serde_json::json!(["unusual-channel"]))
    );
}

#[test]
fn after_arrival_means_after_the_right_code() {
    let office = Office::new();
    let id = office.approved(&[("--after-arrival", "")]);
    office.export(&id);
    refuses(&office, "suzuki", &tell(&id, "phone", &[]), "not-arrived");
    office.refuses_by("tanaka", &["receipt", &id, "--arrived", "000000000000"], "wrong-code");
    refuses(&office, "suzuki", &tell(&id, "phone", &[]), "not-arrived");
    let digest = office.shown(&id)["package_sha256"].as_str().unwrap().to_owned();
    office.ok("tanaka", &["receipt", &id, "--arrived", &digest[..12]]);
    told(&office.ok("suzuki", &tell(&id, "phone", &[])));
}

#[test]
fn a_release_is_on_record_before_it_is_shown() {
    let office = Office::sealed().office;
    let before = office.size();
    // The screen fails: nobody saw it, and the log says that it was told all the same.
    let call = office.call("suzuki", &tell("C-0001", "phone", &[]));
    let lost = call.under(&["sh", "-c", "exec \"$@\" >/dev/full", "sh"]).run();
    assert_eq!(lost.code, 5, "{lost:?}");
    assert_eq!(office.size(), before + 1);
    assert_eq!(office.shown("C-0001")["releases"].as_array().unwrap().len(), 1);
    // The log fails: nothing is shown. A clock before the export is such a failure.
    let early = office.call("suzuki", &tell("C-0001", "phone", &[])).days_off(-1).fails_by(5, "clock-behind");
    says_nothing(&early);
}

#[test]
fn a_custody_file_that_is_gone_or_another_tells_nothing() {
    let office = Office::sealed().office;
    let custody = office.path("home/custody/C-0001-1.age");
    let sealed = fs::read(&custody).unwrap();
    let mut touched = sealed.clone();
    touched[sealed.len() / 2] ^= 1;
    fs::write(&custody, touched).unwrap();
    says_nothing(&office.fails_by("suzuki", &tell("C-0001", "phone", &[]), 4, "digest-differs"));
    // Sealed to the custodian all right, by somebody else.
    fs::write(office.desk().join("other"), "kamote-sabura\n").unwrap();
    fs::remove_file(&custody).unwrap();
    let (key, out) = (office.name("keys/suzuki.pub"), custody.to_str().unwrap());
    office.succeed("age", &["-R", &key, "-o", out, "other"]);
    says_nothing(&office.fails_by("suzuki", &tell("C-0001", "phone", &[]), 4, "digest-differs"));
    fs::remove_file(&custody).unwrap();
    says_nothing(&office.fails_by("suzuki", &tell("C-0001", "phone", &[]), 5, "no-custody-file"));
    // The right bytes behind a link, and a pipe that nobody writes to: neither followed nor waited for.
    fs::write(office.desk().join("right"), &sealed).unwrap();
    std::os::unix::fs::symlink(office.desk().join("right"), &custody).unwrap();
    says_nothing(&office.fails_by("suzuki", &tell("C-0001", "phone", &[]), 4, "digest-differs"));
    fs::remove_file(&custody).unwrap();
    office.succeed("mkfifo", &[out]);
    says_nothing(
        &office
            .call("suzuki", &tell("C-0001", "phone", &[]))
            .under(&["timeout", "30"])
            .fails_by(4, "digest-differs"),
    );
    fs::remove_file(&custody).unwrap();
    fs::write(&custody, sealed).unwrap();
    told(&office.ok("suzuki", &tell("C-0001", "phone", &[])));
}

#[test]
fn a_passphrase_is_told_as_often_as_it_is_recorded() {
    let sealed = Office::sealed();
    for _ in 0..2 {
        assert_eq!(told(&sealed.office.ok("suzuki", &tell("C-0001", "sms", &[]))), sealed.passphrase);
    }
    assert_eq!(sealed.office.shown("C-0001")["releases"].as_array().unwrap().len(), 2);
}

#[test]
fn an_age_identity_holds_custody_where_the_signing_key_cannot() {
    let office = Office::new();
    let identity_passphrase = office.path("identity.pass");
    fs::write(&identity_passphrase, "another secret\n").unwrap();
    let new = ["key", "new", "custody.age", "--custody", "--key-passphrase-fd", "3"];
    let made = office.tool(crate::office::SEKISHO, &new).with(3, &identity_passphrase).run().exits(0);
    let recipient = made.line().to_owned();
    assert!(recipient.starts_with("age1"));
    office.make_key("ecdsa", "ecdsa");
    office.register("ecdsa", "楕円", &["custodian"]);
    office.ok("ecdsa", &["person", "set", "ecdsa", "--custody", &recipient]);
    let yubikey = "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t";
    office.refuses_by("ecdsa", &["person", "set", "ecdsa", "--custody", yubikey], "recipient-plugin");

    let id = office.approved(&[]);
    office.export(&id);
    assert_eq!(office.shown(&id)["attempts"][0]["custody"], serde_json::json!(["ecdsa", "suzuki"]));
    let here = ["--identity", "custody.age", "--identity-passphrase-fd", "4"];
    let with = |person: &str, passphrase: &str| {
        office.call(person, &tell(&id, "phone", &here)).with(4, office.path(passphrase))
    };
    says_nothing(&office.refuses_by("ecdsa", &tell(&id, "phone", &[]), "identity-ssh-unsupported"));
    says_nothing(&office.fails("ecdsa", &tell(&id, "phone", &["--identity", "custody.age"]), 2));
    says_nothing(&with("ecdsa", "keys/ecdsa.pass").fails_by(3, "identity-wrong-passphrase"));
    // The identity of one custodian in the hands of somebody who is none.
    says_nothing(&with("tanaka", "identity.pass").fails_by(3, "not-a-custodian"));
    let first = told(&with("ecdsa", "identity.pass").run().exits(0));
    assert_eq!(told(&office.ok("suzuki", &tell(&id, "phone", &[]))), first);
    office.opening("out/C-0001.zip.age", &first, &[]).run().exits(1);
}

#[test]
fn a_carrier_who_registers_the_recipient_anew_does_not_move_the_number() {
    let office = Office::new();
    let id = office.approved(&[]);
    office.export(&id);
    let registered = office.shown(&id)["recipient_phone"].as_str().unwrap().to_owned();
    let words =
        ["recipient", "add", "city", "--name", "X", "--organization", "Y", "--phone", "090-0000-0666"];
    office.ok("tanaka", &words);
    let output = office.ok("suzuki", &tell(&id, "phone", &[]));
    assert!(output.stderr.contains(&registered), "{output:?}");
    assert!(!output.stderr.contains("090-0000-0666"), "{output:?}");
    assert_eq!(office.shown(&id)["releases"][0]["contact"], registered.as_str());
}

#[test]
#[cfg(unix)]
fn where_nobody_can_read_the_passphrase_nothing_is_recorded() {
    let office = Office::new();
    let id = office.approved(&[]);
    office.export(&id);
    let telling = tell(&id, "phone", &["--json"]);
    for shell in ["exec \"$@\" >/dev/null", "exec \"$@\" >&-"] {
        let output = office.call("suzuki", &telling).under(&["sh", "-c", shell, "sh"]).fails(5);
        assert!(output.stderr.contains("output-leads-nowhere"), "{output:?}");
    }
    let before = office.size();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = office.call("suzuki", &telling).command().stdout(writer).output().unwrap();
    assert_eq!((output.status.code(), office.size()), (Some(5), before), "{output:?}");
    // A file of one's own is as good as a pipe.
    let kept = office.path("kept");
    let file = fs::File::create(&kept).unwrap();
    assert!(office.call("suzuki", &telling).command().stdout(file).status().unwrap().success());
    assert!(fs::read_to_string(kept).unwrap().len() > 26);
    assert_eq!(office.size(), before + 1);
}
