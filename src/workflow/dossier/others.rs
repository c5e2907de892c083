//! Names that no dossier shows: those of other clients and of recipients that the contract has nothing to do with.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

use crate::base::limits::SOUGHT_ID_CHARS_MIN;
use crate::base::time::Timestamp;
use crate::domain::body::Body;
use crate::domain::names::{ContractId, RecipientId};
use crate::domain::registry::Registry;

/// The names of others, and the client's own, which may hold one of them.
#[derive(Debug, Clone)]
pub(super) struct Others {
    /// By their first letter, as they are compared.
    names: BTreeMap<char, Vec<Name>>,
    /// The same as they stand in the names of files.
    in_files: BTreeMap<char, Vec<Name>>,
}

#[derive(Debug, Clone)]
struct Name {
    text: String,
    own: bool,
}

impl Others {
    /// Everybody in the register but the client of `contract` and the recipients it names.
    pub(super) fn than(
        registry: &Registry,
        contract: &ContractId,
        recipients: &BTreeSet<RecipientId>,
    ) -> Self {
        // The ledger's own name stands in every statement.
        let (mut own, mut names) = (vec![registry.origin.clone()], Vec::new());
        for (id, known) in &registry.contracts {
            let (side, record) = (if id == contract { &mut own } else { &mut names }, &known.record);
            side.extend([Some(word(id.as_str())), record.number.as_deref().map(word)].into_iter().flatten());
            side.extend([Some(record.client.clone()), record.title.clone()].into_iter().flatten());
        }
        for (id, recipient) in &registry.recipients {
            let side = if recipients.contains(id) { &mut own } else { &mut names };
            let record = &recipient.record;
            side.extend([word(id.as_str()), record.organization.clone(), record.name.clone()]);
        }
        Self::of(&own, &names)
    }

    fn of(own: &[String], names: &[String]) -> Self {
        let mut found = Self { names: BTreeMap::new(), in_files: BTreeMap::new() };
        let own = own.iter().map(|name| (name, true));
        for (name, own) in own.chain(names.iter().map(|name| (name, false))) {
            let text = compared(name);
            let spaced = compared(&spaced(name));
            // Numbers with a sign between them are days more often than anybody's number.
            let says = name.chars().any(|c| c.is_alphabetic()) && !name.starts_with('"');
            for (names, text) in [(&mut found.names, text), (&mut found.in_files, spaced)] {
                if let Some(first) = text.chars().next() {
                    names.entry(first).or_default().push(Name { text, own });
                }
                if !says {
                    break;
                }
            }
        }
        found
    }

    /// Whether these bytes hold one of the names. Text in a picture, in a compressed file or in another encoding
    /// than UTF-8 is not read.
    pub(super) fn are_in(&self, bytes: &[u8]) -> bool {
        let mut said = Texts { with_keys: true, found: Vec::new() };
        said.gather(String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}'));
        said.found.iter().any(|text| self.stand_in(text))
    }

    /// Whether a line of a form says one of the names.
    pub(super) fn are_told_in(&self, line: &str) -> bool {
        !is_moment(line) && self.stand_in(&format!("\"{line}\""))
    }

    /// Whether a statement says one of the names.
    pub(super) fn are_said_in(&self, body: &Body) -> bool {
        let body = serde_json::to_value(body).unwrap_or_default();
        let mut said = Texts { with_keys: false, found: Vec::new() };
        said.take(body.get("body").unwrap_or_default());
        said.found.iter().any(|text| self.stand_in(text))
    }

    /// Whether a name stands in it as it is written, or as the name of a file has it.
    fn stand_in(&self, text: &str) -> bool {
        stand_among(&self.names, &compared(text)) || stand_among(&self.in_files, &compared(&spaced(text)))
    }
}

