//! Deflate (RFC 1951) in independent blocks, so that several threads share one file.
//!
//! Each block is compressed on its own by libdeflate and ends on a byte boundary (an empty stored
//! block), so the blocks of a file put one after the other are one deflate stream. What does not get
//! smaller becomes stored blocks *inside* that stream: a streamed ZIP entry of method "stored"
//! cannot be read front to back, this can. See docs/decisions/0008.

use crc32fast::Hasher as Crc;
use libdeflater::{CompressionError, CompressionLvl, Compressor as Deflate};

use crate::package::buffers::{Buffer, Buffers};

mod blocks;

/// How hard to compress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Compression {
    /// Stored blocks where samples show that nothing would be gained; else level 1, and higher ones while the output is written
    /// more slowly than that.
    #[default]
    Auto,
    /// Always this level, 0 (stored blocks) to 9.
    Level(u8),
}

/// The highest deflate level.
pub const LEVEL_MAX: u8 = 9;

/// The empty stored block on which a block that is not the last ends: its header, and up to seven bits
/// to the byte boundary, are zeros.
const BOUNDARY: [u8; 4] = [0, 0, 0xff, 0xff];

/// The header of a block (RFC 1951, 3.2.3), in bits.
const HEADER_BITS: usize = 3;

/// A stored block holds at most this many bytes (RFC 1951, 3.2.4).
const STORED_BYTES_MAX: usize = 65_535;

/// The header of a stored block on a byte boundary: its kind, its length, and that once more inverted.
const STORED_HEADER_BYTES: usize = 5;

/// At the fastest level libdeflate begins a new block after 65,535 bytes (`FAST_SOFT_MAX_BLOCK_LENGTH`) where at least 5,000 more
/// than that are left, or earlier after 8,192 matches: so much is mostly one block.
const ONE_BLOCK_BYTES: usize = 64 * 1024;

/// Three samples of this size decide whether a block is worth compressing.
const SAMPLE_BYTES: usize = 4 * 1024;

/// The fastest level that compresses at all: libdeflate's "fastest" is 0, which stores.
const SAMPLE_LEVEL: i32 = 1;

/// A block is stored when its samples shrink to no less than this many percent.
const SAMPLE_PERCENT: usize = 97;

/// A block that could not be compressed; a defect, not a property of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("deflate failed")]
pub struct DeflateFailed;

/// One compressor, for one thread.
pub(super) struct Compressor {
    /// Those of the levels that were used.
    deflates: [Option<Deflate>; 10],
    probe: Deflate,
    scratch: Vec<u8>,
}

/// A block as it goes into the archive.
pub(super) struct Compressed {
    stream: Stream,
    /// CRC-32 of the block before compression, ready to be combined.
    pub(super) crc: Crc,
}

/// A block's part of the deflate stream.
enum Stream {
    Deflated(Buffer),
    /// Content as it was read, to be put between the headers of stored blocks; the last of them may end the stream.
    Stored(Buffer, bool),
}

impl Compressed {
    /// Gives this part of the stream to `out`, in order. What is stored is not copied for it.
    ///
    /// # Errors
    /// The first of `out`.
    pub(super) fn each_part<E>(&self, mut out: impl FnMut(&[u8]) -> Result<(), E>) -> Result<(), E> {
        match &self.stream {
            Stream::Deflated(bytes) => out(bytes),
            Stream::Stored(content, last) => {
                let blocks = stored_blocks(content.len(), *last);
                for index in 0..blocks {
                    let start = index * STORED_BYTES_MAX;
                    let part = &content[start..content.len().min(start + STORED_BYTES_MAX)];
                    out(&stored_header(part.len(), *last && index + 1 == blocks))?;
                    out(part)?;
                }
                Ok(())
            }
        }
    }
}

impl Compressor {
    pub(super) fn new() -> Self {
        let mut probe = Deflate::new(CompressionLvl::new(SAMPLE_LEVEL).unwrap_or_default());
        let scratch = vec![0; probe.deflate_compress_bound(SAMPLE_BYTES)];
        Self { deflates: Default::default(), probe, scratch }
    }

    /// As [`Compressor::block`], or stored blocks where samples show that nothing would be gained.
    pub(super) fn block_worth_it(
        &mut self,
        input: Buffer,
        last: bool,
        level: u8,
        buffers: &Buffers,
    ) -> Result<Compressed, DeflateFailed> {
        let level = if self.samples_do_not_shrink(&input)? { 0 } else { level };
        self.block(input, last, level, buffers)
    }

    /// Compresses `input` into a block of `buffers`, which has to have [`room_bytes`] for it; `last` ends the stream.
    /// Level 0 stores.
    pub(super) fn block(
        &mut self,
        input: Buffer,
        last: bool,
        level: u8,
        buffers: &Buffers,
    ) -> Result<Compressed, DeflateFailed> {
        let mut crc = Crc::new();
        crc.update(&input);
        let deflated = if level == 0 { None } else { self.deflated(&input, last, level, buffers)? };
        let stream = deflated.map_or_else(|| Stream::Stored(input, last), Stream::Deflated);
        Ok(Compressed { stream, crc })
    }

