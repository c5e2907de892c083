//! Media as company property: what each is, where it is, what it held, and that nothing else takes its place.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::media::mounted::{Mounted, run};
use crate::office::{NOBODY, Office, Output, day};

const USB: [(&str, &str); 2] = [("--via", "usb"), ("--medium", "USB-07")];

fn shown(office: &Office, id: &str) -> Value {
    office.ok(NOBODY, &["medium", "show", id, "--json"]).json()
}

/// A stick, registered as `USB-07` while it is plugged in.
fn registered() -> Option<(Office, Mounted)> {
    let stick = Mounted::ext4(24)?;
    let office = Office::new();
    let point = stick.point().to_str().unwrap();
    office.ok("kanri", &["medium", "add", "USB-07", "--device", point, "--place", "書庫3"]);
    Some((office, stick))
}

/// Export by `tanaka` to a folder, about to be run.
fn export(office: &Office, id: &str, into: &Path) -> Output {
    office.call("tanaka", &["export", id, "--into", into.to_str().unwrap()]).run()
}

#[track_caller]
fn refused(office: &Office, id: &str, into: &Path) -> String {
    let words = ["export", id, "--into", into.to_str().unwrap()];
    office.call("tanaka", &words).fails(3).stderr
}

#[test]
fn a_stick_without_a_serial_number_is_registered_by_its_filesystem_and_known_again() {
    let Some((office, stick)) = registered() else { return };
    let medium = shown(&office, "USB-07");
    assert_eq!((&medium["serial"], &medium["known_by"]), (&Value::Null, &json!("filesystem")));
    assert_eq!((&medium["filesystem"], &medium["capacity_bytes"]), (&json!("ext4"), &json!(24 << 20)));
    let id = office.approved(&USB);
    let exported = export(&office, &id, stick.point()).exits(0);
    assert!(!exported.stderr.contains("serial"), "{}", exported.stderr);
    let held = shown(&office, "USB-07");
    assert_eq!(held["holds"], json!([id]));
    assert_eq!((&held["taint"]["level"], &held["taint"]["organization"]), (&json!("2"), &json!("市役所")));
    assert_eq!(office.shown(&id)["attempts"][0]["identified_by"], "filesystem");
    for language in ["en", "ja"] {
        let text = office.ok(NOBODY, &["medium", "list", "--lang", language]).stdout;
        assert!(text.contains("USB-07") && text.contains("書庫3"), "{text}");
        let filesystem = medium["filesystem_uuid"].as_str().unwrap();
        let text = office.ok(NOBODY, &["medium", "show", "USB-07", "--lang", language]).stdout;
        assert!(text.contains(&id) && text.contains(filesystem), "{text}");
    }
}

#[test]
fn what_the_office_does_not_own_gets_no_package() {
    let Some((office, stick)) = registered() else { return };
    let (Some(other), Some(memory)) = (Mounted::ext4(24), Mounted::tmpfs("size=24m")) else { return };
    for stick in [&stick, &other] {
        let device = sekisho::media::identify(stick.point()).unwrap().device.unwrap();
        run(Command::new("e2label").arg(device).arg("SEKISHO"));
    }
    let id = office.approved(&USB);
    let said = refused(&office, &id, other.point());
    assert!(said.contains("USB-07") && said.contains("medium show"), "{said}");
    refused(&office, &id, memory.point());
    // Its own place, when it is not there: the folder that shows then is this machine's.
    stick.unmount();
    refused(&office, &id, stick.point());
    assert_eq!(office.status(&id), "approved");
    assert_eq!(fs::read_dir(stick.point()).unwrap().count(), 0);
    // The same stick, plugged in again.
    stick.mount();
    export(&office, &id, stick.point()).exits(0);
}

/// Both are the office's own; the approval is for one of them.
#[test]
fn an_approval_for_one_registered_stick_is_none_for_another() {
    let Some((office, stick)) = registered() else { return };
    let Some(other) = Mounted::ext4(24) else { return };
    let point = other.point().to_str().unwrap();
    office.ok("kanri", &["medium", "add", "USB-08", "--device", point]);
    let id = office.approved(&USB);
    let size = office.size();
    for more in [&[][..], &["--json"]] {
        let words = [&["export", &id, "--into", point][..], more].concat();
        let said = office.call("tanaka", &words).fails(3).stderr;
        assert!(said.contains("USB-07"), "which one it was approved for: {said}");
    }
    assert_eq!(office.size(), size, "an intent was recorded");
    assert_eq!(fs::read_dir(other.point()).unwrap().filter(|one| !lost_and_found(one)).count(), 0);
    assert_eq!(office.status(&id), "approved");
    export(&office, &id, stick.point()).exits(0);
}

