//! The few data types of the SSH wire (RFC 4251 section 5) that keys, signatures and the agent use.

/// Bytes that are not what RFC 4251 calls for at this place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Malformed;

/// Reads foreign bytes from front to back; every length is checked before it is believed.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8, Malformed> {
        let (first, rest) = self.0.split_first().ok_or(Malformed)?;
        self.0 = rest;
        Ok(*first)
    }

    pub(super) fn u32(&mut self) -> Result<u32, Malformed> {
        let (first, rest) = self.0.split_first_chunk().ok_or(Malformed)?;
        self.0 = rest;
        Ok(u32::from_be_bytes(*first))
    }

    /// `string`: a length and that many bytes.
    pub(super) fn string(&mut self) -> Result<&'a [u8], Malformed> {
        let length = usize::try_from(self.u32()?).map_err(|_| Malformed)?;
        self.take(length)
    }

    /// A `string` that holds UTF-8.
    pub(super) fn text(&mut self) -> Result<&'a str, Malformed> {
        std::str::from_utf8(self.string()?).map_err(|_| Malformed)
    }

    /// A positive `mpint` in its one spelling, without the zero byte that keeps it positive.
    pub(super) fn positive_mpint(&mut self) -> Result<&'a [u8], Malformed> {
        match self.string()? {
            [0, rest @ ..] if rest.first().is_some_and(|high| *high >= 0x80) => Ok(rest),
            bytes @ [first, ..] if (1..0x80).contains(first) => Ok(bytes),
            _ => Err(Malformed),
        }
    }

    /// Everything that is left.
    pub(super) const fn rest(self) -> &'a [u8] {
        self.0
    }

    /// Nothing may be left.
    pub(super) const fn finish(self) -> Result<(), Malformed> {
        if self.0.is_empty() { Ok(()) } else { Err(Malformed) }
    }
}

/// Appends a `string`. Everything written here is far below 4 GiB; more would not be understood by
/// any reader rather than be cut short.
pub(super) fn put_string(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(&u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
    out.extend_from_slice(bytes);
}

/// Appends a positive `mpint` in its one spelling; `number` may have leading zeros.
pub(super) fn put_positive_mpint(out: &mut Vec<u8>, number: &[u8]) {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let number = number.get(zeros..).unwrap_or_default();
    if number.first().is_some_and(|high| *high >= 0x80) {
        put_string(out, &[&[0], number].concat());
    } else {
        put_string(out, number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mpint(bytes: &[u8]) -> Result<Vec<u8>, Malformed> {
        let mut wire = Vec::new();
        put_string(&mut wire, bytes);
        Reader::new(&wire).positive_mpint().map(<[u8]>::to_vec)
    }

    #[test]
    fn a_second_spelling_of_an_mpint_is_refused() {
        assert_eq!(mpint(&[0x7f]), Ok(vec![0x7f]));
        assert_eq!(mpint(&[0, 0x80]), Ok(vec![0x80]));
        for refused in [&[][..], &[0], &[0, 0x7f], &[0, 0, 0x80], &[0x80]] {
            assert_eq!(mpint(refused), Err(Malformed), "{refused:?}");
        }
    }

    #[test]
    fn an_mpint_is_written_as_it_is_read() {
        for number in [&[1][..], &[0x80], &[0, 0, 0x7f, 0], &[0, 0xff, 1]] {
            let mut wire = Vec::new();
            put_positive_mpint(&mut wire, number);
            let zeros = number.iter().take_while(|byte| **byte == 0).count();
            assert_eq!(Reader::new(&wire).positive_mpint(), Ok(&number[zeros..]));
        }
    }

    #[test]
    fn a_length_past_the_end_is_refused() {
        assert_eq!(Reader::new(&[0, 0, 0, 2, 1]).string(), Err(Malformed));
        assert_eq!(Reader::new(&[0xff, 0xff, 0xff, 0xff]).string(), Err(Malformed));
        assert_eq!(Reader::new(&[0, 0, 0]).u32(), Err(Malformed));
    }
}
