//! Mails: drafts that a person sends with their own program, and sent ones that are compared with them.
//!
//! - [`draft`] writes a mail that programs open for sending (`X-Unsent`), with one attachment.
//! - [`read`] reads what was sent, as a mail file (RFC 5322) or as an Outlook message ([MS-OXMSG]).
//! - [`address`] says what an address is, and when two of them are one.
//!
//! A mail that was handed in is somebody else's bytes: its size, parts, addresses and streams are bounded before
//! anything is taken apart, and nothing in it is followed, opened or shown unescaped.
//!
//! What it does not know: whether a mail arrived, what gateways did to it on the way, and whether the copy that a
//! mailer kept is what it sent. A mailer may leave `Bcc` out of the copy it keeps (RFC 5322, 3.6.3).
//!
//! This module knows nothing of people, statements or packages.

pub mod address;
mod body;
pub mod draft;
mod html;
mod msg;
pub mod read;
mod recipients;

pub use draft::{Draft, Mailbox};
pub use read::{Attached, Field, MailError, Sent, Source};
