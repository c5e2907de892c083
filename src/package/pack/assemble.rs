//! The third stage: puts compressed blocks in order into a ZIP archive, and the archive into the
//! seal. It completes both only when the reader says that everything was as approved.

use std::io::{self, Write};

use chrono::FixedOffset;
use crc32fast::Hasher as Crc;
use crossbeam_channel::{Receiver, Sender};

use super::{Block, Halt, PackError, Piece};
use crate::base::limits;
use crate::package::archive::{Archive, Time};
use crate::package::buffers::{Buffer, Buffers};
use crate::package::seal::{Seal, SealError, Sealer};

pub(super) fn all(
    seal: &Seal,
    offset: FixedOffset,
    pieces: &Receiver<Piece>,
    to_delivery: Sender<Block>,
    buffers: &Buffers,
) -> Result<(), Halt> {
    let out = Outlet { block: buffers.take(), filled: 0, buffers, to_delivery };
    let sealer = Sealer::begin(seal, out).map_err(quiet_seal)?;
    let mut archive = Archive::new(sealer);
    let mut crc = Crc::new();
    let mut complete = false;
    for piece in pieces {
        match piece {
            Piece::Folder { name, modified } => archive.folder(&name, Time::new(modified, offset)),
            Piece::File { name, modified, size_bytes } => {
                crc = Crc::new();
                archive.begin_file(&name, Time::new(modified, offset), size_bytes)
            }
            Piece::Data(awaited) => {
                let compressed = awaited.recv().map_err(|_| Halt::Ended)?;
                crc.combine(&compressed.crc);
                compressed.each_part(|part| archive.data(part))
            }
            Piece::EndOfFile => archive.end_file(std::mem::take(&mut crc).finalize()),
            Piece::EndOfBag => {
                complete = true;
                break;
            }
        }
        .map_err(quiet)?;
    }
    if !complete {
        return Err(Halt::Ended);
    }
    let sealer = archive.finish().map_err(quiet)?;
    sealer.finish().map_err(quiet_seal)?.end()
}

/// A broken pipe is the outlet's way of saying that delivery has stopped, which knows why.
fn quiet(error: io::Error) -> Halt {
    if error.kind() == io::ErrorKind::BrokenPipe {
        Halt::Ended
    } else {
        Halt::Failed(PackError::Archive(error))
    }
}

fn quiet_seal(error: SealError) -> Halt {
    match error {
        SealError::Io(error) if error.kind() == io::ErrorKind::BrokenPipe => Halt::Ended,
        error => Halt::Failed(error.into()),
    }
}

/// Gathers ciphertext into blocks and passes them on.
struct Outlet<'a> {
    block: Buffer,
    filled: usize,
    buffers: &'a Buffers,
    to_delivery: Sender<Block>,
}

impl Outlet<'_> {
    fn pass_on(&mut self) -> io::Result<()> {
        if self.filled == 0 {
            return Ok(());
        }
        let block = std::mem::replace(&mut self.block, self.buffers.take()).filled(self.filled);
        self.filled = 0;
        self.to_delivery.send(Block::Bytes(block)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }

    fn end(mut self) -> Result<(), Halt> {
        self.pass_on().map_err(quiet)?;
        self.to_delivery.send(Block::End).map_err(|_| Halt::Ended)
    }
}

impl Write for Outlet<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.filled >= limits::IO_BLOCK_BYTES {
            self.pass_on()?;
        }
        let room = &mut self.block.room()[self.filled..limits::IO_BLOCK_BYTES];
        let taken = &bytes[..room.len().min(bytes.len())];
        room[..taken.len()].copy_from_slice(taken);
        self.filled += taken.len();
        Ok(taken.len())
    }

    /// Blocks are passed on when they are full; the end passes on the rest.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
