//! A sentence that was not said, or not finished.

use std::path::PathBuf;

use super::io::about;
use super::refusal::wrong_status;
use super::{Explain, Told, Values, id_word, incident_word, path_word, row, why};
use crate::base::limits::{MAIL_FIELD_BYTES_MAX, SENT_ADDRESSES_MAX};
use crate::base::text::{command_word, safe};
use crate::domain::names::MediumId;
use crate::domain::statement::Seen;
use crate::i18n::{Bytes, Catalogue, Prepared, Text};
use crate::mail::MailError;
use crate::report::form::TemplateError;
use crate::workflow::check_sheet::SheetProblem;
use crate::workflow::error::{Error, EvidenceError, HistoryError, LossError};
use crate::workflow::identify::Mismatch;
use crate::workflow::mail::LetterPart;
use crate::workflow::open::OpenFailure;
use crate::workflow::papers::PapersError;

impl Explain for Error {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        match (self, own_rule(self)) {
            (Self::Refused(refusal), _) => refusal.told(catalogue),
            (Self::Cited { error, clauses }, _) => {
                clauses.iter().fold(error.uncited().said(catalogue), Told::clause)
            }
            (error, Some(rule)) => error.said(catalogue).rule(rule),
            (error, None) => error.said(catalogue),
        }
    }
}

/// The program's own rule behind what no clause in force says; `None` where no rule is behind it, or it is said.
const fn own_rule(error: &Error) -> Option<&'static str> {
    match error {
        Error::NobodyCanOpen { .. } => Some("rule-custodian"),
        Error::SecretInMail { .. } => Some("rule-mail-secret"),
        Error::SystemDisk { .. } | Error::TellsNothing { .. } => Some("rule-media"),
        _ => None,
    }
}

