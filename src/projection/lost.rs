//! What this user's index knows of entries that the log has no more, and how far two histories agree.

use crate::domain::carry_out::id_of;
use crate::projection::store::{Projection, ProjectionError};
use crate::projection::view::backup::LostEntry;

impl Projection {
    /// The entries from index `from` on.
    ///
    /// # Errors
    /// [`ProjectionError`].
    pub fn entries_from(&self, from: u64) -> Result<Vec<LostEntry>, ProjectionError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT entry_index, type, number FROM entry WHERE entry_index >= ?1 ORDER BY entry_index",
        )?;
        let rows = statement.query_map([from], |row| {
            let number: Option<u64> = row.get(2)?;
            Ok(LostEntry { index: row.get(0)?, type_name: row.get(1)?, id: number.map(id_of) })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// The largest size up to `size_max` at which two histories are the same; histories that agree at a size agree at every
/// smaller one.
///
/// # Errors
/// What `same` fails with.
pub fn common_size<E>(size_max: u64, mut same: impl FnMut(u64) -> Result<bool, E>) -> Result<u64, E> {
    let (mut agreed, mut differs) = (0, size_max.saturating_add(1));
    while differs.saturating_sub(agreed) > 1 {
        let middle = agreed.midpoint(differs);
        if same(middle)? { agreed = middle } else { differs = middle }
    }
    Ok(agreed)
}

#[cfg(test)]
mod tests {
    use super::common_size;

    #[test]
    fn histories_part_where_they_part() {
        for size_max in 0..40 {
            for parts_at in 0..=size_max {
                let found = common_size::<()>(size_max, |size| Ok(size <= parts_at));
                assert_eq!(found, Ok(parts_at));
            }
        }
    }
}