fn lost_and_found(entry: &std::io::Result<fs::DirEntry>) -> bool {
    entry.as_ref().unwrap().file_name() == "lost+found"
}

#[test]
fn no_medium_is_what_is_no_device_of_its_own() {
    let office = Office::new();
    for place in [office.desk(), "/".into()] {
        office.refuses("kanri", &["medium", "add", "USB-07", "--device", place.to_str().unwrap()]);
    }
    if let Some(memory) = Mounted::tmpfs("size=1m") {
        let point = memory.point().to_str().unwrap();
        office.refuses("kanri", &["medium", "add", "USB-07", "--device", point]);
    }
    office.fails("kanri", &["medium", "add", "USB-07", "--device", "/nowhere/at/all"], 5);
    // A label alone is taken, and said to tell nothing.
    let said = office.ok("kanri", &["medium", "add", "USB-07"]).stderr;
    assert!(said.contains("USB-07") && said.contains("compared"), "{said}");
    assert_eq!(shown(&office, "USB-07")["known_by"], Value::Null);
}

#[test]
fn one_stick_is_not_registered_twice_and_a_new_format_is_said() {
    let Some((office, stick)) = registered() else { return };
    let point = stick.point().to_str().unwrap().to_owned();
    office.refuses("kanri", &["medium", "add", "USB-08", "--device", &point]);
    let id = office.approved(&USB);
    let before = shown(&office, "USB-07")["filesystem_uuid"].clone();
    stick.unmount();
    run(Command::new("mkfs.ext4").args(["-q", "-F", "-E", "root_owner=0:0"]).arg(stick.image()));
    stick.mount();
    let said = refused(&office, &id, stick.point());
    assert!(said.contains("medium set USB-07 --device"), "{said}");
    office.refuses("tanaka", &["medium", "set", "USB-07", "--device", &point]);
    office.ok("kanri", &["medium", "set", "USB-07", "--device", &point]);
    let after = shown(&office, "USB-07");
    assert_ne!(before, after["filesystem_uuid"]);
    assert_eq!(after["place"], "書庫3");
    export(&office, &id, stick.point()).exits(0);
    let Some(larger) = Mounted::ext4(32) else { return };
    office.refuses("kanri", &["medium", "set", "USB-07", "--device", larger.point().to_str().unwrap()]);
    office.fails("kanri", &["medium", "set", "USB-07"], 2);
}

#[test]
fn what_is_lost_retired_or_not_registered_carries_nothing() {
    let Some((office, stick)) = registered() else { return };
    let id = office.approved(&USB);
    office.refuses("tanaka", &office.asking(&[("--via", "usb"), ("--medium", "USB-08")]));
    office.fails("kanri", &["medium", "lost", "USB-07"], 2);
    let lost = office.ok("kanri", &["medium", "lost", "USB-07", "--reason", "棚にない", "--yes"]);
    assert!(lost.stderr.contains("incident open --kind lost --medium USB-07"), "{}", lost.stderr);
    refused(&office, &id, stick.point());
    office.refuses("tanaka", &office.asking(&USB));
    let medium = shown(&office, "USB-07");
    assert_eq!((&medium["state"], &medium["ended"]["reason"]), (&json!("lost"), &json!("棚にない")));
    assert_eq!(medium["ended"]["person"], "kanri");
    // Lost is for ever: nobody knows where it has been.
    office.refuses("kanri", &["medium", "retire", "USB-07", "--yes"]);
    office.ok("kanri", &["medium", "add", "USB-08", "--serial", "A1"]);
    office.ok("kanri", &["medium", "retire", "USB-08", "--yes"]);
    office.refuses("tanaka", &office.asking(&[("--via", "usb"), ("--medium", "USB-08")]));
}

#[test]
fn what_a_medium_held_is_not_mixed_with_less_important_or_anothers_information() {
    let Some((office, stick)) = registered() else { return };
    let first = office.approved(&USB);
    let lower = office.approved(&[USB[0], USB[1], ("--level", "3")]);
    let other = office.approved(&[USB[0], USB[1], ("--to", "ward")]);
    let higher = office.approved(&[USB[0], USB[1], ("--level", "1")]);
    export(&office, &first, stick.point()).exits(0);
    // Both were approved while the stick was clean.
    for id in [&lower, &other] {
        let said = refused(&office, id, stick.point());
        assert!(said.contains("USB-07") && said.contains("sekisho dispose ID --method overwrite"), "{said}");
    }
    for but in [("--level", "3"), ("--to", "ward")] {
        office.refuses("tanaka", &office.asking(&[USB[0], USB[1], but]));
    }
    export(&office, &higher, stick.point()).exits(0);
    let medium = shown(&office, "USB-07");
    assert_eq!((&medium["taint"]["level"], &medium["holds"]), (&json!("1"), &json!([first, higher])));
}

