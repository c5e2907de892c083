//! Which attachments are referred to by what, and which of those references a purge has ended.
//!
//! Bytes may go only when no reference to them is left: the same evidence in two carry-outs, or in a register, is one
//! attachment.

use chrono::{Datelike as _, NaiveDate};
use rusqlite::OptionalExtension as _;

use crate::base::digest::Digest;
use crate::domain::carry_out::CarryOut;
use crate::domain::finding::FindingKind;
use crate::projection::fold::Step;
use crate::projection::store::{Projection, ProjectionError, Session};

/// An entry that refers to an attachment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// The entry.
    pub index: u64,
    /// Of the attachment.
    pub digest: Digest,
    /// Its size in bytes, as the entry says.
    pub size_bytes: u64,
    /// The carry-out it belongs to; `None` in a register.
    pub number: Option<u64>,
    /// The entry that confirmed a purge of it there.
    pub purged_under: Option<u64>,
}

/// Carry-outs whose years have passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptSince {
    /// How many.
    pub carry_outs: u64,
    /// Of how many the purge was asked for and waits for a second person.
    pub asked: u64,
}

impl Session<'_> {
    /// Keeps which attachments an entry refers to, and what a purge it confirms has ended.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn keep_references(&mut self, index: u64, step: &Step) -> Result<(), ProjectionError> {
        for attachment in &step.attachments {
            self.transaction
                .prepare_cached(
                    "INSERT OR IGNORE INTO reference (digest, entry_index, size_bytes, number) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute((attachment.sha256.as_bytes(), index, attachment.size_bytes, step.carry_out))?;
        }
        for digest in &step.purged {
            self.transaction
                .prepare_cached(
                    "UPDATE reference SET purged_under = ?1 WHERE digest = ?2 AND number = ?3 AND purged_under IS NULL",
                )?
                .execute((index, digest.as_bytes(), step.carry_out))?;
            self.forget_absence(digest)?;
        }
        if !step.purged.is_empty() {
            // Names of files are what a purge is for.
            self.transaction
                .prepare_cached("DELETE FROM file WHERE number = ?1")?
                .execute([step.carry_out])?;
        }
        Ok(())
    }

    /// A list that was found absent before the purge of it was read is no finding any more, unless others need it.
    fn forget_absence(&mut self, digest: &Digest) -> Result<(), ProjectionError> {
        self.transaction
            .prepare_cached(
                "DELETE FROM finding WHERE json_extract(finding, '$.kind') = ?1
                 AND json_extract(finding, '$.digest') = ?2
                 AND NOT EXISTS (SELECT 1 FROM reference WHERE digest = ?3 AND purged_under IS NULL)",
            )?
            .execute((FindingKind::AttachmentMissing.as_str(), digest.to_string(), digest.as_bytes()))?;
        Ok(())
    }
}

/// Day of the common era from which the years are counted, while nothing more is said; none while it may still leave,
/// is outstanding, or has nothing left to purge.
pub(super) fn kept_since(carry_out: &CarryOut) -> Option<i32> {
    let waits = !carry_out.is_outstanding() && !carry_out.kept_attachments().is_empty();
    waits.then(|| carry_out.kept_since().num_days_from_ce())
}

fn reference(row: &rusqlite::Row<'_>) -> Result<Reference, rusqlite::Error> {
    Ok(Reference {
        digest: Digest::from_bytes(row.get::<_, [u8; 32]>(0)?),
        index: row.get(1)?,
        size_bytes: row.get(2)?,
        number: row.get(3)?,
        purged_under: row.get(4)?,
    })
}

