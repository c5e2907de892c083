//! Floor 4: every sentence shown to people, in English and Japanese.
//!
//! A [`Catalogue`] holds the messages of one [`Language`] and is passed to whoever speaks; there is
//! no global locale. Code names a message with [`tr!`](crate::tr), which checks the id and its variables while
//! compiling; ids that are only known at run time (help texts, words of a closed vocabulary) go
//! through [`Catalogue::get`] and are covered by tests instead.
//!
//! What files and people call themselves is made terminal-safe on the way into a message (see
//! [`Show`]), so that a sentence cannot be forged by a name inside it. What is *not* promised: that
//! a message fits on a line, or that a name is spelled as its owner would.

mod calendar;
mod catalogue;
mod choice;
mod show;
#[cfg(test)]
mod tests;
mod words;

pub use calendar::{Calendar, days_of_fiscal_year, fiscal_year};
pub use catalogue::{Catalogue, Language};
pub use choice::Wishes;
pub use show::{Bytes, List, Prepared, Show, Text, grouped, shown};
pub use words::Word;
