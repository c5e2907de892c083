//! Runs the command line and turns its answer into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    sekisho::base::secret::harden_process();
    sekisho::base::file::keep_own_access();
    let words: Vec<_> = std::env::args_os().collect();
    sekisho::cli::run(&words).into()
}
