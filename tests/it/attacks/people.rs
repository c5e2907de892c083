//! What cannot be prevented has to be visible: people who agree with one another, and people who do not exist.

use serde_json::{Value, json};

use crate::office::{NOBODY, Office, day};

fn kinds(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|found| found["kind"].as_str().unwrap()).collect()
}

fn marks(office: &Office, id: &str, days: i64) -> Vec<String> {
    let shown = office.call(NOBODY, &["show", id, "--json"]).days_off(days).run().json();
    let marks = shown["approvals"][0]["marks"].as_array().unwrap().clone();
    marks.iter().map(|mark| mark.as_str().unwrap().to_owned()).collect()
}

/// An engineer and an approver together get everything out that one approver can let out. Both names stand at each of
/// them, and whoever reviews the log is told of the pair.
#[test]
fn an_engineer_and_an_approver_together_are_seen_as_the_pair_they_are() {
    let office = Office::new();
    for _ in 0..5 {
        let id = office.approved(&[("--to", "lab")]);
        office.export(&id);
        let shown = office.shown(&id);
        assert_eq!(
            (&shown["requester"], &shown["approvals"][0]["person"]),
            (&"tanaka".into(), &"sato".into())
        );
    }
    let all = office.ok(NOBODY, &["anomalies", "--json"]).json();
    let pair = all.as_array().unwrap().iter().find(|found| found["kind"] == "one-pair").unwrap();
    assert_eq!(pair["carry_outs"].as_array().unwrap().len(), 5);
    let names: Vec<&Value> =
        pair["people"].as_array().unwrap().iter().map(|person| &person["name"]).collect();
    assert_eq!(names, ["田中 一郎", "佐藤 花子"]);
    assert_eq!(kinds(&all).iter().filter(|kind| **kind == "quick-approval").count(), 5);
    // The highest level is not theirs alone.
    let id = office.request(&[("--to", "lab"), ("--level", "1")]);
    office.approve("sato", &id);
    office.exporting(&id, &[]).fails(3);
    // Neither of them takes it back out of the log: an approval is withdrawn by being judged otherwise, not forgotten.
    office.ok("sato", &["reject", &id, "--reason", "やめる"]);
    let entries = office.shown(&id)["entries"].clone();
    let types: Vec<&Value> = entries.as_array().unwrap().iter().map(|entry| &entry["type"]).collect();
    assert_eq!(types, ["request", "approval", "rejection"]);
}

/// An administrator makes an approver of nobody, holds the key, proves that they hold it, and approves.
#[test]
fn an_approver_whom_an_administrator_invented_is_marked_and_signed_for_by_that_administrator() {
    let office = Office::new();
    office.give_key("yurei");
    office.ok("yurei", &["join", "--person", "yurei", "--out", "yurei.request"]);
    let add =
        ["person", "add", "yurei", "--name", "幽霊 太郎", "--role", "approver", "--request", "yurei.request"];
    office.ok("kanri", &add);
    let id = office.request(&[("--to", "lab")]);
    office.approve("yurei", &id);
    assert_eq!(marks(&office, &id, 0), ["newly-registered"]);
    // Told where somebody looks: at the carry-out, by an audit, and in the list of people.
    let audit = office.run(NOBODY, &["audit", "--json"]).json();
    let marked = audit["marks"].as_array().unwrap();
    assert_eq!((marked.len(), &marked[0]["id"], &marked[0]["person"]), (1, &json!(id), &json!("yurei")));
    for language in ["en", "ja"] {
        let said = office.run(NOBODY, &["show", &id, "--lang", language]).stdout;
        assert!(
            said.contains("幽霊 太郎")
                && said.contains(if language == "en" { "registered" } else { "登録" }),
            "{said}"
        );
    }
    let shown = office.ok(NOBODY, &["person", "show", "yurei", "--json"]).json();
    assert_eq!(shown["registered_by"], "kanri");
    // A mark belongs to the approval, and stays when the seven days are over.
    assert_eq!(marks(&office, &id, 30), ["newly-registered"]);
    // Who waits before they use the ghost is not marked: what is left is the signed registration.
    let later = office
        .call("tanaka", &office.asking(&[("--to", "lab"), ("--due", &day(40))]))
        .days_off(8)
        .run()
        .exits(0);
    let later = later.line().to_owned();
    let digits = office.digits(&later);
    office.call("yurei", &["approve", &later, "--confirm", &digits]).days_off(8).run().exits(0);
    assert_eq!(marks(&office, &later, 8), Vec::<String>::new());
    let entry = office.ok(NOBODY, &["person", "show", "yurei", "--json"]).json();
    assert_eq!(entry["registered_by"], "kanri");
}

