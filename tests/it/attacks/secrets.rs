//! The passphrase looked for in the memory of the program, in what a crash leaves, on the stick, and in every word and
//! every write of every command that knows it.

use std::fs;
use std::os::unix::fs::{FileExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::faults::bench::{Bench, Ran, SEVEN, program};
use crate::faults::paused::Paused;
use crate::main_job::canary::kana_groups;
use crate::media::mounted::Mounted;
use crate::office::Office;
use crate::support::{self, RUNS_AND_WRITES, missing, require_peer};

/// Somebody without any right but their own; a test that is not run by root is somebody itself.
const NOBODY_ID: &str = "65534";

/// The beginning of a command line of that user.
fn somebody() -> Vec<&'static str> {
    if rustix::process::geteuid().is_root() {
        vec!["setpriv", "--reuid", NOBODY_ID, "--regid", NOBODY_ID, "--clear-groups"]
    } else {
        vec!["env"]
    }
}

/// An office whose package lies in `out`, and which may write a second one, all of it that somebody's; and the first one's
/// passphrase, in the file `typed`.
fn theirs() -> Option<(Bench, String)> {
    require_peer("strace")?;
    require_peer("setpriv")?;
    let bench = Bench::approved(SEVEN)?;
    bench.export("C-0001").exits(0);
    let told = bench.run_as("suzuki", &["passphrase", "C-0001", "--via", "phone"]).exits(0).stdout;
    fs::write(bench.path("typed"), &told).unwrap();
    let second = bench.request(SEVEN, &["--via", "hand"]);
    bench.approve(&second);
    fs::create_dir(bench.path("in")).unwrap();
    fs::set_permissions(bench.path(".."), fs::Permissions::from_mode(0o755)).unwrap();
    if rustix::process::geteuid().is_root() {
        let owner = format!("{NOBODY_ID}:{NOBODY_ID}");
        assert!(Command::new("chown").args(["-R", &owner]).arg(bench.root()).status().unwrap().success());
    }
    Some((bench, told.trim_end().to_owned()))
}

/// `open`, run by that somebody with a shell's limits, standing still once it knows the passphrase.
fn standing_still(bench: &Bench, limits: &str) -> Option<Paused> {
    let script = format!("{limits} exec \"$@\" 4<typed");
    let mut wrapper = somebody();
    wrapper.extend(["sh", "-c", &script, "sh", program()]);
    let open = ["open", "out/C-0001.zip", "--into", "in", "--passphrase-fd", "4"];
    Paused::wrapped(bench, &[&wrapper[..], &open].concat(), "openat", &[bench.path("in")])
}

/// Whether that somebody can read a file of `/proc`.
fn can_read(process: &str, name: &str) -> bool {
    // One byte of the program's own text, which is there in every process.
    let script = "exec 3<\"$1\" && if [ \"${1##*/}\" = mem ]; then \
                  at=$(head -n1 \"${1%mem}maps\" | cut -d- -f1) && dd if=/proc/self/fd/3 bs=1 count=1 skip=$((0x$at)) \
                  iflag=skip_bytes of=/dev/null; else head -c1 <&3; fi";
    let path = format!("/proc/{process}/{name}");
    let mut wrapper = somebody();
    wrapper.extend(["sh", "-c", script, "sh", &path]);
    let ran = Command::new(wrapper[0]).args(&wrapper[1..]).stderr(Stdio::null()).output().unwrap();
    ran.status.success()
}

/// The memory that a process can write to, read with all rights; `None` for whoever has not all of them.
fn memory(process: &str) -> Option<Vec<Vec<u8>>> {
    if !rustix::process::geteuid().is_root() {
        return None;
    }
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let memory = fs::File::open(format!("/proc/{process}/mem")).unwrap();
    let read = maps.lines().filter(|line| line.contains(" rw")).map(|line| {
        let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let number = |hex: &str| u64::from_str_radix(hex, 16).unwrap();
        let mut bytes = vec![0; usize::try_from(number(to) - number(from)).unwrap()];
        let read = memory.read_at(&mut bytes, number(from)).unwrap_or(0);
        bytes.truncate(read);
        bytes
    });
    Some(read.collect())
}

/// Whether `secret` stands in it.
fn holds(memory: &[Vec<u8>], secret: &str) -> bool {
    memory.iter().any(|bytes| bytes.windows(secret.len()).any(|window| window == secret.as_bytes()))
}

