//! Things planted where the program keeps what it verified, and statements that nobody with the right to make them made.

use std::fs;

use serde_json::{Value, json};

use super::forger::{WAITING, append, forged_approval, kinds, named, office, open, projected};
use crate::faults::bench::{Bench, KEYED, SEVEN, age_key};
use crate::faults::examine::packages;

/// An office whose second carry-out waits for its approval.
fn waiting() -> Option<Bench> {
    let bench = office()?;
    bench.run_as("tanaka", &["withdraw", WAITING]).exits(0);
    let id = bench.request(KEYED, &["--via", "hand"]);
    assert_eq!(id, "C-0003");
    bench.keep();
    Some(bench)
}

/// A change of what a projection says, and what it is.
type Change = (&'static str, fn(&mut Value));

/// What is planted in the register, and the carry-out that would be sealed to it.
type Planted<'p> = (&'static str, &'static str, &'p dyn Fn(&mut Value));

/// What an index is replaced with, and the code and the reason with which an export then ends.
type Replaced<'r> = (&'static str, &'r dyn Fn(), (i32, &'static str));

fn plant(bench: &Bench, number: u64, change: impl FnOnce(&mut Value)) {
    let mut state = projected(bench, number);
    change(&mut state);
    let update = "UPDATE carry_out SET state = ?1 WHERE number = ?2";
    assert_eq!(open(&bench.projection()).execute(update, (state.to_string(), number)).unwrap(), 1);
}

fn plant_registry(bench: &Bench, change: impl FnOnce(&mut Value)) {
    let kept: String =
        open(&bench.projection()).query_row("SELECT registry FROM progress", [], |row| row.get(0)).unwrap();
    let mut registry: Value = serde_json::from_str(&kept).unwrap();
    change(&mut registry);
    assert_ne!(registry.to_string(), kept, "nothing was planted");
    open(&bench.projection()).execute("UPDATE progress SET registry = ?1", [registry.to_string()]).unwrap();
}

/// Refused with this code for this reason, into a folder where no name is taken.
#[track_caller]
fn export_is_refused(bench: &Bench, id: &str, (code, reason): (i32, &str), what: &str) {
    fs::create_dir_all(bench.path("elsewhere")).unwrap();
    let ran = bench.run_as("tanaka", &["export", id, "--into", "elsewhere", "--json"]);
    // After what is said of entries without effect.
    let told = ran.stderr.lines().next_back().unwrap_or_default();
    let told: Value = serde_json::from_str(told).unwrap_or_else(|error| panic!("{what}: {error}: {ran:?}"));
    assert_eq!((ran.code, &told["error"]), (Some(code), &json!(reason)), "{what}: {ran:?}");
    assert!(packages(&bench.path("elsewhere")).is_empty(), "{what}: {ran:?}");
}

#[test]
fn an_approval_planted_in_the_projection_opens_nothing() {
    let Some(bench) = waiting() else { return };
    let given = projected(&bench, 1)["approvals"][0].clone();
    let plants: [Change; 4] = [
        ("another request's approval", |_| {}),
        ("an approval that is nowhere", |approval| {
            approval["digest"] = json!("00".repeat(32));
        }),
        ("the request itself", |approval| {
            approval["index"] = json!(12);
        }),
        ("an approval beyond the log", |approval| {
            approval["index"] = json!(999);
        }),
    ];
    for (what, change) in plants {
        bench.restore();
        plant(&bench, 3, |state| {
            let mut approval = given.clone();
            change(&mut approval);
            state["approvals"].as_array_mut().unwrap().push(approval);
        });
        assert_eq!(bench.status("C-0003"), "approved", "{what}: the plant is not what this test needs");
        export_is_refused(&bench, "C-0003", (4, "not-in-ledger"), what);
        let audit = bench.audit(&[]).exits(4);
        assert_eq!(kinds(&audit), ["projection"], "{what}: {audit:?}");
        assert!(!named(&audit).is_empty(), "{what}: {audit:?}");
    }
}

#[test]
fn a_request_changed_in_the_projection_is_not_packed() {
    let Some(bench) = office() else { return };
    let changes: [(Change, u64, &str); 3] = [
        (("another purpose", |state| state["request"]["purpose"] = json!("another")), 2, "not-in-ledger"),
        (("another level", |state| state["request"]["level"] = json!("3")), 2, "not-in-ledger"),
        (("no attempt yet", |state| state["attempts"] = json!([])), 1, "index-differs"),
    ];
    for ((what, change), number, reason) in changes {
        bench.restore();
        plant(&bench, number, change);
        let id = format!("C-000{number}");
        export_is_refused(&bench, &id, (4, reason), what);
        let audit = bench.audit(&[]).exits(4);
        assert_eq!(kinds(&audit), ["projection"], "{what}: {audit:?}");
    }
}

