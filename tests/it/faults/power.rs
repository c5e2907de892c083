//! The power goes while something is written to a FAT stick, erased from it, or tidied up on it: the office and its stick are
//! in a machine of their own (user-mode Linux), which is switched off without warning at a system call.

use std::fs;
use std::path::Path;

use sekisho::base::digest::Digest;
use serde_json::{Value, json};

use super::bench::{Bench, program};
use super::examine::{contents, custody, names, sound};
use super::sweep::every;
use crate::media::uml::Stick;
use crate::support::{counted, require_peer};

const POINT: &str = "/mnt/stick";
const PACKAGE: &str = "C-0001.zip";
const EXPORT: &str = "export C-0001 --into /mnt/stick";

/// What is done first: the stick is registered, and a carry-out to it asked for and approved.
const READY: [(&str, &str); 3] = [
    // The device tells no serial number: it is known by its filesystem.
    ("admin", "medium add USB-1 --device /mnt/stick --kind usb"),
    ("tanaka", "request src --to seven --via usb --medium USB-1 --purpose P --level 2 --due 2099-12-31"),
    (
        "sato",
        "approve C-0001 --confirm $(\"$program\" show C-0001 --json | sed -n 's/.*\"manifest_sha256\": \"\\(.\\{8\\}\\).*/\\1/p')",
    ),
];

/// An office whose stick is a FAT one.
struct Desk {
    bench: Bench,
    stick: Stick,
}

impl Desk {
    fn new() -> Option<Self> {
        let _strace = require_peer("strace")?;
        let stick = Stick::formatted(64, &["mkfs.vfat", "-F", "32", "-s", "8"], "vfat", "")?;
        let desk = Self { bench: Bench::founded()?, stick };
        fs::create_dir(desk.bench.path("told")).unwrap();
        Some(desk)
    }

    /// Boots, gives these commands with the stick mounted, then whatever `last` is, and unmounts. How each ended.
    fn on(&self, commands: &[(&str, &str)], last: &str) -> Option<Vec<String>> {
        let root = self.bench.root();
        let mut script = format!("cd '{}'; program='{}'; rm -rf told/* seen;", root.display(), program());
        let environment = self.bench.command(Path::new("true"));
        for (name, value) in environment.get_envs() {
            let (name, value) = (name.to_str().unwrap(), value.unwrap_or_default().to_str().unwrap());
            // Its own programs lie where any system has them.
            if name != "PATH" {
                script += &format!(" export {name}='{value}';");
            }
        }
        for (number, (person, words)) in commands.iter().enumerate() {
            let told = format!("told/{number}");
            script += &format!(
                " \"$program\" --key {person} {words} >{told}.out 2>{told}.err; echo $? >{told}.code;"
            );
        }
        // What lies on the stick is looked at from outside.
        script += &format!(" sync; {last} cp -r {POINT} seen; sync");
        self.stick.boot(&script)?;
        let code = |number: usize| fs::read_to_string(self.bench.path(&format!("told/{number}.code")));
        Some((0..commands.len()).map(|number| code(number).unwrap_or_default().trim().to_owned()).collect())
    }

    /// What a command said.
    fn told(&self, number: usize) -> String {
        let read = |ending| fs::read_to_string(self.bench.path(&format!("told/{number}.{ending}")));
        [read("out"), read("err")].into_iter().flatten().collect()
    }

    /// Boots, makes everything ready, does `before`, and gives tanaka's command, at whose n-th such call on the stick the
    /// power goes.
    fn cut(&self, before: &str, words: &str, at: (&str, usize)) -> Option<()> {
        self.off_after(&format!("{before} {}", killed(words, at)))
    }

    /// The same with a whole command line, right after which the power goes.
    fn off_after(&self, line: &str) -> Option<()> {
        let ended = self.on(&READY, &format!("{line} echo o >/proc/sysrq-trigger; sleep 60;"))?;
        assert_eq!(ended, ["0", "0", "0"], "{} {} {}", self.told(0), self.told(1), self.told(2));
        assert!(!self.bench.path("seen").exists(), "the power was not cut");
        Some(())
    }

    /// Packages on the stick, with their digests.
    fn packages(&self) -> Vec<(String, String)> {
        let seen = self.bench.path("seen");
        let found = names(&seen).into_iter().filter(|name| name.starts_with("C-"));
        let digest = |name: &str| Digest::of(&fs::read(seen.join(name)).unwrap()).to_string();
        found.map(|name| (name.clone(), digest(&name))).collect()
    }

    /// Asserts what holds whatever happened; returns the carry-out. Nothing is in the clear on the stick either, also where no file is.
    #[track_caller]
    fn sound(&self, what: &str) -> Value {
        let image = fs::read(self.stick.image()).unwrap();
        for secret in contents() {
            assert!(memchr::memmem::find(&image, secret).is_none(), "{what}: in the clear on the stick");
        }
        sound(&self.bench, what)
    }