/// Asserts that nothing of a process can be read by another one of the same user.
#[track_caller]
fn is_closed(process: &str) {
    for name in ["maps", "mem", "environ", "auxv", "syscall"] {
        assert!(!can_read(process, name), "/proc/PID/{name} can be read");
    }
}

/// Whether of any other process of theirs something can be read: otherwise a refusal would show nothing.
fn others_can_be_read() -> bool {
    let mut sleeping = somebody();
    sleeping.extend(["sleep", "600"]);
    let mut other = Command::new(sleeping[0]).args(&sleeping[1..]).spawn().unwrap();
    let process = other.id().to_string();
    while fs::read_to_string(format!("/proc/{process}/comm")).unwrap() != "sleep\n" {
        std::thread::yield_now();
    }
    let (maps, memory) = (can_read(&process, "maps"), can_read(&process, "mem"));
    other.kill().unwrap();
    other.wait().unwrap();
    if !maps || !memory {
        missing("a system that lets one process of a user read another's memory");
    }
    maps && memory
}

#[test]
fn another_process_of_the_same_user_does_not_read_the_passphrase_out_of_memory() {
    let Some((bench, passphrase)) = theirs().filter(|_| others_can_be_read()) else { return };
    let Some(paused) = standing_still(&bench, "") else { return };
    is_closed(paused.process());
    // It is there: whoever has every right finds it.
    if let Some(memory) = memory(paused.process()) {
        assert!(holds(&memory, &passphrase), "not what this test needs");
    }
    let opened = paused.goes_on();
    assert!(matches!(opened.code, Some(0 | 1)), "{opened:?}");
}

/// The same of whoever makes a passphrase, tells it, or seals it anew.
#[test]
fn nor_out_of_the_memory_of_whoever_made_it_tells_it_or_seals_it_anew() {
    let Some((bench, passphrase)) = theirs().filter(|_| others_can_be_read()) else { return };
    let run = |person: &str, args: &[&str]| {
        let line = [&somebody()[..], &[program(), "--key", person], args].concat();
        Ran::from(bench.command(Path::new(line[0])).args(&line[1..]).output().unwrap()).exits(0)
    };
    let log = bench.path("home/ledger.db-wal");
    let sealed = bench.path("home/custody");
    let made = ["export", "C-0002", "--into", "out"];
    let told = ["passphrase", "C-0001", "--via", "phone"];
    let anew = ["custody", "reseal", "C-0001"];
    for (person, args, call, at) in [
        ("tanaka", &made[..], "pwrite64", &log),
        ("suzuki", &told, "pwrite64", &log),
        ("suzuki", &anew, "openat", &sealed),
    ] {
        let line = [&somebody()[..], &[program(), "--key", person], args].concat();
        let Some(paused) = Paused::wrapped(&bench, &line, call, std::slice::from_ref(at)) else { return };
        is_closed(paused.process());
        let memory = memory(paused.process());
        let ran = paused.goes_on().exits(0);
        let passphrase = if args == made {
            run("suzuki", &["passphrase", "C-0002", "--via", "phone"]).stdout.trim_end().to_owned()
        } else {
            passphrase.clone()
        };
        assert!(!ran.stderr.contains(&passphrase), "{args:?}: {ran:?}");
        assert!(
            memory.is_none_or(|memory| holds(&memory, &passphrase)),
            "{args:?}: not what this test needs"
        );
    }
}

/// Names that look like a core dump's, below a folder.
fn cores(folder: &Path) -> Vec<PathBuf> {
    let files = crate::office::files_below(folder).into_iter();
    files.filter(|file| file.file_name().unwrap().to_string_lossy().starts_with("core")).collect()
}

#[test]
fn a_crash_leaves_no_core_with_the_passphrase_in_it() {
    let Some((bench, _)) = theirs() else { return };
    let mut crashing = somebody();
    crashing.extend(["sh", "-c", "ulimit -c unlimited; kill -s ABRT $$"]);
    let mut control = bench.command(Path::new(crashing[0]));
    control.args(&crashing[1..]).status().unwrap();
    let found = cores(&bench.root());
    if found.is_empty() {
        return missing("a system that keeps core dumps as files where a program crashes");
    }
    found.iter().for_each(|core| fs::remove_file(core).unwrap());
    let Some(paused) = standing_still(&bench, "ulimit -c unlimited;") else { return };
    paused.signal("ABRT");
    let crashed = paused.goes_on();
    assert_eq!((crashed.code, crashed.signal), (None, Some(6)), "{crashed:?}");
    assert_eq!(cores(&bench.root()), Vec::<PathBuf>::new());
}

