//! What the verbs of coming back answer: what was seen and done, what it comes to and no more, and what is next.

use std::path::PathBuf;

use super::page::Page;
use super::remaining::{copy_words, remaining};
use super::table::{Cell, Sheet};
use super::way_back::{dispose, give_back};
use super::words::joined;
use crate::base::text::safe;
use crate::domain::body::coming_back::Measured;
use crate::domain::names::{Method, Sanitization};
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{
    AtMedium, CarryOutView, CopyView, DisposalAnswer, DisposalView, FoundCopy, ReturnAnswer,
};

/// Files and offsets of one kind that are shown.
const SHOWN: usize = 10;

/// `return`
#[must_use]
pub fn returned(answer: &ReturnAnswer, c: &Catalogue, columns: Option<usize>) -> String {
    let view = &answer.carry_out;
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-returned-title", id = view.id));
    let Some(last) = view.way_back.returns.last() else { return page.finish() };
    if let Some(at) = &answer.at_medium {
        page.sheet(&at_medium(c, view, at));
    }
    give_back(&mut page, last);
    means(&mut page, last.level, last.measured.as_ref());
    attention(&mut page, answer.at_medium.as_ref(), answer.kept_for.as_deref());
    key_too(&mut page, view);
    remaining(&mut page, view);
    page.finish()
}

/// `dispose`
#[must_use]
pub fn disposed(answer: &DisposalAnswer, c: &Catalogue, columns: Option<usize>) -> String {
    let view = &answer.carry_out;
    let mut page = Page::new(c, columns);
    let Some(disposal) = answer.view() else { return page.finish() };
    let method = c.name_of(disposal.method);
    page.heading(&say!(
        c,
        "report-disposed-title",
        disposal = answer.disposal,
        id = view.id,
        method = Prepared(method)
    ));
    if let Some(at) = &answer.at_medium {
        page.sheet(&at_medium(c, view, at));
    }
    dispose(&mut page, disposal);
    means(&mut page, disposal.level, disposal.measured.as_ref());
    key_lines(&mut page, answer, disposal);
    if let Some(why) = &answer.not_replugged {
        page.line(&say!(c, "report-not-replugged", why = Prepared(c.name_of(*why))));
    }
    attention(&mut page, answer.at_medium.as_ref(), None);
    if disposal.method == Method::Overwrite {
        use_again(&mut page, view);
    }
    if matches!(disposal.method, Method::Physical | Method::Dissolve) && disposal.witnesses.is_empty() {
        page.heading(&say!(c, "report-heading-witness"));
        page.line(&say!(c, "report-witness-needed"));
        page.command(&format!("sekisho witness {}", safe(&answer.disposal)));
    }
    if disposal.method == Method::EraseFile {
        key_too(&mut page, view);
    }
    if view.closed_at.is_none() {
        remaining(&mut page, view);
    }
    page.finish()
}

/// `witness`
#[must_use]
pub fn witnessed(answer: &DisposalAnswer, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    let Some(disposal) = answer.view() else { return page.finish() };
    page.heading(&say!(c, "report-witnessed-title", disposal = answer.disposal, id = answer.carry_out.id));
    dispose(&mut page, disposal);
    page.line(&say!(c, "report-witnessed-means"));
    page.finish()
}

/// What an approver sees before signing that it came back.
#[must_use]
pub fn to_confirm(view: &CarryOutView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    page.heading(&say!(c, "report-to-confirm-title", id = view.id));
    let mut lines = Sheet::new();
    for copy in &view.way_back.copies {
        lines.line(copy_words(c, copy), Cell::prepared(end_of(c, copy)));
    }
    page.sheet(&lines);
    let weaker = weaker(view, c);
    if !weaker.is_empty() {
        page.heading(&say!(c, "report-heading-weaker"));
        weaker.iter().for_each(|line| page.line(line));
    }
    page.finish()
}

/// `confirm`
#[must_use]
pub fn confirmed(view: &CarryOutView, c: &Catalogue, columns: Option<usize>) -> String {
    let mut page = Page::new(c, columns);
    let by = view.way_back.closed_by_name.as_deref().unwrap_or_default();
    page.outer(&say!(c, "report-confirmed", id = view.id, person = by));
    page.line(&say!(c, "report-confirmed-means"));
    page.finish()
}