/// One pass over all names: one of others counts unless it lies wholly in one of the client's own.
fn stand_among(names: &BTreeMap<char, Vec<Name>>, text: &str) -> bool {
    let mut own_until = 0;
    for (at, first) in text.char_indices() {
        let here = names.get(&first).into_iter().flatten();
        let (mut own_end, mut other_end) = (0, 0);
        for name in here.filter(|name| stands_alone(text, at, &name.text)) {
            let end = if name.own { &mut own_end } else { &mut other_end };
            *end = at.saturating_add(name.text.len()).max(*end);
        }
        own_until = own_end.max(own_until);
        if other_end > own_until {
            return true;
        }
    }
    false
}

/// What the name of a file has in place of spaces (`_`, `-`, `.`, `+`, `%20`), as spaces; words that only a capital tells
/// apart (`CityPlan`), apart.
fn spaced(text: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8_lossy();
    let mut spaced = String::with_capacity(decoded.len());
    let mut small = false;
    for c in decoded.chars() {
        if small && c.is_ascii_uppercase() {
            spaced.push(' ');
        }
        small = c.is_ascii_lowercase();
        spaced.push(if "_-.+＿－・".contains(c) { ' ' } else { c });
    }
    spaced
}

/// An id or a number as it is looked for: short ones only where they stand alone in quotes, as everything does that
/// a statement says.
fn word(id: &str) -> String {
    if id.chars().count() < SOUGHT_ID_CHARS_MIN { format!("\"{id}\"") } else { id.to_owned() }
}

