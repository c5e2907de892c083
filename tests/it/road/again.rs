//! What did not arrive, and what was ordered back.

use crate::office::{NOBODY, Office, day};
use crate::road::{ID, by_hand, evidence, opened};

fn by_courier() -> Office {
    let office = Office::new();
    let id = office.approved(&[("--via", "courier"), ("--after-arrival", "")]);
    office.export(&id);
    office.ok("tanaka", &["checkout", &id]);
    office
}

#[test]
fn what_the_courier_brought_back_goes_again_and_another_way_is_a_new_request() {
    let office = by_courier();
    let digest = office.shown(ID)["package_sha256"].clone();
    office.fails("tanaka", &["undelivered", ID], 2);
    office.refuses("mori", &["undelivered", ID, "--evidence", &evidence(&office, "不在票.jpg")]);
    let back = office.ok("tanaka", &["undelivered", ID, "--evidence", "不在票.jpg", "--note", "不在"]);
    for command in ["sekisho checkout C-0001", "sekisho request PATH --like C-0001"] {
        assert!(back.stdout.contains(command), "{back:?}");
    }
    let shown = office.shown(ID);
    assert_eq!((&shown["status"], &shown["undelivered"][0]["note"]), (&"sealed".into(), &"不在".into()));
    // The same package, by the same way: no export, no approval, another pledge.
    office.exporting(ID, &[]).fails(3);
    office.ok("tanaka", &["checkout", ID]);
    assert_eq!((office.status(ID).as_str(), &office.shown(ID)["package_sha256"]), ("out", &digest));
    let code = digest.as_str().unwrap()[..12].to_owned();
    office.ok("tanaka", &["receipt", ID, "--arrived", &code]);
    // It arrived: now nothing is undelivered.
    office.refuses("tanaka", &["undelivered", ID, "--evidence", "不在票.jpg"]);
    // By another way it is asked for anew, and waits for approval of its own.
    let due = day(30);
    let folder = office.lay_out();
    let words = ["request", folder.to_str().unwrap(), "--like", ID, "--via", "hand", "--due", &due];
    let new = office.ok("tanaka", &words).line().to_owned();
    let shown = office.shown(&new);
    assert_eq!((&shown["status"], &shown["via"]), (&"requested".into(), &"hand".into()));
    assert_eq!(shown["recipient"], "city");
    office.exporting(&new, &[]).fails(3);
}

#[test]
fn what_was_lost_on_the_road_was_never_openable() {
    let office = by_courier();
    let held = |person: &str| office.refuses(person, &["passphrase", ID, "--via", "phone"]);
    assert!(held("suzuki").stderr.contains("arriv"));
    // Nobody can say that it arrived without holding its bytes, and whoever found it does not know whom to tell.
    office.refuses("tanaka", &["receipt", ID, "--arrived", "000000000000"]);
    let open = ["incident", "open", ID, "--kind", "lost", "--aware", "now"];
    office.ok("mori", &open);
    // From here on not even somebody who has it at hand, and reads its code out, gets it opened.
    let code = office.shown(ID)["package_sha256"].as_str().unwrap()[..12].to_owned();
    office.ok("tanaka", &["receipt", ID, "--arrived", &code]);
    assert!(held("suzuki").stderr.contains("I-0001"));
    let shown = office.shown(ID);
    assert_eq!((&shown["status"], &shown["releases"]), (&"lost".into(), &serde_json::json!([])));
    assert_eq!(shown["frozen_by"], "I-0001");
    for words in [
        &["undelivered", ID, "--evidence", &evidence(&office, "x")][..],
        &["handed-over", ID, "--evidence", "x"],
        &["checkout", ID, "--case", "9"],
    ] {
        office.refuses("tanaka", words);
    }
    let waits = office.run("suzuki", &["inbox"]).stdout;
    assert!(waits.contains("LOST") && waits.contains("sekisho dispose C-0001 --method key"), "{waits}");
    assert!(!waits.contains("sekisho passphrase"), "{waits}");
    let said = office.run(NOBODY, &["show", ID, "--lang", "ja"]).stdout;
    assert!(said.contains("紛失（I-0001）") && said.contains("凍結中"), "{said}");
}

