//! Questions to the projection.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension as _, params_from_iter};

use crate::base::digest::Digest;
use crate::domain::carry_out::CarryOut;
use crate::domain::finding::Finding;
use crate::domain::incident::Incident;
use crate::projection::phase::Phase;
use crate::projection::searched;
use crate::projection::store::{
    Projection, ProjectionError, carry_out_by_request, incident_opened_by, root_at,
};

/// Which carry-outs are asked for. What is absent does not restrict.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Requested at or after this second since 1970.
    pub since: Option<i64>,
    /// Requested before this second since 1970.
    pub before: Option<i64>,
    /// By whom.
    pub by: Option<String>,
    /// To whom.
    pub to: Option<String>,
    /// By one of these roads; none for any.
    pub via: Vec<String>,
    /// On which medium.
    pub medium: Option<String>,
    /// Under which contract.
    pub contract: Option<String>,
    /// Of one of these levels; none for any.
    pub level: Vec<String>,
    /// Holding this text in purpose, place, reason, items or names.
    pub text: Option<String>,
    /// Carried by whom, and answered for.
    pub carrier: Option<String>,
    /// Only what is not over; answered by an index.
    pub only: Option<Only>,
}

/// Carry-outs that are not over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// What left, or may have left, and is not confirmed.
    Outstanding,
    /// What may still leave on this day.
    Pending(NaiveDate),
    /// Either of them.
    Either(NaiveDate),
}

impl Only {
    fn clause(self) -> (&'static str, Vec<Value>) {
        let day = |day: NaiveDate| vec![Value::from(i64::from(day.num_days_from_ce()))];
        match self {
            Self::Outstanding => ("phase = ?", vec![Value::from(Phase::Outstanding.as_str().to_owned())]),
            Self::Pending(on) => ("phase = 'pending' AND last_day >= ?", day(on)),
            Self::Either(on) => ("(phase = 'outstanding' OR (phase = 'pending' AND last_day >= ?))", day(on)),
        }
    }
}

/// A file that left, by content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traced {
    /// The carry-out that holds it.
    pub number: u64,
    /// Under which path in the bag.
    pub path: String,
}

/// An entry that concerns a carry-out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryOf {
    /// The entry.
    pub index: u64,
    /// The type of its statement.
    pub type_name: String,
    /// Digest of its statement.
    pub statement: Digest,
}

/// An entry that concerns an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentEntry {
    /// The entry.
    pub index: u64,
    /// The carry-out it concerns too.
    pub number: Option<u64>,
}

