//! Walk, manifest, bag, archive, seal and open. Knows files, not people or statements.

mod bag_check;
pub mod custody;
mod extract;
pub mod file_list;
pub mod keys;
pub mod manifest;
pub mod names;
pub mod open;
pub mod passphrase;
pub mod progress;
pub mod sealed_file;
pub mod source;
mod staging;
pub mod unseal;
pub mod walk;
pub mod zip_index;
