//! Another administrator where none can sign.

use clap::Args;

use crate::domain::names::PersonId;

/// `succession [PERSON --reason T [--stop]]`
#[derive(Debug, Clone, Args)]
pub struct Succession {
    /// Who is to be administrator.
    #[arg(value_name = "PERSON", requires = "reason")]
    pub person: Option<PersonId>,
    /// What happened, and how the administrators were sought.
    #[arg(long, value_name = "TEXT", requires = "person")]
    pub reason: Option<String>,
    /// Nothing is to come of it.
    #[arg(long, requires = "person")]
    pub stop: bool,
}
