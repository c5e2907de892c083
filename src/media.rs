//! Which medium this is, writing to it, reading it back.
//!
//! - [`identify`] tells what a folder lies on: device, filesystem, serial, USB or not, network or not. Strings that
//!   a device or a filesystem says of itself are somebody else's text: bounded, and without control characters.
//! - [`Destination`] is a folder opened once; every later step looks names up inside that open folder, so a folder
//!   swapped for a link afterwards redirects nothing. Files are created under their final names (`O_EXCL`,
//!   `O_NOFOLLOW`, mode 0600) and never renamed: vfat loses renamed files on a power cut.
//! - [`Staged`] → [`Written`] → [`Confirmed`]: being written, synced, and read back equal. Only the last one can
//!   become a statement, and only [`Written::read_back`] makes it. What is dropped earlier is removed.
//! - [`Identified`] → [`Erased`]: read and compared before anything is overwritten, and overwritten in place, read
//!   back and removed. Only [`Destination::identify`] and [`Identified::erase`] make them.
//! - [`Destination::search`] looks through a whole filesystem for copies and remnants of files.
//! - [`WriteLevel`] says how far the reading back reached, and [`Destination::verify_after_replug`] is the way to the
//!   highest.
//! - [`Device`] is a whole device held open, past the cache; [`noise`] fills it so that anybody can check later that it
//!   holds nothing else, and [`scan`] looks through all its sectors for what is left of files.
//!
//! What it does not protect against: the cache inside the stick itself (only a replug passes it); a stick that names
//! a false serial; a card reader, whose serial is the reader's and not the card's; whoever may write to the same
//! folder while we do (they can take a file away, which is noticed, or copy it, which is not).
//!
//! This module knows nothing of ledgers, packages or signatures.

mod aligned;
mod destination;
mod device;
mod erase;
mod error;
mod facts;
mod filesystem;
mod level;
mod mounts;
pub mod noise;
mod platform;
mod read_back;
mod replug;
pub mod scan;
mod search;
mod sectors;
mod staged;
mod stretches;
mod sum;
mod superblock;
mod sysfs;

pub use destination::{Destination, Found, Kind, Names};
pub use device::Device;
pub use erase::{Erased, Expected, Identified, Pass, Seen, State};
pub use error::{
    DeviceError, EraseError, MediaError, NoiseError, ReadBackError, ScanError, SearchError, Step,
};
pub use facts::{MediumFacts, System, UsbId, identify, identify_device};
pub use filesystem::{Nature, Rewriting};
pub use level::{UnknownLevel, WriteLevel};
pub use read_back::{Confirmed, Reread};
pub use replug::NotReplugged;
pub use search::{ExactCopy, Listed, Note, OtherThing, Remnant, Searched, Sought, Unsearched, Walked};
pub use sectors::Sectors;
pub use staged::{Staged, Written};
pub use stretches::{Stretch, Stretches};