/// What the ledger does not keep of what was seen.
fn at_medium(c: &Catalogue, view: &CarryOutView, at: &AtMedium) -> Sheet {
    let mut lines = Sheet::new();
    lines.line(say!(c, "report-field-folder"), Cell::text(&at.folder.to_string_lossy()));
    if view.medium.is_some() || at.known_by == "path" {
        let known = match at.known_by {
            "serial" => say!(c, "report-medium-known-by-serial"),
            "filesystem" => say!(c, "report-medium-known-by-filesystem"),
            "path" => say!(c, "report-medium-known-by-path"),
            _ => say!(c, "report-medium-known-by-nothing"),
        };
        lines.line(say!(c, "report-field-known-by"), Cell::prepared(known));
    }
    let found = match at.package {
        "whole" => say!(c, "report-package-whole"),
        "begun" => say!(c, "report-package-begun"),
        "elsewhere" => say!(c, "report-package-elsewhere"),
        "incomplete" => say!(c, "report-package-incomplete"),
        "gone-before" => say!(c, "report-package-gone-before"),
        _ => say!(c, "report-package-absent"),
    };
    lines.line(say!(c, "field-package"), Cell::prepared(found));
    if let Some(rewriting) = at.rewriting {
        let level = at.read_back.unwrap_or_default();
        let done = match rewriting {
            "in-place" => say!(c, "report-erased-in-place", level = level),
            "elsewhere" => say!(c, "report-erased-elsewhere", level = level),
            _ => say!(c, "report-erased-unknown", level = level),
        };
        lines.line(say!(c, "report-field-done"), Cell::prepared(done));
    }
    let searched = if at.searched == at.folder && view.medium.is_none() {
        say!(c, "report-searched-folder")
    } else {
        safe(&at.searched.to_string_lossy())
    };
    lines.line(say!(c, "report-field-searched"), Cell::prepared(searched));
    lines
}

/// What this level says, and what it leaves open.
fn means(page: &mut Page<'_>, level: Sanitization, measured: Option<&Measured>) {
    let c = page.c;
    page.heading(&say!(c, "report-heading-means"));
    page.line(&match level {
        Sanitization::L0 if measured.is_some() => say!(c, "report-means-too-little"),
        Sanitization::L0 => say!(c, "report-means-declared"),
        Sanitization::L1 => match measured.map_or(0, |measured| measured.unread) {
            0 if measured.is_some_and(|measured| measured.place.medium.is_none()) => {
                say!(c, "report-means-absent-folder")
            }
            0 => say!(c, "report-means-absent"),
            unread => say!(c, "report-means-absent-unread", count = unread),
        },
        Sanitization::L2 => say!(c, "report-means-no-remnant"),
        Sanitization::L3 => say!(c, "report-means-cleared"),
        Sanitization::L4 => say!(c, "report-means-key"),
        Sanitization::L5 => say!(c, "report-means-destroyed"),
    });
}

fn key_lines(page: &mut Page<'_>, answer: &DisposalAnswer, disposal: &DisposalView) {
    let c = page.c;
    if disposal.method != Method::Key {
        return;
    }
    let may_know = answer.may_know_it();
    if may_know.is_empty() {
        page.line(&say!(c, "report-key-nobody"));
    } else {
        let names: Vec<String> = may_know.iter().map(|name| safe(name)).collect();
        page.line(&say!(c, "report-key-still", names = Prepared(joined(c, &names))));
        page.line(&say!(c, "report-key-attest-later"));
        page.command(&format!("sekisho dispose {} --method key --attested NAME", safe(&answer.carry_out.id)));
    }
}

/// What a medium needs that was overwritten as a whole, before it is used again.
fn use_again(page: &mut Page<'_>, view: &CarryOutView) {
    let c = page.c;
    page.line(&say!(c, "report-overwritten-format"));
    if let (Some(medium), None) = (&view.medium, &view.medium_serial) {
        page.line(&say!(c, "report-overwritten-register"));
        page.command(&format!("sekisho medium set {} --device DEV", safe(medium.as_str())));
    }
}

/// That what may remain of a sealed package opens only with its passphrase, which can be destroyed, too.
fn key_too(page: &mut Page<'_>, view: &CarryOutView) {
    let c = page.c;
    let destroyed = view.way_back.disposals.iter().any(|disposal| disposal.key.is_some());
    if view.opens_with == "age-keys" || destroyed {
        return;
    }
    page.heading(&say!(c, "report-heading-key-too"));
    page.line(&say!(c, "report-key-too"));
    page.command(&format!("sekisho dispose {} --method key", safe(&view.id)));
}

