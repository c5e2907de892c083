//! Which third of its life a carry-out is in: what lists of open things are looked up by, so that they
//! cost as much as they hold and not as much as there ever was.

use chrono::NaiveDate;

use crate::domain::carry_out::CarryOut;

/// A third of a carry-out's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// Asked for, and nothing is being written: it may leave until the days of its approvals have passed.
    Pending,
    /// It left, or may have left, and nobody has confirmed its end.
    Outstanding,
    /// It was refused, taken back or closed.
    Over,
}

impl Phase {
    /// The phase, and its last good day: on which it may leave, or by which it is due.
    pub(super) fn of(carry_out: &CarryOut) -> (Self, NaiveDate) {
        if carry_out.is_outstanding() {
            return (Self::Outstanding, carry_out.due());
        }
        let ended = carry_out.withdrawn.is_some() || carry_out.rejected.is_some();
        if ended || carry_out.closed.is_some() {
            return (Self::Over, carry_out.due());
        }
        let expires_on = carry_out.expires_on();
        (Self::Pending, expires_on.pred_opt().unwrap_or(expires_on))
    }

    /// The word in the projection's column.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Outstanding => "outstanding",
            Self::Over => "over",
        }
    }
}