impl Error {
    /// What happened, without the rule behind it.
    fn said<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::Refused(refusal) => super::refusal::said(refusal, catalogue),
            Self::Cited { .. } => self.told(catalogue),
            Self::History(error) => error.told(catalogue),
            Self::Evidence(error) => error.told(catalogue),
            Self::NoLedger { home } => {
                let told = told("no-ledger", &[("home", home)]).hint("hint-name-home", &[]);
                told.hint("hint-was-here", &[]).hint("hint-init", &[])
            }
            Self::LedgerExists { home } => told("ledger-exists", &[("home", home)]).hint("hint-join", &[]),
            Self::NotAnOrigin { origin } => {
                told("not-an-origin", &[("origin", origin)]).hint("hint-origin", &[])
            }
            Self::NoOrigin { person } => told("no-origin", &[])
                .hint("hint-join-origin", &[("person", person)])
                .hint("hint-name-home", &[]),
            Self::Backup(error) => error.told(catalogue),
            Self::Loss(error) => error.told(catalogue),
            Self::NoKey => told("no-key", &[]).hint("hint-name-key", &[]).hint("hint-key-new", &[]),
            Self::UnknownKey { key } => {
                told("unknown-key", &[("key", key)]).hint("hint-name-key", &[]).hint("hint-join", &[])
            }
            Self::RevokedKey { key, person, revoked_index } => {
                let values: Values<'_> = &[("key", key), ("person", person), ("index", revoked_index)];
                told("revoked-key", values).hint("hint-add-key", &[("person", person)])
            }
            Self::NobodyToAsk { flag } => {
                told("nobody-to-ask", &[("flag", flag)]).hint("hint-give-flag", &[("flag", flag)])
            }
            Self::NoAgent => told("no-agent", &[]).hint("hint-start-agent", &[]).hint("hint-name-key", &[]),
            Self::UnknownCarryOut { id } => told("unknown-carry-out", &[("id", id)]).hint("hint-log", &[]),
            Self::NotAnId { id } => told("not-an-id", &[("id", id)]).hint("hint-log", &[]),
            Self::OtherDevice { path, recorded, found } => {
                let tells = |serial: &str| match serial {
                    "" => Prepared(catalogue.get("why-no-serial")),
                    serial => Prepared(crate::base::text::safe(serial)),
                };
                let values: Values<'_> =
                    &[("path", path), ("recorded", &tells(recorded)), ("found", &tells(found))];
                told("other-device", values).hint("hint-same-medium", &[])
            }
            Self::UnknownDisposal { id } => told("unknown-disposal", &[("id", id)]).hint("hint-log", &[]),
            Self::UnknownIncident { id } => {
                told("unknown-incident", &[("id", id)]).hint("hint-incident-list", &[])
            }
            Self::UnknownArticle { id } => {
                told("no-such-article", &[("id", id)]).hint("hint-article-list", &[])
            }
            Self::UnknownReview { index } => {
                told("unknown-review", &[("index", index)]).hint("hint-review-list", &[])
            }
            Self::UnknownConsent { number } => {
                told("no-such-consent", &[("number", &Text(number))]).hint("hint-contract-list", &[])
            }
            Self::SeveralConsents { number } => told("several-consents", &[("number", &Text(number))])
                .hint("hint-name-contract", &[("number", &Prepared(command_word(number, "NUMBER")))]),
            Self::NotAnIncident { id } => {
                told("not-an-incident", &[("id", id)]).hint("hint-incident-list", &[])
            }
            Self::ConfirmationDiffers { id: Some(id) } => {
                told("confirmation-differs", &[]).hint("hint-look-again", &[("id", &id_word(id))])
            }
            Self::ConfirmationDiffers { id: None } => told("confirmation-differs", &[]),
            Self::FormNeeds { form, what } => {
                told("form-needs", &[("form", &catalogue.name_of(*form)), ("what", what)])
                    .hint("hint-form-list", &[])
            }
            Self::FormNeedsContract { form, contracts } => {
                let told = match contracts.as_slice() {
                    [] => told("form-asks-nobody", &[("form", &catalogue.name_of(*form))]),
                    _ => told("form-needs-contract", &[("form", &catalogue.name_of(*form))]),
                };
                let name = form.as_str();
                let each = contracts.iter().fold(told, |told, contract| {
                    told.hint("hint-form-contract", &[("form", &name), ("contract", contract)])
                });
                each.hint("hint-form-list", &[])
            }
            Self::Template { path, problem: TemplateError::Unknown { name, known } } => {
                let known = known.join(", ");
                told("template-unknown", &[("path", path), ("name", &Text(name)), ("known", &Text(known))])
                    .hint("hint-form-list", &[])
            }
            Self::Template { path, problem: TemplateError::Nested { name } } => {
                told("template-nested", &[("path", path), ("name", &Text(name))]).hint("hint-form-list", &[])
            }
            Self::Template { path, problem: TemplateError::Active { what } } => {
                told("template-active", &[("path", path), ("what", &Text(what))]).hint("hint-form-list", &[])
            }
            Self::SecretInMail { part, line, word } => secret_in_mail(catalogue, *part, *line, *word),
            Self::TextTooLong { most_bytes } => {
                let most = u64::try_from(*most_bytes).unwrap_or(u64::MAX);
                told("mail-text-too-long", &[("most", &Bytes(most))]).hint("hint-shorter-text", &[])
            }
            Self::MailTooLarge { id, size_bytes, limit_bytes } => {
                told("mail-too-large", &[("size", &Bytes(*size_bytes)), ("limit", &Bytes(*limit_bytes))])
                    .hint("hint-larger-mail", &[])
                    .hint("hint-request-like", &[("id", &id_word(id))])
                    .hint("hint-export-volumes", &[])
            }
            Self::Sheet { contract, path, problem } => {
                let values: Values<'_> = &[("contract", contract), ("path", &path_word(path, "FILE"))];
                let told = sheet_problem(catalogue, problem).at(path).hint("hint-sheet-answer", values);
                told.hint("hint-check-sheet", &[("contract", contract)])
            }
            Self::Mail { path, problem } => mail_problem(catalogue, problem).at(path),
            Self::NothingToRecall => {
                told("nothing-to-recall", &[]).hint("hint-log", &[]).hint("hint-recipient-list", &[])
            }
            Self::LeftThere { id } => {
                told("left-there", &[("id", id)]).hint("hint-erase-left", &[("id", &id_word(id))])
            }
            Self::NothingToPack => told("nothing-to-pack", &[]).hint("hint-name-paths", &[]),
            Self::SourcesUnknown { id } => {
                told("sources-unknown", &[("id", id)]).hint("hint-export-from", &[("id", &id_word(id))])
            }
            Self::NobodyCanOpen { id, people } => {
                let someone = people.first().map_or("ID", |person| person.as_str());
                told("nobody-can-open", &[("id", id), ("people", &row(people, catalogue))])
                    .hint("hint-custody-key", &[])
                    .hint("hint-set-custody", &[("person", &someone)])
            }
            Self::NotOnMedium { path, medium } => {
                told("not-on-medium", &[("path", path), ("medium", medium)])
                    .hint("hint-export-onto", &[("medium", medium)])
            }
            Self::OtherMedium { path, medium, why } => {
                let (registered, found) = compared(why, catalogue);
                let values: Values<'_> =
                    &[("path", path), ("medium", medium), ("registered", &registered), ("found", &found)];
                other_medium(told("other-medium", values), medium)
            }
            Self::SystemDisk { path } => told("system-disk", &[("path", path)]).hint("hint-mount-point", &[]),
            Self::TellsNothing { path } => {
                told("tells-nothing", &[("path", path)]).hint("hint-format-first", &[])
            }
            Self::NotMounted { path, medium } => {
                told("not-mounted", &[("medium", &medium_or_none(medium.as_ref(), catalogue))])
                    .at(path)
                    .hint("hint-plug-in-at", &[])
            }
            Self::NotIdentified { path, medium } => {
                told("not-identified", &[("medium", &medium_or_none(medium.as_ref(), catalogue))])
                    .at(path)
                    .hint("hint-right-place", &[])
                    .hint("hint-dispose-help", &[])
            }
            Self::OtherFile { path } => {
                told("other-file", &[]).at(path).hint("hint-keep-medium", &[]).hint("hint-dispose-help", &[])
            }
            Self::SerialDiffers { path } => {
                told("serial-differs", &[]).at(path).hint("hint-type-serial", &[])
            }
            Self::NotOverwritten { path, sectors, unreadable_sectors, first_bytes, holds_bytes } => {
                not_overwritten(catalogue, [*sectors, *unreadable_sectors, *first_bytes], *holds_bytes)
                    .at(path)
            }
            Self::StoppedByIncident { incident, overwritten_bytes, size_bytes } => told(
                "stopped-by-incident",
                &[
                    ("incident", incident),
                    ("done", &Bytes(*overwritten_bytes)),
                    ("size", &Bytes(*size_bytes)),
                ],
            )
            .rule("rule-frozen")
            .hint("hint-incident-tell", &[("incident", &incident_word(incident))]),
            Self::NothingDisposed { id } => {
                told("nothing-disposed", &[("id", id)]).hint("hint-show", &[("id", &id_word(id))])
            }
            Self::NoRoom { path, room_bytes, needed_bytes } => {
                let values: Values<'_> =
                    &[("path", path), ("room", &Bytes(*room_bytes)), ("needed", &Bytes(*needed_bytes))];
                told("no-room", values).hint("hint-free-room", &[])
            }
            Self::NameTaken { path } => told("name-taken", &[("path", path)]).hint("hint-other-name", &[]),
            Self::PageInTheWay { path } => {
                told("page-in-the-way", &[("path", path)]).hint("hint-new-directory", &[])
            }
            Self::TooManyVolumes { id, max_size_bytes } => {
                told("too-many-volumes", &[("size", &Bytes(*max_size_bytes))])
                    .hint("hint-larger-volumes", &[("id", &id_word(id))])
            }
            Self::TooLargeToMail { id, into, from, size_bytes, limit_bytes } => {
                let from: String =
                    from.iter().map(|path| format!(" --from {}", path_word(path, "PATH").0)).collect();
                let values: Values<'_> = &[
                    ("id", &id_word(id)),
                    ("into", &path_word(into, "DIR")),
                    ("from", &Prepared(from)),
                    ("size", &Prepared(format!("{}MiB", limit_bytes >> 20))),
                ];
                told(
                    "too-large-to-mail",
                    &[("id", id), ("size", &Bytes(*size_bytes)), ("limit", &Bytes(*limit_bytes))],
                )
                .hint("hint-mail-volumes", values)
                .hint("hint-larger-mail", &[])
            }
            Self::StillRunning { id } => told("still-running", &[("id", id)]).hint("hint-recover", &[]),
            Self::StaysOpen { open, closed } => stays_open(open, closed, catalogue),
            Self::ExportFailed { id, cause, recorded } => {
                let told = cause.told(catalogue).behind("export-failed", &[("id", id)]);
                if *recorded {
                    told.line("why-recorded", &[]).hint("hint-export", &[("id", &id_word(id))])
                } else {
                    told.line("why-not-recorded", &[]).hint("hint-recover", &[])
                }
            }
            Self::FormerCustodyStays { id, index, cause } => cause
                .told(catalogue)
                .behind("former-custody-stays", &[("id", id), ("index", index)])
                .hint("hint-reseal", &[("id", &id_word(id))]),
            Self::NotResealed { left, done } => not_resealed(left, done, catalogue),
            Self::NoCustodyFile { path } => {
                told("no-custody-file", &[("path", path)]).hint("hint-custody-file", &[])
            }
            Self::IdentityNeeded => told("identity-needed", &[]).hint("hint-identity", &[]),
            Self::State { path, source } if source.kind() == std::io::ErrorKind::InvalidData => {
                told("state-not-as-written", &[("path", path)]).hint("hint-audit-against", &[])
            }
            Self::State { path, source } => about(path, source, catalogue),
            Self::File { path, source } => about(path, source, catalogue),
            Self::Content { path, why } => {
                told("content", &[("path", path), ("why", &Text(why))]).hint("hint-other-file", &[])
            }
            Self::NoEntropy(source) => {
                told("no-entropy", &[("why", &why(source, catalogue))]).hint("hint-again", &[])
            }
            Self::Cancelled => told("interrupted", &[]),
            Self::Store(error) => error.told(catalogue),
            Self::Append(error) => error.told(catalogue),
            Self::Projection(error) => error.told(catalogue),
            Self::Statement(error) => error.told(catalogue),
            Self::Key(error) => error.told(catalogue),
            Self::KeyFile(error) => error.told(catalogue),
            Self::Generate(error) => error.told(catalogue),
            Self::Identity(error) => error.told(catalogue),
            Self::RecipientKey { recipient: _, problem } => problem.told(catalogue),
            Self::Signature(error) => error.told(catalogue),
            Self::EntryFault(fault) => fault.told(catalogue),
            Self::Sign(error) => error.told(catalogue),
            Self::Agent(error) => error.told(catalogue),
            Self::Walk(error) => error.told(catalogue),
            Self::FileList(error) => error.told(catalogue),
            Self::Pack(error) => error.told(catalogue),
            Self::Custody(error) => error.told(catalogue),
            Self::UnsealCustody(error) => error.told(catalogue),
            Self::Open(error) => error.told(catalogue),
            Self::Media(error) => error.told(catalogue),
            Self::ReadBack(error) => error.told(catalogue),
            Self::Erase(error) => error.told(catalogue),
            Self::Search(error) => error.told(catalogue),
            Self::Device(error) => error.told(catalogue),
            Self::Noise(error) => error.told(catalogue),
            Self::Scan(error) => error.told(catalogue),
        }
    }
}

