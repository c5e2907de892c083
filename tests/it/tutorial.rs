//! The tutorial is what happens: every command of its page is typed at a terminal, every question answered as the page
//! shows, and every line that the page shows is said.

use std::env;
use std::path::Path;
use std::process::Command;

use crate::support::require_peer;

fn plays(page: &str, language: &str) {
    if ["python3", "bash", "age", "ssh-keygen", "unzip", "strace"]
        .iter()
        .any(|peer| require_peer(peer).is_none())
    {
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let home = tempfile::tempdir().unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_sekisho")).parent().unwrap().to_owned();
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(std::iter::once(program).chain(env::split_paths(&path))).unwrap();
    let played = Command::new("python3")
        .arg(root.join("tests/it/tutorial/play.py"))
        .args([&root.join(page), home.path()])
        .arg(language)
        .env("PATH", path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&played.stdout);
    let problems = String::from_utf8_lossy(&played.stderr);
    assert!(played.status.success(), "{page}\n{said}\n{problems}");
    let typed: usize = said.trim().strip_suffix(" commands").unwrap().parse().unwrap();
    assert!(typed > 80, "{page}: {said}");
}

#[test]
fn the_tutorial_says_what_is_said_to_whoever_types_it() {
    plays("docs/tutorial.md", "en");
}

#[test]
fn the_japanese_tutorial_says_what_is_said_to_whoever_types_it() {
    plays("docs/ja/tutorial.md", "ja");
}
