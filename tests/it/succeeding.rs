//! A sole administrator's key is lost: two people name another one, everybody sees it, and one signature ends it.

use serde_json::Value;

use crate::office::{Call, NOBODY, Office, Output, day};

const REASON: &str = "管理者の鍵が壊れた。本人に電話で確認";

fn naming(person: &str) -> [&str; 5] {
    ["succession", person, "--reason", REASON, "--json"]
}

fn later<'o>(office: &'o Office, days: i64, person: &str, words: &[&str]) -> Call<'o> {
    office.call(person, words).days_off(days)
}

/// Somebody signs something that changes nothing much.
fn signs(office: &Office, days: i64, person: &str) {
    later(office, days, person, &["person", "set", person, "--phone", "0123-00-0000"]).run().exits(0);
}

/// The auditor asks for `tanaka` today; `mori` signs something, and again so many days later.
fn asked_and_waited(days: i64) -> Office {
    let office = Office::new();
    let asked = office.ok("kimura", &naming("tanaka")).json();
    assert_eq!((&asked["person"], &asked["outcome"]), (&"tanaka".into(), &Value::Null));
    signs(&office, 0, "mori");
    signs(&office, days, "mori");
    office
}

fn roles(office: &Office, person: &str) -> Vec<String> {
    let person = office.ok(NOBODY, &["person", "show", person, "--json"]).json();
    person["roles"].as_array().unwrap().iter().map(|role| role.as_str().unwrap().to_owned()).collect()
}

fn is_administrator(office: &Office, person: &str) -> bool {
    roles(office, person).contains(&"administrator".to_owned())
}

fn audited(office: &Office, exit: i32) -> Value {
    let held = office.run(NOBODY, &["checkpoint", "--json"]).json();
    let held = format!("{}:{}", held["size"], held["root"].as_str().unwrap());
    office.run(NOBODY, &["audit", "--against", &held, "--json"]).exits(exit).json()
}

fn first_task(office: &Office, person: &str) -> String {
    let inbox = office.run(person, &["inbox", "--json"]).exits(1).json();
    inbox[0]["task"].as_str().unwrap().to_owned()
}

#[test]
fn an_office_whose_only_administrator_lost_the_key_goes_on() {
    let office = asked_and_waited(13);
    let early = later(&office, 13, "sato", &naming("tanaka")).fails(3);
    assert!(early.stderr.contains(&day(14)), "{early:?}");
    // By the clock of whoever agrees alone.
    let alone = later(&office, 15, "sato", &naming("tanaka")).fails(3);
    assert!(alone.stderr.contains(&day(13)), "{alone:?}");
    signs(&office, 14, "ito");
    let done = later(&office, 14, "sato", &naming("tanaka")).run().exits(0).json();
    assert_eq!((&done["outcome"], &done["ended"]["person"]), (&"confirmed".into(), &"sato".into()));
    assert_eq!(roles(&office, "tanaka"), ["requester", "administrator"]);
    // The old administrator gets a key again, and somebody else comes in.
    office.make_key("kanri-2", "ed25519");
    let public = office.name("keys/kanri-2.pub");
    later(&office, 14, "tanaka", &["person", "add-key", "kanri", "--public-key", &public]).run().exits(0);
    later(&office, 14, "kanri-2", &["medium", "add", "USB-99", "--serial", "S99"]).run().exits(0);
    // Everybody goes on seeing it.
    for (language, word) in [("en", "without an administrator's signature"), ("ja", "管理者の署名なしに")]
    {
        let person = ["person", "show", "tanaka"];
        for words in
            [&["status"][..], &["audit"], &["succession"], &["anomalies", "--until", &day(20)], &person]
        {
            let said = office.run(NOBODY, &[words, &["--lang", language]].concat());
            assert!(said.stdout.contains(word) && said.stdout.contains("tanaka"), "{words:?} {said:?}");
        }
        let form = office.ok(NOBODY, &["form", "carry-out-register", "--lang", language]).stdout;
        assert!(form.contains(word) && form.contains("kimura") && form.contains("sato"), "{form}");
    }
    let audit = audited(&office, 0);
    assert_eq!(audit["successions"][0]["asked"]["reason"], REASON);
}

#[test]
fn everybody_sees_it_from_the_first_signature_on() {
    let office = Office::new();
    let said = office.ok("kimura", &["succession", "tanaka", "--reason", REASON]).stdout;
    assert!(said.contains("sekisho succession tanaka --reason"), "{said}");
    assert_eq!(first_task(&office, "kanri"), "stop-succession");
    assert_eq!(first_task(&office, "mori"), "know-of-succession");
    assert_eq!(first_task(&office, "sato"), "know-of-succession");
    let status = office.run(NOBODY, &["status", "--json"]).exits(1).json();
    assert_eq!(status["successions"][0]["administrators"][0]["id"], "kanri");
    assert_eq!(office.run(NOBODY, &["succession", "--json"]).exits(1).json()[0]["outcome"], Value::Null);
    assert_eq!(audited(&office, 0)["successions"][0]["person"], "tanaka");
    let unusual = office.ok(NOBODY, &["anomalies", "--json"]).json();
    assert!(unusual.as_array().unwrap().iter().any(|one| one["kind"] == "succession-asked"), "{unusual}");
    let form = office.ok(NOBODY, &["form", "carry-out-register"]).stdout;
    assert!(form.contains("kimura") && form.contains("second person"), "{form}");
    for (language, word) in [("en", "ADMINISTRATOR"), ("ja", "後任")] {
        let inbox = office.run("kanri", &["inbox", "--lang", language]);
        assert!(
            inbox.stdout.contains(word) && inbox.stdout.contains("sekisho succession tanaka --stop"),
            "{inbox:?}"
        );
    }
}