/// How many must approve, and who may, follow from the log: what the user keeps of it decides nothing.
#[test]
fn fewer_approvers_or_another_role_in_the_projection_let_nothing_out() {
    let Some(bench) = waiting() else { return };
    // The digest of the rules stands in the request: with fewer asked for, they are not the ones it was approved under.
    plant(&bench, 3, |state| state["terms"]["approvers"] = json!(0));
    assert_eq!(bench.status("C-0003"), "approved", "the plant is not what this test needs");
    export_is_refused(&bench, "C-0003", (3, "rule-approvers"), "none must approve");
    plant_registry(&bench, |registry| {
        let rules = registry["packs"]["office"]["rule"].as_array_mut().unwrap();
        rules.retain(|rule| rule["demand"]["kind"] != "approvers");
    });
    export_is_refused(&bench, "C-0003", (3, "other-rules"), "no rule says how many");
    let audit = kinds(&bench.audit(&[]).exits(4));
    assert!(audit.iter().all(|kind| kind == "projection") && !audit.is_empty(), "{audit:?}");

    // Somebody whose key is truly theirs, with a role that nobody gave them; their approval has no effect in the log.
    bench.restore();
    plant_registry(&bench, |registry| {
        registry["people"]["suzuki"]["roles"].as_array_mut().unwrap().push(json!("approver"));
    });
    let prefix = bench.show("C-0003")["manifest_sha256"].as_str().unwrap()[..8].to_owned();
    bench.run_as("suzuki", &["approve", "C-0003", "--confirm", &prefix]).exits(0);
    assert_eq!(bench.status("C-0003"), "approved", "the plant is not what this test needs");
    export_is_refused(&bench, "C-0003", (4, "index-differs"), "another role");
    bench.forget();
    assert_eq!(bench.status("C-0003"), "requested");
    bench.audit(&[]).exits(4);
}

/// A key of whoever may write the index, where a passphrase or a package would be sealed to it.
#[test]
fn a_key_planted_in_the_projection_has_nothing_sealed_to_it() {
    let Some(bench) = waiting() else { return };
    let custody = bench.request(SEVEN, &["--via", "hand"]);
    assert_eq!(custody, "C-0004");
    for id in ["C-0003", "C-0004"] {
        bench.approve(id);
    }
    bench.keep();
    let (_, own) = age_key();
    let own = own.as_str();
    // Beside locks, which say nothing.
    let sealed = || {
        let names = crate::faults::examine::names(&bench.path("home/custody")).into_iter();
        names.filter(|name| name.ends_with(".age")).collect::<Vec<_>>()
    };
    let before = sealed();
    let registry: [Planted<'_>; 5] = [
        ("a custodian's key", "C-0004", &|registry| {
            registry["people"]["suzuki"]["custody"] = json!(own);
        }),
        ("a second custodian", "C-0004", &|registry| {
            let mut mallory = registry["people"]["suzuki"].clone();
            mallory["id"] = json!("mallory");
            mallory["custody"] = json!(own);
            registry["people"]["mallory"] = mallory;
        }),
        ("a requester who keeps it", "C-0004", &|registry| {
            registry["people"]["sato"]["roles"].as_array_mut().unwrap().push(json!("custodian"));
            registry["people"]["sato"]["custody"] = json!(own);
        }),
        ("a recipient's key", "C-0003", &|registry| {
            registry["recipients"][KEYED]["record"]["age_keys"] = json!([own]);
        }),
        ("how a recipient opens", "C-0004", &|registry| {
            registry["recipients"][SEVEN]["record"]["opens"] = json!("age");
        }),
    ];
    for (what, id, change) in registry {
        bench.restore();
        plant_registry(&bench, change);
        export_is_refused(&bench, id, (4, "index-differs"), what);
        assert_eq!(sealed(), before, "{what}");
        assert_eq!(bench.audit(&[]).exits(4).json()["findings"][0]["kind"], "projection", "{what}");
    }
    let requests: [(u64, &str, Value); 3] = [
        (3, "another key", json!({"opens": "age-keys", "keys": [own]})),
        (3, "a passphrase in place of the key", projected(&bench, 4)["request"]["opening"].clone()),
        (4, "a key in place of the passphrase", projected(&bench, 3)["request"]["opening"].clone()),
    ];
    for (number, what, opening) in requests {
        bench.restore();
        let kept = projected(&bench, number)["request"]["opening"].clone();
        plant(&bench, number, |state| {
            // The shape that is there, with what was planted in it.
            if opening.get("opens").is_some() && kept.get("keys").is_some() {
                state["request"]["opening"]["keys"] = opening["keys"].clone();
            } else {
                state["request"]["opening"] = opening;
            }
        });
        assert_ne!(projected(&bench, number)["request"]["opening"], kept, "{what}: nothing was planted");
        export_is_refused(&bench, &format!("C-000{number}"), (4, "not-in-ledger"), what);
        assert_eq!(sealed(), before, "{what}");
    }
}

