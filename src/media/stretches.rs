//! Which parts of a device something was found of: listed as far as anybody reads, and counted.

use crate::base::limits::{SECTOR_BYTES, STRETCHES_MAX};

/// Neighbouring bytes of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Where it begins, in bytes from the start of the device.
    pub offset_bytes: u64,
    /// How long it is.
    pub size_bytes: u64,
}

/// Parts of a device in order of offset: the first [`STRETCHES_MAX`] of them, and how many sectors they are in all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stretches {
    listed: Vec<Stretch>,
    count: usize,
    size_bytes: u64,
    end_bytes: u64,
}

impl Stretches {
    /// Takes in the next part, which must not begin before the end of the last one.
    pub(super) fn add(&mut self, offset_bytes: u64, size_bytes: u64) {
        if self.count > 0 && offset_bytes == self.end_bytes {
            if let Some(last) = self.listed.last_mut().filter(|_| self.count <= STRETCHES_MAX) {
                last.size_bytes = last.size_bytes.saturating_add(size_bytes);
            }
        } else {
            self.count = self.count.saturating_add(1);
            if self.count <= STRETCHES_MAX {
                self.listed.push(Stretch { offset_bytes, size_bytes });
            }
        }
        self.size_bytes = self.size_bytes.saturating_add(size_bytes);
        self.end_bytes = offset_bytes.saturating_add(size_bytes);
    }

    /// The first of them, each as long as it is.
    #[must_use]
    pub fn listed(&self) -> &[Stretch] {
        &self.listed
    }

    /// How many there are, listed or not.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.count
    }

    /// How many bytes they are together.
    #[must_use]
    pub const fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// How many sectors of 512 bytes they are together.
    #[must_use]
    pub fn sectors(&self) -> u64 {
        u64::try_from(SECTOR_BYTES).map_or(0, |sector| self.size_bytes.div_ceil(sector))
    }

    /// Where the first one begins.
    #[must_use]
    pub fn first_offset_bytes(&self) -> Option<u64> {
        self.listed.first().map(|first| first.offset_bytes)
    }

    /// Where the last one ends; 0 when there is none.
    #[must_use]
    pub const fn end_bytes(&self) -> u64 {
        self.end_bytes
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_one_stretch_and_what_is_not_listed_is_counted() {
        let mut stretches = Stretches::default();
        assert!(stretches.is_empty() && stretches.first_offset_bytes().is_none());
        for at in [512, 1024, 4096] {
            stretches.add(at, 512);
        }
        let stretch = |offset_bytes, size_bytes| Stretch { offset_bytes, size_bytes };
        assert_eq!(stretches.listed(), [stretch(512, 1024), stretch(4096, 512)]);
        for at in 10..210 {
            stretches.add(at * 1024, 512);
        }
        stretches.add(209 * 1024 + 512, 512);
        assert_eq!((stretches.listed().len(), stretches.count()), (STRETCHES_MAX, 202));
        assert_eq!(
            stretches.listed().last(),
            Some(&stretch(107 * 1024, 512)),
            "the last listed is not lengthened"
        );
        assert_eq!((stretches.sectors(), stretches.size_bytes()), (204, 204 * 512));
        assert_eq!((stretches.first_offset_bytes(), stretches.end_bytes()), (Some(512), 210 * 1024));
    }
}
