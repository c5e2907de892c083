//! Each target, so many executions: inputs made from its seeds, and from whatever came to something new on the way.
//!
//! `SEKISHO_FUZZ_SECONDS=60 cargo test --test fuzz -- --nocapture NAME` goes on for longer, with other inputs each
//! time, made from a number that it says; `SEKISHO_FUZZ_SEED=NUMBER` makes those inputs again. `SEKISHO_FUZZ_INPUT=FILE cargo test --test fuzz NAME` gives it one file;
//! `SEKISHO_FUZZ_SEEDS=DIR cargo test --test fuzz seeds` leaves seeds and words for another fuzzer.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};
use std::{env, fs};

use sekisho::base::digest::Digest;

use crate::mutate::{Numbers, mutated};
use crate::targets::{ALL, Target};

/// Inputs that came to something new and are kept to make others from.
const KEPT_MAX: usize = 500;

macro_rules! bounded {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            fuzz(stringify!($name));
        })*

        #[test]
        fn every_target_is_run() {
            let here = BTreeSet::from([$(stringify!($name)),*]);
            assert_eq!(here, ALL.iter().map(|target| target.name).collect());
        }
    };
}

bounded! {
    statement entry checkpoint proof
    armor signature public_key allowed_signers agent
    age_header age_passphrase identities recipients custody
    zip_index package bag manifest file_list
    rule_pack backup_list certificate mail outlook document
    safe_text small_words passphrase
}

fn fuzz(name: &str) {
    let target = ALL.iter().find(|target| target.name == name).unwrap();
    if let Some(path) = env::var_os("SEKISHO_FUZZ_INPUT") {
        println!("{name}: {:?}", target.run(&fs::read(path).unwrap()));
        return;
    }
    let mut known = [found(name), (target.seeds)()].concat();
    let mut outcomes = BTreeSet::new();
    let mut most = 0;
    let mut execute = |input: &[u8]| {
        let (outcome, peak) = execute(target, input);
        most = most.max(peak);
        outcome
    };
    for seed in &known {
        outcomes.insert(execute(seed));
    }
    let number = |name: &str| env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let seconds = number("SEKISHO_FUZZ_SECONDS");
    let seed = seed(seconds, number("SEKISHO_FUZZ_SEED"), SystemTime::now());
    // Said before anything goes wrong, so that it is known whatever does.
    println!("{name}: SEKISHO_FUZZ_SEED={seed}");
    let mut numbers = Numbers::from_seed(seed);
    let (begun, mut executions) = (Instant::now(), 0_u64);
    loop {
        match seconds {
            None if executions >= target.executions => break,
            Some(seconds) if begun.elapsed() >= Duration::from_secs(seconds) => break,
            _ => {}
        }
        let input = mutated(&mut numbers, &known, target.words);
        executions += 1;
        if outcomes.insert(execute(&input)) && known.len() < KEPT_MAX {
            known.push(input);
        }
    }
    println!(
        "{name}: {executions} executions, {} outcomes, {most} bytes of memory at most, {:?}",
        outcomes.len(),
        begun.elapsed()
    );
}

/// What the inputs are made from: the number given; by hand another one each time; in an ordinary run the same one for
/// everybody.
fn seed(seconds: Option<u64>, given: Option<u64>, now: SystemTime) -> u64 {
    let by_hand = || seconds.map(|_| now.duration_since(SystemTime::UNIX_EPOCH).unwrap());
    let fresh = || by_hand().map(|since| u64::try_from(since.as_nanos() & u128::from(u64::MAX)).unwrap());
    given.or_else(fresh).unwrap_or(0)
}

