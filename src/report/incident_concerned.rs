//! What an incident concerns: packages, devices, paper and media, where each was last, what is known of its key, and what is
//! kept as it is.

use super::incident::or_unknown;
use super::page::Page;
use super::table::{Cell, Sheet};
use super::words::{joined, named, size, words};
use crate::base::text::safe;
use crate::domain::article::ArticleState;
use crate::domain::check::device_kind;
use crate::domain::names::{IncidentKind, MediumState};
use crate::i18n::{Catalogue, Prepared};
use crate::projection::view::{ConcernedView, DoneView, IncidentView, MediumConcerned};

/// What is kept, and what was lost with it.
pub(super) fn frozen(page: &mut Page<'_>, view: &IncidentView) {
    let c = page.c;
    page.heading(&say!(c, "report-incident-heading-frozen"));
    if view.line.drill {
        page.line(&say!(c, "report-incident-frozen-nothing"));
        return;
    }
    let lost = |one: &MediumConcerned| one.state == MediumState::Lost;
    let named = !view.articles.is_empty() || devices(view).next().is_some() || view.media.iter().any(lost);
    if view.carry_outs.is_empty() && !named {
        page.line(&say!(c, "report-incident-frozen-none-named"));
    } else if !view.carry_outs.is_empty() {
        let ids: Vec<String> = view.line.carry_out_ids.iter().map(|id| safe(id)).collect();
        page.line(&say!(c, "report-incident-frozen", ids = Prepared(joined(c, &ids))));
    }
    for kept in &view.articles {
        let what = super::article::what(c, kept);
        match kept.state {
            ArticleState::Out => {
                page.line(&say!(c, "report-incident-article-kept", id = kept.id, what = Prepared(&what)));
            }
            ArticleState::Asked => {
                page.line(&say!(c, "report-incident-article-stays", id = kept.id, what = Prepared(&what)));
            }
            // The device is kept, whatever it was carried as.
            ArticleState::Returned | ArticleState::Closed | ArticleState::Refused
                if kept.device.is_some() =>
            {
                page.line(&say!(c, "report-incident-article-stays", id = kept.id, what = Prepared(&what)));
            }
            ArticleState::Returned | ArticleState::Closed | ArticleState::Refused | ArticleState::Lost => {}
        }
    }
    for lost in view.articles.iter().filter(|one| one.state == ArticleState::Lost) {
        let what = super::article::what(c, lost);
        page.line(&say!(c, "report-incident-article-lost", id = lost.id, what = Prepared(&what)));
    }
    for device in devices(view) {
        page.line(&say!(c, "report-incident-device-stays", id = device.id));
    }
    for medium in &view.media {
        if lost(medium) {
            page.line(&say!(
                c,
                "report-incident-medium-lost",
                id = medium.id,
                serial = Prepared(or_unknown(c, medium.serial.as_deref().map(safe)))
            ));
        }
    }
    if !view.not_included.is_empty() {
        let ids: Vec<String> = view.not_included.iter().map(|id| safe(id)).collect();
        page.line(&say!(c, "report-incident-not-included", ids = Prepared(joined(c, &ids))));
        let about = match (view.carry_outs.first(), view.line.media_ids.first()) {
            (Some(first), _) => first.carry_out.id.clone(),
            (None, Some(medium)) => format!("--medium {medium}"),
            (None, None) => String::new(),
        };
        page.command(&format!("sekisho incident open {about} --kind {} --aware now", view.line.kind));
    }
}

/// Devices that were named by themselves and not lost: what each is carried as, where that is named, says its own.
fn devices(view: &IncidentView) -> impl Iterator<Item = &MediumConcerned> {
    let alone = |one: &&MediumConcerned| {
        let carried = view.articles.iter().any(|article| article.device.as_ref() == Some(&one.id));
        !carried && device_kind(one.kind).is_some() && one.state != MediumState::Lost
    };
    view.media.iter().filter(alone)
}

/// What it should have kept and is gone.
pub(super) fn despite(page: &mut Page<'_>, view: &IncidentView) {
    let c = page.c;
    if view.despite.is_empty() {
        return;
    }
    page.heading(&say!(c, "report-incident-heading-despite"));
    done_despite(c, view).iter().for_each(|line| page.line(line));
}

/// What the incident should have kept and is gone, one sentence for each record.
pub(super) fn done_despite(c: &Catalogue, view: &IncidentView) -> Vec<String> {
    let said = |done: &DoneView| {
        let how = match done.method {
            Some(method) => c.name_of(method),
            None if done.missing => say!(c, "report-incident-despite-missing"),
            None => say!(c, "report-incident-despite-return"),
        };
        let (who, at) = (named(c, &done.name, done.person.as_str()), c.moment(&done.at));
        let (how, who, at) = (Prepared(how), Prepared(who), Prepared(at));
        if done.begun_before {
            let (id, index) = (&done.id, done.index);
            say!(
                c,
                "report-incident-despite-begun-before",
                id = id,
                how = how,
                who = who,
                at = at,
                index = index
            )
        } else {
            let (id, index) = (&done.id, done.index);
            say!(c, "report-incident-despite", id = id, how = how, who = who, at = at, index = index)
        }
    };
    view.despite.iter().map(said).collect()
}

