//! Where the blocks of a deflate stream end (RFC 1951, 3.2.3 to 3.2.7).
//!
//! libdeflate makes whole streams only. To put several behind one another as one stream, two places
//! must be known to the bit: the mark that a block is the last, and the end of its last code. Both
//! are found by reading the codes, without making the content again; what the codes come to in
//! bytes is counted, and so a stream of another length than was given is noticed.

/// Codes of up to so many bits are found in one look.
const LOOK_BITS: u32 = 10;

/// No code is longer (3.2.7).
const CODE_BITS_MAX: usize = 15;

/// Extra bits of the codes 257 to 285 for a length, and the shortest length of each (3.2.5).
const LENGTH_EXTRA: [u8; 29] =
    [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const LENGTH_LEAST: [u16; 29] = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
    227, 258,
];

/// Extra bits of the codes for a distance (3.2.5).
const DISTANCE_EXTRA: [u8; 30] =
    [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

/// In this order stand the lengths of the codes for lengths (3.2.7).
const LENGTHS_ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

const END_OF_BLOCK: u16 = 256;

/// The two places, and what the stream comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    /// The bit that says of the last block that it is.
    pub(super) last_mark: usize,
    /// The first bit behind the stream.
    pub(super) end: usize,
    /// Bytes of content.
    pub(super) content_bytes: usize,
}

/// Reads the stream at the beginning of `bytes`; `None` when that is none.
pub(super) fn ends(bytes: &[u8]) -> Option<Ends> {
    let mut bits = Bits { bytes, at: 0 };
    let mut content_bytes = 0_usize;
    let mut tables = Box::new((Table::new(), Table::new()));
    loop {
        let last_mark = bits.at;
        let is_last = bits.take(1)? == 1;
        content_bytes = content_bytes.checked_add(match bits.take(2)? {
            0 => bits.stored()?,
            1 => {
                tables.0.fill(&fixed_lengths());
                tables.1.fill(&[5; 30]);
                bits.codes(&tables.0, &tables.1)?
            }
            2 => {
                let (lengths, literals) = bits.code_lengths()?;
                tables.0.fill(lengths.get(..literals)?);
                tables.1.fill(lengths.get(literals..)?);
                bits.codes(&tables.0, &tables.1)?
            }
            _ => return None,
        })?;
        if is_last {
            return (bits.at <= bytes.len().checked_mul(8)?).then_some(Ends {
                last_mark,
                end: bits.at,
                content_bytes,
            });
        }
    }
}

fn fixed_lengths() -> [u8; 288] {
    let mut lengths = [8; 288];
    lengths[144..256].fill(9);
    lengths[256..280].fill(7);
    lengths
}

/// Codes by their bits.
struct Table {
    /// For what the next bits may be: symbol, and how many bits it takes; 0 bits for a longer code.
    look: Vec<(u16, u8)>,
    /// How many codes there are of each length.
    counts: [u16; CODE_BITS_MAX + 1],
    /// The symbols in the order of their codes.
    symbols: Vec<u16>,
}

impl Table {
    fn new() -> Self {
        Self { look: vec![(0, 0); 1 << LOOK_BITS], counts: [0; CODE_BITS_MAX + 1], symbols: Vec::new() }
    }

    /// Takes the canonical code of these lengths (3.2.2).
    fn fill(&mut self, lengths: &[u8]) {
        self.counts = [0; CODE_BITS_MAX + 1];
        self.symbols.clear();
        self.look.fill((0, 0));
        let mut code = 0_u32;
        for length in 1..=15_u8 {
            code <<= 1;
            for (symbol, _) in (0_u16..).zip(lengths).filter(|(_, own)| **own == length) {
                self.counts[usize::from(length)] = self.counts[usize::from(length)].saturating_add(1);
                self.symbols.push(symbol);
                self.show(code, symbol, length);
                code = code.saturating_add(1);
            }
        }
    }

    /// Codes come with their first bit lowest; every entry that begins like this is this symbol.
    fn show(&mut self, code: u32, symbol: u16, length: u8) {
        let bits = u32::from(length);
        if bits > LOOK_BITS {
            return;
        }
        let first = code.reverse_bits() >> (32 - bits);
        for rest in 0..1_u32 << (LOOK_BITS - bits) {
            let index = usize::try_from(first | rest << bits).unwrap_or(usize::MAX);
            if let Some(entry) = self.look.get_mut(index) {
                *entry = (symbol, length);
            }
        }
    }

    /// The symbol at the front of `ahead`, and how many bits it takes.
    #[inline]
    fn symbol(&self, ahead: u64) -> Option<(u16, u8)> {
        let index = usize::try_from(ahead & ((1 << LOOK_BITS) - 1)).ok()?;
        match self.look.get(index) {
            Some(&(symbol, length)) if length > 0 => Some((symbol, length)),
            _ => self.long_symbol(ahead),
        }
    }

    /// Bit by bit: a code of n bits is one of `counts[n]` that follow those of fewer bits.
    fn long_symbol(&self, mut ahead: u64) -> Option<(u16, u8)> {
        let (mut code, mut first, mut index) = (0_u32, 0_u32, 0_usize);
        for (length, count) in (0_u8..).zip(self.counts).skip(1) {
            code = code << 1 | u32::from(ahead & 1 == 1);
            ahead >>= 1;
            let within = code.checked_sub(first)?;
            if within < u32::from(count) {
                let symbol = self.symbols.get(index + usize::try_from(within).ok()?)?;
                return Some((*symbol, length));
            }
            index += usize::from(count);
            first = (first + u32::from(count)) << 1;
        }
        None
    }
}

