//! What lets a package leave, and what does not.

use crate::office::{NOBODY, Office, day};

#[test]
fn nobody_approves_their_own_request() {
    let office = Office::new();
    let all = ["requester", "approver", "administrator", "client"];
    let roles: Vec<&str> = all.iter().flat_map(|role| ["--role", role]).collect();
    office.ok("kanri", &[&["person", "set", "tanaka"], &roles[..]].concat());
    let id = office.request(&[]);
    office.approving("tanaka", &id).fails_by(3, "own-request");
    office.refuses_by("tanaka", &["reject", &id, "--reason", "不要"], "own-request");
    // A second key is no second person.
    office.give_key("tanaka-2");
    office.ok("tanaka", &["person", "add-key", "tanaka", "--public-key", &office.name("keys/tanaka-2.pub")]);
    office.approving("tanaka-2", &id).fails_by(3, "own-request");
    assert_eq!(office.shown(&id)["approvals_counted"], 0);
}

#[test]
fn more_approvals_than_are_needed_are_not_a_part_of_them() {
    let office = Office::new();
    let id = office.request(&[]);
    let said = |person: &str, language: &str| {
        let words = ["approve", &id, "--confirm", &office.digits(&id), "--lang", language];
        office.ok(person, &words).stdout
    };
    assert!(said("sato", "ja").contains("必要な 1 人のうち 1 人が承認しました"));
    let more = said("ito", "ja");
    assert!(
        more.contains("2 人が承認しました（必要なのは 1 人）") && !more.contains("1 人のうち 2 人"),
        "{more}"
    );
    let page = office.ok(NOBODY, &["show", &id, "--lang", "ja"]).stdout;
    assert!(page.contains("2 人が承認済み（必要なのは 1 人）"), "{page}");
    let page = office.ok(NOBODY, &["show", &id, "--lang", "en"]).stdout;
    assert!(page.contains("2 have approved; 1 needed") && !page.contains("2 of 1"), "{page}");
}

#[test]
fn two_keys_of_one_person_are_one_approval() {
    let office = Office::new();
    office.give_key("sato-2");
    office.ok("sato", &["person", "add-key", "sato", "--public-key", &office.name("keys/sato-2.pub")]);
    let id = office.request(&[("--level", "1")]);
    office.approve("sato", &id);
    office.approving("sato-2", &id).fails_by(3, "already-approved");
    office.approving("sato", &id).fails_by(3, "already-approved");
    assert_eq!(office.shown(&id)["approvals_counted"], 1);
    office.exporting(&id, &[]).fails_by(3, "quorum-short");
}

#[test]
fn the_highest_level_needs_two_people() {
    let office = Office::new();
    let id = office.request(&[("--level", "1")]);
    assert_eq!(office.shown(&id)["approvals_needed"], 2);
    office.exporting(&id, &[]).fails_by(3, "quorum-short");
    office.approve("sato", &id);
    assert_eq!(office.status(&id), "requested");
    office.exporting(&id, &[]).fails_by(3, "quorum-short");
    office.approve("ito", &id);
    assert_eq!(office.status(&id), "approved");
    for level in ["2", "3", "4"] {
        let id = office.request(&[("--level", level)]);
        assert_eq!(office.shown(&id)["approvals_needed"], 1, "level {level}");
    }
}

#[test]
fn an_unknown_level_blocks() {
    let office = Office::new();
    let id = office.request(&[("--level", "unknown")]);
    assert!(office.shown(&id)["approvals_needed"].is_null());
    office.approving("sato", &id).fails_by(3, "level-unknown");
    office.exporting(&id, &[]).fails_by(3, "level-unknown");
}

