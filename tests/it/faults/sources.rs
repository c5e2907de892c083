//! Content that is no longer what was approved: before the export, and while it runs.

use std::fs;
use std::os::unix::fs::symlink;

use super::bench::{Bench, Ran, SEVEN, noise};
use super::examine::{ID, failed_and_gone, gets_out, honest};
use super::paused::Paused;

/// Something that happens to `src/a`, whose approved content is `hello`.
type Change = (&'static str, fn(&Bench));

const CHANGES: [Change; 8] = [
    ("changed", |bench| fs::write(bench.path("src/a"), "HELLO").unwrap()),
    ("grown", |bench| fs::write(bench.path("src/a"), "hello, and more").unwrap()),
    ("shrunk", |bench| fs::write(bench.path("src/a"), "hell").unwrap()),
    ("emptied", |bench| fs::write(bench.path("src/a"), "").unwrap()),
    ("vanished", |bench| fs::remove_file(bench.path("src/a")).unwrap()),
    ("swapped for a link to the same content", |bench| {
        fs::rename(bench.path("src/a"), bench.path("src-elsewhere")).unwrap();
        symlink(bench.path("src-elsewhere"), bench.path("src/a")).unwrap();
    }),
    ("swapped for a pipe", |bench| {
        fs::remove_file(bench.path("src/a")).unwrap();
        let made = std::process::Command::new("mkfifo").arg(bench.path("src/a")).status();
        assert!(made.unwrap().success());
    }),
    ("swapped for a folder", |bench| {
        fs::remove_file(bench.path("src/a")).unwrap();
        fs::create_dir(bench.path("src/a")).unwrap();
    }),
];

fn put_back(bench: &Bench) {
    fs::remove_dir_all(bench.path("src")).unwrap();
    bench.put_sources();
}

fn failed(bench: &Bench, ran: &Ran, what: &str) {
    println!("{what}");
    failed_and_gone(bench, ran, 3, "source-changed");
    put_back(bench);
    gets_out(bench, "failed", what);
}

#[test]
fn content_other_than_approved_does_not_leave() {
    let Some(bench) = Bench::approved(SEVEN) else { return };
    bench.keep();
    for (what, change) in CHANGES {
        change(&bench);
        failed(&bench, &bench.export(ID), what);
        bench.restore();
    }
}

#[test]
fn content_that_changes_while_it_is_packed_does_not_leave() {
    let Some(bench) = Bench::approved(SEVEN) else { return };
    bench.keep();
    for (what, change) in CHANGES {
        let args = ["export", ID, "--into", "out"];
        let package = [bench.path("home/custody/C-0001-1.age")];
        // The intent is in the log, and no file has been opened yet.
        let Some(paused) = Paused::at(&bench, "tanaka", &args, "openat", &package) else { return };
        change(&bench);
        failed(&bench, &paused.goes_on(), what);
        bench.restore();
    }
}

#[test]
fn content_that_changes_under_the_reader_does_not_leave() {
    let Some(bench) = Bench::approved(SEVEN) else { return };
    bench.keep();
    let changes: [Change; 3] = [
        ("changed at its end", |bench| {
            let mut bytes = noise(150_000);
            *bytes.last_mut().unwrap() ^= 1;
            fs::write(bench.path("src/sub/b"), bytes).unwrap();
        }),
        ("cut", |bench| {
            fs::File::options().write(true).open(bench.path("src/sub/b")).unwrap().set_len(9).unwrap();
        }),
        ("grown", |bench| fs::write(bench.path("src/sub/b"), noise(150_001)).unwrap()),
    ];
    for (what, change) in changes {
        let args = ["export", ID, "--into", "out"];
        let source = [bench.path("src/sub/b")];
        let Some(paused) = Paused::at(&bench, "tanaka", &args, "statx", &source) else { return };
        change(&bench);
        failed(&bench, &paused.goes_on(), what);
        bench.restore();
    }
}

#[test]
fn a_folder_swapped_for_a_link_is_refused() {
    let Some(bench) = Bench::approved(SEVEN) else { return };
    fs::rename(bench.path("src/sub"), bench.path("src-elsewhere")).unwrap();
    symlink(bench.path("src-elsewhere"), bench.path("src/sub")).unwrap();
    failed(&bench, &bench.export(ID), "a folder inside");
}

#[test]
fn content_that_is_gone_altogether_is_refused_before_the_intent() {
    let Some(bench) = Bench::approved(SEVEN) else { return };
    fs::rename(bench.path("src"), bench.path("src-moved")).unwrap();
    let ran = bench.export(ID);
    assert!(matches!(ran.code, Some(3 | 5)), "{ran:?}");
    assert_eq!(honest(&bench, "gone"), "approved");
    // Content is approved, not a place, but a base name is part of every path.
    fs::create_dir(bench.path("src-other")).unwrap();
    fs::rename(bench.path("src-moved"), bench.path("src-other/src")).unwrap();
    bench.run_as("tanaka", &["export", ID, "--into", "out", "--from", "src-other/src"]).exits(0);
    assert_eq!(honest(&bench, "from elsewhere"), "sealed");
}
