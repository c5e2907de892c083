//! Extra fields (APPNOTE 4.5): what does not fit into a header, and what readers that know a field take instead of what the header says.

use super::end::{u16_at, u64_at};

const ZIP64: u16 = 0x0001;
pub(super) const UNIX_TIME: u16 = 0x5455;
pub(super) const UNICODE_PATH: u16 = 0x7075;
pub(super) const AES: u16 = 0x9901;

/// Every field, as far as their lengths lead.
fn fields(extra: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = extra;
    std::iter::from_fn(move || {
        let number = u16_at(rest.get(..4)?, 0);
        let end = usize::from(u16_at(rest, 2)).saturating_add(4);
        let field = rest.get(4..end)?;
        rest = &rest[end..];
        Some((number, field))
    })
}

/// The content of the first extra field with this number.
pub(super) fn extra_field(extra: &[u8], wanted: u16) -> Option<&[u8]> {
    fields(extra).find(|(number, _)| *number == wanted).map(|(_, field)| field)
}

/// Whether a field that changes what an entry is stands there more than once.
pub(super) fn is_ambiguous(extra: &[u8]) -> bool {
    [ZIP64, UNICODE_PATH, AES]
        .iter()
        .any(|wanted| fields(extra).filter(|(number, _)| number == wanted).nth(1).is_some())
}

/// Sizes and places that are too large for 32 bits, from the ZIP64 field (APPNOTE 4.5.3); `None`
/// when one refers to it and it is not there.
pub(super) fn long_sizes<const N: usize>(short: [u32; N], extra: &[u8]) -> Option<[u64; N]> {
    let mut long = extra_field(extra, ZIP64).unwrap_or_default();
    let mut sizes = [0; N];
    for (size, short) in sizes.iter_mut().zip(short) {
        *size = u64::from(short);
        if short == u32::MAX {
            let (first, rest) = long.split_at_checked(8)?;
            (*size, long) = (u64_at(first, 0), rest);
        }
    }
    Some(sizes)
}
