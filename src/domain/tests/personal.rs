//! Personal data of unknown extent: one rule for carry-outs and for registered information.

use serde_json::json;

use super::{Desk, attachment};
use crate::domain::duty::Event;
use crate::domain::rules::demand::{Occurrence, Scope};

/// What happened under the contract on this occasion, about this information.
fn event<'a>(desk: &'a Desk, occurrence: Occurrence, id: &str) -> &'a Event {
    let events = &desk.registry.contracts[&"K".parse().unwrap()].events;
    let about = |event: &&Event| event.occurrence == occurrence && event.about.as_deref() == Some(id);
    events.iter().find(about).unwrap()
}

#[test]
fn what_nobody_stated_counts_as_personal_data_in_a_carry_out_and_in_information_alike() {
    let scope = Scope { personal_data: true, ..Scope::default() };
    for (number, people) in [(1_u8, None), (2, Some(0)), (3, Some(5))] {
        let mut desk = Desk::under(&[], &[]);
        let id = format!("P-{number}");
        let mut asset = json!({
            "contract": "K", "from": "発注機関 山田", "id": id, "level": "2", "name": "名簿", "place": "書庫",
            "received": "2026-11-01",
        });
        if let Some(people) = people {
            asset["people"] = json!(people);
        }
        desk.ok("tanaka", "asset-add", asset);
        desk.ok("tanaka", "asset-end", json!({"evidence": attachment(), "id": id, "method": "dissolve"}));
        let stated = people.map(|people| json!({"people": people, "special": false}));
        let number = desk.request(json!({"personal_data": stated}));
        let counts = scope.covers(&desk.c(number).request, false);
        assert_eq!(counts, people != Some(0));
        assert_eq!(scope.covers_asset(&desk.registry.assets[&id.parse().unwrap()].record), counts);
        assert_eq!(event(&desk, Occurrence::Received, &id).personal, counts, "{people:?}");
        assert_eq!(event(&desk, Occurrence::Disposal, &id).personal, counts, "{people:?}");
    }
}

#[test]
fn a_number_said_later_settles_what_is_owed_for_what_was_received() {
    let mut desk = Desk::under(&[], &[]);
    let asset = json!({
        "contract": "K", "from": "発注機関 山田", "id": "P-1", "level": "2", "name": "名簿", "place": "書庫",
        "received": "2026-11-01",
    });
    desk.ok("tanaka", "asset-add", asset);
    for (people, counts) in [(0, false), (7, true)] {
        desk.ok("tanaka", "asset-set", json!({"contract": "K", "id": "P-1", "people": people}));
        assert_eq!(event(&desk, Occurrence::Received, "P-1").personal, counts);
    }
    // What is said of something else says nothing of it.
    desk.ok("tanaka", "asset-set", json!({"contract": "K", "id": "P-1", "place": "金庫"}));
    assert!(event(&desk, Occurrence::Received, "P-1").personal);
}