/// What was compared, as it was recorded and as it was found.
fn compared(why: &Mismatch, catalogue: &Catalogue) -> (Prepared<String>, Prepared<String>) {
    let serial = |serial: &str| catalogue.format("why-serial", &[("serial", &Text(serial))]);
    let filesystem = |name: &str| catalogue.format("why-filesystem", &[("name", &Text(name))]);
    let capacity =
        |bytes: u64| catalogue.format("why-capacity", &[("size", &Bytes(bytes)), ("bytes", &bytes)]);
    let (before, now) = match why {
        Mismatch::OwnDisk => (catalogue.get("why-a-medium"), catalogue.get("why-own-disk")),
        Mismatch::Serial { registered, found } => (serial(registered), serial(found)),
        Mismatch::Filesystem { recorded, found } => (filesystem(recorded), filesystem(found)),
        Mismatch::Capacity { registered_bytes, found_bytes } => {
            (capacity(*registered_bytes), capacity(*found_bytes))
        }
        Mismatch::Another { medium } => {
            let found = catalogue.format("why-registered-as", &[("medium", medium)]);
            (catalogue.get("why-not-that-one"), found)
        }
        Mismatch::Untold { registered } => (safe(registered), catalogue.get("why-untold")),
    };
    (Prepared(before), Prepared(now))
}

