//! Somebody leaves: suspended at once, and gone only once they hold nothing any more.

use serde_json::{Value, json};

use crate::office::{Call, NOBODY, Office, Output, day};
use crate::support::require_peer;

const LEAVE: [&str; 5] = ["person", "leave", "tanaka", "--yes", "--json"];

/// The administrator says that somebody leaves.
fn leave(office: &Office, person: &str) -> Output {
    office.run("kanri", &["person", "leave", person, "--yes", "--json"])
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|line| line["id"].as_str().unwrap()).collect()
}

/// Killed when its intent is in the log and its package is written; false, said loudly, without strace.
fn left_open(office: &Office, id: &str) -> bool {
    if require_peer("strace").is_none() {
        return false;
    }
    let out = office.name("desk/out");
    let kill =
        ["strace", "-f", "-qq", "-o", "/dev/null", "-P", &out, "-e", "inject=syncfs:signal=SIGKILL:when=2"];
    let killed = office.exporting(id, &[]).under(&kill).run();
    assert_ne!(killed.code, 0, "{killed:?}");
    true
}

#[test]
fn whoever_holds_nothing_has_left_at_once_and_says_nothing_any_more() {
    let office = Office::new();
    office.fails("kanri", &["person", "leave", "mori"], 2);
    for person in ["tanaka", "sato", "kimura"] {
        office.refuses_by(person, &["person", "leave", "mori", "--yes"], "missing-role");
    }
    let left = leave(&office, "mori").exits(0).json();
    assert_eq!(left["person"]["leaving"]["by"], "kanri");
    assert!(left["person"]["leaving"]["left_at"].is_string(), "{left:#}");
    for words in [&["inbox"][..], &["recover"], &["person", "set", "mori", "--phone", "1"]] {
        let refused = office.refuses_by("mori", words, "suspended");
        assert!(refused.stderr.contains("mori"), "{refused:?}");
    }
    office.refuses_by("mori", &office.asking(&[]), "suspended");
    // Said again, nothing more is said.
    let size = office.size();
    leave(&office, "mori").exits(0);
    assert_eq!(office.size(), size);
    for language in ["en", "ja"] {
        let list = office.ok(NOBODY, &["person", "list", "--lang", language]).stdout;
        let today = day(0);
        assert!(list.lines().any(|line| line.contains("mori") && line.contains(&today)), "{list}");
    }
    office.ok(NOBODY, &["audit", "--against", &anchor(&office)]);
}

fn anchor(office: &Office) -> String {
    let note = office.ok(NOBODY, &["checkpoint", "--json"]).json();
    format!("{}:{}", note["size"], note["root"].as_str().unwrap())
}

#[test]
fn the_last_administrator_does_not_leave() {
    let office = Office::new();
    office.refuses_by("kanri", &["person", "leave", "kanri", "--yes"], "last-administrator");
    office.ok("kanri", &["person", "set", "kimura", "--role", "auditor", "--role", "administrator"]);
    // Whoever suspends themselves can say nothing more: the other one goes on.
    leave(&office, "kanri").exits(1);
    office.refuses_by("kanri", &["person", "leave", "kanri", "--yes"], "suspended");
    office.run("kimura", &["person", "leave", "kanri"]).exits(0);
    office.refuses_by("kimura", &["person", "leave", "kimura", "--yes"], "last-administrator");
}

/// What was said under an id stays one person's: who returns is somebody else to the log, with another key.
#[test]
fn whoever_left_does_not_come_back_under_the_same_id_or_with_the_same_key() {
    let office = Office::new();
    leave(&office, "mori").exits(0);
    for key in ["mori-2", "mori-3"] {
        office.give_key(key);
    }
    let key = |name: &str| office.name(&format!("keys/{name}.pub"));
    let add = |id: &str, key: &str| -> Vec<String> {
        let words = ["person", "add", id, "--name", "森 二郎", "--role", "requester", "--public-key", key];
        words.map(str::to_owned).to_vec()
    };
    office.refuses_by("kanri", &add("mori", &key("mori-2")), "person-exists");
    office.refuses_by("kanri", &add("mori2", &key("mori")), "key-taken");
    // Nor do another key or another role bring back who left.
    office.ok("kanri", &["person", "add-key", "mori", "--public-key", &key("mori-3")]);
    office.ok("kanri", &["person", "set", "mori", "--role", "requester", "--role", "approver"]);
    for key in ["mori", "mori-3"] {
        office.refuses_by(key, &office.asking(&[]), "suspended");
    }
    office.ok("kanri", &add("mori2", &key("mori-2")));
    let asked = office.ok("mori-2", &office.asking(&[])).line().to_owned();
    assert_eq!(office.shown(&asked)["requester"], "mori2");
}