impl Projection {
    /// The carry-out with this number.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn carry_out(&self, number: u64) -> Result<Option<CarryOut>, ProjectionError> {
        let state = self
            .connection
            .prepare_cached("SELECT state FROM carry_out WHERE number = ?1")?
            .query_row([number], |row| row.get::<_, String>(0))
            .optional()?;
        Ok(state.map(|state| serde_json::from_str(&state)).transpose()?)
    }

    /// The carry-out whose request statement has this digest.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn carry_out_of(&self, request: &Digest) -> Result<Option<CarryOut>, ProjectionError> {
        carry_out_by_request(&self.connection, request)
    }

    /// The incident with this number.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn incident(&self, number: u64) -> Result<Option<Incident>, ProjectionError> {
        let state = self
            .connection
            .prepare_cached("SELECT state FROM incident WHERE number = ?1")?
            .query_row([number], |row| row.get::<_, String>(0))
            .optional()?;
        Ok(state.map(|state| serde_json::from_str(&state)).transpose()?)
    }

    /// The incident that was opened by the statement with this digest.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn incident_of(&self, opened: &Digest) -> Result<Option<Incident>, ProjectionError> {
        incident_opened_by(&self.connection, opened)
    }

    /// Every incident, by number.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn incidents(&self) -> Result<Vec<Incident>, ProjectionError> {
        let mut statement = self.connection.prepare_cached("SELECT state FROM incident ORDER BY number")?;
        let mut rows = statement.query([])?;
        let mut incidents = Vec::new();
        while let Some(row) = rows.next()? {
            incidents.push(serde_json::from_str(&row.get::<_, String>(0)?)?);
        }
        Ok(incidents)
    }

    /// The carry-outs that `filter` lets through, by number, one at a time.
    ///
    /// # Errors
    /// [`ProjectionError`], or whatever `each` fails with.
    pub fn each_carry_out<E: From<ProjectionError>>(
        &self,
        filter: &Filter,
        mut each: impl FnMut(CarryOut) -> Result<(), E>,
    ) -> Result<(), E> {
        let (clauses, values) = filter.clauses();
        let sql = format!("SELECT state FROM carry_out{clauses} ORDER BY number");
        let mut statement = self.connection.prepare_cached(&sql).map_err(ProjectionError::from)?;
        let mut rows = statement.query(params_from_iter(values)).map_err(ProjectionError::from)?;
        while let Some(row) = rows.next().map_err(ProjectionError::from)? {
            let state: String = row.get(0).map_err(ProjectionError::from)?;
            each(serde_json::from_str(&state).map_err(ProjectionError::from)?)?;
        }
        Ok(())
    }

    /// The carry-outs that `filter` lets through, by number.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn carry_outs(&self, filter: &Filter) -> Result<Vec<CarryOut>, ProjectionError> {
        let mut found = Vec::new();
        self.each_carry_out::<ProjectionError>(filter, |carry_out| {
            found.push(carry_out);
            Ok(())
        })?;
        Ok(found)
    }

    /// The newest completed carry-out to the same recipient before this one: under the same contract, where one
    /// went under it.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn last_before(&self, carry_out: &CarryOut) -> Result<Option<CarryOut>, ProjectionError> {
        let request = &carry_out.request;
        let mut statement = self.connection.prepare_cached(
            "SELECT state FROM carry_out WHERE recipient = ?1 AND number < ?2 ORDER BY number DESC",
        )?;
        let mut rows = statement.query((request.recipient.as_str(), carry_out.number))?;
        let mut otherwise = None;
        while let Some(row) = rows.next()? {
            let earlier: CarryOut = serde_json::from_str(&row.get::<_, String>(0)?)?;
            if earlier.completed().is_none() {
                continue;
            }
            if earlier.request.contract == request.contract {
                return Ok(Some(earlier));
            }
            otherwise.get_or_insert(earlier);
        }
        Ok(otherwise)
    }

    /// Every carry-out that holds this content.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn trace(&self, content: &Digest) -> Result<Vec<Traced>, ProjectionError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT number, path FROM file WHERE sha256 = ?1 ORDER BY number, path")?;
        let rows = statement
            .query_map([content.as_bytes()], |row| Ok(Traced { number: row.get(0)?, path: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The entries that had an effect on a carry-out, in log order.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn entries_of(&self, number: u64) -> Result<Vec<EntryOf>, ProjectionError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT entry_index, type, statement FROM entry WHERE number = ?1 ORDER BY entry_index",
        )?;
        let rows = statement.query_map([number], |row| {
            Ok(EntryOf {
                index: row.get(0)?,
                type_name: row.get(1)?,
                statement: Digest::from_bytes(row.get::<_, [u8; 32]>(2)?),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The carry-out that an entry concerns.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn carry_out_at(&self, index: u64) -> Result<Option<u64>, ProjectionError> {
        let number = self
            .connection
            .prepare_cached("SELECT number FROM entry WHERE entry_index = ?1")?
            .query_row([index], |row| row.get(0))
            .optional()?;
        Ok(number.flatten())
    }

    /// The entries that had an effect on an incident, in log order, each with the carry-out it concerns too.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn entries_of_incident(&self, number: u64) -> Result<Vec<IncidentEntry>, ProjectionError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT entry_index, number FROM entry WHERE incident = ?1 ORDER BY entry_index",
        )?;
        let rows = statement
            .query_map([number], |row| Ok(IncidentEntry { index: row.get(0)?, number: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The entries that had an effect on the register, in log order.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn register_entries(&self) -> Result<Vec<u64>, ProjectionError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT entry_index FROM entry
             WHERE type IS NOT NULL AND number IS NULL AND incident IS NULL ORDER BY entry_index",
        )?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The carry-out of which this disposal is.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn carry_out_with_disposal(&self, disposal: u64) -> Result<Option<CarryOut>, ProjectionError> {
        // Disposals are numbered in log order: the entry is found by counting.
        let number: Option<u64> = self
            .connection
            .prepare_cached(
                "SELECT number FROM entry WHERE type = 'disposal' ORDER BY entry_index LIMIT 1 OFFSET ?1",
            )?
            .query_row([disposal.saturating_sub(1)], |row| row.get(0))
            .optional()?;
        let carry_out = number.map(|number| self.carry_out(number)).transpose()?.flatten();
        Ok(carry_out.filter(|found| found.disposals.iter().any(|disposed| disposed.number == disposal)))
    }

    /// The root of the log at `size`, as far as it was verified.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn root_at(&self, size: u64) -> Result<Option<Digest>, ProjectionError> {
        root_at(&self.connection, size)
    }

    /// Numbers of the carry-outs that entries from this one on had an effect on.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn carry_outs_since(&self, index: u64) -> Result<BTreeSet<u64>, ProjectionError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT number FROM entry WHERE entry_index >= ?1 AND number IS NOT NULL")?;
        let rows = statement.query_map([index], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What was found wrong with the log, in the order it was found.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn findings(&self) -> Result<Vec<Finding>, ProjectionError> {
        let mut statement =
            self.connection.prepare_cached("SELECT finding FROM finding ORDER BY position")?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
        rows.map(|row| Ok(serde_json::from_str(&row?)?)).collect()
    }
}

impl Filter {
    /// The WHERE clause, and the values of its marks in order.
    fn clauses(&self) -> (String, Vec<Value>) {
        let one = |word: &Option<String>| word.iter().cloned().map(Value::from).collect::<Vec<_>>();
        let any = |words: &[String]| words.iter().cloned().map(Value::from).collect::<Vec<_>>();
        let conditions: Vec<(String, Vec<Value>)> = [
            ("requested >= ?", self.since.map(Value::from).into_iter().collect()),
            ("requested < ?", self.before.map(Value::from).into_iter().collect()),
            ("requester = ?", one(&self.by)),
            ("recipient = ?", one(&self.to)),
            ("medium = ?", one(&self.medium)),
            ("contract = ?", one(&self.contract)),
            ("via IN (?)", any(&self.via)),
            ("level IN (?)", any(&self.level)),
            ("carrier = ?", one(&self.carrier)),
        ]
        .into_iter()
        .chain(self.only.map(Only::clause))
        .filter(|(_, values): &(&str, Vec<Value>)| !values.is_empty())
        .map(|(clause, values)| (clause.replace('?', &vec!["?"; values.len()].join(", ")), values))
        .chain(self.text.as_deref().map(searched::condition))
        .collect();
        if conditions.is_empty() {
            return (String::new(), Vec::new());
        }
        let (clauses, values): (Vec<String>, Vec<Vec<Value>>) = conditions.into_iter().unzip();
        (format!(" WHERE {}", clauses.join(" AND ")), values.concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How SQLite would look for it.
    fn plan(filter: &Filter) -> String {
        let projection = Projection::in_memory().unwrap();
        let (clauses, values) = filter.clauses();
        let sql = format!("EXPLAIN QUERY PLAN SELECT state FROM carry_out{clauses} ORDER BY number");
        let mut statement = projection.connection.prepare(&sql).unwrap();
        let lines = statement.query_map(params_from_iter(values), |row| row.get::<_, String>(3)).unwrap();
        lines.collect::<Result<Vec<_>, _>>().unwrap().join("\n")
    }

    #[test]
    fn what_is_open_is_found_without_reading_what_is_over() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        for only in [Only::Outstanding, Only::Pending(day), Only::Either(day)] {
            let plan = plan(&Filter { only: Some(only), ..Filter::default() });
            assert!(plan.contains("carry_out_by_phase") && !plan.contains("SCAN"), "{only:?}: {plan}");
        }
        let medium = Filter { medium: Some("USB-07".to_owned()), ..Filter::default() };
        assert!(plan(&medium).contains("carry_out_by_medium"), "{}", plan(&medium));
    }
}