#[test]
fn what_was_rejected_or_withdrawn_leaves_nobody() {
    let office = Office::new();
    let rejected = office.approved(&[]);
    office.refuses_by("ito", &["reject", &rejected, "--reason", " "], "empty-field");
    office.ok("ito", &["reject", &rejected, "--reason", "宛先が違う"]);
    let withdrawn = office.approved(&[]);
    office.ok("tanaka", &["withdraw", &withdrawn]);
    for (id, status) in [(&rejected, "rejected"), (&withdrawn, "withdrawn")] {
        assert_eq!(office.status(id), status);
        office.exporting(id, &[]).fails_by(3, "wrong-status");
        office.approving("ito", id).fails_by(3, "wrong-status");
        office.refuses_by("ito", &["reject", id, "--reason", "再び"], "wrong-status");
        office.refuses_by("tanaka", &["withdraw", id], "wrong-status");
    }
    assert_eq!(office.shown(&rejected)["rejection"]["reason"], "宛先が違う");
}

#[test]
fn an_approval_expires() {
    let office = Office::new();
    let (approved, waiting) = (office.approved(&[]), office.request(&[]));
    office.exporting(&approved, &[]).days_off(8).fails_by(3, "approval-expired");
    office.exporting(&approved, &[]).days_off(7).fails_by(3, "approval-expired");
    office.approving("sato", &waiting).days_off(7).fails_by(3, "approval-expired");
    let later = office.call(NOBODY, &["show", &approved, "--json"]).days_off(7).run().exits(0).json();
    assert_eq!(later["status"], "expired");
    // It may still be taken back, and on its last day it would have left.
    office.call("tanaka", &["withdraw", &waiting]).days_off(7).run().exits(0);
    office.exporting(&approved, &[]).days_off(6).run().exits(0);
}

#[test]
fn an_approval_is_not_good_before_its_day() {
    let office = Office::new();
    let id = office.approved(&[("--on", &day(2))]);
    office.exporting(&id, &[]).fails_by(3, "too-early");
    office.exporting(&id, &[]).days_off(1).fails_by(3, "too-early");
    office.exporting(&id, &[]).days_off(2).run().exits(0);
    office.refuses_by("tanaka", &office.asking(&[("--on", &day(-1))]), "day-passed");
    office.refuses_by("tanaka", &office.asking(&[("--due", &day(-1))]), "due-before-leaving");
    office.refuses_by(
        "tanaka",
        &office.asking(&[("--on", &day(3)), ("--due", &day(2))]),
        "due-before-leaving",
    );
}

#[test]
fn an_approval_is_good_for_one_export() {
    let office = Office::sealed().office;
    std::fs::create_dir(office.desk().join("elsewhere")).unwrap();
    office.lay_out();
    office.refuses_by(
        "tanaka",
        &["export", "C-0001", "--into", "elsewhere", "--from", "資料"],
        "wrong-status",
    );
    office.exporting("C-0001", &[]).fails_by(3, "wrong-status");
    office.approving("ito", "C-0001").fails_by(3, "wrong-status");
    office.refuses_by("ito", &["reject", "C-0001", "--reason", "遅い"], "wrong-status");
    assert_eq!(std::fs::read_dir(office.desk().join("elsewhere")).unwrap().count(), 0);
}

#[test]
fn a_failed_attempt_gives_the_approval_back() {
    let office = Office::new();
    let id = office.approved(&[]);
    std::fs::write(office.desk().join("資料/空"), "not empty any more").unwrap();
    office.exporting(&id, &[]).run().exits(3);
    let shown = office.shown(&id);
    assert_eq!((&shown["status"], &shown["attempts"][0]["outcome"]), (&"failed".into(), &"failed".into()));
    assert_eq!(
        std::fs::read_dir(office.path("home/custody"))
            .unwrap()
            .filter(|entry| {
                entry.as_ref().unwrap().path().extension().is_some_and(|extension| extension == "age")
            })
            .count(),
        0,
        "its passphrase is still there"
    );
    office.refuses_by("suzuki", &["passphrase", &id, "--via", "phone"], "wrong-status");
    office.lay_out();
    office.export(&id);
    assert_eq!(office.status(&id), "sealed");
}

