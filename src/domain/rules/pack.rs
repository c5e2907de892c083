//! A rule pack: the rules of one document, or of the office.
//!
//! A pack is TOML that people write and read. In the ledger its rules stand typed inside the statement
//! that brings it in, and the TOML is kept beside it, so that no later program can read it otherwise.

use serde::{Deserialize, Serialize};

use super::demand::{Demand, Scope};
use super::office;
use crate::domain::names::check_id;

/// A sentence in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// English.
    pub en: String,
    /// Japanese, in the document's own words.
    pub ja: String,
}

/// One rule: a clause, and what it demands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Where the document says it.
    pub clause: String,
    /// What it demands.
    pub demand: Demand,
    /// What it says, in English.
    pub en: String,
    /// Its name, unique in its pack.
    pub id: String,
    /// What it says, in the document's own words.
    pub ja: String,
    /// What the program makes of it beyond the document's words, in its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// For which carry-outs it is meant; all where it is absent.
    #[serde(default, skip_serializing_if = "is_everything")]
    pub when: Scope,
}

fn is_everything(scope: &Scope) -> bool {
    *scope == Scope::default()
}

/// The rules of one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// What the document calls whoever owns the information.
    pub client: Text,
    /// Its id.
    pub id: String,
    /// Its rules, in the document's order.
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
    /// The document's name.
    pub title: Text,
    /// Rises with every change.
    pub version: u64,
}

/// Why a file is not a rule pack.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// Not TOML of this shape.
    #[error("{why}")]
    Shape {
        /// What is wrong, and where.
        why: String,
    },
    /// A name that is not an id.
    #[error("{id:?} is not an id")]
    NotAnId {
        /// As given.
        id: String,
    },
    /// Two rules with one id.
    #[error("two rules are called {id}")]
    Twice {
        /// The id.
        id: String,
    },
    /// A rule or a title that says nothing.
    #[error("{id}: {field} says nothing")]
    Empty {
        /// Which rule, or the pack.
        id: String,
        /// Which field.
        field: &'static str,
    },
    /// A number that cannot be meant.
    #[error("{id}: {number} cannot be meant")]
    Number {
        /// Which rule.
        id: String,
        /// The number.
        number: u64,
    },
}

impl Pack {
    /// Reads a pack from its TOML, and checks it.
    ///
    /// # Errors
    /// [`PackError`] naming the first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, PackError> {
        let pack: Self = toml::from_str(text).map_err(|error| PackError::Shape { why: error.to_string() })?;
        pack.check()?;
        Ok(pack)
    }

    /// Whether it makes sense, whoever wrote it.
    ///
    /// # Errors
    /// [`PackError`] naming the first thing that is wrong.
    pub fn check(&self) -> Result<(), PackError> {
        need_id(&self.id)?;
        need_text(&self.id, "title", &[&self.title.en, &self.title.ja])?;
        need_text(&self.id, "client", &[&self.client.en, &self.client.ja])?;
        if self.version == 0 {
            return Err(PackError::Number { id: self.id.clone(), number: 0 });
        }
        let mut seen = std::collections::BTreeSet::new();
        for rule in &self.rules {
            need_id(&rule.id)?;
            if !seen.insert(&rule.id) {
                return Err(PackError::Twice { id: rule.id.clone() });
            }
            need_text(&rule.id, "clause", &[&rule.clause])?;
            need_text(&rule.id, "ja", &[&rule.ja])?;
            need_text(&rule.id, "en", &[&rule.en])?;
            if let Some(note) = &rule.note {
                need_text(&rule.id, "note", &[&note.en, &note.ja])?;
            }
            rule.check_number()?;
            if matches!(&rule.demand, Demand::ForbidService { domains } if domains.iter().all(|one| one.trim().is_empty()))
            {
                return Err(PackError::Empty { id: rule.id.clone(), field: "domains" });
            }
            if matches!(&rule.demand, Demand::LentDevice { may, .. } if may.is_empty()) {
                return Err(PackError::Empty { id: rule.id.clone(), field: "may" });
            }
            if matches!(&rule.demand, Demand::ExchangeRecord { fields } if fields.is_empty()) {
                return Err(PackError::Empty { id: rule.id.clone(), field: "fields" });
            }
        }
        Ok(())
    }
}

impl Rule {
    /// A number of 0 would be no rule, and one beyond use would block everything for ever.
    fn check_number(&self) -> Result<(), PackError> {
        let number = match &self.demand {
            Demand::Approvers { people } => *people,
            Demand::ApprovalDays { days }
            | Demand::LogReview { days }
            | Demand::TrainingLapses { days, .. } => *days,
            Demand::ByteCap { bytes } => return self.check_bytes(*bytes),
            Demand::CopyQuota { copies } => *copies,
            Demand::FileCap { files } => *files,
            Demand::ReportWithin { minutes } => *minutes,
            Demand::Retention { years } => *years,
            Demand::Owed { days: Some(days), .. }
            | Demand::SubcontractCheck { days: Some(days) }
            | Demand::Training { days: Some(days), .. } => *days,
            _ => return Ok(()),
        };
        if (1..=1_000_000).contains(&number) {
            return Ok(());
        }
        Err(PackError::Number { id: self.id.clone(), number })
    }
}

