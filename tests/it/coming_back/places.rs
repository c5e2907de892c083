//! Where it is looked for: the right medium, mounted, and nothing else.

use std::fs;

use super::stick::{Out, STICK, register};
use crate::media::mounted::Mounted;
use crate::office::Office;

#[test]
fn a_swapped_stick_is_not_the_returned_one() {
    let (Some(out), Some(other)) = (Out::new(), Mounted::ext4(16)) else { return };
    // The same label, the same folder, the same file name, even the same content.
    let folder = other.point().join("out");
    fs::create_dir(&folder).unwrap();
    fs::copy(out.path(), folder.join("C-0001.zip.age")).unwrap();
    let at = folder.to_str().unwrap();
    let refused = out.office.refuses("tanaka", &["return", &out.id, "--at", at]);
    assert!(refused.stderr.contains(STICK), "{refused:?}");
    assert!(folder.join("C-0001.zip.age").exists() && out.path().exists());
    // A registered one is no better.
    register(&out.office, "USB-08", other.point());
    out.office.refuses("tanaka", &["return", &out.id, "--at", at]);
    out.office.refuses("tanaka", &["dispose", &out.id, "--method", "erase-file", "--at", at, "--yes"]);
}

#[test]
fn a_stick_of_another_size_is_another_one_whatever_its_filesystem_says() {
    let (Some(out), Some(other)) = (Out::new(), Mounted::ext4(24)) else { return };
    out.stick.unmount();
    let image = fs::read(out.stick.image()).unwrap();
    out.stick.mount();
    other.unmount();
    // A copy of the whole stick onto a larger one.
    let mut larger = image;
    larger.resize(24 << 20, 0);
    fs::write(other.image(), larger).unwrap();
    other.mount();
    let at = other.point().join("out");
    assert!(at.join("C-0001.zip.age").exists());
    let refused = out.office.refuses("tanaka", &["return", &out.id, "--at", at.to_str().unwrap()]);
    assert!(refused.stderr.contains(STICK), "{refused:?}");
    assert!(at.join("C-0001.zip.age").exists());
}

#[test]
fn a_medium_that_is_not_mounted_is_not_the_folder_below_it() {
    let Some(out) = Out::new() else { return };
    out.stick.unmount();
    out.office.fails("tanaka", &["return", &out.id], 5);
    // What somebody put under the mount point is on this machine's own disk.
    fs::create_dir(out.folder()).unwrap();
    fs::write(out.path(), &out.package).unwrap();
    let refused = out.office.fails("tanaka", &["return", &out.id], 5);
    assert!(refused.stderr.contains("nothing is mounted"), "{refused:?}");
    assert!(out.path().exists());
    fs::remove_dir_all(out.folder()).unwrap();
    out.stick.mount();
    out.returns(&[]).exits(0);
}

#[test]
fn a_read_only_stick_is_said_and_nothing_is_recorded() {
    let Some(out) = Out::new() else { return };
    out.stick.mount_read_only();
    let refused = out.office.fails("tanaka", &["return", &out.id], 5);
    assert!(refused.stderr.contains("read-only"), "{refused:?}");
    out.stick.unmount();
    out.stick.mount();
    out.returns(&[]).exits(0);
    assert_eq!(out.last_return()["level"], "L1");
}

#[test]
fn a_stick_mounted_elsewhere_is_known_again_and_so_is_its_device() {
    let Some(out) = Out::new() else { return };
    let device = sekisho::media::identify(out.stick.point()).unwrap().device.unwrap();
    // The package is not where the mount point is; the search finds it under its own name.
    let answer = out.returns(&["--at", device.to_str().unwrap()]).exits(0).json();
    assert_eq!(answer["at_medium"]["package"], "whole");
    assert_eq!(out.last_return()["level"], "L1");
    assert_eq!(out.last_return()["measured"]["copies_erased"], 0);
    assert_eq!(out.left_on_image(), 0);
}

#[test]
fn a_copy_at_the_office_is_known_by_its_folder() {
    let office = Office::new();
    let id = office.approved(&[]);
    office.export(&id);
    let disposed = office.ok("tanaka", &["dispose", "C-0001", "--method", "erase-file", "--yes", "--json"]);
    assert_eq!(disposed.json()["at_medium"]["known_by"], "path");
    let shown = office.shown("C-0001");
    assert_eq!(shown["disposals"][0]["copies"], serde_json::json!([1]));
    assert_eq!(shown["open_copies"], serde_json::json!([2]), "what was sent is still to be handed over");
    assert!(!office.desk().join("out/C-0001.zip.age").exists());
    office.refuses("tanaka", &["dispose", "C-0001", "--method", "erase-file", "--yes"]);
}

#[test]
fn what_was_sent_is_not_gone_because_our_own_copy_was_erased() {
    for via in ["client-system", "email"] {
        let office = Office::new();
        let id = office.approved(&[("--via", via)]);
        let package = office.export(&id);
        let before = (std::fs::read(&package).unwrap(), office.size());
        let copies = office.shown(&id)["copies"].clone();
        assert_eq!((&copies[0]["kind"], &copies[1]["kind"]), (&"office".into(), &"sent".into()));
        for methods in [&["erase-file"][..], &["overwrite", "--device", "/dev/null", "--confirm", "1"]] {
            for numbers in [&["--copy", "2"][..], &["--copy", "1", "--copy", "2"]] {
                let words = [&["dispose", &id, "--yes", "--method"][..], methods, numbers].concat();
                let refused = office.fails("tanaka", &words, 3);
                if methods[0] == "erase-file" || numbers.len() == 2 {
                    let next = format!("sekisho dispose {id} --copy 2 --method declared --note");
                    assert!(refused.stderr.contains(&next), "{}", refused.stderr);
                    assert!(refused.stderr.contains(&format!("sekisho handed-over {id}")), "{refused:?}");
                }
            }
        }
        assert_eq!((std::fs::read(&package).unwrap(), office.size()), before, "touched all the same");
        let said = ["--method", "declared", "--note", "相手方で消去"];
        office.ok("tanaka", &[&["dispose", &id, "--copy", "2", "--yes"][..], &said].concat());
        assert_eq!(office.shown(&id)["copies"][1]["level"], "L0");
        assert!(package.exists());
        office.ok("tanaka", &["dispose", &id, "--copy", "1", "--method", "erase-file", "--yes"]);
        assert!(!package.exists());
    }
}
