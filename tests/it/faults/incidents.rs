//! Incidents in the way of what is being done, and incidents that are themselves cut short.

use super::bench::{Bench, SEVEN};
use super::examine::ID;
use super::paused::Paused;
use super::sweep::{Fault, Sweep, every};
use crate::media::mounted::Mounted;
use crate::support::counted;

const OPEN: [&str; 7] = ["incident", "open", ID, "--kind", "lost", "--aware", "now"];

#[test]
fn a_passphrase_being_told_while_an_incident_opens_is_not_shown() {
    let Some(bench) = Bench::approved(SEVEN) else { return };
    bench.export(ID).exits(0);
    let custody = bench.path("home/custody/C-0001-1.age");
    // The custodian may tell it, and has the file open already.
    let telling = ["passphrase", ID, "--via", "phone"];
    let Some(paused) = Paused::at(&bench, "suzuki", &telling, "openat", &[custody]) else { return };
    bench.run_as("tanaka", &OPEN).exits(0);
    let ran = paused.goes_on().exits(3);
    // Lost, or frozen: what this desk's other process has read already may be seen first.
    let said = ran.stderr.contains("I-0001") || ran.stderr.contains("status: lost");
    assert!(ran.stdout.is_empty() && said, "{ran:?}");
    assert_eq!(bench.show(ID)["releases"], serde_json::json!([]));
    // And the other way round: what was told before is on record before.
    let report = bench.run(&["incident", "report", "I-0001"]).exits(0);
    assert!(report.stdout.contains("No release is recorded."), "{report:?}");
}

#[test]
fn an_incident_killed_anywhere_is_completed_by_opening_it_again() {
    let (Some(bench), Some(stick)) = (Bench::founded(), Mounted::ext4(16)) else { return };
    let point = stick.point().to_str().unwrap();
    bench.run_as("admin", &["medium", "add", "USB-1", "--device", point]).exits(0);
    for _ in 0..3 {
        let id = bench.request(SEVEN, &["--via", "usb", "--medium", "USB-1"]);
        bench.approve(&id);
        bench.run_as("tanaka", &["export", &id, "--into", point]).exits(0);
    }
    let sweep = Sweep { bench: &bench, person: "tanaka", args: &OPEN, only: Vec::new(), every: every(9) };
    let mut begun = 0;
    let tried = sweep.each(Fault::Kill, &mut |ran, what| {
        let opened = bench.run(&["incident", "list", "--json"]);
        let opened = opened.json().as_array().unwrap().len();
        assert!(opened == 1 || (opened == 0 && ran.code != Some(0)), "{what}: {ran:?}");
        begun += opened;
        if opened == 1 {
            let shown = bench.run(&["incident", "show", "I-0001", "--json"]).exits(0).json();
            let of = |key: &str| shown[key].as_array().unwrap().len();
            assert_eq!(of("carry_out_ids") + of("not_included"), 3, "{what}: {shown}");
        }
        let again = bench.run_as("sato", &[&OPEN[..], &["--json"]].concat()).exits(0).json();
        assert_eq!((&again["id"], &again["new"]), (&"I-0001".into(), &(opened == 0).into()), "{what}");
        assert_eq!(again["carry_out_ids"].as_array().unwrap().len(), 3, "{what}: {again}");
        assert_eq!(again["not_included"], serde_json::json!([]), "{what}");
        let audit = bench.audit(&[]);
        assert!(
            matches!(audit.code, Some(0 | 1)) && audit.json()["findings"] == serde_json::json!([]),
            "{what}"
        );
    });
    counted(&format!(
        "incident open killed at {} points, {begun} of them after it was on record",
        tried.unwrap_or(0)
    ));
    assert!(tried.is_none() || begun > 0, "no point after the first entry was tried");
}
