//! The steps that are printed in the folder: what they notice with OpenSSH and coreutils alone.

use std::fs;
use std::path::Path;

use super::{Office, change, dossier, entry_of, folder};

/// The steps, as somebody copies them out of a readme.
fn script_in(office: &Office, readme: &str) -> String {
    let text = fs::read_to_string(folder(office).join(readme)).unwrap();
    let lines = text.split("# sh check.sh").nth(1).unwrap().lines().skip(1);
    lines.map(|line| format!("{}\n", line.strip_prefix("    ").unwrap_or(line))).collect()
}

/// What the steps say of a folder that does not hold.
pub(super) fn wrong(office: &Office) -> String {
    fs::write(folder(office).join("check.sh"), script_in(office, "README.txt")).unwrap();
    let output = office.tool("sh", &["-c", "cd evidence && sh check.sh"]).run();
    assert_eq!(output.code, 1, "{output:?}");
    assert_eq!(output.stdout.lines().last(), Some("WRONG"));
    output.stdout
}

#[test]
fn the_printed_steps_check_it_with_stock_tools_alone() {
    let office = dossier();
    for readme in ["README.txt", "README.ja.txt"] {
        let script = script_in(&office, readme);
        fs::write(folder(&office).join("check.sh"), script).unwrap();
        let said = office.succeed("sh", &["-c", "cd evidence && sh check.sh"]);
        assert!(said.lines().last().unwrap().ends_with("ENTRIES HOLD"), "{said}");
    }
    let spec =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/spec/evidence.md")).unwrap();
    let steps =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/workflow/dossier/steps.txt"))
            .unwrap();
    assert!(spec.ends_with(&steps));
    let approval = entry_of(&office, "approval");
    let kept = fs::read(&approval).unwrap();
    change(&approval, "\"time\":\"2", "\"time\":\"3");
    assert!(wrong(&office).contains("was changed"));
    fs::remove_file(&approval).unwrap();
    assert!(wrong(&office).contains("is missing"));
    fs::write(&approval, kept).unwrap();
    fs::write(folder(&office).join("entries/000999-request.txt"), b"x").unwrap();
    assert!(wrong(&office).contains("was added"));
    fs::remove_file(folder(&office).join("entries/000999-request.txt")).unwrap();
    change(&folder(&office).join("own.txt"), " ", "  ");
    assert!(wrong(&office).contains("not those the auditor signed"));
}

#[test]
fn the_printed_steps_notice_what_is_dropped_swapped_or_added() {
    let office = dossier();
    let approval = entry_of(&office, "approval");
    let proof = approval.with_extension("tlog-proof");
    let name = approval.file_name().unwrap().to_str().unwrap();
    let withheld = approval.with_file_name(format!("{}-withheld.tlog-proof", &name[..6]));
    let kept = fs::read(&approval).unwrap();

    fs::copy(&proof, &withheld).unwrap();
    change(&approval, "\"time\":\"2", "\"time\":\"3");
    let said = wrong(&office);
    assert!(said.contains("is here and withheld at once") && said.contains("was changed"), "{said}");

    fs::remove_file(&approval).unwrap();
    fs::remove_file(&proof).unwrap();
    let said = wrong(&office);
    assert!(said.contains("3 entries are withheld, not as many as the auditor signed"), "{said}");
    assert!(said.contains("is not in not-here.txt"), "{said}");

    fs::rename(&withheld, &proof).unwrap();
    fs::write(&approval, kept).unwrap();
    let index = name[..6].trim_start_matches('0');
    let added = approval.with_file_name(format!("{index}-incident-close.txt"));
    fs::write(&added, b"x").unwrap();
    assert!(wrong(&office).contains(&format!("entries/{index}-incident-close.txt was added")));
    fs::remove_file(added).unwrap();
    let said = office.succeed("sh", &["-c", "cd evidence && sh check.sh"]);
    assert!(said.ends_with("ENTRIES HOLD\n") && !said.contains("not signed"), "{said}");
}

#[test]
fn the_printed_steps_notice_an_attachment_that_is_absent_changed_or_nobodys() {
    let office = dossier();
    let attachments = folder(&office).join("attachments");
    let mut count = 0;
    for entry in fs::read_dir(&attachments).unwrap() {
        let (path, away) = (entry.unwrap().path(), folder(&office).join("away"));
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        fs::rename(&path, &away).unwrap();
        assert!(wrong(&office).contains(&format!("attachments/{name} is missing")), "{name}");
        fs::rename(&away, &path).unwrap();
        count += 1;
    }
    assert!(count > 2, "{count}");
    let path = attachments.join(sekisho::base::digest::Digest::of(b"nobody's").to_string());
    fs::write(&path, "nobody's").unwrap();
    assert!(wrong(&office).contains("was added"));
    fs::write(&path, "another").unwrap();
    assert!(wrong(&office).contains("was changed"));
}
