//! The carry-out register (持出し管理台帳). What the ledger does not know yet is left blank for the hand.

use std::collections::BTreeSet;

use super::cells::{by_on, column, day, lines, optional, said, text, texts};
use super::{Form, Line, Part, Table, Value};
use crate::base::text::safe;
use crate::base::time::Timestamp;
use crate::i18n::{Bytes, Catalogue, Prepared};
use crate::projection::view::{CarryOutView, CopyView, FormFacts, FormName};
use crate::report::carry_out::status;
use crate::report::html::Paper;
use crate::report::purge::purged;
use crate::report::way_back::despite;
use crate::report::words::{joined, level, marks, named, opening, personal_data};

/// 持出し管理台帳: 24 columns, in two lines a record.
pub(super) fn register(facts: &FormFacts, c: &Catalogue) -> Form {
    let mut table = Table::new(
        "carry_outs",
        vec![
            column("id", say!(c, "field-id"), 1),
            column("requested", say!(c, "report-form-requested"), 1),
            column("carrier", say!(c, "report-form-carrier"), 1),
            column("items", say!(c, "report-form-item"), 1),
            column("content", say!(c, "report-form-content"), 1),
            column("level", say!(c, "field-level"), 1),
            column("medium", say!(c, "report-form-medium"), 1),
            column("personal_data", say!(c, "report-form-personal-data"), 1),
            column("contract", say!(c, "field-contract"), 1),
            column("times", say!(c, "report-form-times"), 1),
            column("extended", say!(c, "report-form-extended"), 1),
            column("bring_back_approver", say!(c, "report-form-bring-back-approver"), 1),
            column("incidents", say!(c, "report-form-incident"), 1),
            column("encryption", say!(c, "report-form-encryption"), 1),
            column("purpose", say!(c, "field-purpose"), 1),
            column("destination", say!(c, "report-form-destination"), 1),
            column("out", say!(c, "report-form-out"), 1),
            column("due", say!(c, "field-due"), 1),
            column("approvers", say!(c, "report-form-approver"), 1),
            column("client_consent", say!(c, "report-form-client-consent"), 1),
            column("returned", say!(c, "report-form-returned"), 1),
            column("erased", say!(c, "report-form-erased"), 1),
            column("checked_by", say!(c, "report-form-checked-by"), 1),
            column("notes", say!(c, "report-form-notes"), 1),
        ],
    );
    table.lines = 2;
    let asked = facts.carry_outs.iter().filter(|view| facts.period.holds(view.requested_at.date()));
    table.rows = asked.map(|view| row(facts, view, c)).collect();
    Form::new(FormName::CarryOutRegister, Paper::Landscape, c).with(Part::Table(table))
}

fn row(facts: &FormFacts, view: &CarryOutView, c: &Catalogue) -> Vec<Value> {
    let back = &view.way_back;
    let returned = back.returns.last().map(|returned| returned.at);
    let times = taken(view, c, &|at| c.moment(at)).into_iter();
    let times = times.chain(returned.map(|at| Line::Said(c.moment(&at))));
    let later = back.extensions.iter().filter(|extension| extension.approved == Some(true));
    let handed_over = back.handed_over.as_ref().map(|handed_over| c.day(handed_over.at.date()));
    let ended = match (returned, handed_over) {
        (Some(at), _) => Some(c.day(at.date())),
        // What became the recipient's never came back.
        (None, Some(on)) => Some(say!(c, "form-given", at = Prepared(&on))),
        (None, None) => None,
    };
    let lost = lost(view, c);
    let is_lost = lost.as_ref().map(|ids| say!(c, "form-lost", ids = Prepared(ids)));
    let ended = lines(ended.into_iter().chain(is_lost).map(Line::Said));
    let confirmed = || confirmed(view, lost.as_deref(), c);
    // Nothing recorded is nothing said before it ended.
    let incidents = match (back.incidents.is_empty(), view.closed_at) {
        (true, Some(_)) => said(say!(c, "report-not-recorded")),
        _ => said(joined(c, &back.incidents)),
    };
    let approvers = view.approvals.iter().filter(|given| !given.consent);
    vec![
        text(&view.id),
        day(c, view.requested_at.date()),
        carrier(view),
        texts(view.items.iter().map(String::as_str)),
        content(view, c),
        said(level(c, view.level)),
        medium_or_means(view, c),
        said(personal_data(c, view.personal_data)),
        contract(facts, view),
        lines(times),
        lines(later.map(|extension| Line::Said(c.day(extension.due)))),
        confirmed(),
        incidents,
        said(opening(c, view.opens_with)),
        text(&view.purpose),
        destination(view, c),
        lines(taken(view, c, &|at| c.day(at.date()))),
        day(c, view.due_requested),
        lines(approvers.flat_map(|given| by_on(c, &given.name, &given.at))),
        client_consent(facts, view, c),
        ended,
        erased(view, c),
        confirmed(),
        said(joined(c, &notes(view, c))),
    ]
}

/// The incidents by which a copy is lost, where one is: no form calls that returned.
pub(super) fn lost(view: &CarryOutView, c: &Catalogue) -> Option<String> {
    lost_of(view.way_back.copies.iter(), c)
}

/// The same of the package where it was written: of what is on the medium, and of the medium.
pub(super) fn medium_lost(view: &CarryOutView, c: &Catalogue) -> Option<String> {
    lost_of(view.way_back.copies.iter().filter(|copy| copy.number == 1 || copy.medium.is_some()), c)
}

