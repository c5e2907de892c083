//! A stick, and a folder, full of what somebody planted there: nothing of it is believed, run, written through or
//! taken for the program's own.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use crate::faults::bench::{Bench, KEYED, Ran, SEVEN, copy, program};
use crate::faults::examine::{ID, packages};
use crate::support::require_peer;

/// Names under which programs look for things of their own, or systems run them.
const TRAPS: [&str; 16] = [
    "ledger.db",
    "ledger.db-wal",
    "projection.db",
    "allowed_signers",
    "known_signers",
    ".env",
    ".sekisho",
    "sekisho.toml",
    "config.toml",
    "age-plugin-x",
    "age",
    "7z",
    "ssh-keygen",
    "autorun.inf",
    "C-0001.zip.age.tmp",
    "libc.so.6",
];

fn plant(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    for name in TRAPS {
        let path = folder.join(name);
        fs::write(&path, "#!/bin/sh\ntouch \"$(dirname \"$0\")/ran\"\n").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

#[test]
fn opening_a_package_beside_planted_files_looks_at_none_of_them() {
    let (Some(strace), Some(bench)) = (require_peer("strace"), Bench::approved(SEVEN)) else { return };
    bench.export(ID).exits(0);
    let told = bench.run_as("suzuki", &["passphrase", ID, "--via", "phone"]).exits(0).stdout;
    fs::write(bench.path("typed"), told).unwrap();
    let stick = bench.path("stick");
    plant(&stick);
    fs::copy(bench.path("out/C-0001.zip"), stick.join("C-0001.zip")).unwrap();
    copy(&bench.path("home"), &stick.join("home"));
    fs::create_dir(bench.path("in")).unwrap();
    let mut command = bench.command(&strace);
    command.args(["-f", "-qq", "-e", "trace=%file", "-o"]).arg(bench.path("trace"));
    command.args(["sh", "-c", "exec \"$@\" 4<../typed", "sh", program()]);
    command.args(["open", "C-0001.zip", "--into", "../in", "--passphrase-fd", "4"]);
    command.current_dir(&stick).env_remove("SEKISHO_HOME");
    let ran: Ran = command.output().unwrap().into();
    assert!(matches!(ran.code, Some(0 | 1)), "{ran:?}");
    let trace = fs::read_to_string(bench.path("trace")).unwrap();
    // Where the shell becomes the program: whoever starts the shell names it too.
    let begins = format!("execve(\"{}\"", program());
    let after = &trace[trace.find(&begins).unwrap() + begins.len()..];
    assert!(after.contains("C-0001.zip"), "nothing was traced");
    for name in TRAPS.into_iter().filter(|name| *name != "libc.so.6") {
        // By its whole path, or from where the program runs.
        let here = [stick.join(name).display().to_string(), format!("AT_FDCWD, \"{name}\"")];
        let looked = after.lines().find(|line| here.iter().any(|path| line.contains(path.as_str())));
        assert_eq!(looked, None, "{name}");
    }
    assert!(!after.contains(stick.join("libc.so.6").to_str().unwrap()));
    assert_eq!(after.matches("execve(").count(), 0, "{after}");
    assert!(!stick.join("ran").exists());
}

/// Links and folders wait on the stick under every name that an export writes.
#[test]
fn an_export_onto_a_planted_stick_writes_through_nothing() {
    let Some(bench) = Bench::approved(KEYED) else { return };
    fs::write(bench.path("somebodys"), "somebody's own words").unwrap();
    plant(&bench.path("out"));
    let victims = ["somebodys", "nothing-yet"];
    bench.keep();
    let names = ["C-0001.zip.age", "はじめに-README.txt", "C-0001.zip.age.001"];
    for name in names {
        for (what, to) in [("a file", victims[0]), ("nothing", victims[1]), ("a folder", "src")] {
            bench.restore();
            symlink(bench.path(to), bench.path("out").join(name)).unwrap();
            let ran = bench.export(ID);
            let what = format!("{name} leads to {what}");
            assert_eq!(
                fs::read_to_string(bench.path("somebodys")).unwrap(),
                "somebody's own words",
                "{what}"
            );
            assert!(!bench.path("nothing-yet").exists(), "{what}");
            assert_eq!(fs::read_dir(bench.path("src")).unwrap().count(), 2, "{what}");
            if ran.code == Some(0) {
                // What was there already is left as it was, and the package lies beside it.
                assert_ne!(name, names[0], "{ran:?}");
                assert!(bench.path("out/C-0001.zip.age").symlink_metadata().unwrap().is_file());
            } else {
                assert!(matches!(ran.code, Some(3 | 5)), "{what}: {ran:?}");
                let left = packages(&bench.path("out"));
                assert!(
                    left.iter().all(|left| left == name || left == "C-0001.zip.age.tmp"),
                    "{what}: {left:?}"
                );
            }
            assert!(!bench.path("out/ran").exists(), "{what}");
        }
    }
    bench.restore();
    let ran = bench.export(ID).exits(0);
    // What lies beside the package, and what a system would run, is named.
    assert!(ran.stderr.contains("autorun.inf") || ran.stdout.contains("autorun.inf"), "{ran:?}");
}