#[test]
fn a_key_revoked_after_approving_takes_the_approval_out() {
    let office = Office::new();
    let id = office.approved(&[]);
    office.ok("sato", &["person", "revoke-key", "sato", &office.fingerprint("sato")]);
    let shown = office.shown(&id);
    assert_eq!((&shown["status"], &shown["approvals"][0]["counts"]), (&"requested".into(), &false.into()));
    office.exporting(&id, &[]).fails_by(3, "quorum-short");
    office.approve("ito", &id);
    assert_eq!(office.status(&id), "approved");
}

/// Nothing stops a thief until the key is revoked; whose key it is sees what was approved with it.
#[test]
fn an_approval_by_a_stolen_key_stands_under_its_owners_name_and_that_key_wherever_they_look() {
    let office = Office::new();
    let id = office.approved(&[]);
    let stolen = office.fingerprint("sato");
    for (after, counts, status) in [("", true, "approved"), ("revoke-key", false, "requested")] {
        if !after.is_empty() {
            office.ok("kanri", &["person", after, "sato", &stolen]);
        }
        let shown = office.shown(&id);
        let given = &shown["approvals"][0];
        assert_eq!((&given["person"], &given["key"]), (&"sato".into(), &stolen.as_str().into()), "{given}");
        assert_eq!((&given["counts"], &shown["status"]), (&counts.into(), &status.into()), "{given}");
        for (language, name) in [("en", "佐藤 花子 (sato)"), ("ja", "佐藤 花子（sato）")] {
            let page = office.ok(NOBODY, &["show", &id, "--lang", language]).stdout;
            assert!(page.contains(name), "{page}");
        }
    }
}

#[test]
fn whoever_approved_with_a_stolen_key_can_approve_again_with_a_good_one() {
    let office = Office::new();
    let id = office.approved(&[]);
    office.give_key("sato-2");
    office.ok("sato", &["person", "add-key", "sato", "--public-key", &office.name("keys/sato-2.pub")]);
    office.ok("sato-2", &["person", "revoke-key", "sato", &office.fingerprint("sato")]);
    assert_eq!(office.status(&id), "requested");
    office.approve("sato-2", &id);
    assert_eq!(office.shown(&id)["approvals_counted"], 1);
    assert_eq!(office.status(&id), "approved");
}

#[test]
fn an_approver_who_is_none_any_more_does_not_count() {
    let office = Office::new();
    let id = office.approved(&[]);
    office.ok("kanri", &["person", "set", "sato", "--role", "auditor"]);
    assert_eq!(office.status(&id), "requested");
    office.exporting(&id, &[]).fails_by(3, "quorum-short");
}

#[test]
fn the_digits_typed_must_be_those_of_this_manifest() {
    let office = Office::new();
    let id = office.request(&[]);
    let digits = office.digits(&id);
    let whole = office.shown(&id)["manifest_sha256"].as_str().unwrap().to_owned();
    let wrong = if digits.starts_with('0') { "1" } else { "0" };
    for typed in ["", "00000000", &digits[..7], &format!("{wrong}{}", &digits[1..]), &format!("{whole}0")] {
        office.refuses_by("sato", &["approve", &id, "--confirm", typed], "confirmation-differs");
    }
    office.ok("sato", &["approve", &id, "--confirm", &whole.to_uppercase()]);
}

#[test]
fn nobody_approves_unasked_where_nobody_can_be_asked() {
    let office = Office::new();
    let id = office.request(&[]);
    office.fails("sato", &["approve", &id], 2);
    office.call("sato", &["approve", &id]).stdin(format!("{}\n", office.digits(&id))).fails(2);
    office.fails("sato", &["approve", &id, "--yes"], 2);
    office.fails_by("sato", &["approve", "C-0002", "--confirm", "00000000"], 3, "unknown-carry-out");
}

