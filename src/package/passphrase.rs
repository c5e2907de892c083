//! Passphrases that survive a telephone: generated, never chosen.
//!
//! A passphrase is a row of romaji syllables, taken from the 61 that every romanization spells
//! alike (no shi/si, chi/ti, tsu/tu, fu/hu, ji/zi, and no single n): writing them in kana and back
//! changes nothing. Each syllable carries log2 61 = 5.93 bits: [`AGE_SYLLABLES`] at least 77 bits
//! behind scrypt, [`ZIP_SYLLABLES`] at least 100 bits where the key derivation is weak.
//!
//! Syllables stand in groups joined by hyphens, and each group ends in a check syllable, so that a
//! slip of tongue, ear or finger is found before the package is tried, and named by group. What is
//! read out is what is typed and what age is given, check syllables and hyphens included; entropy
//! is counted without them. Check syllables find slips. They protect nothing against guessing, and
//! each one that is right was right by chance once in 61.

use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use crate::base::secret::SecretText;

mod found;

pub use found::{Gives, gives_away, tells};

/// Syllables of entropy behind age's scrypt: 13 · log2 61 = 77.1 bits.
pub const AGE_SYLLABLES: usize = 13;

/// Syllables of entropy in an AES ZIP, whose key derivation is 1,000 rounds of PBKDF2-SHA1:
/// 17 · log2 61 = 100.8 bits.
pub const ZIP_SYLLABLES: usize = 17;

/// Most syllables of entropy: beyond this a group's number would repeat modulo 61.
const SYLLABLES_MAX: usize = 120;

/// Longest text that is read as a passphrase, in bytes: far beyond what [`generate`] makes.
const TYPED_BYTES_MAX: usize = 1024;

/// Syllables of entropy in the largest group; check syllable not counted.
const GROUP_SYLLABLES_MAX: usize = 4;

/// The syllables, spelled alike in every romanization, with their hiragana. 61 is a prime, which
/// is what makes the check syllables catch every single slip.
const SYLLABLES: [(&str, char); 61] = [
    ("a", 'あ'),
    ("i", 'い'),
    ("u", 'う'),
    ("e", 'え'),
    ("o", 'お'),
    ("ka", 'か'),
    ("ki", 'き'),
    ("ku", 'く'),
    ("ke", 'け'),
    ("ko", 'こ'),
    ("sa", 'さ'),
    ("su", 'す'),
    ("se", 'せ'),
    ("so", 'そ'),
    ("ta", 'た'),
    ("te", 'て'),
    ("to", 'と'),
    ("na", 'な'),
    ("ni", 'に'),
    ("nu", 'ぬ'),
    ("ne", 'ね'),
    ("no", 'の'),
    ("ha", 'は'),
    ("hi", 'ひ'),
    ("he", 'へ'),
    ("ho", 'ほ'),
    ("ma", 'ま'),
    ("mi", 'み'),
    ("mu", 'む'),
    ("me", 'め'),
    ("mo", 'も'),
    ("ya", 'や'),
    ("yu", 'ゆ'),
    ("yo", 'よ'),
    ("ra", 'ら'),
    ("ri", 'り'),
    ("ru", 'る'),
    ("re", 'れ'),
    ("ro", 'ろ'),
    ("wa", 'わ'),
    ("ga", 'が'),
    ("gi", 'ぎ'),
    ("gu", 'ぐ'),
    ("ge", 'げ'),
    ("go", 'ご'),
    ("za", 'ざ'),
    ("ze", 'ぜ'),
    ("zo", 'ぞ'),
    ("da", 'だ'),
    ("de", 'で'),
    ("do", 'ど'),
    ("ba", 'ば'),
    ("bi", 'び'),
    ("bu", 'ぶ'),
    ("be", 'べ'),
    ("bo", 'ぼ'),
    ("pa", 'ぱ'),
    ("pi", 'ぴ'),
    ("pu", 'ぷ'),
    ("pe", 'ぺ'),
    ("po", 'ぽ'),
];

/// Indexes into [`SYLLABLES`].
type Syllables = Zeroizing<Vec<usize>>;

/// Where what was typed differs from anything that was ever issued. Groups count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TypedWrong {
    /// Something in the group is none of the 61 syllables.
    #[error("group {group} holds something that is not a syllable of a passphrase")]
    NotSyllables {
        /// The group.
        group: usize,
    },
    /// The group has too many or too few syllables for its place.
    #[error("group {group} has {syllables} syllables instead of {expected}")]
    GroupLength {
        /// The group.
        group: usize,
        /// What was typed, check syllable included.
        syllables: usize,
        /// What belongs there.
        expected: usize,
    },
    /// The group's check syllable does not fit the others, or the group is in the wrong place.
    #[error("the check syllable of group {group} does not fit")]
    CheckSyllable {
        /// The group.
        group: usize,
    },
    /// No passphrase has this many syllables: something is missing or too much, and without
    /// hyphens nobody can say where.
    #[error("no passphrase has {syllables} syllables")]
    Count {
        /// What was typed, check syllables included.
        syllables: usize,
    },
}

