//! Incidents: written down in one line by anybody, told within the hour, closed by somebody else.

mod closing;
mod frozen;
mod history;
mod opening;
mod reporting;
mod waiting;

use serde_json::Value;

use crate::media::mounted::Mounted;
use crate::office::{NOBODY, Office, Output};

impl Office {
    /// An incident as `incident show --json` tells it to anybody.
    #[track_caller]
    fn incident(&self, id: &str) -> Value {
        let output = self.run(NOBODY, &["incident", "show", id, "--json"]);
        assert!(output.code < 2, "{output:?}");
        output.json()
    }

    /// Opens an incident with these words, noticed now.
    #[track_caller]
    fn opens(&self, person: &str, words: &[&str]) -> Output {
        self.ok(person, &[&["incident", "open", "--aware", "now"], words].concat())
    }

    /// An approved carry-out, written to `USB-01`, which is mounted there.
    #[track_caller]
    fn on_stick(&self, stick: &Mounted) -> String {
        if self.run(NOBODY, &["medium", "show", "USB-01"]).code != 0 {
            self.ok("kanri", &["medium", "add", "USB-01", "--device", stick.point().to_str().unwrap()]);
        }
        let id = self.approved(&[("--via", "usb"), ("--medium", "USB-01")]);
        self.ok("tanaka", &["export", &id, "--into", stick.point().to_str().unwrap()]);
        id
    }
}

/// The ids in a list.
fn ids(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect()
}
