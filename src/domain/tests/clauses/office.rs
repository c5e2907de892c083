//! 社内規程.

use super::clauses;

clauses! {
    office_training,
    office_files,
    office_bytes,
    office_approvers_highest,
    office_approvers,
    office_approval_days,
    office_level_known,
    office_carrier,
    office_custodian,
    office_other_road,
    office_encrypted,
    office_medium,
    office_unmixed,
    office_confirmed,
    office_witness,
    office_retention,
}
