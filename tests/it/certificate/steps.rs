//! The steps that are printed on a certificate, run to the letter where there is nothing but what they name.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use super::{certificate, finished, read};
use crate::office::{NOBODY, Office};

/// The programs of coreutils that the steps use, and OpenSSH's.
const PROGRAMS: &[&str] =
    &["base64", "basenc", "cat", "cut", "head", "mktemp", "sha256sum", "tail", "tr", "ssh-keygen"];

/// A folder with nothing but [`PROGRAMS`].
fn only_stock_tools(office: &Office) -> PathBuf {
    let farm = office.path("stock");
    fs::create_dir(&farm).unwrap();
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH").unwrap()).collect();
    for program in PROGRAMS {
        let found = folders.iter().map(|folder| folder.join(program)).find(|path| path.exists());
        let found = found.unwrap_or_else(|| panic!("no {program}"));
        symlink(found, farm.join(program)).unwrap();
    }
    farm
}

fn run(office: &Office, tools: &Path, script: &str) -> Output {
    let path = office.desk().join("check.sh");
    fs::write(&path, script).unwrap();
    let mut command = Command::new("/bin/sh");
    command.arg("check.sh").current_dir(office.desk()).env_clear().env("PATH", tools);
    command.env("TMPDIR", office.path("stock")).output().unwrap()
}

/// The script as the JSON has it, and as each form prints it.
fn scripts(office: &Office, json: &str) -> Vec<String> {
    let value: Value = serde_json::from_str(json).unwrap();
    let lines = value["how_to_check"]["unix"].as_array().unwrap();
    let mut scripts =
        vec![lines.iter().map(|line| format!("{}\n", line.as_str().unwrap())).collect::<String>()];
    for language in ["ja", "en"] {
        let form =
            office.ok(NOBODY, &["certificate", "C-0001", "--format", "html", "--lang", language]).stdout;
        let printed = form.split("<pre id=\"check-sh\">").nth(1).unwrap().split("</pre>").next().unwrap();
        let printed =
            printed.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        scripts.push(printed);
    }
    scripts
}

#[test]
fn the_printed_steps_need_nothing_but_openssh_and_coreutils() {
    let office = finished();
    let tools = only_stock_tools(&office);
    let path = certificate(&office, "C-0001");
    let text = read(&path);
    for script in scripts(&office, &text) {
        let output = run(&office, &tools, &script);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
        let entries = text.lines().filter(|line| line.starts_with("\"= said-")).count();
        assert!(said.ends_with(&format!("ALL {entries} ENTRIES HOLD\n")), "{said}");
        assert!(
            said.contains("Good \"sekisho-disposal-v1\" signature for tanaka with ED25519 key SHA256:"),
            "{said}"
        );
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn the_printed_steps_find_a_flipped_byte_wherever_it_is() {
    let office = finished();
    let tools = only_stock_tools(&office);
    let path = certificate(&office, "C-0001");
    let text = read(&path);
    let script = &scripts(&office, &text)[0];
    for piece in ["line", "sig", "path", "said", "signers", "root", "count"] {
        let begins = format!("\"= {piece}-");
        // The last one: a disposal's or a confirmation's, not the founder's.
        let at = text.rfind(&begins).unwrap() + begins.len();
        let at = at + text[at..].find(' ').unwrap() + if piece == "path" { 9 } else { 2 };
        let mut bytes = text.clone().into_bytes();
        bytes[at] = if bytes[at] == b'1' { b'2' } else { b'1' };
        fs::write(&path, bytes).unwrap();
        let output = run(&office, &tools, script);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(!output.status.success() && said.ends_with("WRONG\n"), "{piece}: {said}");
        office.fails(NOBODY, &["verify", path.to_str().unwrap()], 4);
    }
    let cut =
        text.lines().take(text.lines().count() - 30).map(|line| format!("{line}\n")).collect::<String>();
    fs::write(&path, cut).unwrap();
    let output = run(&office, &tools, script);
    assert!(!output.status.success());
    office.fails(NOBODY, &["verify", path.to_str().unwrap()], 4);
}

#[test]
fn the_steps_for_cmd_name_only_what_windows_ships() {
    let office = finished();
    let value: Value = serde_json::from_str(&read(&certificate(&office, "C-0001"))).unwrap();
    let lines = value["how_to_check"]["cmd"].as_array().unwrap();
    let script: String = lines.iter().map(|line| format!("{}\n", line.as_str().unwrap())).collect();
    for program in ["certutil", "findstr", "ssh-keygen -Y verify", "copy /b", "C-0001-certificate.json"] {
        assert!(script.contains(program), "{program}");
    }
    // A line of more is cut by cmd.exe, and findstr takes no longer pattern.
    assert!(lines.iter().all(|line| line.as_str().unwrap().len() < 250), "{script}");
    assert!(script.is_ascii());
}
