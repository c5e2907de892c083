//! Memory that begins where reading and writing past the cache want it to.

use crate::base::limits::ALIGNMENT_BYTES;

/// A block of bytes whose address is a multiple of [`ALIGNMENT_BYTES`].
#[derive(Debug)]
pub(super) struct Aligned {
    memory: Vec<u8>,
    start: usize,
    size_bytes: usize,
}

impl Aligned {
    /// `size_bytes` zeros.
    pub fn new(size_bytes: usize) -> Self {
        let memory = vec![0; size_bytes.saturating_add(ALIGNMENT_BYTES)];
        // Never moved: only the pointer to the heap is, with the vector.
        let start = memory.as_ptr().align_offset(ALIGNMENT_BYTES);
        Self { memory, start, size_bytes }
    }

    /// The block.
    pub fn bytes(&self) -> &[u8] {
        self.memory.get(self.start..self.end()).unwrap_or_default()
    }

    /// The block, to be filled.
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        let end = self.end();
        self.memory.get_mut(self.start..end).unwrap_or_default()
    }

    const fn end(&self) -> usize {
        self.start.saturating_add(self.size_bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_begins_at_the_alignment_and_is_whole() {
        for size in [512, 4096, 1 << 20] {
            let mut block = Aligned::new(size);
            assert_eq!(block.bytes_mut().as_ptr().addr() % ALIGNMENT_BYTES, 0);
            assert_eq!((block.bytes().len(), block.bytes_mut().len()), (size, size));
        }
    }
}
