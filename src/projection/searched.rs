//! The words that `log --text` looks in, and how they are found: every three neighbouring characters lead to the carry-outs
//! that hold them (SQLite FTS5, `trigram`), and those few are looked through. Shorter texts are looked for everywhere.

use std::collections::BTreeSet;

use rusqlite::params;
use rusqlite::types::Value;

use crate::domain::carry_out::CarryOut;
use crate::domain::registry::Registry;
use crate::projection::store::{ProjectionError, Session};

/// As many characters lead to a carry-out together.
const TOGETHER: usize = 3;

/// More parts than this lead nowhere else.
const PARTS_MAX: usize = 24;

/// Its table is `words`; `word_part` has no content of its own.
pub(super) const SCHEMA: &str = "
CREATE TABLE words (                             -- lower-case text that --text looks in
    number      INTEGER PRIMARY KEY,
    words       TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE word_part USING fts5(
    words, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram case_sensitive 1'
);
INSERT INTO word_part (word_part, rank) VALUES ('secure-delete', 1);
";

/// Name of the virtual table, with which those of its own names begin.
pub(super) const PART_TABLE: &str = "word_part";

impl Session<'_> {
    /// Keeps the words of a carry-out, where they are not kept already.
    pub(super) fn keep_words(
        &mut self,
        carry_out: &CarryOut,
        registry: &Registry,
    ) -> Result<(), ProjectionError> {
        let words = words_of(carry_out, registry);
        let changed = self
            .transaction
            .prepare_cached(
                "INSERT INTO words (number, words) VALUES (?1, ?2)
                 ON CONFLICT (number) DO UPDATE SET words = excluded.words WHERE words <> excluded.words",
            )?
            .execute(params![carry_out.number, words])?;
        if changed > 0 {
            self.transaction
                .prepare_cached("DELETE FROM word_part WHERE rowid = ?1")?
                .execute([carry_out.number])?;
            self.transaction
                .prepare_cached("INSERT INTO word_part (rowid, words) VALUES (?1, ?2)")?
                .execute(params![carry_out.number, words])?;
        }
        Ok(())
    }
}

/// The condition on `number` that a text stands in its words, and the values of its marks.
pub(super) fn condition(text: &str) -> (String, Vec<Value>) {
    let text = text.to_lowercase();
    let parts = parts(&text);
    let within = Value::from(text);
    if parts.is_empty() {
        return ("number IN (SELECT number FROM words WHERE instr(words, ?) > 0)".to_owned(), vec![within]);
    }
    let quoted: Vec<String> = parts.iter().map(|part| format!("\"{}\"", part.replace('"', "\"\""))).collect();
    let condition =
        "number IN (SELECT words.number FROM word_part JOIN words ON words.number = word_part.rowid
                                WHERE word_part MATCH ? AND instr(words.words, ?) > 0)";
    (condition.to_owned(), vec![Value::from(quoted.join(" AND ")), within])
}

/// Every three neighbouring characters, each once. Nothing of a text that is shorter, or that holds what ends a query's text.
fn parts(text: &str) -> BTreeSet<String> {
    if text.contains('\0') {
        return BTreeSet::new();
    }
    let characters: Vec<char> = text.chars().collect();
    characters.windows(TOGETHER).map(|part| part.iter().collect()).take(PARTS_MAX).collect()
}

fn words_of(carry_out: &CarryOut, registry: &Registry) -> String {
    let request = &carry_out.request;
    let words = [
        Some(carry_out.id()),
        Some(request.purpose.clone()),
        request.place.clone(),
        request.reason.clone(),
        Some(registry.name_of(&carry_out.requester)),
        Some(registry.recipient_name(&request.recipient)),
        Some(request.items.join("\n")),
    ];
    words.into_iter().flatten().collect::<Vec<_>>().join("\n").to_lowercase()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rusqlite::{Connection, params_from_iter};

    use super::*;

    fn found(texts: &[String], looked_for: &str) -> Vec<usize> {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(SCHEMA).unwrap();
        for (number, text) in texts.iter().enumerate() {
            let text = text.to_lowercase();
            connection.execute("INSERT INTO words VALUES (?1, ?2)", params![number, text]).unwrap();
            connection
                .execute("INSERT INTO word_part (rowid, words) VALUES (?1, ?2)", params![number, text])
                .unwrap();
        }
        let (condition, values) = condition(looked_for);
        let sql = format!("SELECT number FROM words WHERE {condition} ORDER BY number");
        let mut statement = connection.prepare(&sql).unwrap();
        let rows = statement.query_map(params_from_iter(values), |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn a_text_is_found_wherever_it_stands_whatever_it_is() {
        let naughty = naughty_strings::BLNS.iter().filter(|text| !text.contains('\0'));
        let texts: Vec<String> = naughty.map(|text| format!("工区 12 の納品 {text} 第3号")).collect();
        for looked_for in ["納品", "の納品", "工区 12 の納品", "\"", "AND", "*", "第3号", "NEAR(", "'", "-x:"]
        {
            let expected: Vec<usize> = (0..texts.len())
                .filter(|number| texts[*number].to_lowercase().contains(&looked_for.to_lowercase()))
                .collect();
            assert_eq!(found(&texts, looked_for), expected, "{looked_for:?}");
        }
        for (number, text) in texts.iter().enumerate() {
            assert!(found(&texts[number..=number], &text[7..]).len() == 1, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_is_found_is_what_holds_the_text(
            texts in prop::collection::vec("[a-cA-C関所図 \"*]{0,8}", 1..8),
            looked_for in "[a-cA-C関所図 \"*]{1,5}",
        ) {
            let holds = |number: &usize| texts[*number].to_lowercase().contains(&looked_for.to_lowercase());
            let expected: Vec<usize> = (0..texts.len()).filter(holds).collect();
            prop_assert_eq!(found(&texts, &looked_for), expected);
        }
    }
}