#[test]
fn a_clock_before_the_request_approves_nothing() {
    let office = Office::new();
    let (id, approved) = (office.request(&[]), office.approved(&[]));
    office.approving("sato", &id).days_off(-1).fails_by(5, "clock-behind");
    office.call("sato", &["reject", &id, "--reason", "不要"]).days_off(-1).fails_by(5, "clock-behind");
    office.call("tanaka", &["withdraw", &id]).days_off(-1).fails_by(5, "clock-behind");
    office.exporting(&approved, &[]).days_off(-1).fails_by(3, "too-early");
    assert_eq!(office.status(&approved), "approved");
}

#[test]
fn a_request_says_where_it_goes_and_on_what() {
    let office = Office::new();
    office.fails("tanaka", &office.asking(&[("--via", "usb")]), 2);
    office.refuses_by(
        "tanaka",
        &office.asking(&[("--via", "usb"), ("--medium", "USB-01")]),
        "unknown-medium",
    );
    office.refuses_by("tanaka", &office.asking(&[("--to", "nowhere")]), "unknown-recipient");
    office.refuses_by("tanaka", &office.asking(&[("--purpose", " ")]), "empty-field");
    for flag in ["--to", "--via", "--purpose", "--level", "--due"] {
        office.fails("tanaka", &office.asking(&[(flag, "-")]), 2);
    }
    office.ok("kanri", &["medium", "add", "USB-01", "--serial", "1"]);
    let id = office.request(&[("--via", "usb"), ("--medium", "USB-01")]);
    office.approve("sato", &id);
    // This folder is on the desk's own disk.
    office.exporting(&id, &[]).fails_by(3, "not-on-medium");
    office.ok("kanri", &["medium", "lost", "USB-01", "--yes"]);
    office.refuses_by(
        "tanaka",
        &office.asking(&[("--via", "usb"), ("--medium", "USB-01")]),
        "medium-not-usable",
    );
    office.refuses_by("kanri", &["medium", "add", "USB-02", "--serial", "1"], "medium-exists");
}

#[test]
fn like_an_earlier_one_takes_over_what_is_not_said() {
    let office = Office::new();
    let first =
        office.request(&[("--place", "市役所 3階"), ("--personal-data", "460000"), ("--special", "")]);
    let flags = ["--to", "--via", "--level"].map(|flag| (flag, "-"));
    let purpose = ("--purpose", "再納品");
    let second = office.request(&[flags[0], flags[1], flags[2], purpose, ("--like", &first)]);
    let (first, second) = (office.shown(&first), office.shown(&second));
    for key in ["recipient", "via", "level", "place", "personal_data", "manifest_sha256"] {
        assert_eq!(first[key], second[key], "{key}");
    }
    assert_eq!(second["purpose"], "再納品");
    assert_eq!(first["personal_data"], serde_json::json!({ "people": 460_000, "special": true }));
    assert_ne!(first["request_sha256"], second["request_sha256"]);
}

#[test]
fn what_is_like_an_earlier_one_holds_its_information_unless_it_is_another_contracts() {
    let office = Office::new();
    for contract in ["K", "L"] {
        office.ok("kanri", &["contract", "add", contract, "--client", "例示市"]);
        for asset in ["1", "2"] {
            let id = format!("{contract}-{asset}");
            let about = ["--level", "2", "--name", "図面", "--place", "書庫"];
            let add = ["asset", "add", &id, "--contract", contract, "--received", &day(0)];
            office.ok("tanaka", &[&add[..], &about].concat());
        }
    }
    let first = office.request(&[("--contract", "K"), ("--asset", "K-1")]);
    let assets = |but: &[(&str, &str)]| {
        let id = office.request(&[but, &[("--like", first.as_str())]].concat());
        office.shown(&id)["assets"].clone()
    };
    assert_eq!(assets(&[]), serde_json::json!(["K-1"]));
    assert_eq!(assets(&[("--asset", "K-2")]), serde_json::json!(["K-2"]));
    assert_eq!(assets(&[("--contract", "L"), ("--asset", "L-1")]), serde_json::json!(["L-1"]));
    assert_eq!(assets(&[("--contract", "L")]), serde_json::json!([]));
}