/// `lab` is a subcontractor, `works` one under it; `C-0001` and `C-0002` went to lab, `C-0003` to city, `C-0004`
/// to works, `C-0005` never left.
fn with_subcontractors() -> Office {
    let office = Office::new();
    let add = |id: &str, more: &[&str]| {
        let add = ["recipient", "add", id, "--name", "東 四郎", "--organization", "研究所"];
        office.run("tanaka", &[&add[..], &["--role", "subcontractor"], more].concat())
    };
    assert_eq!(add("lab", &["--tier", "2"]).code, 2);
    assert_eq!(add("lab", &["--under", "city"]).code, 3);
    assert_eq!(add("lab", &["--under", "nobody"]).code, 3);
    assert_eq!(add("lab", &["--tier", "0"]).code, 2);
    add("lab", &[]).exits(0);
    assert_eq!(add("works", &["--under", "lab", "--tier", "1"]).code, 2);
    add("works", &["--under", "lab"]).exits(0);
    let works = office.ok(NOBODY, &["recipient", "show", "works", "--json"]).json();
    assert_eq!(works["subcontractor"], serde_json::json!({"tier": 2, "under": "lab"}));
    for (to, contract) in [("lab", "K-1"), ("lab", "K-2"), ("city", "K-1"), ("works", "K-1")] {
        let id = office.approved(&[("--to", to), ("--via", "hand"), ("--contract", contract)]);
        office.export(&id);
    }
    office.approved(&[("--to", "lab"), ("--via", "hand"), ("--contract", "K-1")]);
    office
}

#[test]
fn an_order_names_every_subcontractors_copy_and_can_be_run_again() {
    let office = with_subcontractors();
    let recall = |which: [&str; 2], number: &str| {
        let words = ["recall", which[0], which[1], "--number", number, "--json"];
        office.run("tanaka", &words)
    };
    let size = office.size();
    assert_eq!(recall(["--recipient", "city"], "1").code, 3);
    assert_eq!(recall(["--recipient", "nobody"], "1").code, 3);
    assert_eq!(recall(["--contract", "K-9"], "1").code, 3);
    assert_eq!(recall(["--contract", "K-1"], " ").code, 3);
    office.fails("tanaka", &["recall", "--number", "1"], 2);
    office.refuses("suzuki", &["recall", "--contract", "K-1", "--number", "1"]);
    assert_eq!(office.size(), size);
    let ids = |answer: &serde_json::Value, key: &str| -> Vec<String> {
        let all = answer[key].as_array().unwrap();
        all.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    };
    // Not what went to the city, nor what never left.
    let first = recall(["--contract", "K-1"], "2026-113").exits(0).json();
    assert_eq!((ids(&first, "recalled"), office.size()), (vec!["C-0001".into(), "C-0004".into()], size + 2));
    let shown = office.shown("C-0001");
    assert_eq!(shown["recalls"][0]["number"], "2026-113");
    assert_eq!(
        (&shown["copies"][2]["kind"], &shown["copies"][2]["holder"]),
        (&"subcontractor".into(), &"lab".into())
    );
    let again = recall(["--contract", "K-1"], "2026-113").exits(0).json();
    assert_eq!(ids(&again, "recalled_before").len(), 2);
    // What is left of an order is what it goes on with; a wider one takes what is not covered yet.
    let wider = recall(["--recipient", "lab"], "2026-113").exits(0).json();
    assert_eq!(
        (ids(&wider, "recalled"), ids(&wider, "recalled_before")),
        (vec!["C-0002".into()], vec!["C-0001".into()])
    );
    assert_eq!(office.size(), size + 3);
    let said = office.ok("sato", &["recall", "--recipient", "works", "--number", "2", "--lang", "ja"]).stdout;
    assert!(said.contains("C-0004") && said.contains("回収指示 2"), "{said}");
}

#[test]
fn what_was_handed_over_to_a_subcontractor_is_ours_again_when_the_client_orders_it() {
    let office = by_hand();
    let add = ["recipient", "add", "city", "--name", "山田 花子", "--organization", "市役所"];
    office.ok("tanaka", &[&add[..], &["--role", "subcontractor"]].concat());
    opened(&office, ID);
    office.ok("tanaka", &["handed-over", ID]);
    assert_eq!(office.shown(ID)["open_copies"], serde_json::json!([1]));
    office.ok("sato", &["recall", "--recipient", "city", "--number", "7"]);
    assert_eq!(office.shown(ID)["open_copies"], serde_json::json!([1, 3]));
}
