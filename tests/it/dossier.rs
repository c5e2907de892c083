//! `evidence --contract`: a folder that holds by itself, says what is missing, added or changed, and names no
//! other client.

mod beside;
mod forged;
mod forms;
mod stock_tools;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::media::mounted::Mounted;
use crate::office::{Copied, NOBODY, Office, day, files_below};

/// Names of another client, none of which may be in the folder.
const OTHERS: [&str; 6] = ["港町", "minato", "K-minato", "北村", "湾岸台帳", "lab-minato"];

/// An office with two contracts, a carry-out under each, one incident about both, and the dossier of `K`.
fn dossier() -> Office {
    use std::sync::OnceLock;
    static MADE: OnceLock<Copied> = OnceLock::new();
    MADE.get_or_init(|| Copied::of(&made())).office()
}

fn made() -> Office {
    let office = Office::new();
    office.ok("kanri", &["contract", "add", "K", "--client", "市役所", "--rules", "check-sheet"]);
    office.ok("kanri", &["contract", "add", "K-minato", "--client", "港町役場", "--title", "湾岸台帳"]);
    let minato = ["recipient", "add", "lab-minato", "--name", "北村", "--organization", "港町役場"];
    office.ok("tanaka", &[&minato[..], &["--email", "kitamura@minato.example.test"]].concat());
    fs::write(office.path("letter.pdf"), "合意書 港町役場").unwrap();
    fs::write(office.path("own.pdf"), "合意書").unwrap();
    office.taught(&day(0));
    let other = ["training", "add", "--person", "tanaka", "--on", &day(0), "--topic", "湾岸台帳"];
    office.ok("kanri", &[&other[..], &["--contract", "K-minato"]].concat());
    office.ok("tanaka", &["pledge", "--occasion", "entry"]);
    office.ok("kanri", &["contract", "recipient", "K", "city", "--purpose", "納品"]);
    let notified = ["contract", "notify", "K", "tanaka", "--post", "handler", "--dated"];
    office.ok("kanri", &[&notified[..], &[&day(0), "--evidence", &office.name("letter.pdf")]].concat());
    let notified = ["contract", "notify", "K", "sato", "--post", "responsible", "--dated"];
    office.ok("kanri", &[&notified[..], &[&day(0)]].concat());
    let notified = ["contract", "notify", "K", "mori", "--post", "handler", "--dated"];
    office.ok("kanri", &[&notified[..], &[&day(0), "--evidence", &office.name("own.pdf")]].concat());
    for (id, name, contract) in [("A-1", "図面", "K"), ("A-2", "湾岸台帳", "K-minato")] {
        let asset = ["asset", "add", id, "--contract", contract, "--level", "2", "--name", name];
        office.ok("tanaka", &[&asset[..], &["--place", "書庫", "--received", &day(0)]].concat());
    }
    let text = office.ok(NOBODY, &["check-sheet", "--contract", "K"]).stdout;
    fs::write(office.path("sheet.toml"), text.replace("answer = \"\"", "answer = \"yes\"")).unwrap();
    office.ok("kanri", &["check-sheet", "--contract", "K", "--answers", &office.name("sheet.toml")]);
    let own = office.approved(&[("--contract", "K"), ("--asset", "A-1"), ("--via", "hand")]);
    office.export(&own);
    let other = office.approved(&[("--contract", "K-minato"), ("--to", "lab-minato"), ("--via", "hand")]);
    office.export(&other);
    let opened = ["incident", "open", &own, "--kind", "suspected", "--aware", "now", "--note", "置き忘れ"];
    office.ok("tanaka", &opened);
    office.ok("tanaka", &["incident", "update", "I-0001", "--field", "course", "--text", "港町役場の分も"]);
    office.ok("tanaka", &["incident", "update", "I-0001", "--field", "cause", "--text", "確認不足"]);
    let both = ["incident", "open", &other, "--kind", "suspected", "--aware", "now", "--note", "同じ鞄"];
    office.ok("tanaka", &both);
    // Named only in passing: withheld all the same.
    office.request(&[("--contract", "K"), ("--asset", "A-1"), ("--purpose", "港町役場と同じもの")]);
    let counted = office.ok("kimura", &["evidence", "--contract", "K", "--out", "evidence", "--json"]).json();
    assert_eq!(counted["own"], 15, "{counted}");
    office
}

fn folder(office: &Office) -> PathBuf {
    office.desk().join("evidence")
}

fn verified(office: &Office, code: i32) -> Vec<Value> {
    let output = office.run(NOBODY, &["verify", "evidence", "--json"]).exits(code);
    serde_json::from_str::<Vec<Value>>(&output.stdout).unwrap()
}

