//! The forms beside the entries: of this contract alone, and no word of what the folder withholds.

use std::fs;

use super::{NOBODY, OTHERS, Office, day, dossier, files_below, folder, verified};

fn form(office: &Office, name: &str) -> String {
    fs::read_to_string(folder(office).join("forms").join(name)).unwrap()
}

#[test]
fn the_forms_of_a_dossier_lie_in_it_in_both_languages_and_as_lists() {
    let office = dossier();
    for name in ["carry-out-register", "asset-register", "staff-list", "check-sheet", "training-report"] {
        for language in ["ja", "en"] {
            let page = form(&office, &format!("{language}/{name}.html"));
            assert!(page.contains("市役所"), "{language}/{name}: {page}");
            let list = form(&office, &format!("{language}/{name}.csv"));
            assert!(list.starts_with('\u{feff}') && list.lines().count() > 1, "{language}/{name}: {list}");
        }
    }
    let (own, register) = ("C-0001", form(&office, "ja/carry-out-register.csv"));
    assert!(register.contains(own) && !register.contains("C-0002"), "{register}");
    // Nobody signed them: what was changed in one is seen by nobody.
    fs::write(folder(&office).join("forms/ja/asset-register.csv"), "x").unwrap();
    verified(&office, 0);
    let said = office.ok(NOBODY, &["verify", "evidence", "--lang", "en"]).stdout;
    assert!(said.contains("nobody signed or counted them"), "{said}");
}

#[test]
fn a_form_says_nothing_that_the_dossier_withholds() {
    let office = dossier();
    // Its purpose names another client: the request is withheld, and so is the word for it.
    let register = form(&office, "ja/carry-out-register.csv");
    assert!(register.contains("C-0003") && register.contains("伏せました"), "{register}");
    for path in files_below(&folder(&office).join("forms")) {
        let text = fs::read_to_string(&path).unwrap();
        for name in OTHERS {
            assert!(!text.contains(name), "{name} is in {}", path.display());
        }
    }
}

#[test]
fn a_form_of_a_dossier_tells_of_those_alone_who_work_on_it() {
    let office = dossier();
    office.ok(
        "kanri",
        &["training", "add", "--person", "kimura", "--on", &day(0), "--topic", "別の業務の研修"],
    );
    office.ok("kimura", &["evidence", "--contract", "K", "--out", "again"]);
    let list = fs::read_to_string(office.desk().join("again/forms/ja/training-report.csv")).unwrap();
    assert!(list.contains("取扱い") && !list.contains("別の業務の研修"), "{list}");
}

#[test]
fn a_letterhead_that_cannot_be_read_stops_a_dossier_before_anything_is_signed() {
    let office = dossier();
    let size = office.size();
    fs::write(office.path("home/office.toml"), "nmae = \"x\"").unwrap();
    let refused = office.refuses("kimura", &["evidence", "--contract", "K", "--out", "again"]);
    assert!(refused.stderr.contains("office.toml"), "{}", refused.stderr);
    assert_eq!(office.size(), size);
}