fn medium_or_none(medium: Option<&MediumId>, catalogue: &Catalogue) -> Prepared<String> {
    Prepared(match medium {
        Some(medium) => crate::base::text::safe(medium.as_str()),
        None => catalogue.get("why-the-folder"),
    })
}

fn not_overwritten(
    catalogue: &Catalogue,
    [sectors, unreadable, first]: [u64; 3],
    holds_bytes: Option<u64>,
) -> Told<'_> {
    let values: Values<'_> = &[("sectors", &sectors), ("unreadable", &unreadable), ("offset", &first)];
    let told = Told::new(catalogue, "not-overwritten", values);
    match holds_bytes {
        Some(bytes) => told
            .line("why-false-capacity", &[("size", &Bytes(bytes)), ("bytes", &bytes)])
            .hint("hint-destroy", &[]),
        None => told.hint("hint-overwrite-again", &[]),
    }
}

fn other_medium<'c>(told: Told<'c>, medium: &MediumId) -> Told<'c> {
    told.hint("hint-medium-put-in", &[("medium", medium)])
        .hint("hint-medium-formatted", &[("medium", medium)])
        .hint("hint-medium-add", &[("medium", &"ID")])
}

fn stays_open<'c>(open: &[(String, PathBuf)], closed: &[String], catalogue: &'c Catalogue) -> Told<'c> {
    let mut told = Told::new(catalogue, "stays-open", &[("count", &open.len())]);
    for (id, path) in open {
        told = told.item("why-stays-open", &[("id", id), ("path", path)]);
    }
    if !closed.is_empty() {
        told = told.line("why-were-closed", &[("ids", &row(closed, catalogue))]);
    }
    told.hint("hint-plug-in-recover", &[])
}

