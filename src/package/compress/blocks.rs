//! Where the blocks of a deflate stream end (RFC 1951, 3.2.3 to 3.2.7).
//!
//! libdeflate makes whole streams only. To put several behind one another as one stream, two places
//! must be known to the bit: the mark that a block is the last, and the end of its last code. Of a
//! stream of one block both mostly show without reading it ([`ends_of_one`]). Else they are found by
//! reading the codes, without making the content again; what the codes come to in bytes is counted
//! then, and so a stream of another length than was given is noticed.

/// Codes of up to so many bits are found in one look.
const LOOK_BITS: u32 = 11;
const LOOKS: usize = 1 << LOOK_BITS;

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

/// The two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    /// The bit that says of the last block that it is.
    pub(super) last_mark: usize,
    /// The first bit behind the stream.
    pub(super) end: usize,
}

/// The two places, and what the stream comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) ends: Ends,
    /// Bytes of content.
    pub(super) content_bytes: usize,
}

/// The two places of a whole stream with nothing behind it but zeros to the byte boundary, where they show without reading the codes: it
/// is one block with codes of its own, and only one place in the last byte has the code that ends it before, and zeros
/// behind. `None` where it takes [`ends`] to know.
pub(super) fn ends_of_one(whole: &[u8]) -> Option<Ends> {
    let mut bits = Bits { bytes: whole, at: 0 };
    if (bits.take(1)?, bits.take(2)?) != (1, 2) {
        return None;
    }
    let (lengths, literals) = bits.code_lengths()?;
    let (code, length) = code_of(END_OF_BLOCK, lengths.get(..literals)?)?;
    let codes_at = bits.at;
    let behind = whole.len().checked_mul(8)?;
    // The last bits, the very last one highest.
    let tail = word(whole, whole.len().checked_sub(8)?);
    let mut found = None;
    for padding in 0..8_u32 {
        let end = behind.checked_sub(usize::try_from(padding).ok()?)?;
        let is_padded = padding == 0 || tail >> (64 - padding) == 0;
        let ends_block = tail << padding >> (64 - length) == code;
        if is_padded && ends_block && end >= codes_at + usize::try_from(length).ok()? {
            // A second place that might be it.
            if found.is_some() {
                return None;
            }
            found = Some(Ends { last_mark: 0, end });
        }
    }
    found
}

/// The canonical code of `symbol` (3.2.2) as it stands in the stream, its first bit lowest, and how many bits it has.
fn code_of(symbol: u16, lengths: &[u8]) -> Option<(u64, u32)> {
    let length = *lengths.get(usize::from(symbol)).filter(|length| **length > 0)?;
    // Every shorter code takes the places of all that begin like it; those of the same length come in order.
    let mut code = 0_u64;
    for (other, bits) in (0..).zip(lengths.iter().copied()) {
        if bits > 0 && (bits < length || bits == length && other < symbol) {
            code = code.checked_add(1 << (length - bits))?;
        }
    }
    let length = u32::from(length);
    Some((code.reverse_bits() >> (64 - length), length))
}

/// Reads the stream at the beginning of `bytes`; `None` when that is none.
pub(super) fn ends(bytes: &[u8]) -> Option<Counted> {
    let mut bits = Bits { bytes, at: 0 };
    let mut content_bytes = 0_usize;
    let mut codes = Codes::new();
    loop {
        let last_mark = bits.at;
        let is_last = bits.take(1)? == 1;
        content_bytes = content_bytes.checked_add(match bits.take(2)? {
            0 => bits.stored()?,
            1 => {
                codes.fill(&fixed_lengths(), &[5; 30]);
                bits.codes(&codes)?
            }
            2 => {
                let (lengths, literals) = bits.code_lengths()?;
                codes.fill(lengths.get(..literals)?, lengths.get(literals..)?);
                bits.codes(&codes)?
            }
            _ => return None,
        })?;
        if is_last {
            let ends = Ends { last_mark, end: bits.at };
            return (bits.at <= bytes.len().checked_mul(8)?).then_some(Counted { ends, content_bytes });
        }
    }
}

fn fixed_lengths() -> [u8; 288] {
    let mut lengths = [8; 288];
    lengths[144..256].fill(9);
    lengths[256..280].fill(7);
    lengths
}

