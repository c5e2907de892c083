//! The second half of a carry-out in full: the road, the copies, and what is known of how each ended.

use super::measured::{known_of_disposal, known_of_return, measured, rechecked};
use super::page::Page;
use super::table::{Cell, Sheet, Table};
use super::words::{NOTHING, grouped, joined, named};
use crate::base::text::safe;
use crate::domain::body::Attachment;
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{
    CarryOutView, CopyView, DespiteView, DisposalView, ExtensionView, ReturnView, WitnessView,
};

/// Adds everything that happened after the package was written.
pub(super) fn way_back(page: &mut Page<'_>, view: &CarryOutView) {
    if view.package_sha256.is_none() {
        return;
    }
    on_the_road(page, view);
    super::mail::mails(page, view);
    copies(page, view);
    view.way_back.returns.iter().for_each(|returned| give_back(page, returned));
    view.way_back.disposals.iter().for_each(|disposal| dispose(page, disposal));
}

fn digest(evidence: &Attachment) -> String {
    format!("sha256:{}", evidence.sha256)
}

fn on_the_road(page: &mut Page<'_>, view: &CarryOutView) {
    let (c, back) = (page.c, &view.way_back);
    let mut said_so: Vec<(String, String)> = Vec::new();
    let mut line = |name: String, value: String| said_so.push((name, value));
    if let Some(incident) = &back.frozen_by {
        line(say!(c, "report-field-frozen"), say!(c, "report-frozen", incident = incident));
    }
    if !back.incidents.is_empty() {
        line(say!(c, "report-form-incident"), joined(c, &back.incidents));
    }
    if back.carrier != view.requester {
        line(say!(c, "report-field-carrier"), named(c, &back.carrier_name, back.carrier.as_str()));
    }
    if let Some(out) = &back.checked_out {
        let mut said = vec![format!("{}  {}", named(c, &out.name, out.person.as_str()), c.moment(&out.at))];
        if let Some(case) = &out.case {
            said.push(say!(c, "report-road-case", case = case));
        }
        if let Some(route) = &out.route {
            said.push(say!(c, "report-road-route", route = route));
        }
        said.push(say!(c, "report-road-pledge", digest = out.pledge_sha256));
        line(say!(c, "report-field-pledged"), said.join("\n"));
    }
    for transfer in &back.transfers {
        let mut said = vec![
            say!(c, "report-road-transfer", from = transfer.from, to = transfer.to_name),
            say!(c, "report-road-said-by", person = transfer.person, at = Prepared(c.moment(&transfer.at))),
        ];
        said.extend(transfer.reason.as_deref().map(safe));
        line(say!(c, "report-field-transfer"), said.join("\n"));
    }
    for not in &back.undelivered {
        let mut said = vec![
            say!(c, "report-road-said-by", person = not.person, at = Prepared(c.moment(&not.at))),
            digest(&not.evidence),
        ];
        said.extend(not.note.as_deref().map(safe));
        line(say!(c, "report-field-undelivered"), said.join("\n"));
    }
    if view.due != view.due_requested {
        line(say!(c, "report-field-due-first"), view.due_requested.to_string());
    }
    for extension in &back.extensions {
        line(say!(c, "report-field-extension"), extended(c, extension));
    }
    if let Some(handed_over) = &back.handed_over {
        let mut said = vec![say!(
            c,
            "report-road-said-by",
            person = handed_over.person,
            at = Prepared(c.moment(&handed_over.at))
        )];
        said.push(match &handed_over.evidence {
            Some(evidence) => say!(c, "report-road-receipt", digest = Prepared(digest(evidence))),
            None => say!(c, "report-handed-over-opened"),
        });
        if handed_over.medium_stays {
            said.push(say!(c, "report-road-medium-stays"));
        }
        line(say!(c, "report-field-handed-over"), said.join("\n"));
    }
    for recall in &back.recalls {
        let by = say!(c, "report-road-said-by", person = recall.person, at = Prepared(c.moment(&recall.at)));
        let said = format!("{}\n{by}", say!(c, "report-road-recall", number = recall.number));
        line(say!(c, "report-field-recall"), said);
    }
    if let (Some(by), Some(at)) = (&back.closed_by, &view.closed_at) {
        let name = back.closed_by_name.as_deref().unwrap_or(by.as_str());
        line(say!(c, "report-field-confirmed"), format!("{}  {}", named(c, name, by.as_str()), c.moment(at)));
    }
    if said_so.is_empty() {
        return;
    }
    page.heading(&say!(c, "report-heading-road"));
    let mut lines = Sheet::new();
    said_so.into_iter().for_each(|(name, value)| lines.line(name, Cell::prepared(value)));
    page.sheet(&lines);
}

