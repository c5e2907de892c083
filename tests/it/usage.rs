//! Words that make no sense together, as scripts see them.

use serde_json::Value;

use crate::office::{NOBODY, Office};

#[test]
fn what_is_not_understood_is_told_as_one_object_with_json() {
    let office = Office::new();
    for (words, named) in [
        (&["audit", "--nope", "--json"][..], "--nope"),
        (&["log", "--since", "+12026-01-01", "--json"], "+12026-01-01"),
        (&["log", "--since", "0000-01-01", "--json"], "0000-01-01"),
    ] {
        let ran = office.run(NOBODY, words);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{words:?}: {ran:?}");
        let told: Value = serde_json::from_str(ran.stderr.trim_end()).unwrap();
        assert_eq!((&told["error"], &told["exit"]), (&Value::from("usage"), &Value::from(2)), "{told}");
        assert!(told["message"].as_str().unwrap().contains(named), "{told}");
        assert!(told["hint"].as_str().unwrap().ends_with(" --help"), "{told}");
    }
    // What a terminal is asked, whether it was meant.
    for (words, meant) in [
        (&["person", "add", "t", "--nmae", "T", "--json"][..], &["--name"][..]),
        (&["--json", "exprt"], &["extend", "export"]),
        (&["log", "--format", "jsn", "--json"], &["json"]),
        (&["--json", "status", "C-0001"], &[]),
    ] {
        let ran = office.run(NOBODY, words);
        let told: Value = serde_json::from_str(ran.stderr.trim_end()).unwrap();
        let suggestions = told.get("suggestions").map(|all| all.as_array().unwrap().clone());
        let wanted = (!meant.is_empty()).then(|| meant.iter().map(|word| Value::from(*word)).collect());
        assert_eq!(suggestions, wanted, "{words:?}: {told}");
    }
    // Behind `--` it is a name.
    let ran = office.run(NOBODY, &["trace", "--nope", "--", "--json"]);
    assert!(ran.code == 2 && !ran.stderr.starts_with('{'), "{ran:?}");
}
