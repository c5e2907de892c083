//! Statements and what follows from them. Pure: no file, no clock, no randomness.