/// A later day: what was asked for, why, and what was answered.
fn extended(c: &Catalogue, extension: &ExtensionView) -> String {
    let at = c.moment(&extension.at);
    let answerer = extension.answered_by_name.as_deref().unwrap_or(NOTHING);
    let answer = match extension.approved {
        Some(true) => say!(c, "report-road-extension-stands", person = answerer),
        Some(false) => {
            let reason = extension.answer_reason.as_deref().unwrap_or(NOTHING);
            say!(c, "report-road-extension-refused", person = answerer, reason = reason)
        }
        None => say!(c, "report-road-extension-waits"),
    };
    let asked = say!(
        c,
        "report-road-extension",
        due = extension.due,
        person = extension.person,
        at = Prepared(&at),
        reason = extension.reason
    );
    format!("{asked}\n{answer}")
}

fn copies(page: &mut Page<'_>, view: &CarryOutView) {
    let c = page.c;
    if view.way_back.copies.is_empty() {
        return;
    }
    page.heading(&say!(c, "report-heading-copies"));
    let mut table = Table::new()
        .number_column(say!(c, "field-id"))
        .column(say!(c, "field-kind"))
        .column(say!(c, "report-column-where"))
        .column(say!(c, "report-column-became"))
        .column(say!(c, "report-column-known"));
    for copy in &view.way_back.copies {
        table.row([
            Cell::prepared(grouped(copy.number)),
            Cell::prepared(c.name_of(copy.kind)),
            Cell::prepared(whereabouts(c, copy)),
            Cell::prepared(became(c, copy)),
            Cell::prepared(copy.level.map_or_else(|| NOTHING.to_owned(), |level| c.name_of(level))),
        ]);
    }
    page.table(&table);
}

fn whereabouts(c: &Catalogue, copy: &CopyView) -> String {
    match (&copy.medium, &copy.holder) {
        (Some(medium), _) => safe(medium.as_str()),
        (None, Some(holder)) if copy.place != holder.as_str() => {
            say!(c, "report-copy-held-by", place = copy.place, holder = holder)
        }
        (None, _) => safe(&copy.place),
    }
}

/// What became of a copy, and which record says so.
fn became(c: &Catalogue, copy: &CopyView) -> String {
    let under = copy.under.as_deref().unwrap_or(NOTHING);
    match copy.fate {
        "held" => say!(c, "report-fate-held"),
        "returned" => say!(c, "report-fate-returned"),
        "disposed" => say!(c, "report-fate-disposed", under = under),
        "handed-over" => say!(c, "report-fate-handed-over"),
        "lost" => say!(c, "report-fate-lost", under = under),
        other => safe(other),
    }
}

fn numbers(c: &Catalogue, copies: &[u64]) -> String {
    let numbers: Vec<String> = copies.iter().map(|number| grouped(*number)).collect();
    if numbers.is_empty() { NOTHING.to_owned() } else { joined(c, &numbers) }
}

/// Adds a return.
pub(super) fn give_back(page: &mut Page<'_>, returned: &ReturnView) {
    let c = page.c;
    page.heading(&say!(c, "report-heading-return", index = returned.index));
    let person = named(c, &returned.name, returned.person.as_str());
    let mut lines = Sheet::new();
    lines.line(say!(c, "field-person"), Cell::prepared(format!("{person}  {}", c.moment(&returned.at))));
    lines.line(say!(c, "report-field-copies"), Cell::prepared(numbers(c, &returned.copies)));
    let known = known_of_return(c, returned.level, &person, returned.measured.as_ref());
    lines.line(say!(c, "report-column-known"), Cell::prepared(known));
    if let Some(seen) = &returned.measured {
        lines.line(say!(c, "report-field-measured"), Cell::prepared(measured(c, seen).join("\n")));
    }
    despite(c, &returned.despite).into_iter().for_each(|said| {
        lines.line(say!(c, "report-field-despite"), Cell::prepared(said));
    });
    if let Some(saved_to) = &returned.saved_to {
        lines.line(say!(c, "report-field-saved-to"), Cell::text(saved_to));
    }
    if let Some(note) = &returned.note {
        lines.line(say!(c, "report-column-note"), Cell::text(note));
    }
    lines.line(say!(c, "report-field-tool"), Cell::text(&returned.tool));
    page.sheet(&lines);
}

