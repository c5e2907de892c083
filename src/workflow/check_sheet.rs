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

/// Records the answers written into a copy of the template. A sheet of the client's own may have other
/// items.
///
/// # Errors
/// [`Error::Content`] naming the first item without an answer; [`Error::Refused`].
pub fn answer(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    id: &ContractId,
    path: &Path,
) -> Result<ContractView, Error> {
    let wrong = |why: String| Error::Content { path: path.to_path_buf(), why };
    let file = Enclosed::read(path)?;
    let text = std::str::from_utf8(&file.bytes).map_err(|error| wrong(error.to_string()))?;
    let filled: Filled = toml::from_str(text).map_err(|error| wrong(error.to_string()))?;
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

fn noes(filled: &Filled) -> Result<Vec<SheetNo>, String> {
    let mut noes = Vec::new();
    for item in &filled.item {
        match item.answer.trim() {
            "yes" | "n/a" => {}
            "no" => {
                let measure = item.measure.trim();
                noes.push(SheetNo {
                    item: item.id.clone(),
                    measure: (!measure.is_empty()).then(|| measure.to_owned()),
                });
            }
            other => return Err(format!("item {}: the answer is {other:?}, not yes, no or n/a", item.id)),
        }
    }
    if filled.item.is_empty() { Err("there is no item".to_owned()) } else { Ok(noes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str) -> Filled {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn the_template_has_31_items_and_no_answer() {
        let template = filled(TEMPLATE);
        assert_eq!(template.item.len(), 31);
        assert!(noes(&template).unwrap_err().starts_with("item 1:"));
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
