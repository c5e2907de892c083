//! Secrets that come and go without a terminal: from a descriptor, and to a pipe.

use std::fs::File;
use std::io::{self, Read, Write as _};

use zeroize::{Zeroize as _, Zeroizing};

use super::{Terminal, TerminalError};
use crate::base::secret::SecretText;

/// Longest secret read from a descriptor, in bytes: a passphrase is a line, not a file.
const SECRET_BYTES_MAX: usize = 1024;

impl Terminal {
    /// The first line that descriptor `number` gives, for `--key-passphrase-fd` and its like.
    ///
    /// It is read byte by byte, so that what follows stays for others who read the same pipe.
    ///
    /// # Errors
    /// One of [`TerminalError`]'s `Descriptor…`.
    pub fn read_secret(&self, number: u32) -> Result<SecretText, TerminalError> {
        let file = open_descriptor(number)?;
        first_line(file, number)
    }

    /// Writes a secret alone on one line of standard output, past every buffer that would keep it.
    ///
    /// # Errors
    /// As [`answer`](Terminal::answer).
    pub fn answer_secret(&self, secret: &SecretText) -> io::Result<()> {
        io::stdout().lock().flush()?;
        let mut line = Zeroizing::new(Vec::with_capacity(secret.expose().len() + 1));
        line.extend_from_slice(secret.expose().as_bytes());
        line.push(b'\n');
        self.unless_closed(unbuffered_stdout()?.write_all(&line))
    }
}

#[cfg(unix)]
fn unbuffered_stdout() -> io::Result<File> {
    use std::os::fd::AsFd as _;
    Ok(File::from(io::stdout().as_fd().try_clone_to_owned()?))
}

#[cfg(windows)]
fn unbuffered_stdout() -> io::Result<File> {
    use std::os::windows::io::AsHandle as _;
    Ok(File::from(io::stdout().as_handle().try_clone_to_owned()?))
}

/// Descriptors have names on Unix; opening one by its name needs no trust in a number.
#[cfg(unix)]
fn open_descriptor(number: u32) -> Result<File, TerminalError> {
    File::open(format!("/dev/fd/{number}")).map_err(|source| TerminalError::Descriptor { number, source })
}

#[cfg(windows)]
fn open_descriptor(number: u32) -> Result<File, TerminalError> {
    use std::os::windows::io::AsHandle as _;
    if number != 0 {
        return Err(TerminalError::DescriptorUnsupported { number });
    }
    let handle = io::stdin().as_handle().try_clone_to_owned();
    handle.map(File::from).map_err(|source| TerminalError::Descriptor { number, source })
}

fn first_line(mut input: impl Read, number: u32) -> Result<SecretText, TerminalError> {
    // Large enough from the start: growing would leave copies behind.
    let mut line = Zeroizing::new(Vec::with_capacity(SECRET_BYTES_MAX + 1));
    let mut byte = Zeroizing::new([0_u8; 1]);
    loop {
        match input.read(byte.as_mut_slice()) {
            Ok(0) => break,
            Ok(_) if byte[0] == b'\n' => break,
            Ok(_) if line.len() == SECRET_BYTES_MAX => {
                return Err(TerminalError::DescriptorTooLong { number, limit_bytes: SECRET_BYTES_MAX });
            }
            Ok(_) => line.push(byte[0]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(source) => return Err(TerminalError::Descriptor { number, source }),
        }
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    if line.is_empty() {
        return Err(TerminalError::DescriptorEmpty { number });
    }
    match String::from_utf8(std::mem::take(&mut *line)) {
        Ok(text) => Ok(SecretText::new(text)),
        Err(error) => {
            error.into_bytes().zeroize();
            Err(TerminalError::DescriptorNotText { number })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_the_first_line_and_nothing_more() {
        let mut input = &b"correct horse\r\nsecond\n"[..];
        assert_eq!(first_line(&mut input, 3).unwrap().expose(), "correct horse");
        assert_eq!(input, b"second\n");
        assert_eq!(first_line(&b"no line ending"[..], 3).unwrap().expose(), "no line ending");
    }

    #[test]
    fn no_secret_an_endless_one_and_one_that_is_not_text_are_refused() {
        assert!(matches!(first_line(&b""[..], 3), Err(TerminalError::DescriptorEmpty { number: 3 })));
        assert!(matches!(first_line(&b"\nx"[..], 3), Err(TerminalError::DescriptorEmpty { .. })));
        assert!(matches!(first_line(io::repeat(b'a'), 3), Err(TerminalError::DescriptorTooLong { .. })));
        assert!(matches!(first_line(&b"\xff\n"[..], 3), Err(TerminalError::DescriptorNotText { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn a_descriptor_nobody_opened_is_refused() {
        let terminal = Terminal::unattended(super::super::Talk::Normal);
        assert!(matches!(terminal.read_secret(4_000_000), Err(TerminalError::Descriptor { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_read_by_its_number() {
        use std::os::fd::AsRawFd as _;
        let (reader, mut writer) = io::pipe().unwrap();
        writer.write_all(b"first\nsecond\n").unwrap();
        drop(writer);
        let number = u32::try_from(reader.as_raw_fd()).unwrap();
        let terminal = Terminal::unattended(super::super::Talk::Normal);
        assert_eq!(terminal.read_secret(number).unwrap().expose(), "first");
        assert_eq!(terminal.read_secret(number).unwrap().expose(), "second");
    }
}