impl TypedWrong {
    /// The group that is wrong, counted from 1, when that can be told.
    #[must_use]
    pub const fn group(&self) -> Option<usize> {
        match self {
            Self::NotSyllables { group }
            | Self::GroupLength { group, .. }
            | Self::CheckSyllable { group } => Some(*group),
            Self::Count { .. } => None,
        }
    }
}

/// A new passphrase with `syllables` syllables of entropy (at least [`AGE_SYLLABLES`], and at most
/// 120: other counts are moved to the nearer of the two).
///
/// `random` fills the buffer it is given with bytes nobody can predict; each syllable is drawn
/// without bias (bytes of 244 and above are thrown away).
#[must_use]
pub fn generate(syllables: usize, random: &mut dyn FnMut(&mut [u8])) -> SecretText {
    let syllables = syllables.clamp(AGE_SYLLABLES, SYLLABLES_MAX);
    let sizes = group_sizes(syllables);
    let mut groups = Zeroizing::new(Vec::with_capacity(sizes.len()));
    for (number, size) in (1..).zip(&sizes) {
        let mut group = [0_usize; GROUP_SYLLABLES_MAX + 1];
        for place in &mut group[..*size] {
            *place = draw(random);
        }
        group[*size] = check_syllable(&group[..*size], number, sizes.len());
        groups.push((group, *size + 1));
    }
    let mut text = Zeroizing::new(String::with_capacity(syllables * 4));
    for (group, len) in groups.iter() {
        if !text.is_empty() {
            text.push('-');
        }
        text.extend(group[..*len].iter().map(|index| SYLLABLES[*index].0));
    }
    SecretText::new(std::mem::take(&mut *text))
}

/// Whether `passphrase`, spelled as [`normalize`] spells it, has the form and the check syllables
/// of one that was issued.
///
/// # Errors
/// The first group that is wrong, as far as that can be told.
pub fn check(passphrase: &str) -> Result<(), TypedWrong> {
    let mut groups = Vec::new();
    for (number, typed) in (1..).zip(passphrase.split('-')) {
        let syllables = syllables_of(typed).ok_or(TypedWrong::NotSyllables { group: number })?;
        groups.push(syllables);
    }
    let count = groups.iter().map(|group| group.len()).sum();
    let sizes = sizes_for_total(count).ok_or_else(|| misplaced(&groups, count))?;
    for (number, group) in (1..).zip(groups.iter()) {
        let expected = sizes.get(number - 1).map_or(0, |size| size + 1);
        if group.len() != expected {
            return Err(TypedWrong::GroupLength { group: number, syllables: group.len(), expected });
        }
    }
    for (number, group) in (1..).zip(groups.iter()) {
        let Some((last, body)) = group.split_last() else { continue };
        if *last != check_syllable(body, number, sizes.len()) {
            return Err(TypedWrong::CheckSyllable { group: number });
        }
    }
    Ok(())
}

/// What was typed, in the spelling that was issued, forgiving case, width, spaces, missing
/// hyphens, and kana instead of romaji.
///
/// Hyphens that were typed are kept where they are, so that groups in the wrong order are still
/// found. Text that is not made of syllables comes back with only case, width and spaces settled;
/// [`check`] then says where. Whoever opens what somebody else sealed with a passphrase of their
/// own uses what was typed, not this.
#[must_use]
pub fn normalize(typed: &str) -> SecretText {
    if typed.len() > TYPED_BYTES_MAX {
        return SecretText::new(typed.to_owned());
    }
    // Large enough for the longest expansion of compatibility normalization: nothing is left
    // behind in a buffer outgrown.
    let mut plain = Zeroizing::new(String::with_capacity(typed.len() * 18 + 1));
    for character in typed.nfkc() {
        match character {
            'ァ'..='ヶ' => plain.extend(char::from_u32(u32::from(character) - 0x60)),
            'ー' | '‐'..='―' | '−' | '・' | '_' | '、' | '。' | ',' | '.' => plain.push('-'),
            _ if character.is_whitespace() => plain.push(' '),
            _ => plain.extend(character.to_lowercase()),
        }
    }
    let has_hyphens = plain.contains('-');
    let mut groups = Vec::new();
    let parts = plain.split(|c| c == '-' || (c == ' ' && !has_hyphens));
    for part in parts.filter(|part| !part.trim().is_empty()) {
        let Some(syllables) = syllables_of(part) else { return settled(&plain) };
        groups.push(syllables);
    }
    let total = groups.iter().map(|group| group.len()).sum();
    let sizes = if has_hyphens { None } else { sizes_for_total(total) };
    // Spaces count as hyphens only when there are as many groups as there should be.
    if let Some(sizes) = sizes.filter(|sizes| sizes.len() != groups.len()) {
        let all: Syllables = Zeroizing::new(groups.iter().flat_map(|group| group.iter().copied()).collect());
        let mut rest = all.as_slice();
        groups.clear();
        for size in sizes {
            let (group, after) = rest.split_at(size + 1);
            groups.push(Zeroizing::new(group.to_vec()));
            rest = after;
        }
    }
    spelled(&groups)
}

