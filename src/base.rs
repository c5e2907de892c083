//! Floor 0: what every other floor stands on.
//!
//! Nothing here knows what a request, a ledger or a package is.

pub mod base64;
pub mod canonical;
pub mod digest;
pub mod file;
pub mod holidays;
pub mod limits;
pub mod scratch;
pub mod secret;
pub mod text;
pub mod threads;
pub mod time;
