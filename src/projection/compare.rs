//! Whether two projections of one log say the same of its carry-outs.

use rusqlite::OptionalExtension as _;

use crate::domain::carry_out::CarryOut;
use crate::projection::store::{Projection, ProjectionError};

impl Projection {
    /// Shows every carry-out of which `other` says something else: as it stands here with its number, or the number
    /// alone where it stands only there.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn each_difference(
        &self,
        other: &Self,
        different: &mut dyn FnMut(u64, Option<CarryOut>),
    ) -> Result<(), ProjectionError> {
        let mut here =
            self.connection.prepare_cached("SELECT number, state FROM carry_out ORDER BY number")?;
        let mut there = other.connection.prepare_cached("SELECT state FROM carry_out WHERE number = ?1")?;
        let mut rows = here.query([])?;
        while let Some(row) = rows.next()? {
            let number: u64 = row.get(0)?;
            let state = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
            let says: Option<String> = there.query_row([number], |row| row.get(0)).optional()?;
            // One program writes both; in other words it may still mean the same.
            if says.as_deref() == Some(state) {
                continue;
            }
            let truth: CarryOut = serde_json::from_str(state)?;
            let says: Option<CarryOut> = says.map(|says| serde_json::from_str(&says)).transpose()?;
            if says.as_ref() != Some(&truth) {
                different(number, Some(truth));
            }
        }
        let mut there = other.connection.prepare_cached("SELECT number FROM carry_out ORDER BY number")?;
        let mut here = self.connection.prepare_cached("SELECT 1 FROM carry_out WHERE number = ?1")?;
        let mut rows = there.query([])?;
        while let Some(row) = rows.next()? {
            let number: u64 = row.get(0)?;
            if !here.exists([number])? {
                different(number, None);
            }
        }
        Ok(())
    }
}
