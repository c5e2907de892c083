//! Deflate (RFC 1951) in independent blocks, so that several threads share one file.
//!
//! Each block is compressed on its own by libdeflate and ends on a byte boundary (an empty stored
//! block), so the blocks of a file put one after the other are one deflate stream. What does not get
//! smaller becomes stored blocks *inside* that stream: a streamed ZIP entry of method "stored"
//! cannot be read front to back, this can. See docs/decisions/0008.

use crc32fast::Hasher as Crc;
use libdeflater::{CompressionLvl, Compressor as Deflate};

mod blocks;

/// How hard to compress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Compression {
    /// Level 1, and stored blocks where a sample shows that nothing would be gained.
    #[default]
    Auto,
    /// Always this level, 0 (stored blocks) to 9.
    Level(u8),
}

/// The highest deflate level.
pub const LEVEL_MAX: u8 = 9;

/// Measured on tables, XML, logs and drawings (docs/performance.md): levels 2 to 4 shrink them by one to
/// four percent more, and take half as long again and more.
const AUTO_LEVEL: u8 = 1;

/// The empty stored block on which a block that is not the last ends: its header, and up to seven bits
/// to the byte boundary, are zeros.
const BOUNDARY: [u8; 4] = [0, 0, 0xff, 0xff];

/// The header of a block (RFC 1951, 3.2.3), in bits.
const HEADER_BITS: usize = 3;

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
    deflate: Deflate,
    probe: Deflate,
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
        let deflate = |level: u8| Deflate::new(CompressionLvl::new(level.into()).unwrap_or_default());
        Self { compression, deflate: deflate(level), probe: deflate(1), scratch: Vec::new() }
    }

    /// Compresses `input`; `last` ends the stream.
    pub(super) fn block(&mut self, input: &[u8], last: bool) -> Result<Compressed, DeflateFailed> {
        let mut crc = Crc::new();
        crc.update(input);
        let store = match self.compression {
            Compression::Level(level) => level == 0,
            Compression::Auto => self.samples_do_not_shrink(input)?,
        };
        if !store {
            let bytes = deflated(&mut self.deflate, input, last)?;
            if bytes.len() <= stored_bytes(input.len(), last) {
                return Ok(Compressed { bytes, crc });
            }
        }
        Ok(Compressed { bytes: stored(input, last), crc })
    }

    fn samples_do_not_shrink(&mut self, input: &[u8]) -> Result<bool, DeflateFailed> {
        if input.len() < SAMPLE_BYTES {
            return Ok(false);
        }
        let latest = input.len() - SAMPLE_BYTES;
        self.scratch.resize(self.probe.deflate_compress_bound(SAMPLE_BYTES), 0);
        let mut shrunk = 0;
        for start in [0, latest / 2, latest] {
            let sample = &input[start..start + SAMPLE_BYTES];
            let bytes = self.probe.deflate_compress(sample, &mut self.scratch).map_err(|_| DeflateFailed)?;
            shrunk += bytes;
        }
        Ok(shrunk * 100 >= 3 * SAMPLE_BYTES * SAMPLE_PERCENT)
    }
}

/// `input` as a stream of its own, or without its end where more follows.
fn deflated(deflate: &mut Deflate, input: &[u8], last: bool) -> Result<Vec<u8>, DeflateFailed> {
    let mut bytes = vec![0; deflate.deflate_compress_bound(input.len())];
    let length = deflate.deflate_compress(input, &mut bytes).map_err(|_| DeflateFailed)?;
    bytes.truncate(length);
    if last {
        return Ok(bytes);
    }
    let ends = blocks::ends(&bytes).filter(|ends| ends.content_bytes == input.len()).ok_or(DeflateFailed)?;
    let mark = bytes.get_mut(ends.last_mark / 8).ok_or(DeflateFailed)?;
    *mark &= !(1 << (ends.last_mark % 8));
    // Bits behind the end are zeros already, as the header of the empty block is.
    bytes.resize((ends.end + HEADER_BITS).div_ceil(8), 0);
    bytes.extend_from_slice(&BOUNDARY);
    Ok(bytes)
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
            let part = compressor.block(&content[at..end], last).unwrap();
            bytes.extend(part.bytes);
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
        let levels = [Compression::Auto, Compression::Level(0), Compression::Level(1), Compression::Level(9)];
        for content in [&b""[..], b"x", &text, &noise(65_535), &noise(262_144), &mixed] {
            for compression in levels {
                for block in [65_536, 262_144] {
                    let (bytes, crc) = stream(content, block, compression);
                    assert!(inflate(&bytes) == content, "{compression:?} {}", content.len());
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
        for level in [Compression::Auto, Compression::Level(0), Compression::Level(1), Compression::Level(9)]
        {
            let (bytes, _) = stream(&content, 262_144, level);
            assert_eq!(bytes.len(), content.len() + 4 * 5 * 5, "{level:?}");
        }
    }

    #[test]
    fn every_block_of_every_level_ends_on_a_byte_and_goes_on() {
        let text: Vec<u8> =
            (0..40_000_u32).flat_map(|n| format!("{n},{},護岸\n", n * 7919 % 1013).into_bytes()).collect();
        for level in 1..=9 {
            for block in [1, 7, 1_000, 40_000, 262_144] {
                let content = &text[..text.len().min(block * 50)];
                let (bytes, _) = stream(content, block, Compression::Level(level));
                assert!(inflate(&bytes) == content, "level {level}, blocks of {block}");
            }
        }
    }
}
