//! Every command of the job on a disk with errors and on one without room, once and from then on.

use super::job::job;
use super::sweep::{Fault, every};

/// Each fault, and every which point it is tried at: different ones, so that an ordinary run sees more of them.
const FAULTS: [(Fault, usize); 4] = [
    (Fault::Once("EIO"), 29),
    (Fault::FromThenOn("EIO"), 41),
    (Fault::Once("ENOSPC"), 47),
    (Fault::FromThenOn("ENOSPC"), 37),
];

fn fails(name: &str) {
    for (fault, k) in FAULTS {
        job(name).under(fault, every(k), |_| Vec::new());
    }
}

#[test]
fn an_approval_on_a_failing_disk_is_given_once_or_not_at_all() {
    fails("approve");
}

#[test]
fn a_recovery_on_a_failing_disk_is_begun_again() {
    fails("recover");
}

#[test]
fn a_passphrase_on_a_failing_disk_is_not_shown_unless_the_log_says_so() {
    fails("passphrase");
}

#[test]
fn a_return_on_a_failing_disk_is_run_again_and_says_what_was_seen() {
    fails("return");
}

#[test]
fn a_key_on_a_failing_disk_is_not_called_destroyed_while_it_can_be_read() {
    fails("dispose key");
}

#[test]
fn a_package_on_a_failing_disk_is_not_called_erased_while_it_can_be_read() {
    fails("dispose file");
}
