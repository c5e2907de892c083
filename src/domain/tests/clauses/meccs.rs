//! 日本メックス 情報取扱い要領.

use super::on_record::{
    a_pledge_at_leaving, a_post, given_to_a_subcontractor, place_and_stock_take, recalled, told,
    versions_of_the_rules, when_who_whom_and_how,
};
use super::{clauses, recorded};
use crate::domain::rules::demand::Post;

clauses! {
    meccs_2_1_training,
    meccs_3_2_file_server,
    meccs_3_3_antivirus,
    meccs_3_4_updates,
    meccs_3_6_company_media,
    meccs_3_7_encrypted,
    meccs_4_1_register,
    meccs_4_2_purpose,
    meccs_4_3_consent,
    meccs_4_4_home,
    meccs_4_4_reason,
    meccs_4_4_approval,
    meccs_4_6_return,
    meccs_5_1_requirements,
    meccs_5_2_subcontractor,
    meccs_7_1_check,
}

recorded! {
    meccs_1_1_responsible => a_post(Post::Responsible),
    meccs_1_2_systems => a_post(Post::SystemsOfficer),
    meccs_1_3_rules => versions_of_the_rules(),
    meccs_2_2_leaving => a_pledge_at_leaving(),
    meccs_4_3_record => when_who_whom_and_how(),
    meccs_4_5_locked => place_and_stock_take(),
    meccs_5_3_list => given_to_a_subcontractor(),
    meccs_5_4_recall => recalled(),
    meccs_6_1_report => told("lost"),
}