impl Projection {
    /// Every reference to an attachment, by digest and entry.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn references(&self) -> Result<Vec<Reference>, ProjectionError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT digest, entry_index, size_bytes, number, purged_under FROM reference ORDER BY digest, entry_index",
        )?;
        let rows = statement.query_map([], reference)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Attachments of which a purge that was confirmed by this entry or a later one ended a reference.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn purged_since(&self, index: u64) -> Result<Vec<Digest>, ProjectionError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT digest FROM reference WHERE number IS NOT NULL AND purged_under >= ?1",
        )?;
        let rows = statement.query_map([index], |row| row.get::<_, [u8; 32]>(0))?;
        rows.map(|row| Ok(Digest::from_bytes(row?))).collect()
    }

    /// Every reference to one attachment, by entry.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn references_to(&self, digest: &Digest) -> Result<Vec<Reference>, ProjectionError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT digest, entry_index, size_bytes, number, purged_under FROM reference WHERE digest = ?1 ORDER BY entry_index",
        )?;
        let rows = statement.query_map([digest.as_bytes()], reference)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether something other than carry-out `number` still needs an attachment.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn is_needed_beside(&self, digest: &Digest, number: u64) -> Result<bool, ProjectionError> {
        let needed = self
            .connection
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM reference
                 WHERE digest = ?1 AND purged_under IS NULL AND number IS NOT ?2)",
            )?
            .query_row((digest.as_bytes(), number), |row| row.get(0))?;
        Ok(needed)
    }

    /// Attachments of which every reference was ended by a purge.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn purged_everywhere(&self) -> Result<Vec<Digest>, ProjectionError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT digest FROM reference GROUP BY digest HAVING count(*) = count(purged_under) ORDER BY digest",
        )?;
        let rows = statement.query_map([], |row| row.get::<_, [u8; 32]>(0))?;
        rows.map(|row| Ok(Digest::from_bytes(row?))).collect()
    }

    /// How many carry-outs a purge has taken attachments of.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn purged_carry_outs(&self) -> Result<u64, ProjectionError> {
        let count = self
            .connection
            .prepare_cached("SELECT count(DISTINCT number) FROM reference WHERE purged_under IS NOT NULL")?
            .query_row([], |row| row.get(0))?;
        Ok(count)
    }

    /// The carry-outs under a contract, or under none, whose years are counted from `day` or earlier and whose attachments
    /// are kept: what ended first comes first, and no more than `limit`; with `asked` only what waits for a second person,
    /// or only what does not.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn kept_since(
        &self,
        contract: Option<&str>,
        day: NaiveDate,
        asked: Option<bool>,
        limit: Option<u64>,
    ) -> Result<Vec<CarryOut>, ProjectionError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT state FROM carry_out WHERE contract IS ?1 AND kept_since <= ?2
             AND (?3 IS NULL OR (purge_asked IS NOT NULL) = ?3) ORDER BY kept_since LIMIT ?4",
        )?;
        let limit = limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
        let rows = statement
            .query_map((contract, day.num_days_from_ce(), asked, limit), |row| row.get::<_, String>(0))?;
        rows.map(|state| Ok(serde_json::from_str(&state?)?)).collect()
    }

    /// How many those are. From the index alone.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn count_kept_since(
        &self,
        contract: Option<&str>,
        day: NaiveDate,
    ) -> Result<KeptSince, ProjectionError> {
        let counted = self
            .connection
            .prepare_cached(
                "SELECT count(*), count(purge_asked) FROM carry_out WHERE contract IS ?1 AND kept_since <= ?2",
            )?
            .query_row((contract, day.num_days_from_ce()), |row| {
                Ok(KeptSince { carry_outs: row.get(0)?, asked: row.get(1)? })
            })?;
        Ok(counted)
    }

    /// The contracts under which something that ended has attachments that are kept, by name. From the index alone, a look for
    /// each.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn contracts_kept(&self) -> Result<Vec<String>, ProjectionError> {
        let mut next = self.connection.prepare_cached(
            "SELECT min(contract) FROM carry_out WHERE kept_since IS NOT NULL AND contract > ?1",
        )?;
        let mut found: Vec<String> = Vec::new();
        loop {
            let last = found.last().map_or("", String::as_str);
            match next.query_row([last], |row| row.get::<_, Option<String>>(0))? {
                Some(contract) => found.push(contract),
                None => return Ok(found),
            }
        }
    }

    /// The carry-out under a contract, or under none, that ended first after `day` and whose attachments are kept.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn next_kept_since(
        &self,
        contract: Option<&str>,
        day: NaiveDate,
    ) -> Result<Option<CarryOut>, ProjectionError> {
        let state = self
            .connection
            .prepare_cached(
                "SELECT state FROM carry_out WHERE contract IS ?1 AND kept_since > ?2 ORDER BY kept_since LIMIT 1",
            )?
            .query_row((contract, day.num_days_from_ce()), |row| row.get::<_, String>(0))
            .optional()?;
        Ok(state.map(|state| serde_json::from_str(&state)).transpose()?)
    }
}
