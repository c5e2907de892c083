//! The check sheet: the template, and the answers somebody wrote into it.

use std::path::Path;

use serde::Deserialize;

use crate::base::time::Timestamp;
use crate::domain::body::contract::SheetNo;
use crate::domain::body::{Body, SheetAnswers};
use crate::domain::entry::Entry;
use crate::domain::names::ContractId;
use crate::projection::view::{ContractView, SheetItem};
use crate::workflow::contract;
use crate::workflow::desk::Desk;
use crate::workflow::enclosed::Enclosed;
use crate::workflow::error::{Error, EvidenceError};
use crate::workflow::keyring::Keyring;
use crate::workflow::recheck::entry_in_tree;
use crate::workflow::world::World;

/// The template with its 31 items, to be filled in.
pub const TEMPLATE: &str = include_str!("check_sheet/items.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Filled {
    item: Vec<SheetItem>,
}

/// Why a file is no answered check sheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetProblem {
    /// Not in the form of the template.
    #[error("line {line} is not as in the template")]
    Form {
        /// Where it ceases to be, counted from 1.
        line: usize,
    },
    /// No item is in it.
    #[error("there is no item")]
    NoItem,
    /// Items that nobody answered.
    #[error("not answered: {items:?}")]
    Blank {
        /// Which.
        items: Vec<String>,
    },
    /// An answer that is none of those there are.
    #[error("item {item}: {answer:?} is not yes, no or n/a")]
    Answer {
        /// Of which item.
        item: String,
        /// As written.
        answer: String,
    },
}

/// Records the answers written into a copy of the template. A sheet of the client's own may have other
/// items.
///
/// # Errors
/// [`Error::Sheet`] naming what is not answered; [`Error::Refused`].
pub fn answer(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    id: &ContractId,
    path: &Path,
) -> Result<ContractView, Error> {
    let wrong = |problem| Error::Sheet { contract: id.clone(), path: path.to_path_buf(), problem };
    let file = Enclosed::read(path)?;
    let filled = filled(&file.bytes).map_err(wrong)?;
    let body = SheetAnswers {
        answers: file.attachment(),
        contract: id.clone(),
        noes: noes(&filled).map_err(wrong)?,
    };
    contract::say(world, desk, keyring, id, Body::SheetAnswers(body), &[&file.bytes])
}

/// The items of a contract's sheet with the answers on record and when they were given; the unanswered template
/// where nobody answered.
///
/// # Errors
/// [`EvidenceError::NotInLog`] when the log does not hold the answers that this user's projection knows of;
/// [`EvidenceError::AttachmentMissing`] and the like; [`Error::Content`] when they are no sheet.
pub fn answered(desk: &Desk, id: &ContractId) -> Result<(Vec<SheetItem>, Option<Timestamp>), Error> {
    let (text, at) = match desk.registry.contracts.get(id).and_then(|contract| contract.sheet.as_ref()) {
        None => (TEMPLATE.to_owned(), None),
        Some(sheet) => (text_of(desk, sheet.index)?, Some(sheet.at)),
    };
    let wrong = |why: String| Error::Content { path: "check-sheet".into(), why };
    let filled: Filled = toml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    Ok((filled.item, at))
}

/// The sheet that the entry at `index` answers with, proven to be in the log.
fn text_of(desk: &Desk, index: u64) -> Result<String, Error> {
    let snapshot = desk.store.snapshot()?;
    let bytes = entry_in_tree(snapshot.as_ref(), &desk.head, index)?;
    let entry = bytes.and_then(|bytes| Entry::parse(&bytes).ok());
    let answers = entry.as_ref().and_then(|entry| match &entry.statement.body {
        Body::SheetAnswers(body) => Some(body.answers.sha256),
        _ => None,
    });
    let answers = answers.ok_or_else(|| {
        let statement = entry.map_or(desk.head.root, |entry| entry.bytes.digest());
        Error::Evidence(EvidenceError::NotInLog { statement })
    })?;
    let not_text = |_| EvidenceError::DigestDiffers { what: "check-sheet".to_owned() };
    Ok(String::from_utf8(desk.attachment(&answers)?).map_err(not_text)?)
}

fn filled(bytes: &[u8]) -> Result<Filled, SheetProblem> {
    let line = |at: usize| {
        let before = bytes.get(..at).unwrap_or(bytes);
        SheetProblem::Form { line: before.iter().filter(|byte| **byte == b'\n').count().saturating_add(1) }
    };
    let text = std::str::from_utf8(bytes).map_err(|error| line(error.valid_up_to()))?;
    toml::from_str(text).map_err(|error| line(error.span().map_or(0, |span| span.start)))
}

fn noes(filled: &Filled) -> Result<Vec<SheetNo>, SheetProblem> {
    let mut noes = Vec::new();
    let mut blank = Vec::new();
    for item in &filled.item {
        match item.answer.trim() {
            "yes" | "n/a" => {}
            "" => blank.push(item.id.clone()),
            "no" => {
                let measure = item.measure.trim();
                noes.push(SheetNo {
                    item: item.id.clone(),
                    measure: (!measure.is_empty()).then(|| measure.to_owned()),
                });
            }
            other => {
                return Err(SheetProblem::Answer { item: item.id.clone(), answer: other.to_owned() });
            }
        }
    }
    if filled.item.is_empty() {
        Err(SheetProblem::NoItem)
    } else if blank.is_empty() {
        Ok(noes)
    } else {
        Err(SheetProblem::Blank { items: blank })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str) -> Filled {
        super::filled(text.as_bytes()).unwrap()
    }

    #[test]
    fn the_template_has_31_items_and_no_answer() {
        let template = filled(TEMPLATE);
        assert_eq!(template.item.len(), 31);
        let Err(SheetProblem::Blank { items }) = noes(&template) else { panic!("a blank item was taken") };
        assert_eq!((items.len(), items[0].as_str()), (31, "1"));
    }

    #[test]
    fn what_is_no_answer_is_named_with_its_item_and_what_is_no_sheet_with_its_line() {
        let answered = TEMPLATE.replace("answer = \"\"", "answer = \"yes\"");
        let odd = filled(&answered.replacen("\"yes\"", "\"maybe\"", 1));
        let (item, answer) = ("1".to_owned(), "maybe".to_owned());
        assert_eq!(noes(&odd).unwrap_err(), SheetProblem::Answer { item, answer });
        assert_eq!(noes(&filled("item = []")).unwrap_err(), SheetProblem::NoItem);
        let line = |text: &[u8]| super::filled(text).unwrap_err();
        assert_eq!(line(b"\n\nitem = yes\n"), SheetProblem::Form { line: 3 });
        assert_eq!(line(b"\n\xff"), SheetProblem::Form { line: 2 });
    }

    #[test]
    fn a_no_without_a_measure_is_open() {
        let text = TEMPLATE.replace("answer = \"\"", "answer = \"yes\"");
        assert!(noes(&filled(&text)).unwrap().is_empty());
        let text = text.replacen("answer = \"yes\"", "answer = \"no\"", 2).replacen(
            "measure = \"\"",
            "measure = \"agreed on 2026-04-10\"",
            1,
        );
        let noes = noes(&filled(&text)).unwrap();
        assert_eq!(noes.iter().map(|no| no.measure.is_some()).collect::<Vec<_>>(), [true, false]);
    }
}
