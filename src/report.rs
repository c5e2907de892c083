//! Floor 4: views as text, JSON, CSV and HTML. Pure functions of what they are given.
//!
//! Each function takes a view, the catalogue of one language and, for text, the width of the
//! terminal where there is one. What files and people call themselves is made safe on the way in;
//! what is said is what is known, and no more. JSON needs no function here: views serialize
//! themselves, and [`json`] prints them.

/// Says a message of the catalogue by its id.
///
/// Ids and names of variables are held to the catalogue by a test that reads this floor's source:
/// what `tr!` does for the one file that `fl!` can see.
macro_rules! say {
    ($catalogue:expr, $id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $catalogue.format($id, &[$((stringify!($name), &$value as &dyn $crate::i18n::Show)),*])
    };
}

pub mod acknowledge;
mod acts;
pub mod anomaly;
pub mod approval;
pub mod article;
mod asked;
pub mod asking;
pub mod asset;
pub mod audited;
pub mod backup;
pub mod carry_out;
pub mod certificate;
pub mod coming_back;
pub mod contact;
pub mod contract;
pub mod csv;
pub mod custody;
mod difference;
pub mod dossier;
pub mod duty;
pub mod form;
pub mod hints;
pub mod html;
pub mod incident;
mod incident_calls;
mod incident_concerned;
pub mod incident_form;
mod incident_parts;
pub mod json;
pub mod log;
pub mod mail;
mod measured;
pub mod media;
pub mod outstanding;
pub mod package;
mod page;
pub mod purge;
pub mod question;
pub mod register;
pub mod release;
mod remaining;
pub mod reread;
pub mod restored;
pub mod review;
pub mod road;
pub mod rules;
#[cfg(test)]
mod sample;
pub mod slip;
pub mod staff;
pub mod status;
pub mod succession;
pub mod table;
#[cfg(test)]
mod tests;
mod way_back;
pub mod width;
mod words;
