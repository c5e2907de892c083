//! `mail`

use std::path::Path;

use crate::base::file;
use crate::base::limits::{CONFIRM_DIGITS, MAIL_TEXT_BYTES_MAX};
use crate::cli::args::Mail;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::domain::body::mail::MailConfirmed;
use crate::domain::carry_out::CarryOut;
use crate::projection::view::MailAnswer;
use crate::report;
use crate::tr;
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::mail::{self, Letter, LetterPart, Plan, Sending};

pub(super) fn run(session: &Session<'_>, args: &Mail) -> Result<Exit, Failure> {
    let desk = session.desk()?;
    let carry_out = desk.carry_out(&args.id.to_string())?;
    match (&args.draft, &args.reconcile) {
        (_, Some(sent)) => reconcile(session, args, desk, &carry_out, sent),
        (Some(out), None) => draft(session, args, desk, &carry_out, out),
        (None, None) => {
            let sheet = plan(session, args, &desk, &carry_out)?.sheet;
            session.answer(&sheet, || {
                report::mail::sheet(&sheet, session.catalogue, session.terminal.columns())
            })?;
            Ok(Exit::Done)
        }
    }
}

fn plan(session: &Session<'_>, args: &Mail, desk: &Desk, carry_out: &CarryOut) -> Result<Plan, Error> {
    let world = session.world();
    let view = desk.view(carry_out, world.clock.now().date());
    let c = session.catalogue;
    let own = args.body.as_deref().map(read_text).transpose()?;
    let text = own.clone().unwrap_or_else(|| {
        let to = carry_out.recipient.as_ref().map(|one| (one.organization.as_str(), one.name.as_str()));
        report::mail::text(&view, to, args.note.as_deref(), c)
    });
    let subject = args.subject.clone().unwrap_or_else(|| report::mail::subject(&view, c));
    let typed = [(LetterPart::Subject, args.subject.clone()), (LetterPart::Text, own.or(args.note.clone()))];
    let typed = typed.into_iter().filter_map(|(part, text)| Some((part, text?))).collect();
    let sending = Sending {
        to: args.to.clone(),
        cc: args.cc.clone(),
        bcc: args.bcc.clone(),
        each: args.each,
        at: args.at.clone(),
        limit_bytes: args.max_size.map(|size| size.bytes),
    };
    mail::plan(&world, desk, carry_out, &sending, Letter { subject, text, typed })
}

fn read_text(path: &Path) -> Result<String, Error> {
    let wrong = |source| Error::File { path: path.to_path_buf(), source };
    let most = u64::try_from(MAIL_TEXT_BYTES_MAX).unwrap_or(u64::MAX);
    let bytes = file::read_bounded(path, most).map_err(wrong)?;
    let text = String::from_utf8(bytes)
        .map_err(|error| wrong(std::io::Error::new(std::io::ErrorKind::InvalidData, error)))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

fn draft(
    session: &Session<'_>,
    args: &Mail,
    mut desk: Desk,
    carry_out: &CarryOut,
    out: &Path,
) -> Result<Exit, Failure> {
    let keyring = session.keyring()?;
    let world = session.world();
    let plan = plan(session, args, &desk, carry_out)?;
    mail::check(&world, &desk, &keyring, carry_out, &plan, out)?;
    let confirmed = confirmations(session, args, &plan)?;
    let made = mail::draft(&world, &mut desk, &keyring, carry_out, &plan, out, confirmed)?;
    let shown = |paths: &[std::path::PathBuf]| paths.iter().map(|path| path.display().to_string()).collect();
    let answer = MailAnswer {
        carry_out: desk.view(&made.carry_out, world.clock.now().date()),
        draft_paths: shown(&made.drafts),
        text_path: made.text.display().to_string(),
        attachment_paths: shown(&made.attachments),
    };
    session
        .answer(&answer, || report::mail::drafted(&answer, session.catalogue, session.terminal.columns()))?;
    Ok(Exit::Done)
}

/// Each of the three by itself: whoever types sees what it is about, whatever flags say.
fn confirmations(session: &Session<'_>, args: &Mail, plan: &Plan) -> Result<MailConfirmed, Failure> {
    let c = session.catalogue;
    let sheet = report::mail::sheet(&plan.sheet, c, session.terminal.columns());
    if session.terminal.can_ask() {
        session.terminal.error(&sheet);
    } else if !session.everywhere.json {
        session.note(&sheet);
    }
    let ask = |given: Option<String>, prompt: String, flag: &'static str| match given {
        Some(given) => Ok(given),
        None if session.terminal.can_ask() => session.ask_line(&prompt, flag),
        None => Err(Error::NobodyToAsk { flag }.into()),
    };
    let given = (!args.confirm_recipients.is_empty()).then(|| args.confirm_recipients.join(" "));
    let recipients = ask(given, tr!(c, "mail-confirm-recipients"), "--confirm-recipients")?;
    let prompt = tr!(c, "mail-confirm-body", digits = CONFIRM_DIGITS);
    let body = ask(args.confirm_body.clone(), prompt, "--confirm-body")?;
    let prompt = tr!(c, "mail-confirm-attachment", digits = CONFIRM_DIGITS);
    let attachment = ask(args.confirm_attachment.clone(), prompt, "--confirm-attachment")?;
    Ok(MailConfirmed {
        attachment: attachment.trim().to_lowercase(),
        body: body.trim().to_lowercase(),
        recipients: recipients
            .split([' ', ',', '、', '\u{3000}'])
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect(),
    })
}

/// Written down whatever it shows; what differs is tampering with what was confirmed, as far as anybody can tell.
fn reconcile(
    session: &Session<'_>,
    args: &Mail,
    mut desk: Desk,
    carry_out: &CarryOut,
    sent: &Path,
) -> Result<Exit, Failure> {
    let keyring = session.keyring()?;
    let world = session.world();
    let shown = mail::reconcile(&world, &mut desk, &keyring, carry_out, sent, &args.addresses)?;
    let view = desk.view(&shown.carry_out, world.clock.now().date());
    let differs = shown.sent.iter().any(|sent| !sent.differences.is_empty());
    session
        .answer(&view, || report::mail::reconciled(&view, session.catalogue, session.terminal.columns()))?;
    Ok(if differs { Exit::Tampered } else { Exit::Done })
}
