//! Values of flags: closed vocabularies and small types, refused here with a typed reason.

use std::convert::Infallible;
use std::path::PathBuf;
use std::str::FromStr;

use chrono::{Datelike as _, NaiveDate};
use clap::builder::{OsStringValueParser, TypedValueParser};

use super::ids::CarryOutId;
use crate::base::digest::Digest;
use crate::domain::article::{Clearing, Direction, Measure};
use crate::domain::body::contact::Side;
use crate::domain::carry_out::Status;
use crate::domain::names::{
    Channel, IncidentField, IncidentKind, Kind, Level, MediumKind, Method, NotAnId, Opens, Role, Via,
};
use crate::domain::rules::demand::{DeviceEnd, Duty, Occasion, Post};
use crate::i18n::Language;
use crate::projection::view::{FormName, ReportStage};
use crate::signing::{Fingerprint, NotAFingerprint};

/// Why a value was not understood. The edge says it in words, see [`usage`](crate::cli::usage).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    /// Not a calendar date spelled `2026-11-20`.
    #[error("not a date such as 2026-11-20")]
    Date,
    /// Neither a number of bytes nor one with a unit such as `25MB`.
    #[error("not a size such as 25MB")]
    Size,
    /// Neither `none` nor a number of people.
    #[error("neither none nor a number of people")]
    PersonalData,
    /// Neither `auto` nor a digit.
    #[error("neither auto nor a level from 0 to 9")]
    Compression,
    /// Not the id of a person, a recipient, a medium or a contract.
    #[error(transparent)]
    Id(#[from] NotAnId),
    /// Not the id of a carry-out.
    #[error("not the id of a carry-out such as C-0042")]
    CarryOut,
    /// Neither the id of a disposal nor of a carry-out.
    #[error("neither the id of a disposal such as D-0007 nor of a carry-out")]
    Disposal,
    /// Not `SHA256:` with 43 characters of base64.
    #[error(transparent)]
    Fingerprint(#[from] NotAFingerprint),
    /// Not 64 hexadecimal digits after `sha256:`.
    #[error("not a SHA-256 digest in hexadecimal")]
    Digest,
    /// Not `SIZE:ROOT`.
    #[error("not a tree size and root hash")]
    Anchor,
    /// Not the id of an incident.
    #[error("not the id of an incident such as I-0003")]
    Incident,
    /// Not the id of something that is carried.
    #[error("not the id of something carried such as E-0007")]
    Article,
    /// Neither the id of a carry-out nor of something that is carried.
    #[error("not an id such as C-0042 or E-0007")]
    Concerned,
    /// None of the ways in which a moment can be said.
    #[error("not a moment such as now, 14:05 or -30m")]
    Moment,
}

impl ValueError {
    /// The id of the message that says what is expected.
    #[must_use]
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::Date => "usage-expected-date",
            Self::Size => "usage-expected-size",
            Self::PersonalData => "usage-expected-personal-data",
            Self::Compression => "usage-expected-compression",
            Self::Id(_) => "usage-expected-id",
            Self::CarryOut => "usage-expected-carry-out",
            Self::Disposal => "usage-expected-disposal",
            Self::Fingerprint(_) => "usage-expected-fingerprint",
            Self::Digest => "usage-expected-digest",
            Self::Anchor => "usage-expected-anchor",
            Self::Incident => "usage-expected-incident",
            Self::Article => "usage-expected-article",
            Self::Concerned => "usage-expected-concerned",
            Self::Moment => "usage-expected-moment",
        }
    }

    /// Every reason, for the test that each has its message.
    pub const ALL: &'static [Self] = &[
        Self::Date,
        Self::Size,
        Self::PersonalData,
        Self::Compression,
        Self::Id(NotAnId),
        Self::CarryOut,
        Self::Disposal,
        Self::Fingerprint(NotAFingerprint),
        Self::Digest,
        Self::Anchor,
        Self::Incident,
        Self::Article,
        Self::Concerned,
        Self::Moment,
    ];
}

/// A closed vocabulary: the words of the contract, and nothing else is accepted.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every word, in the contract's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as it is typed and written.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl clap::ValueEnum for $name {
            fn value_variants<'a>() -> &'a [Self] {
                Self::ALL
            }

            fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
                Some(clap::builder::PossibleValue::new(self.as_str()))
            }
        }
    };
}

vocabulary!(
    /// A language we speak.
    LanguageTag {
        /// English.
        En = "en",
        /// Japanese.
        Ja = "ja",
    }
);

impl From<LanguageTag> for Language {
    fn from(tag: LanguageTag) -> Self {
        match tag {
            LanguageTag::En => Self::English,
            LanguageTag::Ja => Self::Japanese,
        }
    }
}

