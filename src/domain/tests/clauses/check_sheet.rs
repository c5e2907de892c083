//! The check sheet of 31 items.

use super::on_record::{a_post, exercised, place_and_stock_take, told};
use super::{clauses, recorded};
use crate::domain::rules::demand::Post;

clauses! {
    check_sheet_4_5_exchange,
    check_sheet_1_training,
    check_sheet_2_3,
    check_sheet_2_5,
    check_sheet_2_6,
    check_sheet_2_6_agreement,
    check_sheet_2_6_check,
    check_sheet_3_1,
    check_sheet_3_3,
    check_sheet_4_1,
    check_sheet_4_2,
    check_sheet_4_5,
    check_sheet_4_2_device,
    check_sheet_5_2,
    check_sheet_5_3,
    check_sheet_5_4,
    check_sheet_5_5,
    check_sheet_5_6,
    check_sheet_5_6_device,
    check_sheet_5_9,
    check_sheet_5_9_hidden,
    check_sheet_5_11,
    check_sheet_foot,
}

recorded! {
    check_sheet_4_4 => place_and_stock_take(),
    check_sheet_6_2 => exercised(),
    check_sheet_2_1 => a_post(Post::Responsible),
    check_sheet_4_3 => place_and_stock_take(),
    check_sheet_6_1 => told("leak"),
}
