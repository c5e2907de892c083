//! This user's own index of what their program verified.
//!
//! A file in the user's cache, built only from entries this user's program verified, from the last
//! verified size on. It is never shared and never inside the ledger's file: whoever can write
//! `ledger.db` cannot make anybody's program believe an approval. It can be deleted at any time;
//! the next command builds it again.
//!
//! [`prepared`] is what follows from an entry's bytes, on every core; [`fold`] is what an entry does, once, for
//! catching up and for auditing alike; [`store`] keeps the result; [`query`] asks it; [`view`] is what reports see.

pub mod audited;
mod compare;
pub mod excerpt;
pub mod fold;
pub mod kept;
pub mod lost;
mod phase;
pub mod prepared;
pub mod query;
mod searched;
pub mod store;
pub mod view;
