//! The steps that are printed in the folder: what they notice with OpenSSH and coreutils alone.

use std::fs;
use std::path::Path;

use crate::support::require_peer;

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

/// Somebody who hands the folder on writes a command where the steps reckon with a number.
#[test]
fn no_number_in_a_folder_is_a_command_to_whoever_checks_it() {
    let office = dossier();
    let bash = require_peer("bash").is_some();
    let script = script_in(&office, "README.txt");
    fs::write(folder(&office).join("check.sh"), script).unwrap();
    let places = [("checkpoint.txt", 1), ("own.txt", 0), ("beside.txt", 0), ("auditor.tlog-proof", 1)];
    let commands = [
        "x[$(echo${IFS}OWNED>ran)0]",
        "x[`echo\tran>ran`0]",
        "0x10",
        "08",
        "-1",
        "*",
        "1 2",
        "99999999999999999999",
    ];
    for (place, (name, at)) in places.into_iter().enumerate() {
        let path = folder(&office).join(name);
        let kept = fs::read_to_string(&path).unwrap();
        // What would be run is tried everywhere, each of the rest somewhere.
        let tried = commands.into_iter().enumerate().filter(|(nth, _)| *nth < 2 || nth % 4 == place);
        for (nth, command) in tried {
            let mut lines: Vec<String> = kept.lines().map(str::to_owned).collect();
            let rest = lines[at].split_once(' ').map(|(first, rest)| (first.to_owned(), rest.to_owned()));
            lines[at] = match rest {
                Some((first, _)) if first == "index" => format!("index {command}"),
                Some((_, hash)) => format!("{command} {hash}"),
                None => command.to_owned(),
            };
            fs::write(&path, lines.join("\n") + "\n").unwrap();
            let shell = if bash && nth != 1 { "bash" } else { "sh" };
            let output = office.tool(shell, &["-c", &format!("cd evidence && {shell} check.sh")]).run();
            assert_eq!(output.code, 1, "{shell} {name} {command}: {output:?}");
            assert_eq!(output.stdout.lines().last(), Some("WRONG"), "{shell} {name} {command}");
            assert!(!folder(&office).join("ran").exists(), "{shell} {name} {command}: was run");
        }
        fs::write(&path, kept).unwrap();
    }
    for shell in ["sh", "bash"].into_iter().filter(|shell| *shell == "sh" || bash) {
        let said = office.succeed(shell, &["-c", &format!("cd evidence && {shell} check.sh")]);
        assert!(said.ends_with("ENTRIES HOLD\n"), "{said}");
    }
}

/// `check.cmd` as it lies in the folder, line by line.
fn batch(office: &Office) -> Vec<String> {
    let text = fs::read_to_string(folder(office).join("check.cmd")).unwrap();
    assert!(text.is_ascii() && !text.contains('\t'));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    text.split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn the_batch_file_for_windows_is_the_printed_one_and_hangs_together() {
    let lines = batch(&dossier());
    let spec =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/spec/evidence.md")).unwrap();
    let printed = |line: &String| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") };
    assert!(
        spec.contains(&lines.iter().map(printed).collect::<String>()),
        "docs/spec/evidence.md has another"
    );

    // Every place that is jumped to is there, once.
    for line in &lines {
        let spaced = line.replace(['(', ')', '&'], " ");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        for pair in words.windows(2).filter(|pair| matches!(pair[0], "goto" | "call")) {
            let label = format!(":{}", pair[1].trim_start_matches(':'));
            assert_eq!(lines.iter().filter(|line| **line == label).count(), 1, "{label}: {line}");
        }
    }
    // The body of the file never runs into what is called, and nothing that is called runs into the next.
    let exits = |line: &str| line.starts_with("exit /b") || line.starts_with("goto ");
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.starts_with(':')) {
        let jumped = ["names", "judged", "leave", "finish", "lost"].contains(&&line[1..]);
        let before = lines[..at].iter().rfind(|line| !line.is_empty()).unwrap();
        assert!(jumped || exits(before), "{line} after {before}");
    }
    // Blocks close, and quotation marks come in pairs, `\"` among them: what is between them is not run.
    let (mut open, mut delayed) = (0_i64, false);
    for line in lines.iter().filter(|line| !line.starts_with("rem ")) {
        // Where a quotation mark is looked for there is one more, and no sign that the system would heed.
        let pairs = line.matches('"').count() % 2 == 0;
        let plain = line.contains('!') && !line.contains(['&', '|', '<', '>', '^']);
        assert!(pairs || plain, "{line}");
        let outside: String = line.split('"').step_by(2).collect();
        let outside = outside.replace("echo(", "echo ");
        open += i64::try_from(outside.matches('(').count()).unwrap();
        open -= i64::try_from(outside.matches(')').count()).unwrap();
        assert!((0..=2).contains(&open), "{line}");
        delayed = line.contains("EnableDelayedExpansion") || (delayed && line != "endlocal");
        assert!(!delayed || !line.contains("%HERE%"), "a ! in the folder's name is lost: {line}");
        // What somebody else may have named is only ever between quotation marks; to findstr and ssh-keygen goes
        // what `:odd` let through.
        for named in ["%HERE%", "%SEEN%", "%STEM%", "%SAY%", "%NAME%", "%TYPE%"] {
            let looked_at = matches!(named, "%NAME%" | "%TYPE%") && line.contains(" -n sekisho-%TYPE%-v1 ")
                || line.starts_with("findstr ") && named != "%HERE%";
            assert!(looked_at || !outside.contains(named), "{named} outside quotation marks: {line}");
        }
    }
    assert_eq!(open, 0);
    let setup = lines.iter().position(|line| line.starts_with("setlocal")).unwrap();
    assert_eq!(lines[setup], "setlocal EnableExtensions DisableDelayedExpansion");
    assert!(lines.iter().position(|line| line.contains("~dp0")).unwrap() > setup);
    assert!(lines.iter().any(|line| line == "exit /b %ENDS%"));
}

#[test]
fn the_batch_file_looks_at_what_the_folder_holds() {
    let office = dossier();
    let text = batch(&office).join("\n");
    // Every file beside the two folders, but what explains itself, and the forms, which nobody signed.
    for entry in fs::read_dir(folder(&office)).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let explains = name.starts_with("README") || name == "check.cmd" || name == "forms";
        assert!(explains || text.contains(&name), "{name}");
    }
    // The same keys of attachments as the steps for Unix.
    let steps = script_in(&office, "README.txt");
    let keys = steps.split_once("refers='\"(").unwrap().1.split_once(')').unwrap().0.replace('|', " ");
    assert!(text.contains(&format!("for %%K in ({keys}) do (")), "{keys}");
    // The empty file and a byte of zero, whose hashes stand there in full.
    for known in [&b""[..], b"\0"] {
        assert!(text.contains(&sekisho::base::digest::Digest::of(known).to_string()));
    }
    for readme in ["README.txt", "README.ja.txt"] {
        let said = fs::read_to_string(folder(&office).join(readme)).unwrap();
        assert!(said.contains("check.cmd /q") && said.contains("errorlevel"), "{readme}");
    }
}