/// What a code means, as far as it is counted here, in one word, so that codes of every kind are taken alike, without a branch that
/// a processor would guess wrong. From the lowest bit on:
///
/// | bits | |
/// |---|---|
/// | 6 | how many bits it takes with its extra bits |
/// | 5 | how many of them are not to be counted: the code's own, and the extra bits of a distance |
/// | 1 | a distance follows: with [`LOOK_BITS`] below it, where that is looked for |
/// | 1 | it ends the block |
/// | 16, from 16 on | the bytes of content it stands for, to which the extra bits of a length are added |
///
/// All zeros: no code, or one that is longer than a look.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Meaning(u32);

impl Meaning {
    const NONE: Self = Self(0);
    const DISTANCE_FOLLOWS: u32 = 1 << LOOK_BITS;
    const END: u32 = 1 << 12;

    /// Of a symbol of the first code (3.2.5), whose code has `bits`.
    fn literal_or_length(symbol: u16, bits: u8) -> Self {
        match symbol.checked_sub(END_OF_BLOCK) {
            None => Self::new(bits, 0, 1, 0),
            Some(0) => Self::new(bits, 0, 0, Self::END),
            Some(length) => {
                let place = usize::from(length - 1);
                match (LENGTH_EXTRA.get(place), LENGTH_LEAST.get(place)) {
                    (Some(extra), Some(least)) => Self::new(bits, *extra, *least, Self::DISTANCE_FOLLOWS),
                    _ => Self::NONE,
                }
            }
        }
    }

    /// Of a symbol of the second code (3.2.5); how far back it is does not matter.
    fn distance(symbol: u16, bits: u8) -> Self {
        let extra = DISTANCE_EXTRA.get(usize::from(symbol));
        extra.map_or(Self::NONE, |extra| Self::new(bits + extra, 0, 0, 0))
    }

    /// Of a symbol of the code for the lengths of codes (3.2.7): the symbol itself.
    fn code_length(symbol: u16, bits: u8) -> Self {
        Self::new(bits, 0, symbol, 0)
    }

    fn new(bits: u8, counted: u8, value: u16, flags: u32) -> Self {
        Self(u32::from(value) << 16 | flags | u32::from(bits) << 6 | u32::from(bits + counted))
    }

    /// This literal and then `other`; `None` when one is no literal, or a look does not see both.
    fn paired(self, other: Self) -> Option<Self> {
        let is_literal = |one: Self| one.0 >> 11 == 1 << 5;
        let bits = self.bits() + other.bits();
        let fit = is_literal(self) && is_literal(other) && bits <= LOOK_BITS;
        fit.then(|| Self::new(u8::try_from(bits).unwrap_or(0), 0, 2, 0))
    }

    const fn bits(self) -> u32 {
        self.0 & 0x3f
    }

    const fn value(self) -> u32 {
        self.0 >> 16
    }

    /// The bytes of content it stands for, when `ahead` begins with it.
    fn content_bytes(self, ahead: u64) -> u64 {
        let extra = (ahead & !(u64::MAX << self.bits())) >> (self.0 >> 6 & 0x1f);
        u64::from(self.value()) + extra
    }
}

/// A code by its bits.
struct Table {
    /// For what the next bits may be.
    look: Box<[Meaning; LOOKS]>,
    /// How many codes there are of each length.
    counts: [u16; CODE_BITS_MAX + 1],
    /// What they mean, in their order.
    meanings: Vec<Meaning>,
}

impl Table {
    fn new() -> Self {
        Self { look: Box::new([Meaning::NONE; LOOKS]), counts: [0; CODE_BITS_MAX + 1], meanings: Vec::new() }
    }

    /// Takes the canonical code of these lengths (3.2.2).
    fn fill(&mut self, lengths: &[u8], meaning: impl Fn(u16, u8) -> Meaning) {
        self.counts = [0; CODE_BITS_MAX + 1];
        self.meanings.clear();
        self.look.fill(Meaning::NONE);
        let mut used: Vec<(u8, u16)> =
            lengths.iter().copied().zip(0..).filter(|(length, _)| *length > 0).collect();
        used.sort_unstable();
        let (mut code, mut bits) = (0_u32, 0_u8);
        for (length, symbol) in used {
            code <<= length - bits;
            bits = length;
            let meaning = meaning(symbol, bits);
            self.counts[usize::from(bits)] = self.counts[usize::from(bits)].saturating_add(1);
            self.meanings.push(meaning);
            // Codes come with their first bit lowest; every place that begins like this is this code's.
            if u32::from(bits) <= LOOK_BITS {
                let first =
                    usize::try_from(code.reverse_bits() >> (32 - u32::from(bits))).unwrap_or(usize::MAX);
                self.look.iter_mut().skip(first).step_by(1 << bits).for_each(|place| *place = meaning);
            }
            code = code.wrapping_add(1);
        }
    }

