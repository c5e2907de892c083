//! What is still to be accounted for, and the command that goes on with each copy.

use super::page::Page;
use crate::base::text::safe;
use crate::domain::names::{CopyKind, MediumState};
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{CarryOutView, CopyView};

/// Adds what is still held; where nothing is, that an approver confirms.
pub(super) fn remaining(page: &mut Page<'_>, view: &CarryOutView) {
    let c = page.c;
    let open: Vec<&CopyView> =
        view.way_back.copies.iter().filter(|copy| view.way_back.open_copies.contains(&copy.number)).collect();
    if open.is_empty() {
        page.heading(&say!(c, "report-heading-next"));
        if let Some(incident) = &view.way_back.frozen_by {
            page.line(&say!(c, "report-remaining-frozen", incident = incident));
            page.command(&format!("sekisho incident show {}", safe(incident)));
        } else if view.way_back.left_there {
            page.line(&say!(c, "report-remaining-left-there"));
            page.command(&erasing(view));
        } else {
            page.line(&say!(c, "report-remaining-none"));
            page.command(&format!("sekisho confirm {}", safe(&view.id)));
        }
        return;
    }
    page.heading(&say!(c, "report-heading-remaining"));
    for copy in open {
        page.line(&copy_words(c, copy));
        page.command(&command(view, copy));
    }
}

/// What erases the package that came back and was left where it lies.
pub(super) fn erasing(view: &CarryOutView) -> String {
    format!("sekisho dispose {} --method erase-file --at DIR", safe(&view.id))
}

/// A copy by its number, what it is and where.
pub(super) fn copy_words(c: &Catalogue, copy: &CopyView) -> String {
    let kind = c.name_of(copy.kind);
    let place = match (&copy.medium, &copy.holder) {
        (Some(medium), _) => safe(medium.as_str()),
        (None, Some(holder)) if copy.place == holder.as_str() => safe(holder.as_str()),
        (None, Some(holder)) => say!(c, "report-copy-held-by", place = copy.place, holder = holder),
        (None, None) => safe(&copy.place),
    };
    say!(c, "report-copy", number = copy.number, kind = Prepared(&kind), place = Prepared(&place))
}

/// What is done next with a copy that is held.
pub(super) fn command(view: &CarryOutView, copy: &CopyView) -> String {
    let (id, number) = (safe(&view.id), copy.number);
    let dispose = |how: &str| format!("sekisho dispose {id} --copy {number} --method {how}");
    match copy.kind {
        _ if copy.fate == "lost" => {
            format!("sekisho incident show {}", copy.under.as_deref().map(safe).unwrap_or_default())
        }
        // A medium that is no more cannot be read: what was seen of its end is what there is to say.
        CopyKind::Package if copy.medium_state == Some(MediumState::Destroyed) => {
            dispose("physical --evidence FILE")
        }
        CopyKind::Package if copy.medium_state == Some(MediumState::Lost) => {
            format!("sekisho incident open {id} --kind lost --aware now")
        }
        CopyKind::Package => format!("sekisho return {id}"),
        CopyKind::Office => dispose("erase-file"),
        // What never arrived is nobody's to receive.
        CopyKind::Sent if view.way_back.lies_undelivered => dispose("declared --note TEXT"),
        CopyKind::Sent if view.opened_at.is_some() => format!("sekisho handed-over {id}"),
        CopyKind::Sent => format!("sekisho handed-over {id} --evidence FILE"),
        CopyKind::Working | CopyKind::Backup | CopyKind::Mail => dispose("declared --note TEXT"),
        CopyKind::Subcontractor | CopyKind::Misdelivered => dispose("declared --evidence FILE"),
        CopyKind::Paper => dispose("dissolve --evidence FILE"),
    }
}
