//! A disk that fails while a package is read from it.

use std::fs;

use age::secrecy::ExposeSecret as _;

use super::aes_zip::plain_with;
use super::making::{bag, entries_of, identity, issued, noise, seal_to, zip};
use crate::faults::bench::{Bench, Ran, program};
use crate::support::require_peer;

/// Each read and each change of the place to read from fails once: nothing is wrong with the package.
#[test]
fn a_disk_that_fails_while_a_package_is_read_is_no_damage() {
    let (Some(strace), Some(bench)) = (require_peer("strace"), Bench::empty()) else { return };
    let (key, _) = identity();
    let archive = zip(&entries_of(&bag(&[("noise", &noise(150_000))])));
    fs::write(bench.path("identity"), key.to_string().expose_secret()).unwrap();
    fs::write(bench.path("typed"), issued(1).expose()).unwrap();
    fs::write(bench.path("C-0042.zip.age"), seal_to(&key.to_public(), &archive)).unwrap();
    fs::write(bench.path("C-0042.zip"), plain_with(&archive)).unwrap();
    fs::create_dir(bench.path("in")).unwrap();
    for (package, with) in
        [("C-0042.zip.age", ["--identity", "identity"]), ("C-0042.zip", ["--passphrase-fd", "0"])]
    {
        for (call, error) in [("read", "EIO"), ("lseek", "EIO"), ("read", "EINVAL")] {
            let mut failed = 0;
            for nth in 1.. {
                let mut command = bench.command(&strace);
                let inject = format!("inject={call}:error={error}:when={nth}");
                command.args(["-f", "-qq", "-e", &inject, "-o"]).arg(bench.path("trace"));
                command.arg("-P").arg(bench.path(package)).arg(program());
                command.args(["open", package, "--into", "in", "--json"]).args(with);
                command.stdin(fs::File::open(bench.path("typed")).unwrap());
                let ran: Ran = command.output().unwrap().into();
                assert_eq!(fs::read_dir(bench.path("in")).unwrap().count(), 0, "{package} {call} {nth}");
                if !fs::read_to_string(bench.path("trace")).unwrap().contains("(INJECTED)") {
                    // There are no more of them; the bag has no papers.
                    assert_eq!(ran.code, Some(4), "{package} {call} {nth}: {ran:?}");
                    break;
                }
                assert_eq!(ran.code, Some(5), "{package} {call} {nth}: {ran:?}");
                failed += 1;
            }
            assert!(failed > 2, "{package}: {call} failed {failed} times");
        }
    }
}
