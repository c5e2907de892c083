//! A certificate can be made, and holds, whatever happened to a carry-out and to those who had to do with it.

use super::{certificate, read, said};
use crate::media::attached::Attached;
use crate::media::mounted::Mounted;
use crate::office::{NOBODY, Office, day};

#[track_caller]
fn holds(office: &Office, about: &str) -> serde_json::Value {
    let path = certificate(office, about);
    office.ok(NOBODY, &["verify", path.to_str().unwrap()]);
    let summary = serde_json::from_str::<serde_json::Value>(&read(&path)).unwrap()["summary"].clone();
    std::fs::remove_file(path).unwrap();
    summary
}

/// Everything that closes an incident, by `tanaka` and `sato`.
fn close(office: &Office, incident: &str) {
    std::fs::write(office.desk().join("report"), "as handed in").unwrap();
    office.ok("tanaka", &["incident", "contacted", incident, "--whom", "市役所"]);
    for field in ["recovery", "written-report", "prevention", "review"] {
        let words =
            ["incident", "update", incident, "--field", field, "--text", "済", "--evidence", "report"];
        office.ok("tanaka", &words);
    }
    office.ok("sato", &["incident", "close", incident]);
}

#[test]
fn an_incident_that_froze_it_a_drill_and_one_elsewhere() {
    let office = Office::new();
    let id = office.approved(&[("--to", "self"), ("--via", "hand")]);
    office.export(&id);
    let open = ["incident", "open", "--aware", "now", "--kind", "suspected"];
    office.ok("kimura", &[&open[..], &[&id, "--drill"]].concat());
    office.ok("kimura", &[&open[..], &["--note", "別の件"]].concat());
    office.ok("kimura", &[&open[..], &[&id]].concat());
    let summary = holds(&office, &id);
    assert_eq!(summary["incidents"], serde_json::json!(["I-0003"]));
    close(&office, "I-0003");
    said::erase(&office, &id);
    said::confirm(&office, &id);
    assert_eq!(holds(&office, &id)["finished"], true);
}

#[test]
fn a_stick_that_was_lost_with_two_packages_on_it() {
    let Some(stick) = Mounted::ext4(24) else { return };
    let office = Office::new();
    let point = stick.point().to_str().unwrap();
    office.ok("kanri", &["medium", "add", "USB-07", "--device", point, "--place", "書庫3"]);
    let flags = [("--to", "self"), ("--via", "usb"), ("--medium", "USB-07")];
    let ids = [office.approved(&flags), office.approved(&flags)];
    for id in &ids {
        office.ok("tanaka", &["export", id, "--into", point]);
    }
    for drill in [&["--drill"][..], &[]] {
        let open = ["incident", "open", &ids[0], "--aware", "now", "--kind", "lost"];
        office.ok("tanaka", &[&open[..], drill].concat());
    }
    for id in &ids {
        let summary = holds(&office, id);
        assert_eq!(summary["finished"], false);
        assert_eq!(summary["open_copies"][0]["lost_in"], "I-0002");
        assert_eq!(summary["medium"]["state"], "lost");
    }
    close(&office, "I-0002");
    let form =
        office.run(NOBODY, &["certificate", &ids[1], "--format", "html", "--lang", "ja"]).exits(1).stdout;
    assert!(form.contains("中間報告（証明書ではありません）") && form.contains("紛失（I-0002）"));
    holds(&office, &ids[1]);
}

#[test]
fn people_whose_keys_roles_and_names_changed() {
    let office = Office::new();
    // A delegate approves, with a key that came later, and loses it after.
    let period = ["--from", &day(-1), "--until", &day(5)];
    office.ok("sato", &[&["person", "delegate", "sato", "--to", "mori"][..], &period].concat());
    let id = office.request(&[("--to", "self"), ("--via", "hand")]);
    office.approve("mori", &id);
    office.export(&id);
    office.ok("kanri", &["person", "set", "mori", "--name", "森 次郎", "--department", "調査部"]);
    office.ok("kanri", &["person", "revoke-key", "mori", &office.fingerprint("mori")]);
    office.ok("kanri", &["person", "set", "kimura", "--role", "auditor", "--role", "requester"]);
    office.ok("tanaka", &["transfer", &id, "--to", "kimura"]);
    holds(&office, &id);
    let carry_out = said::carry_out(&office, &id);
    let mut body = said::disposal(&carry_out, sekisho::domain::names::Method::EraseFile, &[1]);
    body.measured = Some(said::erased(&carry_out));
    said::say(&office, "kimura", sekisho::domain::body::Body::Disposal(Box::new(body)), &[]);
    said::confirm(&office, &id);
    let summary = holds(&office, &id);
    assert_eq!(summary["approvals"][0]["name"], "森 次郎");
    assert_eq!((summary["carrier"]["id"].as_str(), &summary["finished"]), (Some("kimura"), &true.into()));
}

#[test]
fn a_stick_overwritten_by_its_verb_is_certified_read_again_and_confirmed() {
    let Some(stick) = Mounted::ext4(24) else { return };
    let office = Office::new();
    let point = stick.point().to_str().unwrap();
    office.ok("kanri", &["medium", "add", "USB-07", "--device", point, "--place", "書庫3"]);
    let id = office.approved(&[("--to", "self"), ("--via", "usb"), ("--medium", "USB-07")]);
    office.ok("tanaka", &["export", &id, "--into", point]);
    stick.unmount();
    let Some(device) = Attached::of(&stick.image()) else { return };
    let node = device.device().to_str().unwrap();
    let whole = ["dispose", &id, "--method", "overwrite", "--device", node, "--confirm", "USB-07"];
    office.ok("tanaka", &whole);
    office.ok("suzuki", &["dispose", &id, "--method", "key", "--yes"]);
    office.ok("kimura", &["witness", "D-0001"]);
    let path = certificate(&office, "D-0001");
    office.ok("mori", &["verify", path.to_str().unwrap(), "--device", node, "--record"]);
    office.ok("sato", &["confirm", &id]);
    let summary = holds(&office, &id);
    assert_eq!((&summary["finished"], &summary["copies"][0]["level"]), (&true.into(), &"L3".into()));
    let cleared = &summary["disposals"][0];
    assert_eq!(
        (&cleared["witnesses"][0]["person"], &cleared["rechecks"][0]["person"]),
        (&"kimura".into(), &"mori".into())
    );
    assert_eq!(summary["disposals"][1]["level"], "L4");
    // The first certificate still holds: it says what was known at its checkpoint.
    office.ok(NOBODY, &["verify", path.to_str().unwrap()]);
}