/// Which passphrases can still be destroyed, and what that does.
pub(super) fn keys(page: &mut Page<'_>, view: &IncidentView) {
    let c = page.c;
    let exposed = |concerned: &&ConcernedView| {
        concerned.key.can_be_destroyed() && view.line.kind != IncidentKind::Violation
    };
    for concerned in view.carry_outs.iter().filter(exposed) {
        let id = &concerned.carry_out.id;
        let holders =
            joined(c, &concerned.key.holder_names.iter().map(|name| safe(name)).collect::<Vec<_>>());
        if concerned.key.releases == 0 {
            page.line(&say!(c, "report-incident-next-key", id = id, holders = Prepared(&holders)));
        } else {
            let told: Vec<String> =
                concerned.carry_out.releases.iter().map(|release| safe(&release.told)).collect();
            page.line(&say!(
                c,
                "report-incident-next-key-told",
                id = id,
                told = Prepared(joined(c, &told)),
                holders = Prepared(&holders)
            ));
        }
        page.command(&format!("sekisho dispose {} --method key", safe(id)));
    }
}

/// How many packages, devices and pieces of paper it concerns.
pub(super) fn count(view: &IncidentView) -> usize {
    view.carry_outs.len().saturating_add(view.articles.len())
}

/// What each package is, where it was last on record, and what is known of its key.
pub(super) fn each(page: &mut Page<'_>, view: &IncidentView) {
    let c = page.c;
    if view.carry_outs.is_empty() && view.articles.is_empty() {
        page.line(&say!(c, "report-none"));
    }
    for article in &view.articles {
        page.line(&super::article::line(c, article));
        let mut sheet = Sheet::new();
        let mut line = |name: String, value: Cell| sheet.line(format!("  {name}"), value);
        line(say!(c, "report-article-state"), Cell::prepared(c.name_of(article.state)));
        line(say!(c, "field-purpose"), Cell::text(&article.purpose));
        line(say!(c, "field-place"), Cell::text(&article.place));
        if !article.measures.is_empty() {
            line(say!(c, "report-article-measures"), Cell::prepared(words(c, &article.measures)));
        }
        page.sheet(&sheet);
    }
    for concerned in &view.carry_outs {
        let carry_out = &concerned.carry_out;
        page.line(&say!(
            c,
            "report-about",
            id = carry_out.id,
            what = Prepared(super::carry_out::status(c, carry_out))
        ));
        let mut sheet = Sheet::new();
        let mut line = |name: String, value: String| sheet.line(format!("  {name}"), Cell::prepared(value));
        line(say!(c, "field-purpose"), safe(&carry_out.purpose));
        line(say!(c, "field-level"), super::words::level(c, carry_out.level));
        line(say!(c, "field-personal-data"), super::words::personal_data(c, carry_out.personal_data));
        line(
            say!(c, "field-files"),
            format!("{} / {}", super::words::grouped(carry_out.file_count), size(c, carry_out.total_bytes)),
        );
        line(say!(c, "report-incident-field-key"), key_state(c, concerned));
        line(say!(c, "report-incident-field-last"), last_seen(c, concerned));
        page.sheet(&sheet);
    }
}

/// Where the key is and whether a release is on record; never that there was none.
pub(super) fn key_state(c: &Catalogue, concerned: &ConcernedView) -> String {
    let key = &concerned.key;
    if concerned.carry_out.package_sha256.is_none() {
        return say!(c, "report-incident-key-no-package");
    }
    if !key.has_passphrase {
        return say!(c, "report-custody-none");
    }
    let pairs = key.holder_names.iter().zip(&key.holders);
    let holders: Vec<String> = pairs.map(|(name, id)| named(c, name, id.as_str())).collect();
    let holders = joined(c, &holders);
    let mut lines = vec![match (&key.destroyed_at, &key.destroyed_under) {
        (Some(at), Some(under)) => {
            say!(c, "report-incident-key-destroyed", at = Prepared(c.moment(at)), under = under)
        }
        _ if key.carrier_holds => say!(c, "report-incident-key-carrier", holders = Prepared(&holders)),
        _ => say!(c, "report-incident-key-held", holders = Prepared(&holders)),
    }];
    if concerned.carry_out.releases.is_empty() {
        lines.push(say!(c, "report-no-release"));
    }
    for release in &concerned.carry_out.releases {
        lines.push(say!(
            c,
            "report-incident-key-told",
            at = Prepared(c.moment(&release.at)),
            told = release.told,
            channel = Prepared(c.name_of(release.via))
        ));
    }
    lines.join("\n")
}

/// The last thing on record about where it is.
pub(super) fn last_seen(c: &Catalogue, concerned: &ConcernedView) -> String {
    let seen = &concerned.last_seen;
    let what = c.name_of(seen.what);
    let at = c.moment(&seen.at);
    match &seen.name {
        Some(name) => {
            say!(c, "report-incident-last-by", what = Prepared(&what), at = Prepared(&at), name = name)
        }
        None => say!(c, "report-incident-last", what = Prepared(&what), at = Prepared(&at)),
    }
}