/// Every problem, as `FILE: PROBLEM`.
fn problems(office: &Office) -> Vec<String> {
    let lines = verified(office, 4);
    let wrong = lines.iter().filter(|line| !line["problem"].is_null());
    wrong
        .map(|line| format!("{}: {}", line["file"].as_str().unwrap(), line["problem"].as_str().unwrap()))
        .collect()
}

fn entry_of(office: &Office, type_name: &str) -> PathBuf {
    let found = files_below(&folder(office).join("entries"));
    let ending = format!("-{type_name}.txt");
    found.into_iter().find(|path| path.to_string_lossy().ends_with(&ending)).unwrap()
}

fn change(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{from} is not in {}", path.display());
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn a_whole_dossier_holds_and_says_what_was_counted() {
    let office = dossier();
    let lines = verified(&office, 0);
    let counted = lines.iter().find(|line| line["what"] == "dossier").unwrap();
    let dossier = &counted["dossier"];
    assert_eq!((&dossier["contract"], &dossier["auditor"]), (&"K".into(), &"kimura".into()));
    assert_eq!(dossier["counted_size"], office.size() - 1);
    assert_eq!(counted["size"], office.size());
    // The notification whose letter names another client is shown; the letter is not.
    assert_eq!(dossier["attachments_withheld"], 1);
    // The course of the incident, and the request that names another client in passing.
    assert_eq!(dossier["withheld"], 2, "{counted}");
    let types: Vec<&str> = lines.iter().filter_map(|line| line["type"].as_str()).collect();
    for wanted in [
        "request",
        "approval",
        "export-completed",
        "contract-add",
        "notification",
        "asset-add",
        "sheet-answers",
        "incident-open",
        "incident-update",
        "person-add",
        "founder",
        "evidence-count",
        "pack-set",
    ] {
        assert!(types.contains(&wanted), "{wanted} is not among {types:?}");
    }
    let said = office.ok(NOBODY, &["verify", "evidence", "--lang", "ja"]).stdout;
    assert!(
        said.contains("監査者が数えたものはすべてここにあり") && said.contains("うち伏せたもの"),
        "{said}"
    );
}

#[test]
fn no_name_of_another_client_is_in_any_byte_or_file_name() {
    let office = dossier();
    for path in files_below(&folder(&office)) {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        for name in OTHERS {
            assert!(!text.contains(name), "{name} is in {}", path.display());
            assert!(!path.to_string_lossy().contains(name), "{name} is in the name of {}", path.display());
        }
    }
    let lists = fs::read_to_string(folder(&office).join("not-here.txt")).unwrap();
    assert!(
        lists.contains(" request names-others\n") && lists.contains(" incident-update names-others\n"),
        "{lists}"
    );
}

#[test]
fn an_incident_that_concerns_another_client_too_is_counted_and_not_told() {
    let office = dossier();
    office.ok("tanaka", &["incident", "open", "C-0002", "--kind", "lost", "--aware", "now", "--another"]);
    office.ok("kimura", &["evidence", "--contract", "K", "--out", "again"]);
    let lines = office.ok(NOBODY, &["verify", "again", "--json"]).json();
    let dossier =
        &lines.as_array().unwrap().iter().find(|line| line["what"] == "dossier").unwrap()["dossier"];
    // What concerns the other client alone is not even counted.
    assert_eq!((&dossier["withheld"], &dossier["own"]), (&2.into(), &16.into()));
}

#[test]
fn a_missing_entry_is_named() {
    let office = dossier();
    let path = entry_of(&office, "approval");
    fs::remove_file(&path).unwrap();
    let index: u64 = path.file_name().unwrap().to_str().unwrap()[..6].parse().unwrap();
    let found = problems(&office);
    assert_eq!(found, [format!("entries/{index:06}-withheld: missing: the auditor counted entry {index}")]);
}

#[test]
fn an_altered_entry_is_named() {
    let office = dossier();
    let path = entry_of(&office, "request");
    change(&path, "成果品の納品", "成果品の返品");
    let name = path.file_name().unwrap().to_str().unwrap();
    let found = problems(&office);
    assert_eq!(found[0], format!("entries/{name}: altered: not the entry that the auditor counted"));
}

#[test]
fn an_entry_of_another_contract_is_named_as_added_and_is_not_taken_into_the_list() {
    let office = dossier();
    office.ok(NOBODY, &["prove", "C-0002", "--out", "other"]);
    let foreign = files_below(&office.desk().join("other"));
    let foreign = foreign.iter().find(|path| path.to_string_lossy().ends_with("-request.txt")).unwrap();
    let name = foreign.file_name().unwrap().to_str().unwrap().trim_start_matches("C-0002-").to_owned();
    let to = folder(&office).join("entries").join(&name);
    fs::copy(foreign, &to).unwrap();
    assert_eq!(problems(&office), [format!("entries/{name}: added: the auditor did not count it")]);
    // Entered into the list too: the list is not the one that was signed, and the entry is another contract's.
    fs::copy(foreign.with_extension("tlog-proof"), to.with_extension("tlog-proof")).unwrap();
    let index: u64 = name[..6].parse().unwrap();
    let leaf = sekisho::ledger::leaf_hash(&fs::read(&to).unwrap());
    let list = folder(&office).join("own.txt");
    let mut lines: Vec<(u64, String)> = fs::read_to_string(&list)
        .unwrap()
        .lines()
        .map(|line| (line.split(' ').next().unwrap().parse().unwrap(), line.to_owned()))
        .collect();
    lines.push((index, format!("{index} {leaf}")));
    lines.sort();
    fs::write(&list, lines.iter().map(|(_, line)| format!("{line}\n")).collect::<String>()).unwrap();
    let found = problems(&office);
    assert_eq!(found[0], "own.txt: not the list that the auditor signed: 16 entries here, 15 counted");
    assert!(found.contains(&format!("entries/{name}: not an entry of contract K")), "{found:?}");
}

#[test]
fn another_auditors_statement_does_not_fit() {
    let office = dossier();
    office.ok("kimura", &["evidence", "--contract", "K-minato", "--out", "minato"]);
    for name in ["auditor.txt", "auditor.tlog-proof"] {
        fs::copy(office.desk().join("minato").join(name), folder(&office).join(name)).unwrap();
    }
    let found = problems(&office);
    assert!(
        found[0].starts_with("own.txt: not the list that the auditor signed: 15 entries here"),
        "{found:?}"
    );
    assert!(found.iter().any(|line| line.starts_with("auditor.txt: proven at another place")), "{found:?}");
    fs::remove_file(folder(&office).join("auditor.txt")).unwrap();
    assert_eq!(problems(&office), ["auditor.txt: missing"]);
}

#[test]
fn a_later_count_that_leaves_an_entry_out_contradicts_the_earlier_one() {
    let office = dossier();
    office.ok("kimura", &["evidence", "--contract", "K", "--out", "again"]);
    let dir = office.desk().join("again");
    fs::remove_dir_all(folder(&office)).unwrap();
    fs::rename(&dir, folder(&office)).unwrap();
    verified(&office, 0);
    let left_out = entry_of(&office, "approval");
    let index: u64 = left_out.file_name().unwrap().to_str().unwrap()[..6].parse().unwrap();
    let list = folder(&office).join("own.txt");
    let kept: String = fs::read_to_string(&list)
        .unwrap()
        .lines()
        .filter(|line| !line.starts_with(&format!("{index} ")))
        .map(|line| format!("{line}\n"))
        .collect();
    fs::write(&list, kept).unwrap();
    fs::remove_file(left_out.with_extension("tlog-proof")).unwrap();
    fs::remove_file(left_out).unwrap();
    let found = problems(&office);
    assert!(
        found
            .iter()
            .any(|line| line.contains("-evidence-count.txt: it counted 15 entries of the contract up to")),
        "{found:?}"
    );
}

#[test]
fn what_is_said_to_be_withheld_and_was_not_is_noticed() {
    let office = dossier();
    let path = entry_of(&office, "approval");
    let index: u64 = path.file_name().unwrap().to_str().unwrap()[..6].parse().unwrap();
    fs::rename(
        path.with_extension("tlog-proof"),
        path.with_file_name(format!("{index:06}-withheld.tlog-proof")),
    )
    .unwrap();
    fs::remove_file(&path).unwrap();
    let list = folder(&office).join("not-here.txt");
    let mut lines: Vec<String> =
        fs::read_to_string(&list).unwrap().lines().map(|line| format!("{line}\n")).collect();
    let digest = "0".repeat(64);
    lines.push(format!("entry {index} {digest} approval several-clients\n"));
    lines.sort_by_key(|line| {
        let words: Vec<&str> = line.split(' ').collect();
        (words[0] == "attachment", words[1].parse::<u64>().unwrap_or(0))
    });
    fs::write(&list, lines.concat()).unwrap();
    assert_eq!(
        problems(&office),
        [
            "not-here.txt: not the list that the auditor signed",
            "auditor.txt: 3 entries are withheld here, 2 were by its count"
        ]
    );
}

#[test]
fn an_attachment_that_the_auditor_handed_out_is_not_withheld_by_anybody_else() {
    for why in ["names-others", "removed 3"] {
        let office = dossier();
        let letter = files_below(&folder(&office).join("attachments"))
            .into_iter()
            .find(|path| fs::read_to_string(path).is_ok_and(|text| text == "合意書"))
            .unwrap();
        let digest = letter.file_name().unwrap().to_str().unwrap();
        let list = folder(&office).join("not-here.txt");
        let mut lines: Vec<String> =
            fs::read_to_string(&list).unwrap().lines().map(|line| format!("{line}\n")).collect();
        let entries = lines.iter().filter(|line| line.starts_with("entry ")).count();
        lines.push(format!("attachment {digest} {why}\n"));
        lines[entries..].sort();
        fs::write(&list, lines.concat()).unwrap();
        fs::remove_file(&letter).unwrap();
        let unordered = format!("attachments/{digest}: said to be removed, and no purge here says so");
        let mut expected = vec!["not-here.txt: not the list that the auditor signed".to_owned()];
        expected.extend(why.starts_with("removed").then_some(unordered));
        assert_eq!(problems(&office), expected);
        assert!(stock_tools::wrong(&office).contains("not-here.txt is not what the auditor signed"));
    }
}

#[test]
fn no_file_but_the_counted_ones_lies_among_the_entries() {
    let office = dossier();
    let path = entry_of(&office, "approval");
    let name = path.file_name().unwrap().to_str().unwrap();
    let index: u64 = name[..6].parse().unwrap();
    // One zero more, another ending.
    for added in [format!("0{name}"), name.replace(".txt", ".html")] {
        let added_path = path.with_file_name(&added);
        fs::copy(&path, &added_path).unwrap();
        assert_eq!(problems(&office), [format!("entries/{added}: added: the auditor did not count it")]);
        assert!(stock_tools::wrong(&office).contains(&format!("entries/{added} was added")));
        fs::remove_file(added_path).unwrap();
    }
    let renamed = path.with_file_name(name.replace("approval", "rejection"));
    fs::rename(&path, &renamed).unwrap();
    let said = "its name says another type than the entry";
    let orphan = format!("entries/{index:06}-approval.tlog-proof: added: the auditor did not count it");
    assert_eq!(problems(&office), [format!("entries/{index:06}-rejection.txt: {said}"), orphan]);
    fs::rename(&renamed, &path).unwrap();
    fs::copy(
        path.with_extension("tlog-proof"),
        path.with_file_name(format!("{index:06}-withheld.tlog-proof")),
    )
    .unwrap();
    assert_eq!(problems(&office), [format!("entries/{name}: entry {index} is here and withheld at once")]);
}

#[test]
fn the_end_of_an_asset_is_withheld_with_its_registration() {
    let office = Office::new();
    office.ok("kanri", &["contract", "add", "K", "--client", "市役所"]);
    office.ok("kanri", &["contract", "add", "L-2026-07", "--client", "港町役場", "--number", "港第77号"]);
    for (id, name) in [("A-1", "港町役場の図面"), ("A-2", "図面")] {
        let asset = ["asset", "add", id, "--contract", "K", "--level", "2", "--name", name];
        office.ok("tanaka", &[&asset[..], &["--place", "書庫", "--received", &day(0)]].concat());
        office.ok("tanaka", &["asset", "return", id, "--to", "市役所"]);
    }
    // By the contract's id, and by its number, in other letters.
    for purpose in ["same stick as L-2026-07", "港第７７号と同じ"] {
        office.request(&[("--contract", "K"), ("--asset", "A-2"), ("--purpose", purpose)]);
    }
    office.ok("kimura", &["evidence", "--contract", "K", "--out", "evidence"]);
    verified(&office, 0);
    let list = fs::read_to_string(folder(&office).join("not-here.txt")).unwrap();
    let types: Vec<&str> = list.lines().filter_map(|line| line.split(' ').nth(3)).collect();
    assert_eq!(types, ["asset-add", "asset-end", "request", "request"], "{list}");
}

#[test]
fn attachments_are_compared() {
    let office = dossier();
    let attachments = files_below(&folder(&office).join("attachments"));
    fs::write(&attachments[0], b"something else").unwrap();
    fs::remove_file(&attachments[1]).unwrap();
    fs::write(attachments[0].with_file_name("note"), b"x").unwrap();
    let found = problems(&office);
    assert_eq!(found.len(), 3, "{found:?}");
    for words in
        ["altered: not what the entry refers to", "missing: an entry refers to it", "added: no entry here"]
    {
        assert!(found.iter().any(|line| line.contains(words)), "{words}: {found:?}");
    }
}

#[test]
fn only_an_auditor_counts_and_only_into_an_empty_directory() {
    let office = Office::new();
    office.ok("kanri", &["contract", "add", "K", "--client", "市役所"]);
    office.refuses("kanri", &["evidence", "--contract", "K", "--out", "evidence"]);
    office.refuses("kimura", &["evidence", "--contract", "L", "--out", "evidence"]);
    fs::create_dir_all(office.desk().join("full")).unwrap();
    fs::write(office.desk().join("full/file"), b"x").unwrap();
    office.fails("kimura", &["evidence", "--contract", "K", "--out", "full"], 5);
    office.fails("kimura", &["evidence", "--contract", "K"], 2);
}

#[test]
fn an_incident_about_a_stick_with_others_on_it_is_counted_and_told_to_nobody() {
    let (Some(stick), office) = (Mounted::ext4(16), Office::new()) else { return };
    let point = stick.point().to_str().unwrap();
    office.ok("kanri", &["contract", "add", "K", "--client", "市役所"]);
    office.ok("kanri", &["medium", "add", "USB-01", "--device", point]);
    // The second is under no contract: nobody knows whose it is.
    for more in [&[("--contract", "K")][..], &[]] {
        let usual = [("--via", "usb"), ("--medium", "USB-01")];
        let id = office.approved(&[&usual[..], more].concat());
        office.ok("tanaka", &["export", &id, "--into", point]);
    }
    office.ok("sato", &["incident", "open", "--medium", "USB-01", "--kind", "lost", "--aware", "now"]);
    office.ok("sato", &["incident", "update", "I-0001", "--field", "course", "--text", "車内で紛失"]);
    office.ok("kimura", &["evidence", "--contract", "K", "--out", "evidence"]);
    let lines = verified(&office, 0);
    let dossier = &lines.iter().find(|line| line["what"] == "dossier").unwrap()["dossier"];
    // The opening, the inclusion of the other carry-out, the update; the own inclusion is shown.
    assert_eq!(dossier["withheld"], 3);
    let list = fs::read_to_string(folder(&office).join("not-here.txt")).unwrap();
    assert_eq!(list.matches(" several-clients\n").count(), 3, "{list}");
    assert!(entry_of(&office, "incident-include").exists());
    for path in files_below(&folder(&office)) {
        assert!(
            !String::from_utf8_lossy(&fs::read(&path).unwrap()).contains("車内で紛失"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn who_has_left_since_signed_while_the_key_was_good() {
    let office = Office::new();
    office.ok("kanri", &["contract", "add", "K", "--client", "市役所"]);
    let id = office.approved(&[("--contract", "K"), ("--via", "hand")]);
    office.export(&id);
    let delegated = ["person", "delegate", "sato", "--to", "mori", "--from", &day(0), "--until", &day(3)];
    office.ok("sato", &delegated);
    // Whoever leaves this contract alone keeps their keys.
    office.ok("kanri", &["person", "leave", "mori", "--contract", "K", "--yes"]);
    office.ok("kanri", &["person", "leave", "sato", "--yes"]);
    office.ok("kimura", &["evidence", "--contract", "K", "--out", "evidence"]);
    let lines = verified(&office, 0);
    assert!(lines.iter().any(|line| line["type"] == "approval" && line["author"] == "sato"));
    assert!(lines.iter().any(|line| line["type"] == "person-leave" && line["author"] == "kanri"));
    let signers = fs::read_to_string(folder(&office).join("allowed_signers")).unwrap();
    let sato = signers.lines().find(|line| line.starts_with("# sato ")).unwrap();
    assert!(!sato.ends_with(" -"), "{sato}");
    // Registered anew under another's name, the key signs for nobody who approved.
    let added = files_below(&folder(&office).join("entries"));
    let added = added.iter().find(|path| {
        path.to_string_lossy().ends_with("-person-add.txt")
            && fs::read_to_string(path).unwrap().contains("\"person\":\"sato\"")
    });
    fs::remove_file(added.unwrap()).unwrap();
    let found = problems(&office);
    assert!(found.iter().any(|line| line.contains("missing: the auditor counted")), "{found:?}");
    assert!(found.iter().any(|line| line.contains("-approval.txt: sato is not registered")), "{found:?}");
}
