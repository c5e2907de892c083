//! Runs the command line and turns its answer into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    sekisho::base::secret::harden_process();
    sekisho::base::file::keep_own_access();
    // Where it cannot be had the system ends the program itself, and what is half done is found by the next command.
    let _or_ended = sekisho::base::file::fail_beyond_the_largest_file();
    let words: Vec<_> = std::env::args_os().collect();
    sekisho::cli::run(&words).into()
}
