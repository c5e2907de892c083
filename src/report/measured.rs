//! What a desk measured at a medium, in words, and what it comes to: the claim apart from the evidence.

use super::words::{grouped, joined, size};
use crate::base::text::safe;
use crate::domain::body::coming_back::Measured;
use crate::domain::names::{Method, Sanitization};
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{DisposalView, RecheckView};

/// What was seen and done, one sentence each.
pub(super) fn measured(c: &Catalogue, measured: &Measured) -> Vec<String> {
    let mut lines = vec![place(c, measured)];
    if let Some(bytes) = measured.capacity_bytes {
        lines.push(say!(c, "report-measured-capacity", size = Prepared(size(c, bytes))));
    }
    lines.push(if measured.identified {
        say!(c, "report-measured-package")
    } else {
        say!(c, "report-measured-no-package")
    });
    match measured.in_place {
        Some(true) => lines.push(say!(c, "report-measured-in-place")),
        Some(false) => lines.push(say!(c, "report-measured-elsewhere")),
        None => {}
    }
    if let Some(whole) = &measured.overwritten {
        lines.push(say!(c, "report-measured-overwritten", size = Prepared(size(c, whole.bytes))));
        lines.push(if whole.replugged {
            say!(c, "report-measured-replugged")
        } else {
            say!(c, "report-measured-not-replugged")
        });
    }
    lines.push(match (measured.gone, measured.unread) {
        // What is no medium is searched no further than its folder.
        (true, 0) if measured.place.medium.is_none() => say!(c, "report-measured-gone-folder"),
        (true, 0) => say!(c, "report-measured-gone"),
        (true, unread) => say!(c, "report-measured-gone-unread", count = unread),
        (false, _) => say!(c, "report-measured-there"),
    });
    if measured.copies_erased > 0 || measured.copies_left > 0 {
        let (erased, left) = (measured.copies_erased, measured.copies_left);
        lines.push(if measured.gone {
            say!(c, "report-measured-copies", erased = erased, left = left)
        } else {
            say!(c, "report-measured-copies-there", erased = erased, left = left)
        });
    }
    if measured.other_files > 0 {
        lines.push(say!(c, "report-measured-others", count = measured.other_files));
    }
    if measured.unread > 0 {
        lines.push(say!(c, "report-measured-unread", count = measured.unread));
    }
    if let Some(scan) = &measured.scan {
        lines.push(say!(
            c,
            "report-measured-scan",
            size = Prepared(size(c, scan.bytes)),
            found = scan.found,
            unreadable = Prepared(grouped(scan.unreadable_bytes))
        ));
    }
    lines
}

/// Which medium it was, and how that is known.
fn place(c: &Catalogue, measured: &Measured) -> String {
    let at = &measured.place;
    let path = safe(&at.path);
    match (&at.medium, at.identified, &at.filesystem_uuid) {
        (Some(medium), true, _) => say!(c, "report-measured-serial", medium = medium, path = Prepared(&path)),
        (Some(medium), false, Some(uuid)) => {
            let (path, uuid) = (Prepared(&path), Prepared(safe(uuid)));
            say!(c, "report-measured-filesystem", medium = medium, path = path, uuid = uuid)
        }
        (Some(medium), false, None) => {
            say!(c, "report-measured-no-serial", medium = medium, path = Prepared(&path))
        }
        (None, _, _) => say!(c, "report-measured-folder", path = Prepared(&path)),
    }
}

/// What a return comes to, and whose word or desk that is. `person` is safe already.
pub(super) fn known_of_return(
    c: &Catalogue,
    level: Sanitization,
    person: &str,
    measured: Option<&Measured>,
) -> String {
    let name = c.name_of(level);
    match measured {
        Some(measured) if level == Sanitization::L1 && measured.unread > 0 => say!(
            c,
            "report-known-measured-unread",
            level = Prepared(name),
            person = Prepared(person),
            count = measured.unread
        ),
        Some(_) if level > Sanitization::L0 => {
            say!(c, "report-known-measured", level = Prepared(name), person = Prepared(person))
        }
        Some(_) => say!(c, "report-known-too-little", level = Prepared(name), person = Prepared(person)),
        None => say!(c, "report-known-said", level = Prepared(name), person = Prepared(person)),
    }
}

/// What a disposal comes to, and whose word or desk that is. `person` is safe already.
pub(super) fn known_of_disposal(c: &Catalogue, disposal: &DisposalView, person: &str) -> String {
    let name = c.name_of(disposal.level);
    match (disposal.level, disposal.method) {
        (Sanitization::L4, _) => {
            say!(c, "report-known-key", level = Prepared(name), person = Prepared(person))
        }
        (Sanitization::L5, _) => {
            let seen = disposal.witnesses.iter().map(|witness| match &witness.external {
                Some(external) => safe(external),
                None => safe(&witness.name),
            });
            let seen = joined(c, &seen.collect::<Vec<_>>());
            let (level, person) = (Prepared(name), Prepared(person));
            say!(c, "report-known-destroyed", level = level, person = person, witnesses = Prepared(seen))
        }
        (Sanitization::L0, Method::Key) => {
            say!(c, "report-known-key-open", level = Prepared(name), person = Prepared(person))
        }
        (level, _) => known_of_return(c, level, person, disposal.measured.as_ref()),
    }
}

/// What somebody who read the medium again found.
pub(super) fn rechecked(c: &Catalogue, recheck: &RecheckView) -> String {
    let (name, day) = (&recheck.name, recheck.at.date());
    match recheck.first_changed {
        None => say!(c, "report-rechecked", person = name, day = day),
        Some(offset) => say!(
            c,
            "report-rechecked-changed",
            person = name,
            day = day,
            count = recheck.changed_sectors,
            offset = offset
        ),
    }
}