/// Text as it is compared: width, composition and case make no difference, neither do white space and line breaks
/// within Japanese.
fn compared(text: &str) -> String {
    let folded = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        let folded = caseless::default_case_fold_str(&text.nfkc().collect::<String>());
        folded.nfkc().collect()
    };
    let mut joined = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
        if ascii(joined.chars().next_back()) || (ascii(word.chars().next()) && !joined.is_empty()) {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// Whether the name stands at this place by itself: letters and digits of ASCII on both sides make another word of it.
fn stands_alone(text: &str, at: usize, name: &str) -> bool {
    let Some((before, rest)) = text.split_at_checked(at) else { return false };
    let Some(after) = rest.strip_prefix(name) else { return false };
    let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let joined_before = ascii(before.chars().next_back()) && ascii(name.chars().next());
    let joined_after = ascii(after.chars().next()) && ascii(name.chars().next_back());
    !joined_before && !joined_after
}

/// What is said, without the escapes in which JSON says it.
struct Texts {
    with_keys: bool,
    found: Vec<String>,
}

impl Texts {
    /// Text that may be JSON, or have lines that are: an entry, for one.
    fn gather(&mut self, text: &str) {
        if let Some(value) = json(text) {
            return self.take(&value);
        }
        let mut rest = String::new();
        for line in text.lines() {
            match json(line) {
                Some(value) => self.take(&value),
                None => rest.extend([line, "\n"]),
            }
        }
        self.found.push(rest);
    }

    fn take(&mut self, value: &Value) {
        match value {
            Value::String(text) if is_moment(text) => {}
            Value::String(text) if text.contains(['{', '[']) => self.gather(text),
            Value::String(text) => self.found.push(format!("\"{text}\"")),
            Value::Array(items) => items.iter().for_each(|item| self.take(item)),
            Value::Object(fields) => {
                for (key, field) in fields {
                    if self.with_keys {
                        self.found.push(format!("\"{key}\""));
                    }
                    self.take(field);
                }
            }
            _ => {}
        }
    }
}

fn json(text: &str) -> Option<Value> {
    text.trim_start().starts_with(['{', '[']).then(|| serde_json::from_str(text).ok())?
}

/// A day or a time names nobody, and an id like `2026-11` stands in many.
fn is_moment(text: &str) -> bool {
    text.parse::<NaiveDate>().is_ok() || text.parse::<Timestamp>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn others(own: &[&str], names: &[&str]) -> Others {
        let text = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        Others::of(&text(own), &text(names))
    }

    fn check(others: &Others, cases: &[(&str, bool)]) {
        for (text, found) in cases {
            assert_eq!(others.are_in(text.as_bytes()), *found, "{text}");
        }
    }

    #[test]
    fn a_name_is_found_where_it_stands_by_itself() {
        let others = others(&["一宮市役所", "\"K\""], &["一宮", "Ace", "\"L\""]);
        check(
            &others,
            &[
                ("{\"purpose\":\"一宮市役所への納品\"}", false),
                ("{\"purpose\":\"一宮への納品\"}", true),
                ("{\"contract\":\"K\"}", false),
                ("{\"contract\":\"L\"}", true),
                ("{\"statement\":\"{\\\"contract\\\":\\\"L\\\"}\"}", true),
                ("{\"statement\":\"{\\\"contract\\\":\\\"L\\\"}\\n-----BEGIN\"}", true),
                ("Palace", false),
                ("for Ace, again", true),
                ("Aceを訪問", true),
                ("3L", false),
            ],
        );
    }

    #[test]
    fn the_clients_name_within_anothers_hides_nothing() {
        let others = others(&["一宮市", "市役所別館"], &["一宮市水道局", "別館商店", "宮市"]);
        check(
            &others,
            &[
                ("一宮市水道局への納品", true),
                ("一宮市への納品", false),
                ("宮市への納品", true),
                ("市役所別館", false),
                ("市役所別館商店", true),
            ],
        );
    }

    #[test]
    fn an_id_is_found_within_a_sentence_and_a_short_one_only_alone() {
        let others = others(&["K-2026"], &[&word("L-2026-07"), &word("2026-11"), &word("L-1")]);
        check(
            &others,
            &[
                ("{\"purpose\":\"same stick as L-2026-07\"}", true),
                ("{\"purpose\":\"L-2026-07_list.csv\"}", true),
                ("{\"purpose\":\"L-2026-071\"}", false),
                ("{\"purpose\":\"K-2026\"}", false),
                ("{\"purpose\":\"as L-1\"}", false),
                ("{\"contract\":\"L-1\"}", true),
                ("{\"until\":\"2026-11-20\"}", false),
                ("{\"number\":\"2026-11\"}", true),
            ],
        );
    }

    #[test]
    fn a_name_is_found_in_the_name_of_a_file() {
        let others = others(
            &["East River City", "\"K\""],
            &["River City", "Blue-Sky Ltd", "北村 太郎", "\"L-1\"", "2026-11"],
        );
        check(
            &others,
            &[
                ("{\"name\":\"river_city_plan.pdf\"}", true),
                ("{\"name\":\"2026-RiverCityPlan.pdf\"}", true),
                ("{\"name\":\"east_river_city.pdf\"}", false),
                ("data/river%20city/a.dwg  90000", true),
                ("{\"name\":\"Blue_Sky_Ltd.xlsx\"}", true),
                ("{\"place\":\"/srv/blue-sky-ltd/2026\"}", true),
                ("{\"name\":\"図面_北村_太郎.dwg\"}", true),
                ("{\"name\":\"driver_city.pdf\"}", false),
                ("{\"name\":\"L_1.dwg\"}", false),
                ("{\"name\":\"plan_2026_11.pdf\"}", false),
                ("{\"name\":\"RIVER.CITY.ZIP\"}", true),
            ],
        );
    }

    #[test]
    fn another_spelling_of_a_name_is_found() {
        let others = others(&[], &["Ace \"East\" Ltd", "北村 太郎", "ガス局", "C:\\ace", "Muße"]);
        check(
            &others,
            &[
                ("{\"to\":\"ace \\\"east\\\" ltd\"}", true),
                ("{\"in\":\"{\\\"to\\\":\\\"ACE \\\\\\\"East\\\\\\\" Ltd\\\"}\"}", true),
                ("Ａｃｅ　\"Ｅａｓｔ\" Ｌｔｄ", true),
                ("{\"to\":\"北村　太郎様\"}", true),
                ("{\"to\":\"北村太郎様\"}", true),
                ("北村\n太郎", true),
                ("ｶﾞｽ局", true),
                ("カ\u{3099}ス局", true),
                ("{\"path\":\"C:\\\\ACE\"}", true),
                ("MUSSE", true),
                ("{\"\\u5317\\u6751\\u592a\\u90ce\":1}", true),
                ("北村次郎", false),
            ],
        );
    }
}
