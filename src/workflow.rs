//! One file per sentence a user could say.
