//! Walk, manifest, bag, archive, seal and open. Knows files, not people or statements.

pub mod custody;
pub mod file_list;
pub mod keys;
pub mod manifest;
pub mod names;
pub mod passphrase;
pub mod progress;
pub mod source;
pub mod unseal;
pub mod walk;
