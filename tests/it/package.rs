//! Packing, and what stock tools make of a package.

mod peers;
mod walk;
