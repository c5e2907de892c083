//! That no administrator can sign any more, and who is to be one.

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::domain::names::PersonId;

/// Somebody says that no administrator can sign any more, and who is to be administrator. It waits: an administrator who
/// can sign all the same ends it with any statement, and without a second person's word nothing comes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// Who is to be administrator.
    pub person: PersonId,
    /// What happened, and how the administrators were sought.
    pub reason: String,
}

/// A second person says the same, after the days it waits: from this entry on the person is administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuccessionConfirm {
    /// How the administrators were sought.
    pub reason: String,
    /// The [`Succession`] statement.
    pub succession: Digest,
}

/// An administrator, whoever asked, or the person who is to be administrator says that nothing is to come of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuccessionEnd {
    /// Why.
    pub reason: String,
    /// The [`Succession`] statement.
    pub succession: Digest,
}
