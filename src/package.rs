//! Walk, manifest, bag, archive, seal and open. Knows files, not people or statements.

mod archive;
pub mod bag;
mod bag_check;
mod buffers;
pub mod compress;
pub mod custody;
mod extract;
pub mod file_list;
pub mod fingerprint;
pub mod keys;
pub mod manifest;
pub mod names;
pub mod open;
pub mod pack;
pub mod passphrase;
mod payload;
pub mod progress;
pub mod seal;
pub mod sealed_file;
pub mod source;
mod staging;
pub mod unseal;
pub mod volume;
pub mod walk;
pub mod zip_index;
