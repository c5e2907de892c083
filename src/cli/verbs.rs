//! One file per verb: words become a sentence of the workflow, and its answer becomes text.

mod acknowledge;
mod anomalies;
mod approve;
mod article;
mod audit;
mod backup;
mod certificate;
mod checkout;
mod checkpoint;
mod completions;
mod confirm;
mod contact;
mod contract;
mod custody;
mod dispose;
mod duty;
mod ended;
mod evidence;
mod export;
mod form;
mod give_back;
mod inbox;
mod incident;
mod init;
mod join;
mod key;
mod log;
mod mail;
mod man;
mod medium;
mod open;
mod outstanding;
mod passphrase;
mod person;
mod prove;
mod purge;
mod receipt;
mod recipient;
mod recover;
mod reject;
mod request;
mod restored;
mod review;
mod road;
mod show;
mod staff;
mod status;
mod submit;
mod succession;
mod trace;
mod verify;
mod withdraw;
mod witness;

use crate::cli::args::Verb;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;

/// Runs a verb.
///
/// # Errors
/// [`Failure`]; nothing has been said about it yet.
pub fn run(session: &Session<'_>, verb: &Verb) -> Result<Exit, Failure> {
    match verb {
        Verb::Key(args) => key::run(session, args),
        Verb::Init(args) => init::run(session, args),
        Verb::Join(args) => join::run(session, args),
        Verb::Person(args) => person::run(session, args),
        Verb::Recipient(args) => recipient::run(session, args),
        Verb::Medium(args) => medium::run(session, args),
        Verb::Contract(args) => contract::run(session, args),
        Verb::Rules(args) => contract::rules(session, args),
        Verb::Consent(args) => contract::consent(session, args),
        Verb::CheckSheet(args) => contract::check_sheet(session, args),
        Verb::Training(args) => staff::training(session, args),
        Verb::Pledge(args) => staff::pledge(session, args),
        Verb::Asset(args) => staff::asset(session, args),
        Verb::Article(args) => article::run(session, args),
        Verb::Contact(args) => contact::run(session, args),
        Verb::Duty(args) => duty::run(session, args),
        Verb::Request(args) => request::run(session, args),
        Verb::Inbox => inbox::run(session),
        Verb::Show(args) => show::run(session, args),
        Verb::Approve(args) => approve::run(session, args),
        Verb::Submit(args) => submit::run(session, args),
        Verb::Reject(args) => reject::run(session, args),
        Verb::Withdraw(args) => withdraw::run(session, args),
        Verb::Export(args) => export::run(session, args),
        Verb::Receipt(args) => receipt::run(session, args),
        Verb::Passphrase(args) => passphrase::run(session, args),
        Verb::Custody(args) => custody::run(session, args),
        Verb::Open(args) => open::run(session, args),
        Verb::Recover => recover::run(session),
        Verb::Checkout(args) => checkout::run(session, args),
        Verb::Mail(args) => mail::run(session, args),
        Verb::Transfer(args) => road::transfer(session, args),
        Verb::Undelivered(args) => road::undelivered(session, args),
        Verb::Extend(args) => road::extend(session, args),
        Verb::HandedOver(args) => road::handed_over(session, args),
        Verb::Copy(args) => road::copy(session, args),
        Verb::Recall(args) => road::recall(session, args),
        Verb::Certificate(args) => certificate::run(session, args),
        Verb::Return(args) => give_back::run(session, args),
        Verb::Dispose(args) => dispose::run(session, args),
        Verb::Witness(args) => witness::run(session, args),
        Verb::Confirm(args) => confirm::run(session, args),
        Verb::Outstanding(args) => outstanding::run(session, args),
        Verb::Incident(args) => incident::run(session, args),
        Verb::Log(args) => log::run(session, args),
        Verb::Trace(args) => trace::run(session, args),
        Verb::Anomalies(args) => anomalies::run(session, args),
        Verb::Review(args) => review::run(session, args),
        Verb::Audit(args) => audit::run(session, args),
        Verb::Acknowledge(args) => acknowledge::run(session, args),
        Verb::Backup(args) => backup::run(session, args),
        Verb::Restore(args) => backup::restore(session, args),
        Verb::Restored(args) => restored::run(session, args),
        Verb::Succession(args) => succession::run(session, args),
        Verb::Purge(args) => purge::run(session, args),
        Verb::Form(args) => form::run(session, args),
        Verb::Checkpoint(args) => checkpoint::run(session, args),
        Verb::Prove(args) => prove::run(session, args),
        Verb::Evidence(args) => evidence::run(session, args),
        Verb::Verify(args) => verify::run(session, args),
        Verb::Status => status::run(session),
        Verb::Completions(args) => completions::run(session, args),
        Verb::Man(args) => man::run(session, args),
        // `help` is answered while the words are read.
        Verb::Help(_) => Ok(Exit::Done),
    }
}
