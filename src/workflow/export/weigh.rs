//! Whether a package goes as one mail, found out before anything is signed or written: an approval is used up by the
//! intent, and a package that no mail system takes would have used it up for nothing.

use std::io::{self, Write};

use crate::base::limits::MAIL_BYTES_MAX;
use crate::domain::carry_out::CarryOut;
use crate::domain::names::Via;
use crate::package::pack::{self, PackJob};
use crate::package::progress::Progress;
use crate::package::volume::{bytes_of_mail, raw_bytes_for_mail};
use crate::workflow::error::Error;
use crate::workflow::world::{Stage, World};

use super::Export;

/// Refuses a package that would be mailed as one attachment and is larger, as it is sent, than a mail may be unless
/// somebody says otherwise (`--max-size`). How well it compresses is known only once it was packed: where its files
/// alone do not answer it, it is packed into nothing first. `papers_bytes` is what its papers come to at the most.
///
/// # Errors
/// [`Error::TooLargeToMail`]; [`Error::Pack`] where the files are not what was approved.
pub(super) fn check_mail_size(
    world: &World<'_>,
    carry_out: &CarryOut,
    export: &Export,
    papers_bytes: u64,
    job: PackJob<'_>,
) -> Result<(), Error> {
    let most_bytes = raw_bytes_for_mail(MAIL_BYTES_MAX);
    let at_most = pack::size_bytes_at_most(job.list, &[]).saturating_add(papers_bytes);
    if carry_out.request.via != Via::Email || export.max_size_bytes.is_some() || at_most <= most_bytes {
        return Ok(());
    }
    let size_bytes = packed_bytes(world, job)?.saturating_add(papers_bytes);
    if size_bytes <= most_bytes {
        return Ok(());
    }
    Err(Error::TooLargeToMail {
        id: carry_out.id(),
        into: export.into.clone(),
        from: export.from.clone(),
        size_bytes: bytes_of_mail(size_bytes),
        limit_bytes: MAIL_BYTES_MAX,
    })
}

/// How large the package becomes, without its papers.
fn packed_bytes(world: &World<'_>, job: PackJob<'_>) -> Result<u64, Error> {
    let files = u64::try_from(job.list.files().len()).unwrap_or(u64::MAX);
    world.watch.stage(Stage::Weighing, job.list.total_bytes(), files);
    let mut progress = |at: Progress| world.watch.done(at.bytes_done, at.files_done);
    let packed = pack::pack(job, &mut Nowhere, &mut progress, world.cancel);
    world.watch.finish();
    Ok(packed?.size_bytes)
}

/// Takes what it is given and keeps nothing of it.
struct Nowhere;

impl Write for Nowhere {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