    /// What the front of `ahead` means.
    #[inline]
    fn meaning(&self, ahead: u64) -> Option<Meaning> {
        let seen = self.look[place(ahead)];
        if seen == Meaning::NONE { self.long(ahead) } else { Some(seen) }
    }

    /// Bit by bit: a code of n bits is one of `counts[n]` that follow those of fewer bits.
    #[cold]
    fn long(&self, mut ahead: u64) -> Option<Meaning> {
        let (mut code, mut first, mut index) = (0_u32, 0_u32, 0_usize);
        for count in self.counts.iter().skip(1) {
            code = code << 1 | u32::from(ahead & 1 == 1);
            ahead >>= 1;
            let within = code.checked_sub(first)?;
            if within < u32::from(*count) {
                let meaning = self.meanings.get(index + usize::try_from(within).ok()?)?;
                return Some(*meaning).filter(|meaning| *meaning != Meaning::NONE);
            }
            index += usize::from(*count);
            first = (first + u32::from(*count)) << 1;
        }
        None
    }
}

/// Where a look finds what `ahead` begins with; always inside.
#[inline]
#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "the bits that are kept fit")]
const fn place(ahead: u64) -> usize {
    ahead as usize & (LOOKS - 1)
}

/// Both codes of a block.
struct Codes {
    literals: Table,
    distances: Table,
    /// Both looks, the distances' behind the other.
    looks: Box<[Meaning; 2 * LOOKS]>,
}

impl Codes {
    fn new() -> Self {
        Self { literals: Table::new(), distances: Table::new(), looks: Box::new([Meaning::NONE; 2 * LOOKS]) }
    }

    fn fill(&mut self, literals: &[u8], distances: &[u8]) {
        self.literals.fill(literals, Meaning::literal_or_length);
        self.distances.fill(distances, Meaning::distance);
        let (first, second) = self.looks.split_at_mut(LOOKS);
        let alone = &self.literals.look;
        for (index, (place, one)) in first.iter_mut().zip(alone.iter()).enumerate() {
            *place = one.paired(alone[index >> one.bits()]).unwrap_or(*one);
        }
        second.copy_from_slice(self.distances.look.as_slice());
    }

    /// A code that no look sees.
    fn long(&self, ahead: u64, is_distance: bool) -> Option<Meaning> {
        if is_distance { self.distances.long(ahead) } else { self.literals.long(ahead) }
    }
}