/// Everything that runs and everything that leaves the process.
const STRACE: &[&str] = &["strace", "-f", "-y", "-v", "-s", "65536", "-e", RUNS_AND_WRITES, "-o", "trace"];

#[test]
fn the_passphrase_is_on_no_stick_in_no_message_and_in_no_write_but_the_answer() {
    let (Some(_), Some(stick)) = (require_peer("strace"), Mounted::ext4(24)) else { return };
    let office = Office::new();
    let point = stick.point().to_str().unwrap().to_owned();
    office.ok("kanri", &["medium", "add", "USB-07", "--device", &point]);
    let id = office.approved(&[("--to", "ward"), ("--via", "usb"), ("--medium", "USB-07")]);
    let traced = |person: &str, words: &[&str]| -> (String, String, String) {
        let ran = office.call(person, words).under(STRACE).run().exits(0);
        (fs::read_to_string(office.desk().join("trace")).unwrap(), ran.stdout, ran.stderr)
    };
    let exporting = traced("tanaka", &["export", &id, "--into", &point, "--verbose"]);
    let telling = traced("suzuki", &["passphrase", &id, "--via", "phone", "--verbose"]);
    let passphrase = telling.1.trim_end().to_owned();
    assert!(passphrase.len() > 30 && !passphrase.contains('\n'), "{passphrase}");
    let kana = kana_groups(&passphrase);
    let spellings = [&[passphrase.clone()][..], &kana].concat();
    let showing = traced("suzuki", &["show", &id, "--verbose"]);
    let auditing = traced("suzuki", &["status", "--verbose"]);
    for (what, (trace, said, noted)) in [("export", &exporting), ("show", &showing), ("status", &auditing)] {
        assert!(trace.contains("write("), "{what}: nothing was traced");
        for text in [support::traced(trace), said.clone().into_bytes(), noted.clone().into_bytes()] {
            for spelling in &spellings {
                assert!(!support::holds(&text, spelling.as_bytes()), "{what} says {spelling}");
            }
        }
    }
    assert!(!telling.2.contains(&passphrase), "{}", telling.2);
    let told: Vec<&str> = telling.0.lines().filter(|line| line.contains(&passphrase)).collect();
    assert!(told.len() == 1 && told[0].contains("<pipe:["), "{told:?}");
    let told = support::traced(&telling.0);
    assert!(!kana.iter().any(|group| support::holds(&told, group.as_bytes())), "nobody reads it aloud there");
    assert_eq!([&exporting, &telling].map(|(trace, _, _)| trace.matches("execve(").count()), [1, 1]);
    stick.unmount();
    let image = fs::read(stick.image()).unwrap();
    let groups = passphrase.split('-').filter(|group| group.len() >= 8);
    for spelling in groups
        .chain([passphrase.as_str(), &passphrase.replace('-', "")])
        .chain(kana.iter().map(String::as_str))
    {
        assert!(!support::holds(&image, spelling.as_bytes()), "{spelling} is on the stick");
    }
    // The search finds what is there.
    assert!(image.windows(6).any(|window| window == b"C-0001"));
}

/// A passphrase that came in by a descriptor and does not open, or that nobody expects: no message repeats it.
#[test]
fn a_wrong_passphrase_is_repeated_in_no_message() {
    let Some((bench, _)) = theirs() else { return };
    let canary = "kanariya-no-himitsu-no-kotoba";
    for (canary, more) in [
        (canary.to_owned(), &["--verbose"][..]),
        (canary.repeat(400), &["--json"]),
        (format!("\u{1b}]{canary}\u{7}"), &[]),
    ] {
        fs::write(bench.path("typed"), &canary).unwrap();
        let mut command = bench.command(Path::new("sh"));
        command.args([
            "-c",
            "exec \"$@\" 4<typed",
            "sh",
            program(),
            "open",
            "out/C-0001.zip",
            "--into",
            "in",
        ]);
        command.args(["--passphrase-fd", "4"]).args(more).env("RUST_BACKTRACE", "full");
        let ran: Ran = command.output().unwrap().into();
        assert!(matches!(ran.code, Some(2 | 3)), "{ran:?}");
        assert!(!ran.stdout.contains("himitsu") && !ran.stderr.contains("himitsu"), "{ran:?}");
    }
}
