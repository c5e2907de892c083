//! Walk, manifest, bag, archive, seal and open. Knows files, not people or statements.

pub mod file_list;
pub mod manifest;
pub mod names;
pub mod passphrase;