fn not_resealed<'c>(left: &[(Vec<String>, Error)], done: &[String], catalogue: &'c Catalogue) -> Told<'c> {
    let count: usize = left.iter().map(|(ids, _)| ids.len()).sum();
    let mut told = Told::new(catalogue, "not-resealed", &[("count", &count)]);
    for (ids, error) in left {
        let cause = error.said(catalogue);
        told.cause = Some(cause.code);
        told.clauses.extend(cause.clauses);
        let why = Prepared(cause.message.replace('\n', "\n    "));
        told = told.item("why-not-resealed", &[("ids", &row(ids, catalogue)), ("why", &why)]);
        let new: Vec<String> = cause.hints.into_iter().filter(|hint| !told.hints.contains(hint)).collect();
        told.hints.extend(new);
    }
    if !done.is_empty() {
        told = told.line("why-were-resealed", &[("ids", &row(done, catalogue))]);
    }
    told
}

impl Explain for HistoryError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        let restored = |told: Told<'c>, held: &Seen| {
            told.hint("hint-restored", &[]).hint("hint-restored-held", &[("tree", &held.to_string())])
        };
        let told = match self {
            Self::Shorter { size, held } => {
                restored(told("history-shorter", &[("size", size), ("held", &held.size)]), held)
            }
            Self::Rewritten { held } => restored(told("history-rewritten", &[("size", &held.size)]), held),
            Self::OtherLedger => told("other-ledger", &[]),
            Self::TreeDiffers { size } => told("tree-differs", &[("size", size)]),
            Self::Damaged { index } => told("entry-damaged", &[("index", index)]),
        };
        told.hint("hint-keep-home", &[]).hint("hint-audit-against", &[])
    }
}

impl Explain for LossError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::KeptUnknown => told("kept-unknown", &[]).hint("hint-restored-kept", &[]),
            Self::PartedEarlier { kept, common } => {
                told("parted-earlier", &[("kept", kept), ("common", common)]).hint("hint-restored", &[])
            }
            Self::OfAnother { held } => {
                let tree = held.to_string();
                told("of-another", &[("tree", &tree)]).hint("hint-restored-named", &[("tree", &tree)])
            }
        }
    }
}

