//! A stick on the road: who has it, and what stays where it was taken.

use serde_json::Value;

use crate::media::mounted::Mounted;
use crate::office::{NOBODY, Office};
use crate::road::evidence;

/// An office whose `C-0001` went to `city` on the registered stick `USB-01`.
fn on_a_stick(stick: &Mounted) -> Office {
    let office = Office::new();
    // A loop device tells no serial number: that it is this stick rests on the word of the carrier.
    office.ok("kanri", &["medium", "add", "USB-01", "--place", "棚"]);
    let id = office.approved(&[("--via", "usb"), ("--medium", "USB-01")]);
    office.ok("tanaka", &["export", &id, "--into", stick.point().to_str().unwrap()]);
    office
}

fn medium(office: &Office) -> Value {
    office.ok(NOBODY, &["medium", "show", "USB-01", "--json"]).json()
}

#[test]
fn a_stick_is_with_whoever_pledged_until_it_is_handed_over() {
    let Some(stick) = Mounted::ext4(16) else { return };
    let office = on_a_stick(&stick);
    let slip = office.ok("tanaka", &["checkout", "C-0001", "--case", "7"]).stdout;
    assert!(slip.contains("USB-01"), "{slip}");
    office.ok("tanaka", &["transfer", "C-0001", "--to", "mori"]);
    office.ok("mori", &["checkout", "C-0001"]);
    let done = office.ok("mori", &["handed-over", "C-0001", "--evidence", &evidence(&office, "r.pdf")]);
    // The client keeps what is on it, and we the stick.
    assert!(done.stdout.contains("copy 1: package, USB-01"), "{done:?}");
    assert!(done.stdout.contains("sekisho return C-0001\n"), "{done:?}");
    assert_eq!(
        (office.status("C-0001").as_str(), &medium(&office)["state"]),
        ("handed-over", &"active".into())
    );
}

#[test]
fn a_stick_that_stays_with_the_client_is_not_ours_to_use_again() {
    let Some(stick) = Mounted::ext4(16) else { return };
    let office = on_a_stick(&stick);
    let receipt = evidence(&office, "r.pdf");
    let done = office.ok("tanaka", &["handed-over", "C-0001", "--evidence", &receipt, "--medium-stays"]);
    assert!(done.stdout.contains("sekisho confirm C-0001"), "{done:?}");
    assert_eq!(office.shown("C-0001")["open_copies"], serde_json::json!([]));
    assert_eq!(medium(&office)["state"], "retired");
    office.refuses("tanaka", &office.asking(&[("--via", "usb"), ("--medium", "USB-01")]));
    // Still not closed: that takes another person.
    assert_eq!(office.shown("C-0001")["outstanding"], true);
}