/// The log is asked again by the export; a second package of what left already would have no effect in it.
#[test]
fn a_completed_export_forgotten_by_the_projection_is_not_repeated() {
    let Some(bench) = office() else { return };
    plant(&bench, 1, |state| state["attempts"] = json!([]));
    export_is_refused(&bench, "C-0001", (4, "index-differs"), "a second package");
}

#[test]
fn an_invented_person_approves_nothing() {
    let Some(bench) = waiting() else { return };
    let made = std::process::Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(bench.path("mallory"))
        .status();
    assert!(made.unwrap().success());
    let public = fs::read_to_string(bench.path("mallory.pub")).unwrap();
    let public: Vec<&str> = public.split(' ').take(2).collect();
    let keygen =
        std::process::Command::new("ssh-keygen").arg("-lf").arg(bench.path("mallory.pub")).output().unwrap();
    let fingerprint = String::from_utf8(keygen.stdout).unwrap().split(' ').nth(1).unwrap().to_owned();
    plant_registry(&bench, |registry| {
        let mut person = registry["people"]["sato"].clone();
        person["id"] = json!("mallory");
        person["keys"][0]["public"] = json!(public.join(" "));
        registry["people"]["mallory"] = person;
        registry["key_owners"][fingerprint] = json!("mallory");
    });
    // As the desk sees it, mallory may approve.
    let prefix = bench.show("C-0003")["manifest_sha256"].as_str().unwrap()[..8].to_owned();
    let ran = bench.run_as("mallory", &["approve", "C-0003", "--confirm", &prefix]);
    assert_eq!(
        (ran.code, bench.status("C-0003").as_str()),
        (Some(0), "approved"),
        "not what this test needs: {ran:?}"
    );
    export_is_refused(&bench, "C-0003", (4, "not-in-ledger"), "invented");
    let audit = bench.audit(&[]).exits(4);
    assert!(named(&audit).contains(&(audit.json()["size"].as_u64().unwrap() - 1)), "{audit:?}");
    // Everybody else never took it for anything.
    bench.forget();
    assert_eq!(bench.status("C-0003"), "requested");
    bench.audit(&[]).exits(4);
}

#[test]
fn an_approval_with_a_self_made_key_has_no_effect_and_is_named() {
    for (author, key, what) in [
        ("sato", "tanaka", "the requester in the approver's name"),
        ("tanaka", "tanaka", "the requester in their own"),
        ("sato", "unknown", "a key that nobody registered"),
        ("nobody", "unknown", "somebody who is not registered"),
        ("suzuki", "suzuki", "somebody who may not approve"),
    ] {
        let Some(bench) = waiting() else { return };
        let made = std::process::Command::new("ssh-keygen")
            .args(["-q", "-t", "ed25519", "-N", "", "-f"])
            .arg(bench.path("unknown"))
            .status();
        assert!(made.unwrap().success());
        let entry = forged_approval(&bench, "C-0003", author, key);
        let index = append(&bench, &entry);
        assert_eq!(bench.status("C-0003"), "requested", "{what}");
        export_is_refused(&bench, "C-0003", (3, "quorum-short"), what);
        let audit = bench.audit(&[]).exits(4);
        assert_eq!(named(&audit), [index], "{what}: {audit:?}");
    }
}

