//! Blocks of memory that go round between the stages of a pipeline: taken where something is read or made,
//! and back at home as soon as nobody needs them.
//!
//! A new block of this size would come from the system each time, page by page and filled with zeros; with a few thousand
//! blocks a second that costs about as much as encrypting them.

use std::ops::Deref;

use crossbeam_channel::{Receiver, Sender, bounded};

/// Where blocks come from, and go back to.
pub(super) struct Buffers {
    block_bytes: usize,
    home: Sender<Box<[u8]>>,
    spare: Receiver<Box<[u8]>>,
}

/// A block, of which the first so many bytes mean something. Dropped, it goes home.
pub(super) struct Buffer {
    block: Box<[u8]>,
    filled: usize,
    home: Sender<Box<[u8]>>,
}

impl Buffers {
    /// Blocks of `block_bytes`, of which up to `kept` wait at home.
    pub(super) fn new(block_bytes: usize, kept: usize) -> Self {
        let (home, spare) = bounded(kept);
        Self { block_bytes, home, spare }
    }

    /// An empty block. What it held before is still in it, behind what is [`Buffer::filled`].
    pub(super) fn take(&self) -> Buffer {
        let block = self.spare.try_recv().unwrap_or_else(|_| vec![0; self.block_bytes].into_boxed_slice());
        Buffer { block, filled: 0, home: self.home.clone() }
    }
}

impl Buffer {
    /// The whole block, to be written to.
    pub(super) fn room(&mut self) -> &mut [u8] {
        &mut self.block
    }

    /// From here on the first `bytes` mean something, or all, if there are fewer.
    pub(super) fn filled(mut self, bytes: usize) -> Self {
        self.filled = bytes.min(self.block.len());
        self
    }
}

impl Deref for Buffer {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.block[..self.filled]
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        // Where enough wait already, or home is gone, the memory goes back to the system.
        let _full = self.home.try_send(std::mem::take(&mut self.block));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_goes_home_and_is_taken_again() {
        let buffers = Buffers::new(8, 1);
        let mut first = buffers.take();
        assert_eq!((first.room().len(), first.len()), (8, 0));
        first.room()[..3].copy_from_slice(b"abc");
        let first = first.filled(3);
        assert_eq!(&*first, b"abc");
        drop(first);
        let mut again = buffers.take();
        assert_eq!((again.room()[..3].to_vec(), again.len()), (b"abc".to_vec(), 0));
        // More than wait at home are let go.
        let others = [buffers.take(), buffers.take()];
        drop((again, others));
        assert_eq!(buffers.spare.len(), 1);
        assert_eq!(buffers.take().filled(99).len(), 8);
    }
}
