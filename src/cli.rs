//! The front door: words in, an exit code out. Nothing below knows a terminal.
