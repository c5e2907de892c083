//! One file more among very many.

use std::fs;

use crate::faults::bench::{Bench, KEYED};
use crate::support::rounds;

#[test]
fn one_file_hidden_among_very_many_is_named_to_whoever_approves() {
    let Some(bench) = Bench::founded() else { return };
    let many = rounds(3_000, 100_000);
    for number in 0..many {
        let folder = bench.path(&format!("src/{:03}", number / 1000));
        if number % 1000 == 0 {
            fs::create_dir(&folder).unwrap();
        }
        fs::write(folder.join(format!("{number:06}.dwg")), number.to_le_bytes()).unwrap();
    }
    let first = bench.request(KEYED, &["--via", "hand"]);
    bench.approve(&first);
    bench.export(&first).exits(0);
    // A name between two others, with their ending, their size and their day.
    let hidden = bench.path("src/001/001500a.dwg");
    fs::write(&hidden, b"460,000!").unwrap();
    let second = bench.request(KEYED, &["--via", "hand"]);
    let shown = bench.show(&second);
    assert_eq!(shown["file_count"].as_u64().unwrap(), u64::try_from(many).unwrap() + 4);
    assert_ne!(shown["manifest_sha256"], bench.show(&first)["manifest_sha256"]);
    // The digits of the earlier one, from memory or a note, sign nothing.
    let before = bench.show(&first)["manifest_sha256"].as_str().unwrap()[..8].to_owned();
    bench.run_as("sato", &["approve", &second, "--confirm", &before]).exits(3);
    let now = shown["manifest_sha256"].as_str().unwrap()[..8].to_owned();
    let sheet = bench.run_as("sato", &["approve", &second, "--confirm", &now]).exits(0);
    let seen = format!("{}{}", sheet.stdout, sheet.stderr);
    assert!(seen.contains("data/src/001/001500a.dwg"), "{seen}");
    let against = bench.run(&["show", &second, "--against", &first, "--json"]).json();
    assert_eq!(against["difference"]["added"], serde_json::json!(["data/src/001/001500a.dwg"]));
    assert_eq!(against["difference"]["same"].as_u64().unwrap(), u64::try_from(many).unwrap() + 3);
    // And whoever finds it elsewhere later is led to it.
    let traced = bench.run(&["trace", hidden.to_str().unwrap(), "--json"]).json();
    assert_eq!(traced[0]["id"], second.as_str());
}