#[test]
fn a_carrier_abroad_leaves_when_somebody_else_answers_for_the_package() {
    let office = Office::sealed().office;
    let pending = office.request(&[]);
    let held = leave(&office, "tanaka").exits(1).json();
    assert_eq!((ids(&held["carries"]), held["custody"].clone()), (vec!["C-0001"], json!([])));
    assert_eq!((&held["carries"][0]["due"], &held["carries"][0]["medium"]), (&json!(day(30)), &Value::Null));
    assert_eq!(held["carries"][0]["next"]["act"], "transfer");
    // What a package needs may still be done by those who may: what was asked for is nobody's.
    office.refuses_by("tanaka", &["withdraw", &pending], "suspended");
    office.refuses_by("tanaka", &["receipt", "C-0001", "--arrived", "0"], "suspended");
    office.run("kanri", &LEAVE).exits(1);
    for language in ["en", "ja"] {
        let text = office.run("kanri", &["person", "leave", "tanaka", "--lang", language]).exits(1).stdout;
        assert!(text.contains("sekisho transfer C-0001 --to "), "{text}");
        assert!(text.contains("sekisho person leave tanaka"), "{text}");
    }
    let page = office.run(NOBODY, &["status", "--json"]).exits(1).json();
    assert_eq!(page["leaving"][0]["person"]["id"], "tanaka");
    assert_eq!(ids(&page["leaving"][0]["carries"]), ["C-0001"]);
    office.refuses_by("mori", &["transfer", "C-0001", "--to", "mori"], "missing-role");
    office.refuses_by("mori", &["person", "leave", "tanaka"], "missing-role");
    office.ok("sato", &["transfer", "C-0001", "--to", "mori", "--reason", "異動"]);
    assert_eq!(office.shown("C-0001")["carrier"], "mori");
    assert_eq!(office.run(NOBODY, &["status", "--json"]).exits(1).json()["leaving"][0]["carries"], json!([]));
    assert!(leave(&office, "tanaka").exits(0).json()["person"]["leaving"]["left_at"].is_string());
    office.run(NOBODY, &["status"]).exits(0);
    // Nobody gives it to somebody who left.
    office.refuses_by("mori", &["transfer", "C-0001", "--to", "tanaka"], "leaves-already");
    assert_eq!(ids(&office.ok(NOBODY, &["outstanding", "--person", "mori", "--json"]).json()), ["C-0001"]);
    assert_eq!(office.ok(NOBODY, &["outstanding", "--person", "tanaka", "--json"]).json(), json!([]));
}

#[test]
fn approvals_and_delegations_of_whoever_leaves_do_not_count() {
    let office = Office::new();
    let (from, until) = (day(0), day(9));
    office.ok("sato", &["person", "delegate", "sato", "--to", "kimura", "--from", &from, "--until", &until]);
    let approved = office.approved(&[]);
    let delegated = office.request(&[]);
    office.approve("kimura", &delegated);
    for id in [&approved, &delegated] {
        assert_eq!(office.status(id), "approved");
    }
    leave(&office, "sato").exits(0);
    for id in [&approved, &delegated] {
        assert_eq!(
            (office.status(id).as_str(), &office.shown(id)["approvals_counted"]),
            ("requested", &json!(0))
        );
        office.exporting(id, &[]).fails_by(3, "quorum-short");
    }
    let digits = office.digits(&approved);
    for (person, reason) in [("sato", "suspended"), ("kimura", "missing-role")] {
        office.refuses_by(person, &["approve", &approved, "--confirm", &digits], reason);
    }
    office.approve("ito", &approved);
    assert_eq!(office.status(&approved), "approved");
}

