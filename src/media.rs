//! Which medium this is, writing to it, reading it back.