/// `passphrase`, spelled as [`normalize`] spells it, in hiragana: the same groups, the same
/// hyphens. Anything that is not a syllable is left as it is.
#[must_use]
pub fn kana(passphrase: &str) -> SecretText {
    let mut text = Zeroizing::new(String::with_capacity(passphrase.len() * 4));
    for (number, group) in (1..).zip(passphrase.split('-')) {
        if number > 1 {
            text.push('-');
        }
        match syllables_of(group) {
            Some(syllables) => text.extend(syllables.iter().map(|index| SYLLABLES[*index].1)),
            None => text.push_str(group),
        }
    }
    SecretText::new(std::mem::take(&mut *text))
}

fn spelled(groups: &[Syllables]) -> SecretText {
    let syllables: usize = groups.iter().map(|group| group.len()).sum();
    let mut text = Zeroizing::new(String::with_capacity(syllables * 3 + groups.len()));
    for group in groups {
        if !text.is_empty() {
            text.push('-');
        }
        text.extend(group.iter().map(|index| SYLLABLES[*index].0));
    }
    SecretText::new(std::mem::take(&mut *text))
}

fn settled(plain: &str) -> SecretText {
    let mut text = Zeroizing::new(String::with_capacity(plain.len()));
    text.extend(plain.chars().filter(|character| *character != ' '));
    SecretText::new(std::mem::take(&mut *text))
}

/// Draws 0..61 without bias: 244 is the largest multiple of 61 that a byte can reach.
fn draw(random: &mut dyn FnMut(&mut [u8])) -> usize {
    let mut byte = Zeroizing::new([0_u8]);
    loop {
        random(&mut *byte);
        if byte[0] < 244 {
            return usize::from(byte[0] % 61);
        }
    }
}

/// How many syllables of entropy each group has: as even as possible, the larger groups first.
fn group_sizes(syllables: usize) -> Vec<usize> {
    let groups = syllables.div_ceil(GROUP_SYLLABLES_MAX);
    let (size, larger) = (syllables / groups, syllables % groups);
    (0..groups).map(|group| size + usize::from(group < larger)).collect()
}

/// The group sizes of the passphrase with `total` syllables, check syllables included.
fn sizes_for_total(total: usize) -> Option<Vec<usize>> {
    (AGE_SYLLABLES..=SYLLABLES_MAX)
        .find(|syllables| syllables + syllables.div_ceil(GROUP_SYLLABLES_MAX) == total)
        .map(group_sizes)
}

/// With a count that no passphrase has: the one group that has too few or too many, when all the
/// others are as in a passphrase with this many groups.
fn misplaced(groups: &[Syllables], count: usize) -> TypedWrong {
    let usual = [AGE_SYLLABLES, ZIP_SYLLABLES].map(group_sizes);
    let Some(sizes) = usual.iter().find(|sizes| sizes.len() == groups.len()) else {
        return TypedWrong::Count { syllables: count };
    };
    let wrong = (1..).zip(groups.iter().zip(sizes)).find(|(_, (group, size))| group.len() != *size + 1);
    wrong.map_or(TypedWrong::Count { syllables: count }, |(group, (typed, size))| TypedWrong::GroupLength {
        group,
        syllables: typed.len(),
        expected: size + 1,
    })
}

/// The syllable that makes Σ place · syllable + 11 · number + 17 · groups ≡ 0 (mod 61).
///
/// Places are 1, 2, 3, …, and the check syllable has the last. 61 is a prime and no two places
/// have the same weight, so one wrong syllable, and any two exchanged, always change the sum; so
/// does a group that stands in another's place, or one group too few.
fn check_syllable(body: &[usize], number: usize, groups: usize) -> usize {
    let weighted: usize = (1..).zip(body).map(|(place, syllable)| place * syllable).sum();
    let sum = (weighted + 11 * number + 17 * groups) % 61;
    let last_place = body.len() + 1;
    (0..61).find(|check| (sum + last_place * check).is_multiple_of(61)).unwrap_or(0)
}

/// Reads romaji, hiragana or both, spaces ignored; `None` when something is no syllable.
fn syllables_of(text: &str) -> Option<Syllables> {
    // As large as it can become: nothing is left behind in a buffer outgrown.
    let mut syllables = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut rest = text.trim_start_matches(' ');
    while !rest.is_empty() {
        let (index, taken) = SYLLABLES.iter().enumerate().find_map(|(index, (romaji, kana))| {
            let taken = if rest.starts_with(romaji) { romaji.len() } else { kana.len_utf8() };
            (rest.starts_with(romaji) || rest.starts_with(*kana)).then_some((index, taken))
        })?;
        syllables.push(index);
        rest = rest[taken..].trim_start_matches(' ');
    }
    Some(syllables)
}

#[cfg(test)]
mod tests;
