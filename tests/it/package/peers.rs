//! What the tests of this area need from the machine.

use std::env;
use std::path::{Path, PathBuf};

/// Something this machine does not allow: a failure when `CI=true`, said loudly otherwise.
pub fn cannot(what: &str, said: &str) {
    assert!(env::var_os("CI").is_none_or(|ci| ci != "true"), "CI must be able to {what}: {said}");
    let line = format!("\n*** NOT TESTED: cannot {what} ***\n");
    let _shown = std::io::Write::write_all(&mut std::io::stderr(), line.as_bytes());
}

/// This test binary, copied to where every user may run it.
pub fn runnable_by_anybody(dir: &Path) -> PathBuf {
    let copy = dir.join("tests");
    std::fs::copy(env::current_exe().unwrap(), &copy).unwrap();
    copy
}