fn lost_of<'a>(copies: impl Iterator<Item = &'a CopyView>, c: &Catalogue) -> Option<String> {
    let lost = copies.filter(|copy| copy.fate == "lost");
    let ids: BTreeSet<String> = lost.filter_map(|copy| copy.under.as_deref().map(safe)).collect();
    (!ids.is_empty()).then(|| joined(c, &ids.into_iter().collect::<Vec<_>>()))
}

/// Who confirmed its end and when; where something is lost, that this is what they confirmed.
pub(super) fn confirmed(view: &CarryOutView, lost: Option<&str>, c: &Catalogue) -> Value {
    let confirmed = view.way_back.closed_by_name.as_ref().zip(view.closed_at.as_ref());
    lines(confirmed.into_iter().flat_map(|(name, at)| {
        let lost = lost.map(|ids| Line::Said(say!(c, "form-lost-confirmed", ids = Prepared(ids))));
        lost.into_iter().chain(by_on(c, name, at))
    }))
}

/// When it was taken along; where nobody said so, when it was sealed.
pub(super) fn left(view: &CarryOutView) -> Option<Timestamp> {
    view.way_back.checked_out.as_ref().map(|out| out.at).or(view.exported_at)
}

/// When it was taken along. Sealing is not leaving: where only that is known, it says so.
pub(super) fn taken(view: &CarryOutView, c: &Catalogue, at: &dyn Fn(&Timestamp) -> String) -> Option<Line> {
    match (&view.way_back.checked_out, &view.exported_at) {
        (Some(out), _) => Some(Line::Said(at(&out.at))),
        (None, Some(sealed)) => Some(Line::Said(say!(c, "form-sealed", at = Prepared(&at(sealed))))),
        (None, None) => None,
    }
}

/// Department and name; and who carries it now, where that is somebody else.
pub(super) fn carrier(view: &CarryOutView) -> Value {
    let back = &view.way_back;
    let moved = (back.carrier != view.requester).then_some(&back.carrier_name);
    let people = view.requester_department.iter().chain([&view.requester_name]).chain(moved);
    texts(people.map(String::as_str))
}

/// How many files, and how much.
pub(super) fn content(view: &CarryOutView, c: &Catalogue) -> Value {
    said(say!(c, "report-form-count", count = view.file_count, about = Bytes(view.total_bytes)))
}

/// The medium's number and serial number.
pub(super) fn medium(view: &CarryOutView) -> Value {
    let id = view.medium.as_ref().map(ToString::to_string);
    texts(id.as_deref().into_iter().chain(view.medium_serial.as_deref()))
}

/// The same; the means where there is no medium, so that nobody looks for one.
pub(super) fn medium_or_means(view: &CarryOutView, c: &Catalogue) -> Value {
    if view.medium.is_some() { medium(view) } else { said(c.name_of(view.via)) }
}

/// The contract as it is cited.
pub(super) fn contract(facts: &FormFacts, view: &CarryOutView) -> Value {
    optional(view.contract.as_ref().map(|id| facts.cited(id)).as_deref())
}

/// Where it goes and to whom.
pub(super) fn destination(view: &CarryOutView, c: &Catalogue) -> Value {
    let place = view.place.as_deref().map(|place| match place {
        "home" => Line::Said(say!(c, "place-home")),
        other => Line::Text(other.to_owned()),
    });
    lines(place.into_iter().chain([recipient(view, c)]))
}

/// To whom.
pub(super) fn recipient(view: &CarryOutView, c: &Catalogue) -> Line {
    if view.recipient.is_self() {
        Line::Said(say!(c, "report-recipient-self-short"))
    } else {
        Line::Text(view.recipient_name.clone())
    }
}

/// The client's own signatures, and the letters it left under.
pub(super) fn client_consent(facts: &FormFacts, view: &CarryOutView, c: &Catalogue) -> Value {
    let signed = view.approvals.iter().filter(|given| given.consent);
    let signed = signed.flat_map(|given| by_on(c, &given.name, &given.at));
    let letters = facts.letters.get(&view.id).into_iter().flatten().map(|consent| {
        let words = say!(c, "form-letter", number = consent.number, dated = Prepared(&c.day(consent.dated)));
        Line::Said(words)
    });
    lines(signed.chain(letters))
}

/// How far what was erased was checked.
pub(super) fn erased(view: &CarryOutView, c: &Catalogue) -> Value {
    let levels = view.way_back.copies.iter().filter_map(|copy| copy.level);
    let mut levels: Vec<String> = levels.map(|level| c.name_of(level)).collect();
    levels.sort_unstable();
    levels.dedup();
    said(joined(c, &levels))
}

/// Where it stands, and what is worth knowing about who approved and who was told.
fn notes(view: &CarryOutView, c: &Catalogue) -> Vec<String> {
    let mut notes = vec![status(c, view)];
    let approvals = view.approvals.iter().map(|given| (&given.name, &given.person, &given.marks));
    let releases = view.releases.iter().map(|release| (&release.name, &release.person, &release.marks));
    for (name, person, marked) in approvals.chain(releases).filter(|(_, _, marks)| !marks.is_empty()) {
        let name = named(c, name, person.as_str());
        let marks = marks(c, marked);
        notes.push(say!(c, "report-form-note", name = Prepared(&name), marks = Prepared(&marks)));
    }
    for returned in &view.way_back.returns {
        notes.extend(despite(c, &returned.despite));
    }
    for disposal in &view.way_back.disposals {
        notes.extend(despite(c, &disposal.despite));
    }
    notes.extend(view.purged.iter().map(|done| purged(c, done)));
    notes
}