impl Explain for EvidenceError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::NotInLog { statement } => told("not-in-ledger", &[("statement", statement)])
                .hint("hint-keep-home", &[])
                .hint("hint-audit-against", &[]),
            Self::IndexDiffers { id } => told("index-differs", &[("id", id)])
                .hint("hint-keep-home", &[])
                .hint("hint-audit-against", &[]),
            Self::NoEffect(finding) => {
                let kind = Prepared(catalogue.name_of(finding.kind));
                let index = Text(finding.index.map_or_else(|| "?".to_owned(), |index| index.to_string()));
                told("no-effect", &[("index", &index), ("kind", &kind), ("detail", &finding.detail)])
                    .hint("hint-audit", &[])
            }
            Self::AttachmentMissing { digest } => told("attachment-missing", &[("digest", digest)])
                .hint("hint-keep-home", &[])
                .hint("hint-audit", &[]),
            Self::AttachmentRemoved { digest, index } => {
                told("attachment-removed", &[("digest", digest), ("index", index)]).hint("hint-purged", &[])
            }
            Self::DigestDiffers { what } => {
                told("digest-differs", &[("what", what)]).hint("hint-keep-home", &[]).hint("hint-audit", &[])
            }
            Self::WrongStatus { id, status } => {
                wrong_status(id, *status, catalogue).rule(super::refusal::status_rule(*status))
            }
        }
    }
}

impl Explain for OpenFailure {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        match self {
            Self::Error(error) => error.told(catalogue),
            Self::Papers(error) => error.told(catalogue),
        }
    }
}

impl Explain for PapersError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        let told = match self {
            Self::Missing { paper } => told("paper-missing", &[("paper", paper)]),
            Self::Wrong { paper, why } => told("paper-wrong", &[("paper", paper), ("why", &Text(why))]),
            Self::OtherContent { approved, found } => {
                told("paper-other-content", &[("approved", approved), ("found", found)])
            }
            Self::NoApproval => told("paper-no-approval", &[]),
        };
        told.hint("hint-package-again", &[])
    }
}

fn secret_in_mail(catalogue: &Catalogue, part: LetterPart, line: usize, word: bool) -> Told<'_> {
    let part = match part {
        LetterPart::Subject => "mail-part-subject",
        LetterPart::Text => "mail-part-text",
    };
    let part = Prepared(catalogue.get(part));
    let values: Values<'_> = &[("part", &part), ("line", &line)];
    let code = if word { "secret-told-in-mail" } else { "secret-in-mail" };
    Told::new(catalogue, code, values).hint("hint-mail-secret", &[])
}

fn sheet_problem<'c>(catalogue: &'c Catalogue, problem: &SheetProblem) -> Told<'c> {
    let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
    match problem {
        SheetProblem::Form { line } => told("sheet-form", &[("line", line)]),
        SheetProblem::NoItem => told("sheet-no-item", &[]),
        SheetProblem::Blank { items } => {
            told("sheet-blank", &[("count", &items.len()), ("items", &row(items, catalogue))])
        }
        SheetProblem::Answer { item, answer } => {
            told("sheet-answer", &[("item", &Text(item)), ("answer", &Text(answer))])
        }
    }
}

fn mail_problem<'c>(catalogue: &'c Catalogue, problem: &MailError) -> Told<'c> {
    let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
    match problem {
        MailError::NotAMail => told("not-a-mail", &[]).hint("hint-mail-saved", &[]),
        MailError::IsAMail => told("is-a-mail", &[]).hint("hint-mail-itself", &[]),
        MailError::TooManyParts => told("mail-too-much", &[]).hint("hint-mail-saved", &[]),
        MailError::TooManyAddresses => {
            told("mail-too-many-addresses", &[("most", &SENT_ADDRESSES_MAX)]).hint("hint-mail-in-parts", &[])
        }
        MailError::FieldTooLong => told("mail-field-too-long", &[("most", &Bytes(MAIL_FIELD_BYTES_MAX))])
            .hint("hint-mail-saved", &[]),
        MailError::IsADraft => told("mail-is-a-draft", &[]).hint("hint-mail-send-first", &[]),
        MailError::Msg { why } => told("mail-damaged", &[("why", &Text(why))]).hint("hint-mail-saved", &[]),
    }
}
