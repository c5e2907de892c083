//! Whether something holds personal data: the one rule for carry-outs, for paper and for registered information.
//!
//! What nobody stated may be personal data, so whatever is owed or refused for personal data is owed or refused for it too.
//! It is no statement that there is any.

use crate::domain::body::article::Paper;
use crate::domain::body::{AssetAdd, Request};

/// What may hold personal data.
pub trait Holds {
    /// Whether it does, as far as anybody said.
    fn stated(&self) -> Option<bool>;

    /// Whether it does, or nobody said that it does not.
    fn may_be_personal(&self) -> bool {
        self.stated() != Some(false)
    }

    /// Whether somebody said that it does.
    fn is_said_to_be_personal(&self) -> bool {
        self.stated() == Some(true)
    }
}

impl Holds for Request {
    fn stated(&self) -> Option<bool> {
        self.personal_data.map(|stated| stated.people > 0 || stated.special)
    }
}

impl Holds for Paper {
    fn stated(&self) -> Option<bool> {
        self.people.map(|people| people > 0)
    }
}

impl Holds for AssetAdd {
    fn stated(&self) -> Option<bool> {
        self.people.map(|people| people > 0)
    }
}
