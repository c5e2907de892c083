//! `contract …`, `rules …` and `consent …`

use std::path::Path;

use crate::cli::args::{CheckSheet, Consent as ConsentArgs, ConsentAdd, Contract, Letter, Rules};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::domain::body::contract::ConsentScope;
use crate::domain::body::{
    Body, Consent, ContractAdd, ContractSet, Directive, Notification, PlaceNotification, RecipientListing,
    SubcontractorAgreement, SubcontractorCheck, SubcontractorConsent,
};
use crate::domain::names::ContractId;
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::domain::rules::pack::shipped;
use crate::projection::view::{ContractView, RuleView};
use crate::report;
use crate::workflow::enclosed::Enclosed;
use crate::workflow::{check_sheet, contract};

pub(super) fn run(session: &Session<'_>, args: &Contract) -> Result<Exit, Failure> {
    match args {
        Contract::List => {
            let desk = session.desk()?;
            let all = desk.registry.contracts.values();
            let all: Vec<ContractView> = all.map(|one| ContractView::new(&desk.registry, one)).collect();
            session.answer(&all, || {
                report::contract::list(&all, session.catalogue, session.terminal.columns())
            })?;
            return Ok(Exit::Done);
        }
        Contract::Show(which) => {
            let view = contract::show(&session.desk()?, &which.id)?;
            answer(session, &view)?;
            return Ok(Exit::Done);
        }
        _ => {}
    }
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let world = session.world();
    let mut say = |id: &ContractId, body: Body, letter: Option<&Enclosed>| {
        let letter: Vec<&[u8]> = letter.map(|letter| letter.bytes.as_slice()).into_iter().collect();
        contract::say(&world, &mut desk, &keyring, id, body, &letter)
    };
    let view = match args {
        Contract::List | Contract::Show(_) => return Ok(Exit::Done),
        Contract::Add(args) => {
            let record = ContractAdd {
                client: args.client.clone(),
                from: args.from,
                id: args.id.clone(),
                number: args.number.clone(),
                packs: args.rules.clone(),
                title: args.title.clone(),
                until: args.until,
            };
            contract::add(&world, &mut desk, &keyring, record)?
        }
        Contract::Set(args) => {
            let change = ContractSet {
                add_packs: args.change.rules.clone(),
                id: args.id.clone(),
                until: args.change.until,
            };
            contract::set(&world, &mut desk, &keyring, change)?
        }
        Contract::Notify(args) => {
            let evidence = args.evidence.as_deref().map(Enclosed::read).transpose()?;
            let body = Notification {
                contract: args.id.clone(),
                dated: args.dated,
                evidence: evidence.as_ref().map(Enclosed::attachment),
                person: args.person.clone(),
                posts: args.posts.clone(),
            };
            say(&args.id, Body::Notification(body), evidence.as_ref())?
        }
        Contract::Place(args) => {
            let body = PlaceNotification {
                contract: args.id.clone(),
                dated: args.dated,
                listed: !args.remove,
                paths: args.paths.clone(),
                place: args.place.clone(),
            };
            say(&args.id, Body::PlaceNotification(body), None)?
        }
        Contract::Recipient(args) => {
            let body = RecipientListing {
                contract: args.id.clone(),
                listed: !args.remove,
                purpose: args.purpose.clone(),
                recipient: args.recipient.clone(),
            };
            say(&args.id, Body::RecipientListing(body), None)?
        }
        Contract::Subcontractor(args) => {
            let letter = read(&args.letter)?;
            let body = SubcontractorConsent {
                contract: args.id.clone(),
                dated: args.letter.dated,
                evidence: letter.attachment(),
                number: args.letter.number.clone(),
                recipient: args.recipient.clone(),
                tier: args.tier,
            };
            say(&args.id, Body::SubcontractorConsent(body), Some(&letter))?
        }
        Contract::Agreement(args) => {
            let signed = Enclosed::read(&args.evidence)?;
            let body = SubcontractorAgreement {
                contract: args.id.clone(),
                dated: args.dated,
                evidence: signed.attachment(),
                recipient: args.recipient.clone(),
                until: args.until,
            };
            say(&args.id, Body::SubcontractorAgreement(body), Some(&signed))?
        }
        Contract::Check(args) => {
            let sheet = Enclosed::read(&args.evidence)?;
            let body = SubcontractorCheck {
                contract: args.id.clone(),
                evidence: sheet.attachment(),
                on: args.on,
                recipient: args.recipient.clone(),
                unmet: args.unmet.clone(),
            };
            say(&args.id, Body::SubcontractorCheck(body), Some(&sheet))?
        }
        Contract::Directive(args) => {
            let letter = read(&args.letter)?;
            let body = Directive {
                contract: args.id.clone(),
                dated: args.letter.dated,
                evidence: letter.attachment(),
                number: args.letter.number.clone(),
                rules: contract::directed(
                    args.rules.as_deref(),
                    &args.letter.number,
                    &args.disposal_methods,
                    (&args.lent_device, &args.devices),
                )?,
            };
            say(&args.id, Body::Directive(Box::new(body)), Some(&letter))?
        }
    };
    answer(session, &view)?;
    Ok(Exit::Done)
}