/// Whoever waits until nothing is marked any more is still told apart: who brought the approver in, and when, stands beside
/// every approval, and whoever reviews the log of the quarter is told of the key.
#[test]
fn who_registered_an_approver_and_when_stands_beside_the_approval_for_ever() {
    let office = Office::new();
    let words = office.asking(&[("--to", "lab"), ("--due", &day(40))]);
    let id = office.call("tanaka", &words).days_off(20).run().exits(0).line().to_owned();
    office.approving("sato", &id).days_off(20).run().exits(0);
    office.exporting(&id, &[]).days_off(20).run().exits(0);
    let shown = office.call(NOBODY, &["show", &id, "--json"]).days_off(900).run().json();
    let approval = &shown["approvals"][0];
    assert_eq!(approval["marks"], json!([]));
    for brought in [&approval["registered"], &approval["key_added"]] {
        assert_eq!(
            (&brought["by"], &brought["at"].as_str().unwrap()[..10]),
            (&json!("kanri"), day(0).as_str())
        );
    }
    let english = format!("registered {} by 管理 太郎 (kanri)", day(0));
    for (language, words) in [("en", english), ("ja", format!("{}に管理 太郎（kanri）が登録", day(0)))]
    {
        for command in [&["show", &id][..], &["form", "carry-out-request", &id]] {
            let said = office.run(NOBODY, &[command, &["--lang", language]].concat());
            assert!(said.stdout.contains(&words), "{command:?} {said:?}");
        }
    }
    let listed = |until: i64| {
        let all = office.call(NOBODY, &["anomalies", "--json"]).days_off(until).run().exits(0).json();
        all.as_array().unwrap().iter().find(|found| found["kind"] == "new-approver").cloned()
    };
    let found = listed(20).unwrap();
    assert_eq!((&found["people"][0]["id"], &found["people"][1]["id"]), (&json!("sato"), &json!("kanri")));
    assert_eq!(found["days"], 20);
    // Half a year later the same key is nobody's news any more.
    let words = office.asking(&[("--to", "lab"), ("--due", &day(240))]);
    let later = office.call("tanaka", &words).days_off(200).run().exits(0).line().to_owned();
    office.approving("sato", &later).days_off(200).run().exits(0);
    office.exporting(&later, &[]).days_off(200).run().exits(0);
    assert_eq!(listed(200).unwrap()["carry_outs"], json!([id]));
}

/// An administrator who asks for things, and brings in who approves them.
#[test]
fn an_approver_brought_in_by_the_requester_is_marked_as_theirs() {
    let office = Office::new();
    office.ok("kanri", &["person", "set", "kanri", "--role", "administrator", "--role", "requester"]);
    office.give_key("yurei");
    let key = office.name("keys/yurei.pub");
    office.ok(
        "kanri",
        &["person", "add", "yurei", "--name", "幽霊", "--role", "approver", "--public-key", &key],
    );
    let id = office.ok("kanri", &office.asking(&[("--to", "lab")])).line().to_owned();
    office.approve("yurei", &id);
    assert_eq!(marks(&office, &id, 0), ["registered-by-requester", "newly-registered", "unproven"]);
    // Long afterwards too: that the requester brought them in does not become less true.
    let due = day(90);
    let words = office.asking(&[("--to", "lab"), ("--due", due.as_str())]);
    let later = office.call("kanri", &words).days_off(60).run().exits(0).line().to_owned();
    let digits = office.digits(&later);
    office.call("yurei", &["approve", &later, "--confirm", &digits]).days_off(60).run().exits(0);
    assert_eq!(marks(&office, &later, 60), ["registered-by-requester", "unproven"]);
    // The key is one person's: the administrator is not also the ghost.
    let own = office.name("keys/kanri.pub");
    office.refuses(
        "kanri",
        &["person", "add", "kanri-2", "--name", "別人", "--role", "approver", "--public-key", &own],
    );
}