    /// Asserts that the one package on the stick is the one that an entry completes.
    #[track_caller]
    fn one_package(&self, what: &str) {
        let shown = self.sound(what);
        assert_eq!(shown["status"], "sealed", "{what}");
        let completed = (PACKAGE.to_owned(), shown["package_sha256"].as_str().unwrap().to_owned());
        assert_eq!(self.packages(), [completed], "{what}");
        assert_eq!(custody(&self.bench).len(), 1, "{what}: one passphrase is kept");
    }
}

/// The command, killed as it comes to its n-th such call on the stick: what is written out later is not any more.
fn killed(words: &str, (call, nth): (&str, usize)) -> String {
    format!(
        "strace -f -qq -o /dev/null -e inject={call}:signal=SIGKILL:when={nth} -P {POINT} -P {POINT}/{PACKAGE} \
         \"$program\" --key tanaka {words} >told/killed 2>&1;"
    )
}

/// A sample of the points in an ordinary run.
fn sample(points: &[(&'static str, usize)]) -> Vec<(&'static str, usize)> {
    let k = every(points.len());
    points.iter().copied().skip(k / 2).step_by(k).collect()
}

#[test]
fn on_fat_an_export_whose_power_is_cut_is_open_and_leaves_once() {
    for at in sample(&[("write", 1), ("fsync", 2), ("read", 1), ("syncfs", 2)]) {
        let Some(desk) = Desk::new() else { return };
        let what = format!("export, {at:?}");
        let Some(()) = desk.cut("", EXPORT, at) else { return };
        assert_eq!(desk.sound(&what)["status"], "sealing", "{what}");
        // The same command gives no second package, and says what does.
        let Some(ended) = desk.on(&[("tanaka", EXPORT), ("tanaka", "recover")], "") else { return };
        assert_eq!(ended, ["3", "0"], "{what}: {} {}", desk.told(0), desk.told(1));
        assert!(desk.told(0).contains("sekisho recover"), "{what}: {}", desk.told(0));
        let shown = desk.sound(&what);
        assert_eq!((desk.packages(), shown["status"].as_str()), (Vec::new(), Some("failed")), "{what}");
        assert!(custody(&desk.bench).is_empty(), "{what}");
        let Some(ended) = desk.on(&[("tanaka", EXPORT), ("tanaka", EXPORT)], "") else { return };
        assert_eq!(ended, ["0", "3"], "{what}: {}", desk.told(0));
        desk.one_package(&what);
        counted(&format!("points: power cut on FAT in an export at {at:?}"));
    }
}

/// Completed means that it was read back equal, and that is not taken back by a cut.
#[test]
fn on_fat_what_was_confirmed_survives_a_power_cut_right_after() {
    let Some(desk) = Desk::new() else { return };
    let line = format!("\"$program\" --key tanaka {EXPORT} >told/x 2>&1;");
    let Some(()) = desk.off_after(&line) else { return };
    let Some(_) = desk.on(&[], "") else { return };
    desk.one_package("right after");
}

#[test]
fn on_fat_a_recovery_whose_power_is_cut_is_begun_again() {
    for at in sample(&[("unlinkat", 1), ("fsync", 1)]) {
        let Some(desk) = Desk::new() else { return };
        let what = format!("recover, {at:?}");
        // Whole, and not yet read back.
        let Some(()) = desk.cut(&killed(EXPORT, ("read", 1)), "recover", at) else { return };
        assert_eq!(desk.sound(&what)["status"], "sealing", "{what}");
        let Some(ended) = desk.on(&[("tanaka", "recover"), ("tanaka", EXPORT)], "") else { return };
        assert_eq!(ended, ["0", "0"], "{what}: {} {}", desk.told(0), desk.told(1));
        desk.one_package(&what);
        counted(&format!("points: power cut on FAT in a recovery at {at:?}"));
    }
}

#[test]
fn on_fat_a_return_whose_power_is_cut_is_run_again_and_leaves_nothing_on_the_stick() {
    for at in sample(&[("write", 1), ("fsync", 1), ("unlinkat", 1)]) {
        let Some(desk) = Desk::new() else { return };
        let what = format!("return, {at:?}");
        let before =
            format!("\"$program\" --key tanaka {EXPORT} >told/x 2>&1; cp {POINT}/{PACKAGE} kept; sync;");
        let Some(()) = desk.cut(&before, "return C-0001", at) else { return };
        let package = fs::read(desk.bench.path("kept")).unwrap();
        let shown = desk.sound(&what);
        assert_eq!((shown["status"].as_str(), &shown["returns"]), (Some("sealed"), &json!([])), "{what}");
        let Some(ended) = desk.on(&[("tanaka", "return C-0001")], "") else { return };
        assert_eq!(ended, ["0"], "{what}: {}", desk.told(0));
        let shown = desk.sound(&what);
        assert_eq!(shown["returns"].as_array().unwrap().len(), 1, "{what}");
        assert_eq!(shown["returns"][0]["measured"]["identified"], true, "{what}: it had been read before");
        assert_eq!((desk.packages(), desk.stick.sectors_of(&package)), (Vec::new(), 0), "{what}");
        counted(&format!("points: power cut on FAT in a return at {at:?}"));
    }
}