#[test]
fn inputs_are_others_each_time_by_hand_and_can_be_made_again() {
    let now = SystemTime::now();
    let inputs = |seed| {
        let mut numbers = Numbers::from_seed(seed);
        (0..100).map(|_| mutated(&mut numbers, &[b"seed 1\n".to_vec()], &["word"])).collect::<Vec<_>>()
    };
    assert_eq!((seed(None, None, now), seed(None, None, now + Duration::from_secs(1))), (0, 0));
    let (one, other) = (seed(Some(60), None, now), seed(Some(60), None, now + Duration::from_millis(1)));
    assert!(one != 0 && inputs(one) != inputs(other) && inputs(one) != inputs(0));
    // As it was said.
    let said = one.to_string().parse().unwrap();
    assert_eq!(inputs(seed(Some(60), Some(said), now + Duration::from_secs(9))), inputs(one));
    assert_eq!(seed(None, Some(7), now), 7);
}

/// What once went wrong, each in a file named after it.
fn found(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/found").join(name);
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|path| fs::read(path).unwrap()).collect()
}

fn execute(target: &Target, input: &[u8]) -> (String, usize) {
    catch_unwind(AssertUnwindSafe(|| target.run(input))).unwrap_or_else(|_said_before| {
        let file = format!("{}-{}", target.name, Digest::of(input).prefix(12));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file);
        fs::write(&path, input).unwrap();
        panic!(
            "{} found something. Once more: SEKISHO_FUZZ_INPUT={} cargo test --test fuzz {}",
            target.name,
            path.display(),
            target.name
        );
    })
}

/// For `tests/long/fuzz`: a folder of seeds and a dictionary for each target.
#[test]
fn seeds_and_words_are_left_for_another_fuzzer() {
    let folder = tempfile::tempdir().unwrap();
    let into = env::var_os("SEKISHO_FUZZ_SEEDS").map_or(folder.path().to_owned(), PathBuf::from);
    for target in ALL {
        let seeds = [found(target.name), (target.seeds)()].concat();
        assert!(seeds.len() > 1, "{}: made from nothing, an input comes to nothing", target.name);
        fs::create_dir_all(into.join(target.name)).unwrap();
        for seed in seeds {
            fs::write(into.join(target.name).join(Digest::of(&seed).prefix(40)), seed).unwrap();
        }
        let quoted = |word: &&str| word.bytes().map(|byte| format!("\\x{byte:02x}")).collect::<String>();
        let words: String = target.words.iter().map(|word| format!("\"{}\"\n", quoted(word))).collect();
        fs::write(into.join(format!("{}.dict", target.name)), words).unwrap();
    }
}

/// Without this, a fuzzer that finds nothing says nothing.
#[test]
fn a_fault_three_steps_behind_a_seed_is_found_and_told() {
    fn check(bytes: &[u8]) -> String {
        let text = String::from_utf8_lossy(bytes);
        let depth = text.strip_prefix("[").map_or(0, |rest| 1 + usize::from(rest.starts_with('[')));
        assert!(depth < 2 || !text.contains("4294967295"), "a planted fault");
        format!("{depth} {}", text.contains(|c: char| c.is_ascii_digit()))
    }
    let seeds = || vec![b"7,8".to_vec(), b"x".to_vec()];
    let planted = Target {
        name: "planted",
        check,
        seeds,
        words: &["["],
        executions: 50_000,
        at_least: 1 << 16,
        for_each: 8,
    };
    let mut numbers = Numbers::from_seed(0);
    let mut known = seeds();
    let mut outcomes = BTreeSet::new();
    let caught = (0..planted.executions).find_map(|_| {
        let input = mutated(&mut numbers, &known, planted.words);
        match catch_unwind(|| planted.run(&input)) {
            Ok((outcome, _)) => {
                if outcomes.insert(outcome) {
                    known.push(input);
                }
                None
            }
            Err(_) => Some(input),
        }
    });
    assert!(caught.is_some());
    let hungry = |_: &[u8]| vec![0_u8; 1 << 20].len().to_string();
    let hungry = Target { check: hungry, ..planted };
    assert!(catch_unwind(|| hungry.run(b"x")).is_err());
}
