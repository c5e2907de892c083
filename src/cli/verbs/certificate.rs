//! `certificate`

use serde_json::json;

use crate::base::digest::Digest;
use crate::base::file;
use crate::cli::args::{Certificate, CertificateFormat};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::report;
use crate::tr;
use crate::workflow::certificate::certificate;
use crate::workflow::error::Error;
use crate::workflow::form::{self, Letter};

pub(super) fn run(session: &Session<'_>, args: &Certificate) -> Result<Exit, Failure> {
    let desk = session.desk()?;
    let made = certificate(&session.world(), &desk, &args.id, args.number.clone(), args.addressee.clone())?;
    let view = &made.view;
    let bytes = match args.format {
        CertificateFormat::Json => made.text.into_bytes(),
        CertificateFormat::Html => {
            let head = form::head_of_certificate(&session.world(), &desk, view, &Letter::default())?;
            report::certificate::form(view, &head, session.catalogue).into_bytes()
        }
    };
    match &args.out {
        Some(out) => {
            file::create_new(out, &bytes).map_err(|source| Error::File { path: out.clone(), source })?;
            let path = out.display().to_string();
            let sha256 = Digest::of(&bytes).to_string();
            let answer = json!({
                "about": view.summary.about, "carry_out": view.summary.carry_out, "number": view.number,
                "path": path, "sha256": sha256, "origin": view.origin, "size": view.size, "root": view.root,
                "finished": view.summary.finished, "open_copies": view.summary.open_copies,
            });
            session.answer(&answer, || {
                report::certificate::written(
                    view,
                    &path,
                    &sha256,
                    args.format == CertificateFormat::Json,
                    session.catalogue,
                    session.terminal.columns(),
                )
            })?;
        }
        None => session.terminal.answer_bytes(&bytes).map_err(Failure::Output)?,
    }
    if !view.summary.finished {
        session.warn(&tr!(session.catalogue, "certificate-unfinished", id = view.summary.carry_out));
    }
    Ok(Session::attention_if(!view.summary.finished))
}