fn attention(page: &mut Page<'_>, at: Option<&AtMedium>, kept_for: Option<&str>) {
    let c = page.c;
    let mut lines: Vec<String> = Vec::new();
    if let Some(incident) = kept_for {
        lines.push(say!(c, "report-kept", incident = incident));
    }
    let Some(at) = at else {
        return say_all(page, &lines);
    };
    if at.package == "absent" {
        lines.push(say!(c, "report-warn-absent"));
    }
    if at.package == "incomplete" {
        lines.push(say!(c, "report-warn-incomplete"));
    }
    if at.known_by == "nothing" {
        lines.push(say!(c, "report-warn-unknown-medium"));
    }
    if let Some(why) = &at.not_scanned {
        lines.push(say!(c, "report-warn-not-scanned", why = Prepared(c.name_of(*why))));
    }
    say_all(page, &lines);
    if !at.scan_found_at.is_empty() {
        let places: Vec<String> = at.scan_found_at.iter().map(ToString::to_string).collect();
        listed(page, &say!(c, "report-warn-scan-found"), &places);
    }
    if !at.copies.is_empty() {
        let copies: Vec<String> = at.copies.iter().map(|copy| found_copy(c, copy)).collect();
        page.heading(&say!(c, "report-heading-copies-found"));
        copies.iter().for_each(|copy| page.line(copy));
    }
    if !at.autorun.is_empty() {
        listed(page, &say!(c, "report-warn-autorun-back"), &paths(&at.autorun));
    }
    if at.others_count > 0 {
        listed(page, &say!(c, "report-warn-others", count = at.others_count), &paths(&at.others));
    }
    if !at.unread.is_empty() {
        listed(page, &say!(c, "report-warn-unread", count = at.unread.len()), &paths(&at.unread));
    }
}

fn say_all(page: &mut Page<'_>, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    page.heading(&say!(page.c, "report-heading-attention"));
    lines.iter().for_each(|line| page.line(line));
}

fn paths(paths: &[PathBuf]) -> Vec<String> {
    paths.iter().map(|path| path.to_string_lossy().into_owned()).collect()
}

fn listed(page: &mut Page<'_>, heading: &str, items: &[String]) {
    page.heading(heading);
    page.some_of(items.iter().map(String::as_str), SHOWN);
}

fn found_copy(c: &Catalogue, copy: &FoundCopy) -> String {
    let path = copy.path.as_path();
    match (copy.exact, copy.erased, &copy.why) {
        (true, true, _) => say!(c, "report-copy-erased", path = path),
        (false, true, _) => say!(c, "report-remnant-erased", path = path),
        (_, false, Some(why)) => {
            say!(c, "report-copy-left-because", path = path, why = Prepared(c.name_of(*why)))
        }
        (true, false, None) => say!(c, "report-copy-left", path = path),
        (false, false, None) => say!(c, "report-remnant-left", path = path),
    }
}

/// How a copy ended, as far as it did.
pub(super) fn end_of(c: &Catalogue, copy: &CopyView) -> String {
    let level = copy.level.map(|level| c.name_of(level)).unwrap_or_default();
    let under = copy.under.as_deref().unwrap_or_default();
    match copy.fate {
        "returned" => say!(c, "report-end-returned", level = Prepared(level)),
        "disposed" => say!(c, "report-end-disposed", under = under, level = Prepared(level)),
        "handed-over" => say!(c, "report-end-handed-over"),
        "lost" => say!(c, "report-end-lost", under = under),
        _ => say!(c, "report-end-held"),
    }
}

/// What rests on less than somebody may think.
fn weaker(view: &CarryOutView, c: &Catalogue) -> Vec<String> {
    let mut lines = Vec::new();
    for copy in &view.way_back.copies {
        match copy.level {
            Some(Sanitization::L0) => lines.push(say!(c, "report-weaker-declared", copy = copy.number)),
            Some(Sanitization::L1 | Sanitization::L2) => {
                lines.push(say!(c, "report-weaker-absent", copy = copy.number));
            }
            _ => {}
        }
    }
    let back = &view.way_back;
    let returned = back.returns.iter().filter_map(|one| Some((one.index, one.measured.as_ref()?)));
    let disposed = back.disposals.iter().filter_map(|one| Some((one.index, one.measured.as_ref()?)));
    let measured: Vec<(u64, &Measured)> = returned.chain(disposed).collect();
    for (index, seen) in &measured {
        // What was there at an earlier look at the same place is told by the last one.
        let again = |(later, one): &(u64, &Measured)| {
            let (there, here) = (&one.place, &seen.place);
            later > index && there.medium == here.medium && there.path == here.path
        };
        if seen.copies_left > 0 && !measured.iter().any(again) {
            lines.push(say!(c, "report-weaker-copies-left", count = seen.copies_left));
        }
        if seen.unread > 0 {
            lines.push(say!(c, "report-weaker-unread", count = seen.unread));
        }
        if seen.in_place == Some(false) {
            lines.push(say!(c, "report-weaker-elsewhere"));
        }
    }
    let unseen = |disposal: &&DisposalView| {
        matches!(disposal.method, Method::Physical | Method::Dissolve) && disposal.witnesses.is_empty()
    };
    for disposal in back.disposals.iter().filter(unseen) {
        lines.push(say!(c, "report-weaker-no-witness", disposal = disposal.id));
    }
    lines
}