impl Rule {
    /// Bytes are counted in other sizes.
    fn check_bytes(&self, bytes: u64) -> Result<(), PackError> {
        if (1..=1_000_000_000_000_000).contains(&bytes) {
            return Ok(());
        }
        Err(PackError::Number { id: self.id.clone(), number: bytes })
    }
}

fn need_id(id: &str) -> Result<(), PackError> {
    check_id(id).map_err(|_| PackError::NotAnId { id: id.to_owned() })
}

fn need_text(id: &str, field: &'static str, texts: &[&String]) -> Result<(), PackError> {
    if texts.iter().all(|text| !text.trim().is_empty()) {
        return Ok(());
    }
    Err(PackError::Empty { id: id.to_owned(), field })
}

/// The packs that come with the program, one per document, the office's own first.
pub const SHIPPED: &[(&str, &str)] = &[
    ("office", include_str!("packs/office.toml")),
    ("meccs", include_str!("packs/meccs.toml")),
    ("tokki", include_str!("packs/tokki.toml")),
    ("ichinomiya", include_str!("packs/ichinomiya.toml")),
    ("check-sheet", include_str!("packs/check-sheet.toml")),
    ("nakano", include_str!("packs/nakano.toml")),
];

/// Whether a pack comes with this program as it is.
#[must_use]
pub fn is_shipped(pack: &Pack) -> bool {
    office::SHIPPED
        .iter()
        .any(|one| one.version == pack.version && office::version(one.version) == Some(pack))
        || shipped(&pack.id).and_then(|text| Pack::parse(text).ok()).as_ref() == Some(pack)
}

/// The TOML of a pack that comes with the program.
#[must_use]
pub fn shipped(id: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(name, _)| *name == id).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_that_ships_makes_sense() {
        for (id, text) in SHIPPED {
            let pack = Pack::parse(text).unwrap_or_else(|error| panic!("{id}: {error}"));
            assert_eq!(pack.id, *id);
            assert!(pack.rules.iter().all(|rule| rule.id.starts_with(&format!("{id}-"))), "{id}");
            assert!(pack.rules.iter().all(|rule| !rule.ja.is_ascii()), "{id}");
        }
    }

    #[test]
    fn a_pack_that_says_nothing_twice_or_too_much_is_refused() {
        let good = shipped("office").unwrap();
        let bad = |from: &str, to: &str| {
            assert!(good.contains(from), "{from}");
            Pack::parse(&good.replacen(from, to, 1)).unwrap_err()
        };
        assert!(matches!(
            bad("id = \"office-approvers\"", "id = \"office-medium\""),
            PackError::Twice { .. }
        ));
        assert!(matches!(bad("id = \"office-medium\"", "id = \"a b\""), PackError::NotAnId { .. }));
        assert!(matches!(bad("clause = \"媒体1\"", "clause = \" \""), PackError::Empty { .. }));
        assert!(matches!(bad("people = 2", "people = 0"), PackError::Number { .. }));
        assert!(matches!(bad("version = 5", "version = 0"), PackError::Number { .. }));
        assert!(matches!(bad("people = 2", "people = 2, run = \"rm\""), PackError::Shape { .. }));
        assert!(matches!(bad("\"registered-medium\"", "\"anything\""), PackError::Shape { .. }));
    }

    #[test]
    fn a_number_that_is_no_rule_or_blocks_everything_for_ever_is_refused() {
        let good = Pack::parse(shipped("office").unwrap()).unwrap();
        let check = |demand: serde_json::Value| {
            let mut pack = good.clone();
            pack.rules[0].demand = serde_json::from_value(demand).unwrap();
            pack.check()
        };
        for (kind, field, most) in [
            ("approvers", "people", 1_000_000_u64),
            ("approval-days", "days", 1_000_000),
            ("log-review", "days", 1_000_000),
            ("training-lapses", "days", 1_000_000),
            ("byte-cap", "bytes", 1_000_000_000_000_000),
            ("copy-quota", "copies", 1_000_000),
            ("file-cap", "files", 1_000_000),
            ("report-within", "minutes", 1_000_000),
            ("retention", "years", 1_000_000),
            ("owed", "days", 1_000_000),
            ("subcontract-check", "days", 1_000_000),
            ("training", "days", 1_000_000),
        ] {
            for (number, fits) in [(0, false), (1, true), (most, true), (most + 1, false)] {
                let mut demand = serde_json::json!({"kind": kind, field: number});
                if kind == "owed" {
                    demand["duty"] = "roster".into();
                }
                match check(demand) {
                    Ok(()) => assert!(fits, "{kind} {number}"),
                    Err(PackError::Number { number: named, .. }) => {
                        assert!(!fits && named == number, "{kind} {number}")
                    }
                    Err(error) => panic!("{kind}: {error}"),
                }
            }
        }
    }

    #[test]
    fn a_pack_is_the_same_in_toml_and_in_a_statement() {
        for (id, text) in SHIPPED {
            let pack = Pack::parse(text).unwrap();
            let bytes = crate::base::canonical::encode(&pack).unwrap();
            let again: Pack = serde_json::from_slice(&bytes).unwrap();
            assert_eq!(again, pack, "{id}");
        }
    }
}
