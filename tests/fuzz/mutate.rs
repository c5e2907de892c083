//! Inputs made from others: bytes changed, pieces moved, doubled, cut and exchanged, words and numbers put in that
//! parsers of this kind trip over. From one seed number the same inputs follow on every machine.

/// Longest input, in bytes: every format here shows its faults below it, and a target stays fast.
pub const INPUT_BYTES_MAX: usize = 64 * 1024;

/// A generator of numbers that repeats itself exactly (Marsaglia's xorshift64*).
pub struct Numbers(u64);

impl Numbers {
    pub fn from_seed(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `limit`, 0 where that is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit).unwrap();
        usize::try_from((self.next() >> 11).checked_rem(limit).unwrap_or(0)).unwrap()
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Numbers at which lengths, offsets and counts go wrong.
const EDGES: [u64; 14] = [
    0,
    1,
    2,
    0x7F,
    0x80,
    0xFF,
    0x7FFF,
    0xFFFF,
    0x7FFF_FFFF,
    0x8000_0000,
    0xFFFF_FFFE,
    0xFFFF_FFFF,
    1 << 53,
    u64::MAX,
];

/// Characters that texts trip over: controls, marks of direction, what normalizes and folds to something else.
const CHARACTERS: [&str; 14] = [
    "\0",
    "\n",
    "\r\n",
    "\t",
    "\u{1b}[2J",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "\u{301}",
    "\u{ff0f}",
    "が",
    "\u{10ffff}",
    "\"",
    "\\",
];

/// An input made from one of `known` with some of the target's own `words`.
pub fn mutated(numbers: &mut Numbers, known: &[Vec<u8>], words: &[&str]) -> Vec<u8> {
    let mut input = numbers.pick(known).clone();
    for _ in 0..=numbers.below(5) {
        change(numbers, &mut input, known, words);
        input.truncate(INPUT_BYTES_MAX);
    }
    input
}

fn change(numbers: &mut Numbers, input: &mut Vec<u8>, known: &[Vec<u8>], words: &[&str]) {
    let at = numbers.below(input.len() + 1);
    let span = numbers.below(input.len() - at + 1).min(1 << numbers.below(12));
    let piece = input[at..at + span].to_vec();
    match numbers.below(14) {
        0 | 1 => {
            if let Some(byte) = input.get_mut(at) {
                *byte ^= 1 << numbers.below(8);
            }
        }
        2 => {
            if let Some(byte) = input.get_mut(at) {
                *byte = numbers.next().to_le_bytes()[0];
            }
        }
        3 => drop(input.splice(at..at + span, [])),
        4 => {
            let times = 1 << numbers.below(9);
            drop(input.splice(at..at, piece.repeat(times).into_iter().take(INPUT_BYTES_MAX)));
        }
        5 => input.truncate(at),
        6 => {
            let other = numbers.pick(known);
            let from = numbers.below(other.len() + 1);
            drop(input.splice(at..at + span, other[from..].iter().copied().take(1 << numbers.below(12))));
        }
        7 => {
            let to = numbers.below(input.len() - span + 1);
            input.drain(at..at + span);
            drop(input.splice(to..to, piece));
        }
        8 => {
            let edge = *numbers.pick(&EDGES);
            let (big, little) = (edge.to_be_bytes(), edge.to_le_bytes());
            let width = 1 << numbers.below(4);
            let bytes = if numbers.below(2) == 0 { &big[8 - width..] } else { &little[..width] };
            let end = (at + width).min(input.len());
            drop(input.splice(at..end, bytes.iter().copied()));
        }
        9 => number(numbers, input, at),
        10 => line(numbers, input, known),
        11 => drop(input.splice(at..at, numbers.pick(&CHARACTERS).bytes())),
        _ if words.is_empty() => {}
        12 => drop(input.splice(at..at + span, numbers.pick(words).bytes())),
        _ => drop(input.splice(at..at, numbers.pick(words).bytes())),
    }
}

/// Another number in the place of one that stands there in digits.
fn number(numbers: &mut Numbers, input: &mut Vec<u8>, at: usize) {
    let Some(from) = input[at..].iter().position(u8::is_ascii_digit).map(|offset| at + offset) else {
        return;
    };
    let end = input[from..]
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .map_or(input.len(), |offset| from + offset);
    let other = numbers.pick(&EDGES).to_string();
    drop(input.splice(from..end, other.bytes()));
}

/// A whole line away, twice, or in the place of another.
fn line(numbers: &mut Numbers, input: &mut Vec<u8>, known: &[Vec<u8>]) {
    let mut lines: Vec<Vec<u8>> = input.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if lines.is_empty() {
        return;
    }
    let at = numbers.below(lines.len());
    match numbers.below(4) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, lines[at].clone()),
        2 => {
            let other = numbers.below(lines.len());
            lines.swap(at, other);
        }
        _ => {
            let foreign: Vec<&[u8]> = numbers.pick(known).split_inclusive(|byte| *byte == b'\n').collect();
            if !foreign.is_empty() {
                lines[at] = numbers.pick(&foreign).to_vec();
            }
        }
    }
    *input = lines.concat();
}

#[test]
fn the_same_number_gives_the_same_inputs() {
    let known = [b"a 1\nb 22\n".to_vec(), b"{\"c\":3}".to_vec()];
    let some = |seed| {
        let mut numbers = Numbers::from_seed(seed);
        (0..2_000).map(|_| mutated(&mut numbers, &known, &["word"])).collect::<Vec<_>>()
    };
    assert_eq!(some(7), some(7));
    assert_ne!(some(7), some(8));
    assert!(some(7).iter().all(|input| input.len() <= INPUT_BYTES_MAX));
}