/// The stream, bit by bit.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    /// At least 56 of the next bits, zeros behind the end.
    #[inline]
    fn ahead(&self) -> u64 {
        let rest = self.bytes.get(self.at / 8..).unwrap_or_default();
        let word = if let Some(word) = rest.first_chunk() {
            u64::from_le_bytes(*word)
        } else {
            let mut word = [0; 8];
            word.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            u64::from_le_bytes(word)
        };
        word >> (self.at % 8)
    }

    /// The next bits as a number; `None` behind the end.
    fn take(&mut self, bits: u8) -> Option<usize> {
        let value = self.ahead() & ((1 << bits) - 1);
        self.at = self.at.checked_add(usize::from(bits))?;
        (self.at <= self.bytes.len().checked_mul(8)?).then(|| usize::try_from(value).ok())?
    }

    /// A stored block (3.2.4): how many bytes it holds.
    fn stored(&mut self) -> Option<usize> {
        self.at = self.at.next_multiple_of(8);
        let (length, complement) = (self.take(16)?, self.take(16)?);
        if length ^ complement != 0xffff {
            return None;
        }
        self.at = self.at.checked_add(length.checked_mul(8)?)?;
        Some(length)
    }

    /// The lengths of both codes (3.2.7), and how many belong to the first.
    fn code_lengths(&mut self) -> Option<(Vec<u8>, usize)> {
        let (literals, distances, given) = (self.take(5)? + 257, self.take(5)? + 1, self.take(4)? + 4);
        let mut of_lengths = [0_u8; 19];
        for place in &LENGTHS_ORDER[..given] {
            *of_lengths.get_mut(*place)? = u8::try_from(self.take(3)?).ok()?;
        }
        let mut table = Table::new();
        table.fill(&of_lengths);
        let mut lengths: Vec<u8> = Vec::with_capacity(literals + distances);
        while lengths.len() < literals + distances {
            let (symbol, bits) = table.symbol(self.ahead())?;
            self.take(bits)?;
            let (length, times) = match symbol {
                16 => (*lengths.last()?, self.take(2)? + 3),
                17 => (0, self.take(3)? + 3),
                18 => (0, self.take(7)? + 11),
                length => (u8::try_from(length).ok()?, 1),
            };
            lengths.extend(std::iter::repeat_n(length, times));
        }
        (lengths.len() == literals + distances).then_some((lengths, literals))
    }

    /// The codes of a block up to its end: how many bytes they come to.
    fn codes(&mut self, literals: &Table, distances: &Table) -> Option<usize> {
        let mut content_bytes = 0_usize;
        let end = self.bytes.len().checked_mul(8)?;
        // A literal or length takes at most 15 and 5 bits, a distance 15 and 13: 48 in all.
        while self.at < end {
            let mut ahead = self.ahead();
            let (symbol, bits) = literals.symbol(ahead)?;
            self.at += usize::from(bits);
            if symbol < END_OF_BLOCK {
                content_bytes += 1;
                continue;
            }
            if symbol == END_OF_BLOCK {
                return Some(content_bytes);
            }
            ahead >>= bits;
            let length = usize::from(symbol - END_OF_BLOCK - 1);
            let extra = *LENGTH_EXTRA.get(length)?;
            let more = usize::try_from(ahead & ((1 << extra) - 1)).ok()?;
            content_bytes += usize::from(*LENGTH_LEAST.get(length)?) + more;
            ahead >>= extra;
            let (symbol, bits) = distances.symbol(ahead)?;
            let distance = *DISTANCE_EXTRA.get(usize::from(symbol))?;
            self.at += usize::from(extra) + usize::from(bits) + usize::from(distance);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compress, Compression, FlushCompress};
    use proptest::prelude::*;

    /// What another encoder makes of it, at every level and with blocks that end in between.
    fn zlib(content: &[u8], level: u32, parts: usize) -> Vec<u8> {
        let mut deflate = Compress::new(Compression::new(level), false);
        let mut bytes = Vec::with_capacity(content.len() * 2 + 1_000);
        for part in content.chunks(content.len().div_ceil(parts).max(1)) {
            deflate.compress_vec(part, &mut bytes, FlushCompress::Sync).unwrap();
        }
        deflate.compress_vec(&[], &mut bytes, FlushCompress::Finish).unwrap();
        bytes
    }

    fn content() -> impl Strategy<Value = Vec<u8>> {
        let word = prop_oneof![
            Just(b"bridge,".to_vec()),
            Just("護岸".into()),
            prop::collection::vec(any::<u8>(), 0..40)
        ];
        prop::collection::vec(word, 0..2_000).prop_map(|words| words.concat())
    }

    proptest! {
        #[test]
        fn the_end_is_where_the_encoder_stopped(content in content(), level in 0_u32..10, parts in 1_usize..5) {
            let mut bytes = zlib(&content, level, parts);
            let found = ends(&bytes).unwrap();
            prop_assert_eq!(found.content_bytes, content.len());
            prop_assert_eq!(found.end.div_ceil(8), bytes.len());
            // What follows does not matter, and without the mark the stream does not end.
            bytes.extend([0xa5; 40]);
            prop_assert_eq!(ends(&bytes), Some(found));
            bytes.truncate(bytes.len() - 40);
            bytes[found.last_mark / 8] ^= 1 << (found.last_mark % 8);
            prop_assert_eq!(ends(&bytes), None);
        }

        #[test]
        fn a_stream_that_is_cut_has_no_end(content in content(), level in 0_u32..10, cut in any::<prop::sample::Index>()) {
            let bytes = zlib(&content, level, 2);
            prop_assert_eq!(ends(&bytes[..cut.index(bytes.len())]), None);
        }

        #[test]
        fn any_bytes_at_all_are_read_to_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _answer = ends(&bytes);
        }
    }
}
