//! Deflate (RFC 1951) in independent blocks, so that several threads share one file.
//!
//! Each block is compressed on its own with the last 32 KiB before it as dictionary and ends on a
//! byte boundary (an empty stored block), so the blocks of a file put one after the other are one
//! deflate stream. What does not get smaller becomes stored blocks *inside* that stream: a streamed
//! ZIP entry of method "stored" cannot be read front to back, this can.

use flate2::{Compress, Crc, FlushCompress, Status};

/// How hard to compress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Compression {
    /// Level 4, and stored blocks where a sample shows that nothing would be gained.
    #[default]
    Auto,
    /// Always this level, 0 (stored blocks) to 9.
    Level(u8),
}

/// The highest deflate level.
pub const LEVEL_MAX: u8 = 9;

/// Measured on text: nearly twice as fast as level 6, and 4 % larger.
const AUTO_LEVEL: u8 = 4;

/// Deflate looks back this far.
const WINDOW_BYTES: usize = 32 * 1024;

/// A stored block holds at most this many bytes (RFC 1951, 3.2.4).
const STORED_BYTES_MAX: usize = 65_535;

/// Three samples of this size decide whether a block is worth compressing.
const SAMPLE_BYTES: usize = 4 * 1024;

/// A block is stored when its samples shrink to no less than this many percent.
const SAMPLE_PERCENT: usize = 97;

/// A block that could not be compressed; a defect, not a property of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("deflate failed")]
pub struct DeflateFailed;

/// One compressor, for one thread.
pub(super) struct Compressor {
    compression: Compression,
    deflate: Compress,
    probe: Compress,
    scratch: Vec<u8>,
}

/// A block as it goes into the archive.
pub(super) struct Compressed {
    pub(super) bytes: Vec<u8>,
    /// CRC-32 of the block before compression, ready to be combined.
    pub(super) crc: Crc,
}

impl Compressor {
    pub(super) fn new(compression: Compression) -> Self {
        let level = match compression {
            Compression::Auto => AUTO_LEVEL,
            Compression::Level(level) => level.min(LEVEL_MAX),
        };
        let deflate = |level: u8| Compress::new(flate2::Compression::new(level.into()), false);
        Self { compression, deflate: deflate(level), probe: deflate(1), scratch: Vec::new() }
    }

    /// Compresses `input`, which follows `before` in the same file; `last` ends the stream.
    pub(super) fn block(
        &mut self,
        input: &[u8],
        before: &[u8],
        last: bool,
    ) -> Result<Compressed, DeflateFailed> {
        let mut crc = Crc::new();
        crc.update(input);
        let store = match self.compression {
            Compression::Level(level) => level == 0,
            Compression::Auto => self.samples_do_not_shrink(input)?,
        };
        let bytes = if store {
            stored(input, last)
        } else {
            let mut bytes = Vec::with_capacity(input.len() / 2 + 64);
            self.deflate.reset();
            let dictionary = &before[before.len().saturating_sub(WINDOW_BYTES)..];
            if !dictionary.is_empty() {
                self.deflate.set_dictionary(dictionary).map_err(|_| DeflateFailed)?;
            }
            let flush = if last { FlushCompress::Finish } else { FlushCompress::Sync };
            run(&mut self.deflate, input, &mut bytes, flush)?;
            // The fast levels let incompressible content grow by a twentieth.
            if bytes.len() > stored_bytes(input.len(), last) { stored(input, last) } else { bytes }
        };
        Ok(Compressed { bytes, crc })
    }

    fn samples_do_not_shrink(&mut self, input: &[u8]) -> Result<bool, DeflateFailed> {
        if input.len() < SAMPLE_BYTES {
            return Ok(false);
        }
        let latest = input.len() - SAMPLE_BYTES;
        self.probe.reset();
        self.scratch.clear();
        for start in [0, latest / 2, latest] {
            let sample = &input[start..start + SAMPLE_BYTES];
            run(&mut self.probe, sample, &mut self.scratch, FlushCompress::Sync)?;
        }
        Ok(self.scratch.len() * 100 >= 3 * SAMPLE_BYTES * SAMPLE_PERCENT)
    }
}

fn run(
    deflate: &mut Compress,
    mut input: &[u8],
    output: &mut Vec<u8>,
    flush: FlushCompress,
) -> Result<(), DeflateFailed> {
    loop {
        output.reserve(input.len() / 4 + 256);
        let before = deflate.total_in();
        let status = deflate.compress_vec(input, output, flush).map_err(|_| DeflateFailed)?;
        let taken = usize::try_from(deflate.total_in().saturating_sub(before)).unwrap_or(usize::MAX);
        input = input.get(taken..).ok_or(DeflateFailed)?;
        match status {
            Status::StreamEnd => return Ok(()),
            // Flushed to the end when there was room left to write more.
            _ if flush != FlushCompress::Finish && input.is_empty() && output.len() < output.capacity() => {
                return Ok(());
            }
            Status::Ok | Status::BufError => {}
        }
    }
}

const fn stored_blocks(input_bytes: usize, last: bool) -> usize {
    let blocks = input_bytes.div_ceil(STORED_BYTES_MAX);
    if blocks == 0 && last { 1 } else { blocks }
}

const fn stored_bytes(input_bytes: usize, last: bool) -> usize {
    input_bytes + stored_blocks(input_bytes, last) * 5
}

fn stored(input: &[u8], last: bool) -> Vec<u8> {
    let blocks = stored_blocks(input.len(), last);
    let mut bytes = Vec::with_capacity(stored_bytes(input.len(), last));
    for index in 0..blocks {
        let start = index * STORED_BYTES_MAX;
        let part = &input[start..input.len().min(start + STORED_BYTES_MAX)];
        let length = u16::try_from(part.len()).unwrap_or(u16::MAX);
        bytes.push(u8::from(last && index + 1 == blocks));
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(&(!length).to_le_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
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

    fn stream(content: &[u8], block: usize, compression: Compression) -> (Vec<u8>, u32) {
        let mut compressor = Compressor::new(compression);
        let (mut bytes, mut crc) = (Vec::new(), Crc::new());
        let mut at = 0;
        loop {
            let end = content.len().min(at + block);
            let last = end == content.len();
            let part = compressor.block(&content[at..end], &content[..at], last).unwrap();
            bytes.extend(part.bytes);
            crc.combine(&part.crc);
            if last {
                return (bytes, crc.sum());
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
        let levels = [Compression::Auto, Compression::Level(0), Compression::Level(1), Compression::Level(9)];
        for content in [&b""[..], b"x", &text, &noise(65_535), &noise(262_144), &mixed] {
            for compression in levels {
                for block in [65_536, 262_144] {
                    let (bytes, crc) = stream(content, block, compression);
                    assert!(inflate(&bytes) == content, "{compression:?} {}", content.len());
                    let mut whole = Crc::new();
                    whole.update(content);
                    assert_eq!(crc, whole.sum());
                }
            }
        }
    }

    #[test]
    fn what_does_not_shrink_is_stored_and_grows_by_its_headers_only() {
        let content = noise(1 << 20);
        for level in [Compression::Auto, Compression::Level(0), Compression::Level(1), Compression::Level(9)]
        {
            let (bytes, _) = stream(&content, 262_144, level);
            assert_eq!(bytes.len(), content.len() + 4 * 5 * 5, "{level:?}");
        }
    }

    #[test]
    fn the_dictionary_carries_over_a_block_border() {
        let part = noise(20_000);
        let content = part.repeat(8);
        let (with, _) = stream(&content, 20_000, Compression::Level(6));
        assert!(with.len() < part.len() * 2, "{}", with.len());
    }
}