#[test]
fn an_administrator_who_is_there_ends_it_with_any_signature() {
    let office = asked_and_waited(15);
    later(&office, 15, "ito", &naming("mori")).run().exits(0);
    signs(&office, 15, "kanri");
    for person in ["sato", "ito"] {
        let over = later(&office, 40, person, &["succession", "tanaka", "--stop", "--reason", "x"]).fails(3);
        assert!(over.stderr.contains("nobody asked"), "{over:?}");
    }
    let all = office.ok(NOBODY, &["succession", "--json"]).json();
    assert_eq!(
        (&all[0]["outcome"], &all[1]["outcome"]),
        (&"administrator-signed".into(), &"administrator-signed".into())
    );
    // Whoever agrees now asks anew, and waits anew.
    let again = later(&office, 15, "sato", &naming("tanaka")).run().exits(0).json();
    assert_eq!((&again["outcome"], &again["asked"]["person"]), (&Value::Null, &"sato".into()));
    assert!(!is_administrator(&office, "tanaka"));
    let stopped = later(&office, 15, "kanri", &["succession", "tanaka", "--stop", "--reason", "鍵はある"]);
    stopped.run().exits(0);
    let all = office.ok(NOBODY, &["succession", "--json"]).json();
    assert_eq!(all[2]["outcome"], "stopped");
    // It stands there for ever, and is no alarm.
    assert_eq!(office.run(NOBODY, &["status", "--json"]).json()["successions"], Value::Array(vec![]));
}

#[test]
fn two_who_agree_on_a_false_time_make_nobody_administrator() {
    let office = Office::new();
    // Said to be of a month ago, or of next month: nobody else has said anything in between.
    for (asked, agreed) in [(-30, 0), (0, 30), (30, 60)] {
        later(&office, asked, "kimura", &naming("tanaka")).run().exits(0);
        let alone = later(&office, agreed, "sato", &naming("tanaka")).fails(3);
        assert!(alone.stderr.contains("nobody but the two"), "{alone:?}");
        office.ok("kimura", &["succession", "tanaka", "--stop", "--reason", "試験"]);
    }
    later(&office, -30, "kimura", &naming("tanaka")).run().exits(0);
    signs(&office, 0, "mori");
    let early = office.refuses("sato", &naming("tanaka"));
    assert!(early.stderr.contains(&day(14)), "{early:?}");
    assert!(!is_administrator(&office, "tanaka"));
}

#[test]
fn a_thief_of_an_auditors_key_makes_nobody_administrator() {
    let office = Office::new();
    // A key of the thief's own, brought in with the stolen one.
    office.make_key("thief", "ed25519");
    let public = office.name("keys/thief.pub");
    office.ok("kimura", &["person", "add-key", "kimura", "--public-key", &public]);
    let new = office.refuses("thief", &naming("tanaka"));
    assert!(new.stderr.contains("no administrator had a chance"), "{new:?}");
    // With the stolen key itself it waits for another person, and everybody sees whose key asked.
    office.ok("kimura", &naming("tanaka"));
    office.refuses("kimura", &naming("tanaka"));
    office.refuses("kimura", &naming("mori"));
    signs(&office, 0, "mori");
    signs(&office, 20, "mori");
    for nobody in ["tanaka", "mori"] {
        later(&office, 20, nobody, &naming("tanaka")).fails(3);
    }
    // The auditor revokes it: what it asked for is good for nothing.
    let fingerprint = office.fingerprint("kimura");
    office.ok("thief", &["person", "revoke-key", "kimura", &fingerprint, "--reason", "盗難"]);
    let gone = later(&office, 20, "sato", &naming("tanaka")).fails(3);
    assert!(gone.stderr.contains("kimura"), "{gone:?}");
}

#[test]
fn a_log_that_goes_on_earlier_shows_that_the_clocks_were_set_ahead() {
    let office = asked_and_waited(15);
    later(&office, 15, "sato", &naming("tanaka")).run().exits(0);
    assert!(is_administrator(&office, "tanaka"));
    assert_eq!(audited(&office, 0)["findings"], Value::Array(vec![]));
    signs(&office, 0, "ito");
    let audit = audited(&office, 1);
    assert_eq!(audit["findings"][0]["kind"], "clock");
    assert!(
        audit["findings"][0]["detail"].as_str().unwrap().contains("tanaka became administrator"),
        "{audit}"
    );
    let said: Output = office.run(NOBODY, &["succession"]);
    assert!(said.stdout.contains("clocks was wrong"), "{said:?}");
}

#[test]
fn a_dossier_knows_who_became_administrator() {
    let office = asked_and_waited(15);
    let contract = ["contract", "add", "K", "--client", "市役所"];
    later(&office, 15, "sato", &naming("tanaka")).run().exits(0);
    later(&office, 15, "tanaka", &contract).run().exits(0);
    office.make_key("new", "ed25519");
    let public = office.name("keys/new.pub");
    let add = ["person", "add", "new", "--name", "新人", "--role", "auditor", "--public-key", &public];
    later(&office, 15, "tanaka", &add).run().exits(0);
    let out = office.name("dossier");
    later(&office, 16, "new", &["evidence", "--contract", "K", "--out", &out]).run().exits(0);
    office.run(NOBODY, &["verify", &out]).exits(0);
}