/// The vocabularies of the statements, typed as the statements spell them.
macro_rules! typed {
    ($($name:ident),+) => {$(
        impl clap::ValueEnum for $name {
            fn value_variants<'a>() -> &'a [Self] {
                Self::ALL
            }

            fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
                Some(clap::builder::PossibleValue::new(self.as_str()))
            }
        }
    )+};
}
typed!(
    Channel,
    Clearing,
    DeviceEnd,
    Direction,
    Measure,
    FormName,
    Duty,
    IncidentField,
    IncidentKind,
    Kind,
    Level,
    MediumKind,
    Method,
    Occasion,
    Side,
    Opens,
    Post,
    ReportStage,
    Role,
    Status,
    Via
);

vocabulary!(
    /// How a list is printed.
    Format {
        /// A table for people.
        Table = "table",
        /// CSV for spreadsheets.
        Csv = "csv",
        /// JSON for programs.
        Json = "json",
        /// A page that prints on A4.
        Html = "html",
    }
);

vocabulary!(
    /// How a certificate is written.
    CertificateFormat {
        /// A file that can be checked.
        Json = "json",
        /// A form that prints on A4.
        Html = "html",
    }
);

vocabulary!(
    /// How the report of an incident is printed.
    ReportFormat {
        /// Text for the screen.
        Text = "text",
        /// A page that prints on A4.
        Html = "html",
        /// JSON for programs.
        Json = "json",
    }
);

vocabulary!(
    /// How a form is written.
    FormFormat {
        /// A page that prints on A4.
        Html = "html",
        /// CSV for spreadsheets.
        Csv = "csv",
    }
);

vocabulary!(
    /// By which calendar days are written.
    CalendarName {
        /// `2026-11-20`.
        Western = "western",
        /// `令和8年11月20日`.
        Wareki = "wareki",
    }
);

vocabulary!(
    /// How a list is printed.
    TableFormat {
        /// A table for the screen.
        Table = "table",
        /// CSV for spreadsheets.
        Csv = "csv",
        /// JSON for programs.
        Json = "json",
    }
);

vocabulary!(
    /// Yes or no.
    YesNo {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
    }
);

/// A date spelled `2026-11-20`, and in no other way.
pub(super) fn date(text: &str) -> Result<NaiveDate, ValueError> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_unreadable| ValueError::Date)?;
    // A year of more than four digits has a sign, and nothing that reads a statement takes it; nor the year 0.
    let is_one = date.to_string() == text && (1..=9999).contains(&date.year());
    if is_one { Ok(date) } else { Err(ValueError::Date) }
}

/// A parser for what is either a word of ours or a file: a name that is not Unicode can only be a
/// file, and files made on older systems have such names.
pub(super) fn word_or_file<T>(file: fn(PathBuf) -> T) -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err: std::error::Error + Send + Sync> + Clone + Send + Sync + 'static,
{
    OsStringValueParser::new().try_map(move |typed| match typed.into_string() {
        Ok(text) => text.parse(),
        Err(name) => Ok(file(PathBuf::from(name))),
    })
}

/// `--key FILE|FINGERPRINT`
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyName {
    /// A key held by ssh-agent, as `SHA256:…`.
    Fingerprint(Fingerprint),
    /// A key file.
    File(PathBuf),
}

impl FromStr for KeyName {
    type Err = ValueError;

    /// What begins with `SHA256:` is a fingerprint, anything else a file (`./SHA256:…` for a file
    /// of that name).
    fn from_str(text: &str) -> Result<Self, ValueError> {
        if text.starts_with("SHA256:") {
            return Ok(Self::Fingerprint(text.parse()?));
        }
        Ok(Self::File(PathBuf::from(text)))
    }
}

/// `approve ID|FILE`
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A carry-out of this ledger: `C-` and digits.
    Id(CarryOutId),
    /// A file.
    File(PathBuf),
}

impl FromStr for Target {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match text.parse() {
            Ok(id) => Self::Id(id),
            Err(_not_an_id) => Self::File(PathBuf::from(text)),
        })
    }
}

/// `trace FILE|sha256:HEX`
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// The SHA-256 of the content.
    Digest(Digest),
    /// A file with the content; `-` is standard input.
    File(PathBuf),
}

impl FromStr for Content {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        match text.strip_prefix("sha256:") {
            Some(hex) => {
                let lower = hex.to_ascii_lowercase();
                lower.parse().map(Self::Digest).map_err(|_not_hex| ValueError::Digest)
            }
            None => Ok(Self::File(PathBuf::from(text))),
        }
    }
}

/// `audit --against FILE|SIZE:ROOT`
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    /// Tree size and root hash, typed from paper.
    Typed {
        /// How many entries.
        size: u64,
        /// Root hash of the tree.
        root: Digest,
    },
    /// A checkpoint file.
    File(PathBuf),
}

impl FromStr for Anchor {
    type Err = ValueError;

