//! Secrets that come and go without a terminal: from a descriptor, and to a pipe.

use std::fs::File;
use std::io::{self, Read, Write as _};
use std::sync::atomic::Ordering;

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
        // Nothing that reads can be waited for with an eye on interruptions: as while one is typed, the first ends the program.
        self.interrupts.hidden.store(true, Ordering::SeqCst);
        let read = if self.interrupts.happened() {
            Err(TerminalError::Interrupted)
        } else {
            open_descriptor(number).and_then(|file| first_line(file, number))
        };
        self.interrupts.hidden.store(false, Ordering::SeqCst);
        read
    }

    /// Writes a secret alone on one line of standard output, past every buffer that would keep it.
    ///
    /// # Errors
    /// Whatever the system says. That the reader went away is one here: nobody has the secret then.
    pub fn answer_secret(&self, secret: &SecretText) -> io::Result<()> {
        io::stdout().lock().flush()?;
        let mut line = Zeroizing::new(Vec::with_capacity(secret.expose().len() + 1));
        line.extend_from_slice(secret.expose().as_bytes());
        line.push(b'\n');
        unbuffered_stdout()?.write_all(&line)
    }

    /// Whether standard output is known to lead to nobody: it is the null device, as it also is where it was closed when
    /// the program was started, or a pipe whose reader went away.
    #[must_use]
    pub fn answer_leads_nowhere(&self) -> bool {
        unbuffered_stdout().is_ok_and(|out| leads_nowhere(&out))
    }
}

#[cfg(unix)]
fn leads_nowhere(out: &File) -> bool {
    use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let null = std::fs::metadata("/dev/null").ok().filter(|there| there.file_type().is_char_device());
    let is_null = out
        .metadata()
        .is_ok_and(|it| it.file_type().is_char_device() && null.is_some_and(|null| null.rdev() == it.rdev()));
    let mut asked = [PollFd::new(out, PollFlags::OUT)];
    let answered = poll(&mut asked, Some(&Timespec::default())).is_ok_and(|ready| ready > 0);
    is_null || answered && asked[0].revents().intersects(PollFlags::ERR | PollFlags::HUP)
}

/// Windows has no way to ask.
#[cfg(windows)]
const fn leads_nowhere(_out: &File) -> bool {
    false
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
    let failed = |source| TerminalError::Descriptor { number, source };
    if is_our_own(number) {
        return Err(failed(rustix::io::Errno::BADF.into()));
    }
    match File::open(format!("/dev/fd/{number}")) {
        Err(error) if error.raw_os_error() == Some(rustix::io::Errno::NXIO.raw_os_error()) => {
            socket(number).ok_or(TerminalError::DescriptorSocket { number })
        }
        opened => opened.map_err(failed),
    }
}

/// Whether this program opened it, and nobody handed it over: what is closed for programs that are started was not there
/// when this one was.
#[cfg(target_os = "linux")]
fn is_our_own(number: u32) -> bool {
    let told = std::fs::read_to_string(format!("/proc/self/fdinfo/{number}")).unwrap_or_default();
    let flags = told.lines().find_map(|line| line.strip_prefix("flags:"));
    let flags = flags.and_then(|flags| u32::from_str_radix(flags.trim(), 8).ok()).unwrap_or_default();
    flags & rustix::fs::OFlags::CLOEXEC.bits() != 0
}

#[cfg(all(unix, not(target_os = "linux")))]
const fn is_our_own(_number: u32) -> bool {
    false
}

/// A socket has a name on Linux too, and cannot be opened by it: it is taken from this process by its number, as from any
/// other. Programs that start others over sockets, as Node.js does, hand one over where a shell has a pipe.
///
/// `None` where the call is not there (kernels before 5.6) or refused (some containers).
#[cfg(target_os = "linux")]
fn socket(number: u32) -> Option<File> {
    use rustix::process::{PidfdFlags, PidfdGetfdFlags, getpid, pidfd_getfd, pidfd_open};

    let process = pidfd_open(getpid(), PidfdFlags::empty()).ok()?;
    pidfd_getfd(process, i32::try_from(number).ok()?, PidfdGetfdFlags::empty()).ok().map(File::from)
}

#[cfg(all(unix, not(target_os = "linux")))]
const fn socket(_number: u32) -> Option<File> {
    None
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
    fn a_pipe_and_a_socket_are_read_by_their_number_and_what_nobody_handed_over_is_not() {
        use rustix::io::{FdFlags, fcntl_setfd};
        use std::os::unix::net::UnixStream;

        let terminal = Terminal::unattended(super::super::Talk::Normal);
        let reads_twice = |reader: std::os::fd::OwnedFd, mut writer: Box<dyn io::Write>| {
            writer.write_all(b"first\nsecond\n").unwrap();
            drop(writer);
            let number = u32::try_from(std::os::fd::AsRawFd::as_raw_fd(&reader)).unwrap();
            if cfg!(target_os = "linux") {
                let refused = terminal.read_secret(number).unwrap_err();
                assert!(matches!(refused, TerminalError::Descriptor { .. }), "{refused:?}");
            }
            // As if whoever started this program had handed it over.
            fcntl_setfd(&reader, FdFlags::empty()).unwrap();
            assert_eq!(terminal.read_secret(number).unwrap().expose(), "first");
            assert_eq!(terminal.read_secret(number).unwrap().expose(), "second");
        };
        let (reader, writer) = io::pipe().unwrap();
        reads_twice(reader.into(), Box::new(writer));
        let (reader, writer) = UnixStream::pair().unwrap();
        reads_twice(reader.into(), Box::new(writer));
    }
}
