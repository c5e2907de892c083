//! What every area's tests share: where the public vectors are, and which real peers are installed.
//!
//! A missing peer or vector is a failure when `CI=true`; elsewhere it is said loudly and the test
//! returns, so that a machine without `7z` can still run the rest.

use std::env;
use std::path::{Path, PathBuf};

/// The folder of public test vectors for `area`: `SEKISHO_VECTORS/area`, by default
/// `../shared/vectors/area` beside the crate.
///
/// `None`, after saying so, when it is not there; a panic instead when `CI=true`.
pub fn vectors(area: &str) -> Option<PathBuf> {
    let root = env::var_os("SEKISHO_VECTORS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/vectors"), PathBuf::from);
    let folder = root.join(area);
    if folder.is_dir() {
        return Some(folder);
    }
    missing(&format!("test vectors {} (set SEKISHO_VECTORS)", folder.display()));
    None
}

/// Where the program `name` is on `PATH`.
///
/// `None`, after saying so, when it is not installed; a panic instead when `CI=true`.
pub fn require_peer(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&path)
        .flat_map(|folder| [folder.join(name), folder.join(format!("{name}.exe"))])
        .find(|program| program.is_file());
    if found.is_none() {
        missing(&format!("the program {name}"));
    }
    found
}

/// Says that `what` is not here and nothing was tested; a panic instead when `CI=true`.
pub fn missing(what: &str) {
    assert!(env::var_os("CI").is_none_or(|ci| ci != "true"), "CI needs {what}");
    show(&format!("*** NOT TESTED: {what} is missing ***"));
}

/// Says how much a sweep tried, in every run: what a passing test prints is otherwise hidden.
pub fn counted(what: &str) {
    show(what);
}

/// Written past the test harness's capture, which would hide it from a passing run.
fn show(line: &str) {
    let _shown = std::io::Write::write_all(&mut std::io::stderr(), format!("\n{line}\n").as_bytes());
}

/// Whether sweeps are made whole, which takes long: `SEKISHO_LONG=1`.
pub fn is_long() -> bool {
    env::var_os("SEKISHO_LONG").is_some()
}

/// How often something is tried: a sample of it in an ordinary run, or the whole.
pub fn rounds(sample: usize, whole: usize) -> usize {
    if is_long() { whole } else { sample }
}

/// Tells `strace` what runs, and what leaves a process.
pub const RUNS_AND_WRITES: &str =
    "trace=execve,execveat,write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,sendmmsg";

/// The bytes that a log of `strace` shows: it writes whatever is not ASCII as `\343`, so that no text beyond is found in it
/// as it stands.
pub fn traced(log: &str) -> Vec<u8> {
    let mut shown = Vec::with_capacity(log.len());
    let mut rest = log.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'\\' {
            shown.push(*first);
            continue;
        }
        let octal = rest.iter().take(3).take_while(|digit| (b'0'..=b'7').contains(digit)).count();
        let (escape, after) = rest.split_at(octal.max(1).min(rest.len()));
        rest = after;
        shown.push(match escape {
            b"n" => b'\n',
            b"t" => b'\t',
            b"r" => b'\r',
            b"v" => 11,
            b"f" => 12,
            digits if octal > 0 => digits.iter().fold(0_u8, |value, digit| (value << 3) | (digit - b'0')),
            other => other.first().copied().unwrap_or(b'\\'),
        });
    }
    shown
}

/// Whether bytes hold others.
pub fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