#[test]
fn a_custodian_who_leaves_alone_leaves_no_custody_file_behind() {
    let office = Office::sealed().office;
    let held = leave(&office, "suzuki").exits(1).json();
    assert_eq!((ids(&held["custody"]), held["carries"].clone()), (vec!["C-0001"], json!([])));
    let text = office.run("kanri", &["person", "leave", "suzuki"]).exits(1).stdout;
    assert!(text.contains("sekisho dispose C-0001 --method key"), "{text}");
    office.refuses_by("suzuki", &["passphrase", "C-0001", "--via", "phone"], "suspended");
    for (person, reason) in [("suzuki", "suspended"), ("tanaka", "missing-role"), ("sato", "missing-role")] {
        office.refuses_by(person, &["dispose", "C-0001", "--method", "key", "--yes"], reason);
    }
    office.ok("kanri", &["dispose", "C-0001", "--method", "key", "--yes"]);
    assert!(!office.path("home/custody/C-0001-1.age").exists());
    leave(&office, "suzuki").exits(0);
}

#[test]
fn a_custodian_who_leaves_others_behind_holds_nothing() {
    let office = Office::new();
    office.ok("kanri", &["person", "set", "kimura", "--role", "auditor", "--role", "custodian"]);
    let id = office.approved(&[]);
    office.export(&id);
    leave(&office, "suzuki").exits(0);
    let told = office.ok("kimura", &["passphrase", &id, "--via", "phone"]);
    assert!(!told.line().is_empty());
}

#[test]
fn what_whoever_leaves_left_open_is_closed_by_an_administrator() {
    let office = Office::new();
    let id = office.approved(&[]);
    if !left_open(&office, &id) {
        return;
    }
    assert_eq!(office.status(&id), "sealing");
    let held = leave(&office, "tanaka").exits(1).json();
    assert_eq!(ids(&held["open_intents"]), [id.as_str()]);
    office.refuses_by("tanaka", &["recover"], "suspended");
    office.ok("mori", &["recover"]);
    assert_eq!(office.status(&id), "sealing");
    let text = office.run("kanri", &["person", "leave", "tanaka"]).exits(1).stdout;
    assert!(text.contains("sekisho recover"), "{text}");
    office.ok("kanri", &["recover"]);
    assert_eq!(office.status(&id), "failed");
    leave(&office, "tanaka").exits(0);
}

#[test]
fn somebody_who_leaves_is_asked_about_and_may_be_kept() {
    let office = Office::new();
    let asked: Call<'_> = office.call("kanri", &["person", "leave", "mori"]);
    asked.stdin("no\n").fails(2);
    assert!(office.ok(NOBODY, &["person", "show", "mori", "--json"]).json()["leaving"].is_null());
}

#[test]
fn what_somebody_who_leaves_asked_for_is_named_and_keeps_nobody() {
    let office = Office::new();
    let pending = office.request(&[]);
    let left = leave(&office, "tanaka").exits(0).json();
    assert_eq!(ids(&left["requests"]), [pending.as_str()]);
    assert!(left["person"]["leaving"]["left_at"].is_string());
}

#[test]
fn whoever_leaves_one_contract_is_told_what_is_still_theirs_under_it() {
    let office = Office::new();
    for (contract, rules) in [("K", None), ("L", Some("meccs"))] {
        let rules: Vec<&str> = rules.into_iter().flat_map(|pack| ["--rules", pack]).collect();
        office.ok("kanri", &[&["contract", "add", contract, "--client", "発注機関"], &rules[..]].concat());
    }
    let carried = office.approved(&[("--contract", "K")]);
    office.export(&carried);
    let pending = office.request(&[("--contract", "K")]);
    let elsewhere = office.request(&[]);
    let from_k = ["person", "leave", "tanaka", "--contract", "K"];
    office.refuses_by("sato", &from_k, "missing-role");
    let held = office.run("kanri", &[&from_k[..], &["--json"]].concat()).exits(1).json();
    assert_eq!(
        (ids(&held["carries"]), ids(&held["requests"])),
        (vec![carried.as_str()], vec![pending.as_str()])
    );
    assert_eq!(held["pledge_asked_by"], json!([]));
    office.refuses_by("tanaka", &office.asking(&[("--contract", "K")]), "left-contract");
    office.ok("tanaka", &["withdraw", &pending]);
    office.ok("tanaka", &["withdraw", &elsewhere]);
    office.ok("tanaka", &["transfer", &carried, "--to", "mori"]);
    let size = office.size();
    office.run("kanri", &from_k).exits(0);
    assert_eq!(office.size(), size, "said once");
    let shown = office.ok(NOBODY, &["contract", "show", "K"]).stdout;
    assert!(shown.contains("left the contract on"), "{shown}");

    let from_l = ["person", "leave", "mori", "--contract", "L", "--json"];
    let asked = office.run("kanri", &from_l).exits(1).json();
    assert_eq!(asked["pledge_asked_by"].as_array().unwrap().len(), 1, "{asked:#}");
    office.ok("mori", &["pledge", "--occasion", "leaving", "--contract", "L"]);
    office.run("kanri", &from_l).exits(0);
    office.ok(NOBODY, &["audit", "--against", &anchor(&office)]);
    // A certificate about the first contract rests on its own entries, and checks.
    let made = office.run(NOBODY, &["certificate", &carried, "--out", "made.json"]);
    assert!(matches!(made.code, 0 | 1), "{made:?}");
}