#[test]
fn a_mail_travels_on_no_medium() {
    let office = Office::new();
    office.ok("kanri", &["medium", "add", "USB-07", "--serial", "A1"]);
    for via in ["email", "client-system"] {
        office.refuses("tanaka", &office.asking(&[("--via", via), ("--medium", "USB-07")]));
    }
    office.ok("tanaka", &office.asking(&[("--via", "courier"), ("--medium", "USB-07")]));
}

#[test]
fn a_foreign_file_beside_the_package_is_named() {
    let Some((office, stick)) = registered() else { return };
    fs::write(stick.point().join("autorun.inf"), "[autorun]").unwrap();
    fs::write(stick.point().join("写真.jpg"), "x").unwrap();
    let id = office.approved(&USB);
    let said = office
        .call("tanaka", &["export", &id, "--into", stick.point().to_str().unwrap(), "--lang", "en"])
        .run()
        .exits(0);
    let said = format!("{}{}", said.stdout, said.stderr);
    assert!(said.contains("autorun.inf") && said.contains("写真.jpg"), "{said}");
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|medium| medium["id"].as_str().unwrap()).collect()
}

#[test]
fn a_stock_take_names_what_is_missing_until_it_is_found_or_lost() {
    let Some((office, stick)) = registered() else { return };
    let Some(stranger) = Mounted::ext4(24) else { return };
    for (id, serial) in [("USB-01", "1"), ("USB-02", "2"), ("USB-03", "3")] {
        office.ok("kanri", &["medium", "add", id, "--serial", serial, "--place", "棚"]);
    }
    office.ok("kanri", &["medium", "lost", "USB-03", "--yes"]);
    let status = || office.run(NOBODY, &["status", "--json"]).json()["media_missing"].clone();
    assert_eq!(status(), json!([]));
    let (here, there) = (stick.point().to_str().unwrap(), stranger.point().to_str().unwrap());
    let words = ["medium", "stock-take", "--seen", "USB-03", "--device", here, "--device", there];
    office.refuses("tanaka", &words);
    office.refuses("kimura", &["medium", "stock-take", "--seen", "USB-99"]);
    let taken = office.ok("kimura", &[&words[..], &["--note", "半期", "--json"]].concat()).json();
    assert_eq!(ids(&taken["seen"]), ["USB-03", "USB-07"]);
    assert_eq!(taken["identified"], json!(["USB-07"]));
    assert_eq!(ids(&taken["missing"]), ["USB-01", "USB-02"]);
    assert_eq!(ids(&taken["unexpected"]), ["USB-03"]);
    assert_eq!(taken["strangers"][0]["path"], there);
    assert_eq!(ids(&status()), ["USB-01", "USB-02"]);
    office.run(NOBODY, &["status"]).exits(1);
    let text = office.run(NOBODY, &["medium", "list", "--lang", "en"]).exits(0).stdout;
    assert!(text.contains("MISSING"), "{text}");
    // The rest of the cabinets, by somebody else on the same day, takes nothing back.
    let second = office.ok("sato", &["medium", "stock-take", "--seen", "USB-01", "--json"]).json();
    assert_eq!(ids(&second["missing"]), ["USB-02"]);
    assert_eq!(shown(&office, "USB-07")["seen"]["person"], "kimura");
    office.ok("kanri", &["medium", "set", "USB-02", "--place", "別の棚"]);
    assert_eq!(status(), json!([]));
    // A month later, what nobody saw is missed again.
    let later = office.call("kimura", &["medium", "stock-take", "--seen", "USB-07", "--json"]).days_off(30);
    assert_eq!(ids(&later.run().exits(0).json()["missing"]), ["USB-01", "USB-02"]);
    office.call("kanri", &["medium", "lost", "USB-02", "--yes"]).days_off(30).run().exits(0);
    let page = office.call(NOBODY, &["status", "--json"]).days_off(30).run().exits(1).json();
    assert_eq!(ids(&page["media_missing"]), ["USB-01"]);
    assert_eq!(page["media_missing"][0]["missed_since"].as_str().unwrap()[..10], day(30));
}
