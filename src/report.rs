//! Floor 4: views as text, JSON, CSV and HTML. Pure functions of what they are given.

pub mod csv;
pub mod html;
pub mod json;
pub mod table;
pub mod width;