/// What happened after a package left is what the log says, for everybody who looks.
#[test]
fn an_end_planted_in_the_projection_ends_nothing() {
    let Some(bench) = office() else { return };
    let changes: [Change; 6] = [
        ("confirmed", |state| {
            state["closed"] = json!({"at": "2026-11-20T10:00:00+09:00", "by": "sato", "reason": null});
        }),
        ("a copy that is nowhere any more", |state| {
            state["copies"][0]["fate"] = json!({"fate": "handed-over"})
        }),
        ("a copy less", |state| state["copies"] = json!([])),
        ("another carrier", |state| state["carrier"] = json!("suzuki")),
        ("handed over", |state| {
            let at = "2026-11-20T10:00:00+09:00";
            state["handed_over"] =
                json!({"at": at, "by": "tanaka", "evidence": null, "index": 9, "medium_stays": false});
        }),
        ("a later day", |state| state["request"]["due"] = json!("2199-12-31")),
    ];
    for (what, change) in changes {
        bench.restore();
        plant(&bench, 1, change);
        let audit = bench.audit(&[]).exits(4);
        assert_eq!(kinds(&audit), ["projection"], "{what}: {audit:?}");
        // Somebody who comes for the first time sees the log.
        bench.forget();
        let shown = bench.show("C-0001");
        assert_eq!((&shown["status"], &shown["carrier"]), (&json!("sealed"), &json!("tanaka")), "{what}");
        assert_eq!(shown["open_copies"], json!([1, 2]), "{what}");
    }
}

/// An approver's desk is told that a carry-out is over; what it signs then has no effect.
#[test]
fn a_confirmation_that_rests_on_a_planted_return_has_no_effect() {
    let Some(bench) = office() else { return };
    plant(&bench, 1, |state| {
        for copy in state["copies"].as_array_mut().unwrap() {
            copy["fate"] = json!({"fate": "returned", "level": "L1"});
        }
    });
    assert_eq!(bench.status("C-0001"), "returned", "not what this test needs");
    let before = bench.audit(&[]).exits(4).json()["size"].as_u64().unwrap();
    let ran = bench.run_as("sato", &["confirm", "C-0001", "--json"]);
    let audit = bench.audit(&[]).exits(4);
    // Said or not: what was said is named by its entry.
    let said: Vec<u64> = (before..audit.json()["size"].as_u64().unwrap()).collect();
    assert!(said.iter().all(|index| named(&audit).contains(index)), "{ran:?} {audit:?}");
    bench.forget();
    assert_eq!(bench.status("C-0001"), "sealed");
}

/// A projection that is no projection is thrown away or refused, never believed.
#[test]
fn a_projection_of_something_else_is_never_believed() {
    let Some(bench) = waiting() else { return };
    let projection = bench.projection();
    let cut = || fs::File::options().write(true).open(&projection).unwrap().set_len(5000).unwrap();
    let refused = (4, "index-unusable");
    // What is not there is built again from the log, which knows of no approval.
    let built_again = (3, "quorum-short");
    let changes: [Replaced<'_>; 4] = [
        ("rubbish", &|| fs::write(&projection, [7; 9000]).unwrap(), refused),
        ("empty", &|| fs::write(&projection, "").unwrap(), built_again),
        ("cut", &cut, refused),
        ("gone", &|| fs::remove_file(&projection).unwrap(), built_again),
    ];
    for (what, change, ends) in changes {
        bench.restore();
        for ending in ["-wal", "-shm"] {
            let _none = fs::remove_file(format!("{}{ending}", projection.display()));
        }
        change();
        let ran = bench.run(&["show", "C-0003", "--json"]);
        if ends == refused {
            assert!(ran.code == Some(4) && ran.stderr.contains(refused.1), "{what}: {ran:?}");
        } else {
            assert_eq!((ran.code, &ran.json()["status"]), (Some(0), &json!("requested")), "{what}: {ran:?}");
        }
        export_is_refused(&bench, "C-0003", ends, what);
    }
}

/// The office's own state cannot be lowered by somebody who may write the home: it is not kept there.
#[test]
fn nothing_that_guards_the_ledger_lies_beside_it() {
    let Some(bench) = office() else { return };
    let inside: Vec<String> = crate::faults::examine::names(&bench.path("home")).into_iter().collect();
    assert_eq!(inside, ["custody", "ledger.db"]);
}

#[test]
fn an_old_statement_said_again_under_another_key_has_no_effect() {
    let Some(bench) = waiting() else { return };
    bench.run_as("admin", &["person", "set", "tanaka", "--role", "requester", "--role", "approver"]).exits(0);
    let old: Vec<u8> = open(&bench.ledger())
        .query_row("SELECT body FROM entry ORDER BY entry_index DESC LIMIT 1", [], |row| row.get(0))
        .unwrap();
    bench.run_as("admin", &["person", "set", "tanaka", "--role", "requester"]).exits(0);
    let index = append(&bench, &old);
    let shown = bench.run(&["person", "show", "tanaka", "--json"]).json();
    assert_eq!(shown["roles"], json!(["requester"]));
    let audit = bench.audit(&[]).exits(4);
    assert!(named(&audit).contains(&index), "{audit:?}");
}