/// The stream, bit by bit.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    /// At least 57 of the next bits, zeros behind the end.
    fn ahead(&self) -> u64 {
        word(self.bytes, self.at / 8) >> (self.at % 8)
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
        table.fill(&of_lengths, Meaning::code_length);
        let mut lengths: Vec<u8> = Vec::with_capacity(literals + distances);
        while lengths.len() < literals + distances {
            let code = table.meaning(self.ahead())?;
            self.take(u8::try_from(code.bits()).ok()?)?;
            let (length, times) = match code.value() {
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
    ///
    /// The next bits are kept in a word, and what is added to it does not wait for what is taken from it: nearly all of
    /// the time would otherwise go into waiting.
    fn codes(&mut self, codes: &Codes) -> Option<usize> {
        let mut content_bytes = 0_u64;
        let mut meaning = Meaning::NONE;
        let size = u64::try_from(self.bytes.len()).ok()?;
        let (mut ahead, mut valid) = (self.ahead(), 64 - u64::try_from(self.at % 8).ok()?);
        let mut next = u64::try_from(self.at / 8).ok()? + 8;
        while next * 8 - valid < size * 8 {
            // A length takes at most 15 and 5 bits, a distance 15 and 13, and never are there two distances: 48 in all.
            for _ in 0..2 {
                let which = usize::try_from(meaning.0 & Meaning::DISTANCE_FOLLOWS).unwrap_or(0);
                meaning = codes.looks[place(ahead) | which];
                if meaning == Meaning::NONE {
                    meaning = codes.long(ahead, which > 0)?;
                }
                content_bytes += meaning.content_bytes(ahead);
                ahead >>= meaning.bits();
                valid -= u64::from(meaning.bits());
                if meaning.0 & Meaning::END != 0 {
                    self.at = usize::try_from(next * 8 - valid).ok()?;
                    return usize::try_from(content_bytes).ok();
                }
            }
            ahead |= word(self.bytes, usize::try_from(next).ok()?) << valid;
            next += (63 - valid) / 8;
            valid |= 56;
        }
        None
    }
}

/// The eight bytes from `at` on, zeros behind the end.
#[inline]
fn word(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.first_chunk().map_or_else(|| last_word(rest), |word| u64::from_le_bytes(*word))
}

#[cold]
fn last_word(rest: &[u8]) -> u64 {
    let mut word = [0; 8];
    word.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    u64::from_le_bytes(word)
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

    fn libdeflate(content: &[u8], level: i32) -> Vec<u8> {
        let mut deflate = libdeflater::Compressor::new(libdeflater::CompressionLvl::new(level).unwrap());
        let mut bytes = vec![0; deflate.deflate_compress_bound(content.len())];
        let length = deflate.deflate_compress(content, &mut bytes).unwrap();
        bytes.truncate(length);
        bytes
    }

    /// One block in which the shortest code, `0`, ends the block: how many of the zeros in the last byte are padding does not show.
    #[test]
    fn where_several_places_might_be_the_end_none_is_taken() {
        let mut stream = (0_u128, 0_u32);
        let mut put = |value: u128, bits: u32| stream = (stream.0 | value << stream.1, stream.1 + bits);
        // The last block, with codes of its own; 257 and 1 of them, and 18 lengths for their lengths.
        [(1, 1), (2, 2), (0, 5), (0, 5), (14, 4)].into_iter().for_each(|(value, bits)| put(value, bits));
        // In the order of 3.2.7: one bit (`0`) for 18, two for 2 (`11`) and for 1 (`10`).
        (0..18).for_each(|place| {
            put([(2, 1), (15, 2), (17, 2)].iter().find(|at| at.0 == place).map_or(0, |at| at.1), 3)
        });
        // 97 zeros; two bits for `a` and for `b`; 138 and 19 zeros; one bit for the end, and for the one distance.
        [(0, 1), (86, 7), (3, 2), (3, 2), (0, 1), (127, 7), (0, 1), (8, 7), (1, 2), (1, 2)]
            .into_iter()
            .for_each(|(value, bits)| put(value, bits));
        // `b`, and the end.
        [(3, 2), (0, 1)].into_iter().for_each(|(value, bits)| put(value, bits));
        let bytes = &stream.0.to_le_bytes()[..14];
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut flate2::bufread::DeflateDecoder::new(bytes), &mut content).unwrap();
        assert_eq!(content, b"b");
        let end = usize::try_from(stream.1).unwrap();
        assert_eq!(ends(bytes).map(|counted| counted.ends), Some(Ends { last_mark: 0, end }));
        assert_eq!(ends_of_one(bytes), None);
    }

    #[test]
    fn of_one_block_the_end_shows_without_reading_its_codes() {
        let text: Vec<u8> =
            (0..9_000_u32).flat_map(|n| format!("{n},{},護岸\n", n * 7919 % 1013).into_bytes()).collect();
        let mut deflate = libdeflater::Compressor::new(libdeflater::CompressionLvl::new(1).unwrap());
        let mut shown = 0;
        for size in (1_000..65_536).step_by(500) {
            let mut bytes = vec![0; deflate.deflate_compress_bound(size)];
            let length = deflate.deflate_compress(&text[..size], &mut bytes).unwrap();
            bytes.truncate(length);
            let seen = ends_of_one(&bytes);
            assert!(seen.is_none_or(|seen| seen == ends(&bytes).unwrap().ends), "{size}");
            shown += usize::from(seen.is_some());
        }
        assert!(shown > 100, "{shown} of 130");
    }

    proptest! {
        #[test]
        fn the_end_is_where_the_encoder_stopped(content in content(), level in 0_u32..10, parts in 1_usize..5) {
            let mut bytes = zlib(&content, level, parts);
            let found = ends(&bytes).unwrap();
            prop_assert_eq!(found.content_bytes, content.len());
            prop_assert_eq!(found.ends.end.div_ceil(8), bytes.len());
            // What follows does not matter, and without the mark the stream does not end.
            bytes.extend([0xa5; 40]);
            prop_assert_eq!(ends(&bytes), Some(found));
            bytes.truncate(bytes.len() - 40);
            bytes[found.ends.last_mark / 8] ^= 1 << (found.ends.last_mark % 8);
            prop_assert_eq!(ends(&bytes), None);
        }

        /// Whoever looks only at the last byte finds the same, or knows that it takes more.
        #[test]
        fn what_shows_in_the_last_byte_is_the_end(content in content(), level in 1..10) {
            let bytes = libdeflate(&content, level);
            prop_assert!(ends_of_one(&bytes).is_none_or(|seen| seen == ends(&bytes).unwrap().ends));
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