    /// Digits, a colon and something else are `SIZE:ROOT`; anything else is a file.
    fn from_str(text: &str) -> Result<Self, ValueError> {
        let Some((size, root)) = text.split_once(':') else {
            return Ok(Self::File(PathBuf::from(text)));
        };
        if size.is_empty() || !size.bytes().all(|b| b.is_ascii_digit()) {
            return Ok(Self::File(PathBuf::from(text)));
        }
        let size = size.parse().map_err(|_too_large| ValueError::Anchor)?;
        let root = root.to_ascii_lowercase().parse().map_err(|_not_hex| ValueError::Anchor)?;
        Ok(Self::Typed { size, root })
    }
}

/// `--personal-data none|N`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonalData {
    /// There is none.
    None,
    /// About this many people, at least one.
    About(u64),
}

impl FromStr for PersonalData {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        match (text, text.parse()) {
            ("none", _) => Ok(Self::None),
            (_, Ok(people)) if people > 0 && text.bytes().all(|b| b.is_ascii_digit()) => {
                Ok(Self::About(people))
            }
            _ => Err(ValueError::PersonalData),
        }
    }
}

/// `--compress auto|0..9`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// As the content suggests.
    Auto,
    /// Deflate's level, 0 for none to 9 for most.
    Level(u8),
}

impl FromStr for Compression {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        match (text, text.as_bytes()) {
            ("auto", _) => Ok(Self::Auto),
            (_, [digit @ b'0'..=b'9']) => Ok(Self::Level(digit - b'0')),
            _ => Err(ValueError::Compression),
        }
    }
}

/// `--max-size N`: bytes, or with a unit: `25MB` and `25M` are decimal, `25MiB` binary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// In bytes, at least one.
    pub bytes: u64,
}

impl FromStr for Size {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at(digits);
        let number: u64 = number.parse().map_err(|_unreadable| ValueError::Size)?;
        let one: u64 = match unit.to_ascii_lowercase().as_str() {
            "" | "b" => 1,
            "k" | "kb" => 1_000,
            "m" | "mb" => 1_000_000,
            "g" | "gb" => 1_000_000_000,
            "kib" => 1 << 10,
            "mib" => 1 << 20,
            "gib" => 1 << 30,
            _ => return Err(ValueError::Size),
        };
        match number.checked_mul(one) {
            Some(bytes) if bytes > 0 => Ok(Self { bytes }),
            _ => Err(ValueError::Size),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_one_spelling() {
        assert!(date("2026-11-20").is_ok());
        for other in ["2026-1-2", "20261120", "2026/11/20", "2026-02-30", "tomorrow", "+2026-11-20", ""] {
            assert_eq!(date(other), Err(ValueError::Date), "{other}");
        }
    }

    #[test]
    fn half_a_fingerprint_is_refused_and_not_taken_for_a_file() {
        let whole = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU";
        assert_eq!(whole.parse(), Ok(KeyName::Fingerprint(whole.parse().unwrap())));
        assert_eq!("SHA256:47DEQ".parse::<KeyName>(), Err(ValueError::Fingerprint(NotAFingerprint)));
        assert_eq!("./id_ed25519".parse(), Ok(KeyName::File("./id_ed25519".into())));
    }

    #[test]
    fn an_anchor_typed_wrong_is_refused_and_not_taken_for_a_file() {
        let root = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let anchor = Anchor::Typed { size: 7, root: root.parse().unwrap() };
        assert_eq!(format!("7:{}", root.to_uppercase()).parse(), Ok(anchor));
        assert_eq!(format!("7:{}", &root[1..]).parse::<Anchor>(), Err(ValueError::Anchor));
        assert_eq!(r"C:\held.txt".parse(), Ok(Anchor::File(r"C:\held.txt".into())));
        assert_eq!("sha256:12".parse::<Content>(), Err(ValueError::Digest));
    }

    #[test]
    fn sizes_and_counts_refuse_what_they_do_not_say() {
        assert_eq!("25MB".parse(), Ok(Size { bytes: 25_000_000 }));
        assert_eq!("4GiB".parse(), Ok(Size { bytes: 4 << 30 }));
        for bad in ["", "0", "MB", "-1", "1.5M", "99999999999G", "25 MB"] {
            assert_eq!(bad.parse::<Size>(), Err(ValueError::Size), "{bad}");
        }
        for bad in ["0", "+3", "-1", "some", ""] {
            assert_eq!(bad.parse::<PersonalData>(), Err(ValueError::PersonalData), "{bad}");
        }
        for bad in ["10", "fast", "", "-1"] {
            assert_eq!(bad.parse::<Compression>(), Err(ValueError::Compression), "{bad}");
        }
    }

    #[test]
    fn only_the_id_of_a_carry_out_is_not_a_file() {
        assert_eq!("C-0042".parse(), Ok(Target::Id(CarryOutId { number: 42 })));
        assert_eq!("C-".parse(), Ok(Target::File("C-".into())));
        assert_eq!("C-0042.json".parse(), Ok(Target::File("C-0042.json".into())));
    }
}
