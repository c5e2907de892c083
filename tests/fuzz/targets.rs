//! What is given bytes, with what to begin, and how much memory it may take for them.

mod ledger;
mod mail;
mod package;
mod sealed;
mod signing;
mod words;

use std::fmt::Debug;
use std::fs;
use std::path::Path;

use crate::memory::peak_of;

/// One parser and what must hold of it.
#[derive(Clone, Copy)]
pub struct Target {
    /// As a test is called.
    pub name: &'static str,
    /// Fails where something does not hold; says in a few words what the bytes came to.
    pub check: fn(&[u8]) -> String,
    /// What to begin with: at least one thing that is accepted.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Words of the format.
    pub words: &'static [&'static str],
    /// Executions of an ordinary run: a few seconds of one core.
    pub executions: u64,
    /// Bytes of memory that any input may take.
    pub at_least: usize,
    /// Bytes of memory for each byte of the input beyond.
    pub for_each: usize,
}

/// Every target there is.
pub const ALL: &[Target] = &[
    ledger::STATEMENT,
    ledger::ENTRY,
    ledger::CHECKPOINT,
    ledger::PROOF,
    ledger::CERTIFICATE,
    ledger::RULE_PACK,
    ledger::BACKUP,
    signing::ARMOR,
    signing::SIGNATURE,
    signing::PUBLIC_KEY,
    signing::ALLOWED_SIGNERS,
    signing::AGENT,
    sealed::AGE_HEADER,
    sealed::AGE_PASSPHRASE,
    sealed::IDENTITIES,
    sealed::RECIPIENTS,
    sealed::CUSTODY,
    package::ZIP_INDEX,
    package::PACKAGE,
    package::BAG,
    package::MANIFEST,
    package::FILE_LIST,
    mail::MAIL,
    mail::OUTLOOK,
    mail::DOCUMENT,
    words::SAFE_TEXT,
    words::SMALL_WORDS,
    words::PASSPHRASE,
];

impl Target {
    /// Gives it `input`; what that came to, and how many bytes of memory it took.
    pub fn run(&self, input: &[u8]) -> (String, usize) {
        let (outcome, peak) = peak_of(|| (self.check)(input));
        let most = self.at_least + self.for_each * input.len();
        assert!(
            peak <= most,
            "{}: {peak} bytes of memory for {} of input, at most {most}",
            self.name,
            input.len()
        );
        (outcome, peak)
    }
}

/// The target that libFuzzer was told to run.
#[cfg(sekisho_fuzz)]
pub fn named_in_environment() -> &'static Target {
    static CHOSEN: std::sync::OnceLock<&Target> = std::sync::OnceLock::new();
    CHOSEN.get_or_init(|| {
        let name = std::env::var("SEKISHO_FUZZ_TARGET").unwrap_or_default();
        ALL.iter().find(|target| target.name == name).unwrap_or_else(|| {
            let names: Vec<&str> = ALL.iter().map(|target| target.name).collect();
            panic!("SEKISHO_FUZZ_TARGET must be one of {}", names.join(" "))
        })
    })
}

/// What kind of error it is: its words without names, numbers and quotations, so that the same fault elsewhere in the
/// input is nothing new.
fn kind_of(error: &impl Debug) -> String {
    let shown = format!("{error:?}");
    let unquoted: String = shown.split('"').step_by(2).collect();
    unquoted.chars().filter(|c| c.is_ascii_alphabetic() || *c == '(').take(80).collect()
}

/// The bytes as text; what is no text is nothing to a parser of texts.
fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

/// A file of the seeds that come with the tests.
fn seed(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A file of `tests/golden/v1`.
fn golden(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1").join(name)).unwrap()
}

/// The files of a folder of public vectors whose names end so; none where the vectors are absent.
fn vectors(area: &str, ending: &str) -> Vec<Vec<u8>> {
    let Some(folder) = crate::support::vectors(area) else { return Vec::new() };
    let mut files = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                files.push(path);
            }
        }
    }
    files.sort();
    files.iter().map(|path| fs::read(path).unwrap()).collect()
}
