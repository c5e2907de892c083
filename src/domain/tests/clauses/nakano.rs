//! 中野区: A, B and C.

use super::on_record::{backups, directed, repaired, told, written};
use super::{clauses, recorded};

clauses! {
    nakano_b3_given_back,
    nakano_b7_training,
    nakano_c2_6_updates,
    nakano_a9_paper,
    nakano_b2_secrecy,
    nakano_b10_erasure,
    nakano_b3_exchange,
    nakano_a9_carried,
    nakano_b9_devices,
    nakano_c1_setup,
    nakano_c2_12_device,
    nakano_c2_12_emptied,
    nakano_c2_13_device,
    nakano_c2_13_device_encrypted,
    nakano_c2_10_important,
    nakano_c2_13_reason,
    nakano_a2_training,
    nakano_a4_handlers,
    nakano_a6_purpose,
    nakano_a8_copies,
    nakano_a9_never,
    nakano_a10_return,
    nakano_a13_subcontract,
    nakano_b12_third,
    nakano_c2_8_mail,
    nakano_c2_12_repair,
    nakano_c2_13_permission,
    nakano_c2_13_encrypted,
}

recorded! {
    nakano_b1_directed => directed(),
    nakano_c2_11_backup => backups(),
    nakano_a12_incident => written("written-report"),
    nakano_b4_incident => told("misdelivery"),
    nakano_b10_repair => repaired(),
}
