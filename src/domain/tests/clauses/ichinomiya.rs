//! 一宮市: policy and guideline (GL).

use super::on_record::{
    a_pledge_at_leaving, frozen, out_and_back, place_and_stock_take, seen_by_the_client, what_exactly_leaves,
    working_copies,
};
use super::{clauses, recorded};

clauses! {
    ichinomiya_5_paper,
    ichinomiya_class_2_encrypted,
    ichinomiya_class_2_disposal,
    ichinomiya_class_2_outside,
    ichinomiya_gl_2_paper,
    ichinomiya_purpose,
    ichinomiya_class_1_exception,
    ichinomiya_gl_5_return,
    ichinomiya_2_unknown,
    ichinomiya_3_purpose,
    ichinomiya_3_highest,
    ichinomiya_4_mail,
    ichinomiya_5_permission,
    ichinomiya_5_case,
    ichinomiya_5_direct,
    ichinomiya_6_permission,
    ichinomiya_6_encrypted,
    ichinomiya_7_held,
    ichinomiya_gl_5_held,
    ichinomiya_7_paper,
    ichinomiya_7_restore,
    ichinomiya_area_effect,
    ichinomiya_bring_in,
    ichinomiya_outside,
    ichinomiya_outside_device,
    ichinomiya_settings,
    ichinomiya_login,
    ichinomiya_outside_carry,
    ichinomiya_outside_place,
    ichinomiya_gl_1_below,
    ichinomiya_gl_1_pledge,
    ichinomiya_gl_2_consent,
    ichinomiya_gl_3_purpose,
    ichinomiya_gl_4_subcontract,
    ichinomiya_gl_5_destroy,
    ichinomiya_gl_6_handlers,
}

recorded! {
    ichinomiya_class_1_locked => place_and_stock_take(),
    ichinomiya_class_3_needed => what_exactly_leaves(),
    ichinomiya_1_draft => working_copies(),
    ichinomiya_records => out_and_back(),
    ichinomiya_incident => frozen(),
    ichinomiya_leaving => a_pledge_at_leaving(),
    ichinomiya_gl_5_witness => seen_by_the_client(),
}