/// A form of a contract or of somebody who leaves, as a spreadsheet or a program reads it.
fn form(office: &Office, words: &[&str]) -> String {
    office.ok(NOBODY, &[&["form"], words, &["--lang", "ja"]].concat()).stdout
}

#[test]
fn who_left_stands_as_left_among_those_notified_and_the_handlers_and_counts_for_none() {
    let office = Office::new();
    office.ok("kanri", &["contract", "add", "K", "--client", "市役所"]);
    for (person, post) in [("tanaka", "handler"), ("sato", "responsible"), ("mori", "handler")] {
        office.ok("kanri", &["contract", "notify", "K", person, "--post", post, "--dated", &day(0)]);
    }
    let add =
        ["asset", "add", "A-1", "--contract", "K", "--name", "設計図", "--level", "3", "--place", "書庫"];
    let today = day(0);
    let handlers = ["--handler", "tanaka", "--handler", "mori", "--received", &today];
    office.ok("tanaka", &[&add[..], &handlers].concat());
    leave(&office, "tanaka").exits(0);
    let contract = office.ok(NOBODY, &["contract", "show", "K", "--json"]).json();
    let left: Vec<(&str, bool)> = contract["notified"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["person"].as_str().unwrap(), one["left_on"].is_string()))
        .collect();
    assert_eq!(left, [("mori", false), ("sato", false), ("tanaka", true)]);
    let shown = office.ok(NOBODY, &["contract", "show", "K", "--lang", "en"]).stdout;
    assert!(shown.contains(&format!("(tanaka) LEFT on {}", day(0))), "{shown}");
    let asset = office.ok(NOBODY, &["asset", "show", "A-1", "--json"]).json();
    assert_eq!(asset[0]["handlers_left"], json!({"tanaka": day(0)}));
    for name in ["staff-list", "management-report", "asset-register"] {
        let page = form(&office, &[name, "--contract", "K"]);
        assert_eq!(page.matches("離任").count(), 1, "{name}: {page}");
    }
    let confirmation = form(&office, &["leaving-confirmation", "--person", "tanaka"]);
    assert!(
        confirmation.contains("設計図") && confirmation.contains("森 二郎 が引き続き取り扱う"),
        "{confirmation}"
    );
}

#[test]
fn the_confirmation_at_leaving_says_to_whom_and_when_what_they_had_was_passed_on() {
    let office = Office::sealed().office;
    leave(&office, "tanaka").exits(1);
    let before = form(&office, &["leaving-confirmation", "--person", "tanaka"]);
    assert!(before.contains("C-0001") && !before.contains("引継ぎ"), "{before}");
    office.ok("sato", &["transfer", "C-0001", "--to", "mori", "--reason", "異動"]);
    let after = form(&office, &["leaving-confirmation", "--person", "tanaka"]);
    assert!(after.contains("森 二郎 に引継ぎ"), "{after}");
    // Whoever took it over passed nothing on.
    let taker = form(&office, &["leaving-confirmation", "--person", "mori"]);
    assert!(taker.contains("C-0001") && !taker.contains("引継ぎ"), "{taker}");
}
