//! Names that no dossier shows: those of other clients and of recipients that the contract has nothing to do with.

use std::collections::BTreeSet;

use crate::domain::names::{ContractId, RecipientId};
use crate::domain::registry::Registry;

/// The names of others, and the client's own, which may hold one of them.
#[derive(Debug, Clone)]
pub(super) struct Others {
    /// Longest first, so that a name within a name is taken out with it.
    own: Vec<String>,
    names: Vec<String>,
}

impl Others {
    /// Everybody in the register but the client of `contract` and the recipients it names.
    pub(super) fn than(
        registry: &Registry,
        contract: &ContractId,
        recipients: &BTreeSet<RecipientId>,
    ) -> Self {
        let (mut own, mut names) = (BTreeSet::new(), BTreeSet::new());
        for (id, known) in &registry.contracts {
            let side = if id == contract { &mut own } else { &mut names };
            side.insert(format!("\"{id}\""));
            side.insert(known.record.client.clone());
        }
        for (id, recipient) in &registry.recipients {
            let side = if recipients.contains(id) { &mut own } else { &mut names };
            side.extend([format!("\"{id}\""), recipient.record.organization.clone()]);
            side.insert(recipient.record.name.clone());
        }
        let kept = |names: BTreeSet<String>| {
            let mut names: Vec<String> = names.into_iter().filter(|name| !name.trim().is_empty()).collect();
            names.sort_by_key(|name| std::cmp::Reverse(name.len()));
            names
        };
        let names: BTreeSet<String> = names.difference(&own).cloned().collect();
        Self { own: kept(own), names: kept(names) }
    }

    /// Whether these bytes hold one of the names. Text in a picture or inside a compressed file is not read.
    pub(super) fn are_in(&self, bytes: &[u8]) -> bool {
        let mut text = String::from_utf8_lossy(bytes).replace("\\\"", "\"");
        for name in &self.own {
            text = text.replace(name.as_str(), "\u{0}");
        }
        self.names.iter().any(|name| holds(&text, name))
    }
}

/// Whether the name stands there by itself: letters and digits of ASCII on both sides make another word of it.
fn holds(text: &str, name: &str) -> bool {
    let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    text.match_indices(name).any(|(at, found)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at.saturating_add(found.len())..).and_then(|after| after.chars().next());
        let joined_before = ascii(before) && ascii(found.chars().next());
        let joined_after = ascii(after) && ascii(found.chars().next_back());
        !joined_before && !joined_after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn others() -> Others {
        let text = |words: &[&str]| words.iter().map(ToString::to_string).collect();
        Others { own: text(&["一宮市役所", "\"K\""]), names: text(&["一宮", "Ace", "\"L\""]) }
    }

    #[test]
    fn a_name_is_found_where_it_stands_by_itself() {
        for (text, found) in [
            ("{\"purpose\":\"一宮市役所への納品\"}", false),
            ("{\"purpose\":\"一宮への納品\"}", true),
            ("{\"contract\":\"K\"}", false),
            ("{\"contract\":\"L\"}", true),
            ("{\"statement\":\"{\\\"contract\\\":\\\"L\\\"}\"}", true),
            ("Palace", false),
            ("for Ace, again", true),
            ("Aceを訪問", true),
            ("3L", false),
        ] {
            assert_eq!(others().are_in(text.as_bytes()), found, "{text}");
        }
    }
}
