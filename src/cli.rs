//! The front door: words in, an exit code out. Nothing below knows a terminal.

pub mod args;
pub mod exit;
pub mod explain;
pub mod help;
pub mod progress;
pub mod terminal;
pub mod usage;

#[cfg(test)]
mod tests;