/// Adds a disposal.
pub(super) fn dispose(page: &mut Page<'_>, disposal: &DisposalView) {
    let c = page.c;
    page.heading(&say!(c, "report-heading-disposal", id = disposal.id, index = disposal.index));
    let person = named(c, &disposal.name, disposal.person.as_str());
    let mut lines = Sheet::new();
    lines.line(say!(c, "report-field-method"), Cell::prepared(c.name_of(disposal.method)));
    lines.line(say!(c, "field-person"), Cell::prepared(format!("{person}  {}", c.moment(&disposal.at))));
    lines.line(say!(c, "report-field-copies"), Cell::prepared(numbers(c, &disposal.copies)));
    lines.line(say!(c, "report-column-known"), Cell::prepared(known_of_disposal(c, disposal, &person)));
    if let Some(seen) = &disposal.measured {
        lines.line(say!(c, "report-field-measured"), Cell::prepared(measured(c, seen).join("\n")));
    }
    despite(c, &disposal.despite).into_iter().for_each(|said| {
        lines.line(say!(c, "report-field-despite"), Cell::prepared(said));
    });
    if !disposal.also.is_empty() {
        lines.line(say!(c, "report-field-also"), Cell::prepared(joined(c, &disposal.also)));
    }
    if let Some(key) = &disposal.key {
        let mut said = vec![say!(c, "report-key-custody", digest = key.custody)];
        let attested: Vec<String> = key.attested.iter().map(|name| safe(name)).collect();
        if !attested.is_empty() {
            said.push(say!(c, "report-key-attested", names = Prepared(joined(c, &attested))));
        }
        lines.line(say!(c, "field-key"), Cell::prepared(said.join("\n")));
    }
    if let Some(evidence) = &disposal.evidence {
        lines.line(say!(c, "report-field-evidence"), Cell::prepared(digest(evidence)));
    }
    if let Some(place) = &disposal.place {
        lines.line(say!(c, "report-column-where"), Cell::text(place));
    }
    if let Some(note) = &disposal.note {
        lines.line(say!(c, "report-column-note"), Cell::text(note));
    }
    for witness in &disposal.witnesses {
        lines.line(say!(c, "report-field-witness"), Cell::prepared(witnessed(c, witness)));
    }
    for recheck in &disposal.rechecks {
        lines.line(say!(c, "report-field-recheck"), Cell::prepared(rechecked(c, recheck)));
    }
    lines.line(say!(c, "report-field-tool"), Cell::text(&disposal.tool));
    page.sheet(&lines);
}

/// What an incident should have kept, one sentence for each.
pub(super) fn despite(c: &Catalogue, despite: &[DespiteView]) -> Vec<String> {
    let said = |done: &DespiteView| {
        if done.missing {
            say!(c, "report-despite-missing", incident = done.incident)
        } else if done.begun_before {
            say!(c, "report-despite-begun-before", incident = done.incident)
        } else {
            say!(c, "report-despite", incident = done.incident)
        }
    };
    despite.iter().map(said).collect()
}

/// Who saw it: the author, or somebody without a key whose name and evidence the author brings.
fn witnessed(c: &Catalogue, witness: &WitnessView) -> String {
    let person = named(c, &witness.name, witness.person.as_str());
    let at = c.moment(&witness.at);
    let Some(external) = &witness.external else { return format!("{person}  {at}") };
    let mut said = vec![
        say!(c, "report-witness-external", name = external),
        say!(c, "report-road-said-by", person = witness.person, at = Prepared(&at)),
    ];
    said.extend(witness.evidence.as_ref().map(digest));
    said.join("\n")
}
