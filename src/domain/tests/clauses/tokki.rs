//! 特記事項 (A) and 遵守事項 (B).

use super::on_record::{
    directed, place_and_stock_take, recalled, saved_and_erased, told, what_exactly_leaves, written,
};
use super::{clauses, recorded};

clauses! {
    tokki_a3_3_protected,
    tokki_a5_below,
    tokki_b3_1_two_factor,
    tokki_b3_2_device,
    tokki_b3_3_device,
    tokki_b3_6_device,
    tokki_a3_3_paper,
    tokki_b4_1_paper,
    tokki_b5_1_lock,
    tokki_b5_2_remote,
    tokki_b5_3_strap,
    tokki_b5_4_history,
    tokki_b5_5_names,
    tokki_b5_6_photos,
    tokki_b6_2_encrypted,
    tokki_a3_1_purpose,
    tokki_a3_2_encrypted,
    tokki_a3_3_consent,
    tokki_a3_3_equipment,
    tokki_a3_4_places,
    tokki_a3_4_sources,
    tokki_a4_training,
    tokki_a5_subcontract,
    tokki_a7_given_back,
    tokki_a7_return,
    tokki_b3_4_drinking,
    tokki_b4_1_permission,
    tokki_b4_4_drinking,
    tokki_b6_1_confirm,
    tokki_b6_2_password,
    tokki_b6_3_anonymous_mail,
    tokki_b6_3_anonymous_files,
    tokki_b7_online_storage,
}

recorded! {
    tokki_b2_1_contact => told("leak"),
    tokki_b3_5_needed => what_exactly_leaves(),
    tokki_b4_3_lost => told("lost"),
    tokki_a3_2_locked => place_and_stock_take(),
    tokki_a8_recall => recalled(),
    tokki_a9_2_violation => told("violation"),
    tokki_a9_3_incident => told("suspected"),
    tokki_a11_publication => written("publication"),
    tokki_a12_directive => directed(),
    tokki_b3_6_delete => saved_and_erased(),
    tokki_b4_2_needed => what_exactly_leaves(),
}
