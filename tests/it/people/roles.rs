//! Every verb, and those who may not.

use crate::office::{NOBODY, Office};

const EVERYBODY: [&str; 7] = ["kanri", "tanaka", "mori", "sato", "ito", "suzuki", "kimura"];

/// Refused to everybody but `those`.
fn only(office: &Office, those: &[&str], words: &[&str]) {
    for person in EVERYBODY.iter().filter(|person| !those.contains(person)) {
        let output = office.run(person, words);
        assert_eq!(output.code, 3, "{person} {words:?}: {output:?}");
    }
}

#[test]
fn registers_are_kept_by_administrators() {
    let office = Office::new();
    office.give_key("shin");
    let file = office.name("keys/shin.pub");
    let before = office.size();
    only(
        &office,
        &["kanri"],
        &["person", "add", "x", "--name", "x", "--role", "auditor", "--public-key", &file],
    );
    only(&office, &["kanri"], &["medium", "add", "USB-01", "--serial", "1"]);
    for change in [["--role", "administrator"], ["--name", "別人"]] {
        only(&office, &["kanri"], &["person", "set", "kimura", change[0], change[1]]);
    }
    assert_eq!(office.size(), before);
    office.ok("kanri", &["medium", "add", "USB-01", "--serial", "1", "--place", "棚"]);
    let before = office.size();
    only(&office, &["kanri"], &["medium", "set", "USB-01", "--place", "机"]);
    only(&office, &["kanri"], &["medium", "retire", "USB-01", "--yes"]);
    only(&office, &["kanri"], &["medium", "lost", "USB-01", "--yes"]);
    assert_eq!(office.size(), before);
}

#[test]
fn recipients_come_from_requesters_or_administrators() {
    let office = Office::new();
    let add = ["recipient", "add", "new", "--name", "新", "--organization", "社"];
    only(&office, &["tanaka", "mori", "kanri"], &add);
    office.ok("mori", &add);
    office.refuses("mori", &["recipient", "add", "self", "--name", "新", "--organization", "社"]);
    let keys = ["--age-key", "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t"];
    office.refuses("mori", &[&add[..], &keys].concat());
}

#[test]
fn asking_is_for_requesters_and_judging_for_approvers() {
    let office = Office::new();
    let asking = office.asking(&[]);
    let words: Vec<&str> = asking.iter().map(String::as_str).collect();
    only(&office, &["tanaka", "mori"], &words);
    let id = office.request(&[]);
    let before = office.size();
    let digits = office.digits(&id);
    only(&office, &["sato", "ito"], &["approve", &id, "--confirm", &digits]);
    only(&office, &["sato", "ito"], &["reject", &id, "--reason", "不要"]);
    only(&office, &["tanaka"], &["withdraw", &id]);
    only(&office, &["tanaka"], &["export", &id, "--into", "."]);
    assert_eq!(office.size(), before);
}

#[test]
fn a_sealed_package_concerns_its_requester_and_its_custodians() {
    let sealed = Office::sealed();
    let office = &sealed.office;
    let before = office.size();
    only(office, &["suzuki"], &["passphrase", "C-0001", "--via", "phone"]);
    only(office, &[], &["export", "C-0001", "--into", "."]);
    only(office, &[], &["withdraw", "C-0001"]);
    let arrived = &office.shown("C-0001")["package_sha256"];
    let arrived = &arrived.as_str().unwrap()[..12];
    only(office, &["tanaka", "mori", "suzuki"], &["receipt", "C-0001", "--arrived", arrived]);
    assert_eq!(office.size(), before);
}

#[test]
fn a_custodian_who_is_none_any_more_tells_nothing() {
    let office = Office::sealed().office;
    office.ok("kanri", &["person", "set", "suzuki", "--role", "auditor"]);
    office.refuses("suzuki", &["passphrase", "C-0001", "--via", "phone"]);
    // Nor does one who came after the package was sealed.
    office.ok("kanri", &["person", "set", "kimura", "--role", "custodian"]);
    office.refuses("kimura", &["passphrase", "C-0001", "--via", "phone"]);
}

#[test]
fn particulars_are_everybodys_own_and_roles_are_not() {
    let office = Office::new();
    office.ok("tanaka", &["person", "set", "tanaka", "--phone", "090", "--title", "主任"]);
    office.refuses("tanaka", &["person", "set", "tanaka", "--role", "requester", "--role", "approver"]);
    office.refuses("tanaka", &["person", "set", "mori", "--phone", "090"]);
    office.fails("tanaka", &["person", "set", "tanaka"], 2);
    let set = ["person", "set", "tanaka", "--role", "auditor", "--department", "設計"];
    let shown = office.ok("kanri", &[&set[..], &["--json"]].concat()).json();
    assert_eq!(shown["roles"], serde_json::json!(["auditor"]));
    assert_eq!((&shown["phone"], &shown["department"]), (&"090".into(), &"設計".into()));
    office.refuses("tanaka", &office.asking(&[]));
}

#[test]
fn a_clients_consent_is_recorded_and_never_counted() {
    let office = Office::new();
    office.give_key("kyaku");
    office.register("kyaku", "客 六郎", &["client"]);
    let id = office.request(&[]);
    office.approve("kyaku", &id);
    let shown = office.shown(&id);
    assert_eq!(shown["status"], "requested");
    assert_eq!((&shown["approvals_counted"], &shown["approvals"][0]["consent"]), (&0.into(), &true.into()));
    office.exporting(&id, &[]).fails(3);
    office.approve("sato", &id);
    assert_eq!(office.status(&id), "approved");
}

#[test]
fn asking_verbs_need_no_key_and_the_inbox_does() {
    let office = Office::new();
    let id = office.request(&[]);
    for words in [
        &["status"][..],
        &["log"],
        &["outstanding"],
        &["show", &id],
        &["checkpoint"],
        &["prove", &id],
        &["person", "list"],
        &["recipient", "list"],
        &["medium", "list"],
        &["trace", "sha256:0000000000000000000000000000000000000000000000000000000000000000"],
    ] {
        office.ok(NOBODY, words);
    }
    office.fails(NOBODY, &["inbox"], 2);
    office.fails(NOBODY, &["approve", &id, "--confirm", "00000000"], 2);
}