    /// `None` where stored blocks would be no longer.
    fn deflated(
        &mut self,
        input: &[u8],
        last: bool,
        level: u8,
        buffers: &Buffers,
    ) -> Result<Option<Buffer>, DeflateFailed> {
        let mut buffer = buffers.take();
        let room = buffer.room().get_mut(..room_bytes(input.len())).ok_or(DeflateFailed)?;
        let bytes = deflated(self.deflate(level)?, input, last, part_bytes(level), room)?;
        Ok(bytes.map(|bytes| buffer.filled(bytes)))
    }

    fn deflate(&mut self, level: u8) -> Result<&mut Deflate, DeflateFailed> {
        let known = CompressionLvl::new(level.into()).map_err(|_| DeflateFailed)?;
        let place = self.deflates.get_mut(usize::from(level)).ok_or(DeflateFailed)?;
        Ok(place.get_or_insert_with(|| Deflate::new(known)))
    }

    fn samples_do_not_shrink(&mut self, input: &[u8]) -> Result<bool, DeflateFailed> {
        if input.len() < SAMPLE_BYTES {
            return Ok(false);
        }
        let latest = input.len() - SAMPLE_BYTES;
        let mut shrunk = 3 * SAMPLE_BYTES;
        for start in [0, latest / 2, latest] {
            let sample = &input[start..start + SAMPLE_BYTES];
            let bytes = self.probe.deflate_compress(sample, &mut self.scratch).map_err(|_| DeflateFailed)?;
            shrunk = (shrunk - SAMPLE_BYTES).saturating_add(bytes);
            // Enough, whatever the others do.
            if shrunk * 100 < 3 * SAMPLE_BYTES * SAMPLE_PERCENT {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// How much libdeflate is given at a time at `level`: what it makes one block of, at the fastest one, whose end is found at
/// a glance.
const fn part_bytes(level: u8) -> usize {
    if level == 1 { ONE_BLOCK_BYTES } else { usize::MAX }
}

/// What a block of `input_bytes` takes at most.
pub(super) const fn room_bytes(input_bytes: usize) -> usize {
    stored_bytes(input_bytes, true)
}

/// `input` in parts of `part_bytes`, together as [`part`]: how many bytes that is at the beginning of `room`. `None` where
/// stored blocks would be no longer.
fn deflated(
    deflate: &mut Deflate,
    input: &[u8],
    last: bool,
    part_bytes: usize,
    room: &mut [u8],
) -> Result<Option<usize>, DeflateFailed> {
    let most = stored_bytes(input.len(), last);
    let mut room = room.get_mut(..most).ok_or(DeflateFailed)?;
    let (mut rest, mut done) = (input, 0);
    loop {
        let (now, later) = rest.split_at(rest.len().min(part_bytes));
        let Some(bytes) = part(deflate, now, last && later.is_empty(), room)? else { return Ok(None) };
        done += bytes;
        if later.is_empty() {
            return Ok(Some(done));
        }
        room = room.get_mut(bytes..).ok_or(DeflateFailed)?;
        rest = later;
    }
}

/// `input` as a stream of its own, or without its end where more follows. `None` where there is no room for it.
fn part(
    deflate: &mut Deflate,
    input: &[u8],
    last: bool,
    room: &mut [u8],
) -> Result<Option<usize>, DeflateFailed> {
    let length = match deflate.deflate_compress(input, room) {
        Ok(length) => length,
        Err(CompressionError::InsufficientSpace) => return Ok(None),
    };
    if last {
        return Ok(Some(length));
    }
    let whole = room.get(..length).ok_or(DeflateFailed)?;
    let ends = blocks::ends_of_one(whole)
        .or_else(|| {
            blocks::ends(whole)
                .filter(|counted| counted.content_bytes == input.len())
                .map(|counted| counted.ends)
        })
        .ok_or(DeflateFailed)?;
    let boundary_at = (ends.end + HEADER_BITS).div_ceil(8);
    let end = boundary_at + BOUNDARY.len();
    let Some(behind) = room.get_mut(length..end) else { return Ok(None) };
    // Bits behind the end are zeros already, as the header of the empty block is.
    behind.fill(0);
    room[boundary_at..end].copy_from_slice(&BOUNDARY);
    room[ends.last_mark / 8] &= !(1 << (ends.last_mark % 8));
    Ok(Some(end))
}

const fn stored_blocks(input_bytes: usize, last: bool) -> usize {
    let blocks = input_bytes.div_ceil(STORED_BYTES_MAX);
    if blocks == 0 && last { 1 } else { blocks }
}

const fn stored_bytes(input_bytes: usize, last: bool) -> usize {
    input_bytes + stored_blocks(input_bytes, last) * STORED_HEADER_BYTES
}

/// The header of a stored block on a byte boundary, which ends the stream or not (RFC 1951, 3.2.4).
fn stored_header(bytes: usize, ends: bool) -> [u8; STORED_HEADER_BYTES] {
    let length = u16::try_from(bytes).unwrap_or(u16::MAX);
    let [[low, high], [not_low, not_high]] = [length.to_le_bytes(), (!length).to_le_bytes()];
    [u8::from(ends), low, high, not_low, not_high]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    fn noise(len: usize) -> Vec<u8> {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[3]
        };
        (0..len).map(|_| next()).collect()
    }

    /// The first level for the first block, and so on, over and over; none of them: stored where nothing is gained.
    fn stream(content: &[u8], block: usize, levels: &[u8]) -> (Vec<u8>, u32) {
        let mut compressor = Compressor::new();
        let buffers = Buffers::new(room_bytes(block), 1);
        let (mut bytes, mut crc) = (Vec::new(), Crc::new());
        let mut at = 0;
        let mut levels = levels.iter().copied().cycle();
        loop {
            let end = content.len().min(at + block);
            let last = end == content.len();
            let mut input = buffers.take();
            input.room()[..end - at].copy_from_slice(&content[at..end]);
            let input = input.filled(end - at);
            let part = match levels.next() {
                Some(level) => compressor.block(input, last, level, &buffers),
                None => compressor.block_worth_it(input, last, 1, &buffers),
            };
            let part = part.unwrap();
            let gathered: Result<(), ()> = part.each_part(|part| {
                bytes.extend_from_slice(part);
                Ok(())
            });
            gathered.unwrap();
            crc.combine(&part.crc);
            if last {
                return (bytes, crc.finalize());
            }
            at = end;
        }
    }

    fn inflate(bytes: &[u8]) -> Vec<u8> {
        let mut content = Vec::new();
        let mut decoder = flate2::bufread::DeflateDecoder::new(bytes);
        decoder.read_to_end(&mut content).unwrap();
        assert_eq!(decoder.total_in(), u64::try_from(bytes.len()).unwrap(), "bytes after the stream");
        content
    }

    #[test]
    fn blocks_in_a_row_are_one_deflate_stream() {
        let text = "関所を越えるものは記される。".repeat(9_000).into_bytes();
        let mixed = [noise(70_000), text.clone(), noise(200_000), vec![0; 300_000]].concat();
        let levels: [&[u8]; 6] = [&[], &[0], &[1], &[9], &[1, 4, 0], &[8, 6, 1]];
        for content in [&b""[..], b"x", &text, &noise(65_535), &noise(262_144), &mixed] {
            for levels in levels {
                for block in [65_536, 262_144] {
                    let (bytes, crc) = stream(content, block, levels);
                    assert!(inflate(&bytes) == content, "{levels:?} {}", content.len());
                    let mut whole = Crc::new();
                    whole.update(content);
                    assert_eq!(crc, whole.finalize());
                }
            }
        }
    }

    #[test]
    fn what_does_not_shrink_is_stored_and_grows_by_its_headers_only() {
        let content = noise(1 << 20);
        let levels: [&[u8]; 4] = [&[], &[0], &[1], &[9]];
        for level in levels {
            let (bytes, _) = stream(&content, 262_144, level);
            assert_eq!(bytes.len(), content.len() + 4 * 5 * 5, "{level:?}");
        }
    }

    #[test]
    fn what_shrinks_is_not_stored_whatever_its_size() {
        let text: Vec<u8> =
            (0..60_000_u32).flat_map(|n| format!("{n};station {n};ok\n").into_bytes()).collect();
        for size in [2_000, 4_096, 10_000, 300_000, 1 << 20] {
            let content = &text[..size];
            let (bytes, _) = stream(content, 262_144, &[]);
            assert!(bytes.len() < size / 2, "{} of {size}", bytes.len());
        }
        // One block of three shrinks: that one is compressed.
        let mixed = [noise(262_144), text[..262_144].to_vec(), noise(262_144)].concat();
        let (bytes, _) = stream(&mixed, 262_144, &[]);
        assert!((2 * 262_144..2 * 262_144 + 100_000).contains(&bytes.len()), "{}", bytes.len());
    }

    #[test]
    fn every_block_of_every_level_ends_on_a_byte_and_goes_on() {
        let text: Vec<u8> =
            (0..40_000_u32).flat_map(|n| format!("{n},{},護岸\n", n * 7919 % 1013).into_bytes()).collect();
        for level in 1..=9 {
            for block in [1, 7, 1_000, 40_000, 262_144] {
                let content = &text[..text.len().min(block * 50)];
                let (bytes, _) = stream(content, block, &[level]);
                assert!(inflate(&bytes) == content, "level {level}, blocks of {block}");
            }
        }
    }
}
