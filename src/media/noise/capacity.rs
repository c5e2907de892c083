//! What a device that claims too much gives away.
//!
//! A device that wraps around keeps at one place what was written last to any of the addresses that lead there: a sector
//! then holds the noise of another place. One that drops what it has no room for holds, from some place to its end,
//! anything but the noise.

use super::NoiseKey;
use crate::base::limits::{ECHOES_MAX, LOSS_AT_END_BYTES_MIN, SECTOR_BYTES};
use crate::media::sectors::plus;
use crate::media::stretches::Stretches;

/// What the differences say about a device's true size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capacity {
    /// Nothing: they look like sectors changed or damaged.
    Unsuspected,
    /// One place answers for several addresses: the sector at one holds the noise of another.
    Wraps {
        /// How many bytes it really holds, as far as that can be told; not more.
        holds_bytes: u64,
        /// A sector that holds the noise of another place.
        at_bytes: u64,
        /// Whose noise it holds.
        noise_of_bytes: u64,
    },
    /// Everything is the noise up to a place, and nothing after it.
    EndsAt {
        /// How many bytes it really holds.
        holds_bytes: u64,
    },
}

impl Capacity {
    pub(super) fn judge(size: u64, differing: &Stretches, unreadable: &Stretches, echoes: &Echoes) -> Self {
        if let Some((at_bytes, noise_of_bytes)) = echoes.heard {
            // After writing in order, exactly the last lap is equal: the true size is what follows the last
            // difference. One sector changed since hides that; the distance is then a multiple of the size. Where
            // only reading wraps around (the place heard lies before), the first lap is equal, and the distance is
            // the size.
            let distance = at_bytes.abs_diff(noise_of_bytes);
            let last_lap = size.saturating_sub(differing.end_bytes().max(unreadable.end_bytes()));
            let fits = at_bytes < noise_of_bytes && distance.is_multiple_of(last_lap.max(1)) && last_lap > 0;
            let holds_bytes = if fits { last_lap } else { distance };
            return Self::Wraps { holds_bytes, at_bytes, noise_of_bytes };
        }
        let first = [differing, unreadable].into_iter().filter_map(Stretches::first_offset_bytes).min();
        let holds_bytes = first.unwrap_or(size);
        let lost = size.saturating_sub(holds_bytes);
        let all_lost = differing.size_bytes().saturating_add(unreadable.size_bytes()) == lost;
        if all_lost && holds_bytes > 0 && lost >= LOSS_AT_END_BYTES_MIN {
            return Self::EndsAt { holds_bytes };
        }
        Self::Unsuspected
    }
}

/// Differing sectors that are looked for in the noise of other places.
#[derive(Debug, Default)]
pub(super) struct Echoes {
    asked: Vec<(u64, Vec<u8>)>,
    heard: Option<(u64, u64)>,
}

impl Echoes {
    /// Asks for the place whose noise is `found`, which is at `offset`. Places before it are tried at once: a device
    /// that dropped what came after its first lap answers with that lap.
    pub fn ask(&mut self, key: &NoiseKey, offset: u64, found: &[u8]) {
        let is_one_byte = found.iter().all(|byte| Some(byte) == found.first());
        if self.heard.is_some() || self.asked.len() >= ECHOES_MAX || is_one_byte {
            return;
        }
        let first = self.asked.first().map_or(offset, |(first, _)| *first);
        let lap_before = offset.saturating_sub(first);
        let mut noise = vec![0; found.len()];
        key.fill(lap_before, &mut noise);
        if lap_before < offset && noise == found {
            self.heard = Some((offset, lap_before));
        }
        self.asked.push((offset, found.to_vec()));
    }

    /// Listens to the noise of the places from `offset` on.
    pub fn listen(&mut self, offset: u64, noise: &[u8]) {
        if self.heard.is_some() || self.asked.is_empty() {
            return;
        }
        let beginnings: Vec<_> = self.asked.iter().map(|(_, found)| beginning(found)).collect();
        for (index, sector) in noise.chunks(SECTOR_BYTES).enumerate() {
            if !beginnings.contains(&beginning(sector)) {
                continue;
            }
            if let Some((at, _)) = self.asked.iter().find(|(_, found)| found == sector) {
                self.heard = Some((*at, plus(offset, index.saturating_mul(SECTOR_BYTES))));
                return;
            }
        }
    }
}

fn beginning(sector: &[u8]) -> Option<&[u8; 8]> {
    sector.first_chunk()
}
