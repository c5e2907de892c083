//! The main job from asking to opening, through the real program.

mod approvals;
mod bag;
pub mod canary;
mod opening;
mod papers;
mod peers;
mod receipts;
mod release;
mod whole;
