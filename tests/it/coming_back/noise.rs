//! Whole devices: which are overwritten, what they hold afterwards, and what a damaged one is told.

use std::fs;
use std::path::PathBuf;

use serde_json::json;

use super::stick::{Out, STICK};
use crate::media::attached::Attached;
use crate::media::mounted::Mounted;

/// The stick behind a loop device, not mounted.
struct Plugged {
    out: Out,
    device: Loop,
}

/// A loop device of an image; detached when dropped.
struct Loop(PathBuf);

impl Loop {
    fn of(image: &std::path::Path) -> Self {
        let output = std::process::Command::new("losetup").args(["--find", "--show"]).arg(image).output();
        Self(String::from_utf8(output.unwrap().stdout).unwrap().trim().into())
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Loop {
    fn drop(&mut self) {
        let _detached = std::process::Command::new("losetup").arg("-d").arg(&self.0).output();
    }
}

impl Plugged {
    fn new() -> Option<Self> {
        let out = Out::new()?;
        out.stick.unmount();
        let device = Loop::of(&out.stick.image());
        Some(Self { out, device })
    }

    fn words<'a>(&'a self, more: &[&'a str]) -> Vec<&'a str> {
        let words = ["dispose", &self.out.id, "--method", "overwrite", "--device", self.device.path()];
        [&words, more].concat()
    }
}

#[test]
fn an_overwritten_stick_holds_the_noise_of_the_record_and_nothing_else() {
    let Some(stick) = Plugged::new() else { return };
    let (office, id) = (&stick.out.office, stick.out.id.as_str());
    assert!(stick.out.stick.sectors_of(&stick.out.package) > 100);
    let answer = office.ok("tanaka", &stick.words(&["--confirm", STICK, "--json"])).json();
    assert_eq!((&answer["disposal"], &answer["status"]), (&"D-0001".into(), &"disposed".into()));
    let disposal = stick.out.last_disposal();
    assert_eq!((&disposal["level"], &disposal["copies"]), (&"L3".into(), &json!([1])));
    let whole = &disposal["measured"]["overwritten"];
    assert_eq!((&whole["bytes"], &whole["replugged"]), (&(16 << 20).into(), &false.into()));
    let seed = data_encoding::HEXLOWER.decode(whole["seed"].as_str().unwrap().as_bytes()).unwrap();
    let key = sekisho::media::noise::NoiseKey::new(&seed.try_into().unwrap(), "", 16 << 20);
    let mut noise = vec![0; 16 << 20];
    key.fill(0, &mut noise);
    assert!(fs::read(stick.out.stick.image()).unwrap() == noise);
    let medium = office.ok("", &["medium", "show", STICK, "--json"]).json();
    assert!(!medium.to_string().contains(id), "it holds nothing any more: {medium}");
    office.ok("sato", &["confirm", id]);
    stick.out.audits_clean();
}

#[test]
fn an_overwriting_needs_the_devices_name_typed() {
    let Some(stick) = Plugged::new() else { return };
    let before = fs::read(stick.out.stick.image()).unwrap();
    let office = &stick.out.office;
    office.fails("tanaka", &stick.words(&["--yes"]), 2);
    office.refuses("tanaka", &stick.words(&["--confirm", "USB-08"]));
    office.fails("tanaka", &["dispose", &stick.out.id, "--method", "overwrite", "--confirm", STICK], 2);
    office.refuses("kimura", &stick.words(&["--confirm", STICK]));
    assert!(fs::read(stick.out.stick.image()).unwrap() == before);
}

#[test]
fn a_mounted_stick_and_another_device_are_not_overwritten() {
    let (Some(out), Some(other)) = (Out::new(), Attached::blank(16 << 20)) else { return };
    let id = out.id.as_str();
    let mounted = sekisho::media::identify(out.stick.point()).unwrap().disk.unwrap();
    let overwrite = |device: &str| {
        out.office.refuses(
            "tanaka",
            &["dispose", id, "--method", "overwrite", "--device", device, "--confirm", STICK],
        )
    };
    let refused = overwrite(mounted.to_str().unwrap());
    assert!(refused.stderr.contains("mounted"), "{refused:?}");
    assert!(out.path().exists());
    // Nothing tells that the blank one is the registered one.
    overwrite(other.device().to_str().unwrap());
    // Another filesystem tells that it is not.
    let Some(another) = Mounted::ext4(16) else { return };
    another.unmount();
    let device = Loop::of(&another.image());
    overwrite(device.path());
    if let Some(system) =
        sekisho::media::identify(std::path::Path::new("/")).ok().and_then(|facts| facts.disk)
    {
        overwrite(system.to_str().unwrap());
    }
}

#[test]
fn a_stick_with_other_packages_is_not_overwritten() {
    let Some(out) = Out::new() else { return };
    let second = out.office.approved(&[("--via", "usb"), ("--medium", STICK)]);
    let folder = out.folder();
    out.office.ok("tanaka", &["export", &second, "--into", folder.to_str().unwrap()]);
    out.stick.unmount();
    let device = Loop::of(&out.stick.image());
    let words = ["--method", "overwrite", "--device", device.path(), "--confirm", STICK];
    let refused = out.office.refuses("tanaka", &[&["dispose", out.id.as_str()], &words[..]].concat());
    assert!(refused.stderr.contains(&second), "{refused:?}");
    assert!(out.stick.sectors_of(&out.package) > 100, "before the first sector");
}

#[test]
fn a_closed_carry_outs_stick_can_still_be_cleared() {
    let Some(out) = Out::new() else { return };
    out.returns(&[]).exits(0);
    out.office.ok("sato", &["confirm", &out.id]);
    out.stick.unmount();
    let device = Loop::of(&out.stick.image());
    let words = ["--method", "overwrite", "--device", device.path(), "--confirm", STICK];
    out.office.ok("tanaka", &[&["dispose", out.id.as_str()], &words[..]].concat());
    let shown = out.office.shown(&out.id);
    assert_eq!((&shown["status"], &shown["disposals"][0]["copies"]), (&"closed".into(), &json!([])));
    assert_eq!(shown["disposals"][0]["level"], "L3");
}