fn read(letter: &Letter) -> Result<Enclosed, Failure> {
    Ok(Enclosed::read(&letter.evidence)?)
}

fn answer(session: &Session<'_>, view: &ContractView) -> Result<(), Failure> {
    session.answer(view, || report::contract::show(view, session.catalogue, session.terminal.columns()))
}

pub(super) fn rules(session: &Session<'_>, args: &Rules) -> Result<Exit, Failure> {
    let columns = session.terminal.columns();
    match args {
        Rules::Show(args) => {
            let views: Vec<RuleView> = match &args.pack {
                Some(id) if shipped(id).is_some() => {
                    let read = contract::read_pack(Path::new(id))?;
                    read.pack.rules.iter().map(|rule| RuleView::new(Some(&read.pack), rule)).collect()
                }
                pack => {
                    let desk = session.desk()?;
                    let rules = match &args.contract {
                        Some(id) => {
                            contract::show(&desk, id)?;
                            desk.registry.rules(Some(id))
                        }
                        None => desk.registry.rules(None),
                    };
                    match pack.as_ref().map(|id| desk.registry.packs.get(id).ok_or(id)) {
                        Some(Ok(pack)) => {
                            pack.rules.iter().map(|rule| RuleView::new(Some(pack), rule)).collect()
                        }
                        Some(Err(id)) => {
                            let refusal = Refusal::from(ContractRefusal::UnknownPack { pack: id.clone() });
                            return Err(crate::workflow::error::Error::from(refusal).into());
                        }
                        None => rules.each().map(|(pack, rule)| RuleView::new(pack, rule)).collect(),
                    }
                }
            };
            session.answer(&views, || report::rules::show(&views, session.catalogue, columns))?;
        }
        Rules::Explain(args) => {
            let desk = session.desk()?;
            let carry_out = desk.carry_out(&args.id.to_string())?;
            let explained = contract::explain(&session.world(), &desk, &carry_out);
            session.answer(&explained.judged, || {
                report::rules::explain(&explained, session.catalogue, columns)
            })?;
        }
        Rules::Check(args) => {
            let read = contract::read_pack(&args.file)?;
            let views: Vec<RuleView> =
                read.pack.rules.iter().map(|rule| RuleView::new(Some(&read.pack), rule)).collect();
            session.answer(&views, || report::rules::show(&views, session.catalogue, columns))?;
        }
        Rules::Set(args) => {
            let read = contract::read_pack(&args.source)?;
            let (mut desk, keyring) = (session.desk()?, session.keyring()?);
            let pack = contract::set_pack(&session.world(), &mut desk, &keyring, read)?;
            let views: Vec<RuleView> =
                pack.rules.iter().map(|rule| RuleView::new(Some(&pack), rule)).collect();
            session.answer(&views, || report::rules::show(&views, session.catalogue, columns))?;
        }
    }
    Ok(Exit::Done)
}

pub(super) fn check_sheet(session: &Session<'_>, args: &CheckSheet) -> Result<Exit, Failure> {
    let Some(path) = &args.answers else {
        session.print(check_sheet::TEMPLATE)?;
        return Ok(Exit::Done);
    };
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let view = check_sheet::answer(&session.world(), &mut desk, &keyring, &args.contract, path)?;
    answer(session, &view)?;
    Ok(Exit::Done)
}

pub(super) fn consent(session: &Session<'_>, args: &ConsentArgs) -> Result<Exit, Failure> {
    let (mut desk, keyring) = (session.desk()?, session.keyring()?);
    let world = session.world();
    let view = match args {
        ConsentArgs::Add(args) => {
            let letter = read(&args.letter)?;
            let request = match &args.request {
                Some(id) => Some(desk.carry_out(&id.to_string())?.digest),
                None => None,
            };
            let body = Consent {
                by: args.by.clone(),
                contract: args.contract.clone(),
                copies: args.copies,
                dated: args.letter.dated,
                evidence: letter.attachment(),
                number: args.letter.number.clone(),
                request,
                scope: scope(args),
            };
            contract::consent(&world, &mut desk, &keyring, body, &letter.bytes)?
        }
        ConsentArgs::Confirm(args) => {
            contract::confirm_consent(&world, &mut desk, &keyring, &args.number, args.contract.as_ref())?
        }
    };
    answer(session, &view)?;
    Ok(Exit::Done)
}

fn scope(args: &ConsentAdd) -> Option<ConsentScope> {
    let (text, until) = args.scope.clone().zip(args.until)?;
    Some(ConsentScope {
        kinds: args.kinds.clone(),
        levels: args.levels.clone(),
        recipients: args.to.clone(),
        requesters: args.requesters.clone(),
        text,
        until,
        vias: args.vias.clone(),
    })
}
