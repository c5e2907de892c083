//! The first stage of extracting: reads the archive ahead of whoever inflates it. Of a sealed package this is where it is
//! decrypted.

use std::io::{self, BufRead, Read};

use crossbeam_channel::{Receiver, Sender};

use crate::package::buffers::{Buffer, Buffers};

/// Reads `archive` to its end, or until nobody waits for more. An error is passed on and ends it.
pub(super) fn read(mut archive: impl Read, buffers: &Buffers, to: &Sender<io::Result<Buffer>>) {
    loop {
        let block = fill(&mut archive, buffers.take());
        let is_last = !matches!(&block, Ok(block) if !block.is_empty());
        // Nobody waits for more when whoever inflates has stopped, which knows why.
        if to.send(block).is_err() || is_last {
            return;
        }
    }
}

/// The next block: full unless the archive ends. What came before an error is given first: the error comes again.
fn fill(archive: &mut impl Read, mut block: Buffer) -> io::Result<Buffer> {
    let room = block.room();
    let mut filled = 0;
    while filled < room.len() {
        match archive.read(&mut room[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) if filled > 0 => break,
            Err(error) => return Err(error),
        }
    }
    Ok(block.filled(filled))
}

/// What was read ahead, to be read on.
pub(super) struct Ahead {
    blocks: Receiver<io::Result<Buffer>>,
    block: Option<Buffer>,
    at: usize,
}

impl Ahead {
    pub(super) const fn new(blocks: Receiver<io::Result<Buffer>>) -> Self {
        Self { blocks, block: None, at: 0 }
    }
}

impl BufRead for Ahead {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.block.as_ref().is_none_or(|block| self.at >= block.len() && !block.is_empty()) {
            // After the empty block, which is the end and stays, and after an error nothing is sent any more.
            self.block =
                self.blocks.recv().unwrap_or_else(|_| Err(io::ErrorKind::UnexpectedEof.into())).map(Some)?;
            self.at = 0;
        }
        Ok(self.block.as_deref().unwrap_or_default().get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.at = self.at.saturating_add(amount);
    }
}

impl Read for Ahead {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossbeam_channel::bounded;

    /// Yields `content` in pieces of 7, then `end` again and again.
    struct Pieces {
        content: Vec<u8>,
        end: Option<io::ErrorKind>,
    }

    impl Read for Pieces {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let taken: Vec<u8> = self.content.drain(..self.content.len().min(7).min(buffer.len())).collect();
            buffer[..taken.len()].copy_from_slice(&taken);
            match self.end {
                Some(kind) if taken.is_empty() => Err(kind.into()),
                _ => Ok(taken.len()),
            }
        }
    }

    fn read_ahead(archive: impl Read + Send) -> (Vec<u8>, [io::Result<usize>; 2]) {
        let (to, blocks) = bounded(1);
        std::thread::scope(|scope| {
            scope.spawn(move || read(archive, &Buffers::new(16, 2), &to));
            let (mut ahead, mut all, mut one) = (Ahead::new(blocks), Vec::new(), [0]);
            let end = loop {
                match ahead.read(&mut one) {
                    Ok(1) => all.push(one[0]),
                    end => break end,
                }
            };
            (all, [end, ahead.read(&mut one)])
        })
    }

    #[test]
    fn what_is_read_ahead_is_what_was_there_and_the_end_stays_the_end() {
        for size in [0, 1, 16, 17, 100] {
            let content: Vec<u8> = (0..size).collect();
            let (all, ends) = read_ahead(Pieces { content: content.clone(), end: None });
            assert_eq!(all, content);
            assert!(ends.iter().all(|end| matches!(end, Ok(0))), "{ends:?}");
        }
    }

    #[test]
    fn an_error_comes_after_what_was_read_before_it_and_is_no_end() {
        for size in [0, 5, 16, 30] {
            let content: Vec<u8> = (0..size).collect();
            let archive = Pieces { content: content.clone(), end: Some(io::ErrorKind::StorageFull) };
            let (all, [first, second]) = read_ahead(archive);
            assert_eq!(all, content);
            assert_eq!(first.unwrap_err().kind(), io::ErrorKind::StorageFull);
            assert!(second.is_err());
        }
    }

    /// Is interrupted before every piece.
    struct Interrupted(Pieces, bool);

    impl Read for Interrupted {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.1 = !self.1;
            if self.1 { Err(io::ErrorKind::Interrupted.into()) } else { self.0.read(buffer) }
        }
    }

    #[test]
    fn an_interrupted_read_is_tried_again_and_is_no_error() {
        for size in [0, 5, 16, 30] {
            let content: Vec<u8> = (0..size).collect();
            let (all, ends) = read_ahead(Interrupted(Pieces { content: content.clone(), end: None }, false));
            assert_eq!(all, content);
            assert!(ends.iter().all(|end| matches!(end, Ok(0))), "{ends:?}");
        }
    }

    #[test]
    fn whoever_stops_reading_stops_the_reading_ahead() {
        let (to, blocks) = bounded(1);
        drop(Ahead::new(blocks));
        let mut archive = Pieces { content: vec![1; 1_000], end: None };
        read(&mut archive, &Buffers::new(16, 2), &to);
        assert_eq!(archive.content.len(), 1_000 - 16, "one block was on its way");
    }
}
