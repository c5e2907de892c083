//! Contracts, rule packs, and what the client was told or agreed to.

use std::path::Path;

use crate::base::file;
use crate::base::limits::FOREIGN_FILE_BYTES_MAX;
use crate::domain::body::{
    Attachment, Body, Consent, ConsentConfirm, ContractAdd, ContractSet, Directive, PackSet,
};
use crate::domain::carry_out::CarryOut;
use crate::domain::check::situation;
use crate::domain::contract::Consented;
use crate::domain::names::{ContractId, MediumId, Method};
use crate::domain::refusal::{ContractRefusal, Refusal};
use crate::domain::rules::demand::{Demand, DeviceEnd, Scope};
use crate::domain::rules::judge::judge;
use crate::domain::rules::pack::{Pack, Rule, shipped};
use crate::projection::view::{ContractView, ExplainedView, JudgedView};
use crate::workflow::desk::Desk;
use crate::workflow::error::Error;
use crate::workflow::keyring::Keyring;
use crate::workflow::world::World;

/// A rule pack and the TOML it was read from.
#[derive(Debug, Clone)]
pub struct ReadPack {
    /// The pack.
    pub pack: Pack,
    /// The TOML.
    pub text: String,
}

/// Reads a rule pack: a file, or one that ships.
///
/// # Errors
/// [`Error::File`]; [`ContractRefusal::WrongPack`] naming the first thing that is wrong.
pub fn read_pack(source: &Path) -> Result<ReadPack, Error> {
    let text = match source.to_str().and_then(shipped) {
        Some(text) => text.to_owned(),
        None => text_of(source)?,
    };
    let pack = Pack::parse(&text).map_err(|error| Refusal::Contract(ContractRefusal::WrongPack { error }))?;
    Ok(ReadPack { pack, text })
}

fn text_of(path: &Path) -> Result<String, Error> {
    let bytes = file::read_bounded(path, FOREIGN_FILE_BYTES_MAX)
        .map_err(|source| Error::File { path: path.to_path_buf(), source })?;
    String::from_utf8(bytes)
        .map_err(|error| Error::Content { path: path.to_path_buf(), why: error.to_string() })
}

/// Brings a rule pack into the ledger.
///
/// # Errors
/// [`Error::Refused`] when it is not newer than the one in force, or demands training of which nobody could say for how long
/// it holds.
pub fn set_pack(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    read: ReadPack,
) -> Result<Pack, Error> {
    need_period(desk, &read.pack)?;
    let source = Attachment::of(read.text.as_bytes());
    let body = PackSet { pack: read.pack.clone(), source };
    desk.say(world, keyring, Body::PackSet(Box::new(body)), &[read.text.as_bytes()])?;
    Ok(read.pack)
}

/// Refuses a document that names no period for its training while the office's rules name none for it either: those of
/// before version 4. Once taught would be taught for ever.
fn need_period(desk: &Desk, pack: &Pack) -> Result<(), Error> {
    let timeless = |rule: &Rule| matches!(rule.demand, Demand::Training { days: None, .. });
    let rules = desk.registry.rules(None);
    let own = rules.packs().first().filter(|_| pack.id != "office" && pack.rules.iter().any(timeless));
    let lapses = |rule: &Rule| matches!(rule.demand, Demand::TrainingLapses { .. });
    match own.filter(|own| !own.rules.iter().any(lapses)) {
        None => Ok(()),
        Some(own) => {
            let refusal = ContractRefusal::NoPeriod { pack: pack.id.clone(), office: own.version };
            Err(Refusal::Contract(refusal).into())
        }
    }
}

/// Registers a contract. Packs that ship and are not in the ledger yet are brought in first.
///
/// # Errors
/// [`Error::Refused`].
pub fn add(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    record: ContractAdd,
) -> Result<ContractView, Error> {
    let id = record.id.clone();
    // Refused before any pack is brought in for it.
    let early = ContractAdd { packs: Vec::new(), ..record.clone() };
    desk.check_body(world, keyring, Body::ContractAdd(early))?;
    bring_in(world, desk, keyring, &record.packs)?;
    desk.say(world, keyring, Body::ContractAdd(record), &[])?;
    show(desk, &id)
}

/// Adds packs to a contract, or changes its last day.
///
/// # Errors
/// [`Error::Refused`].
pub fn set(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    change: ContractSet,
) -> Result<ContractView, Error> {
    let id = change.id.clone();
    let early = ContractSet { add_packs: Vec::new(), ..change.clone() };
    desk.check_body(world, keyring, Body::ContractSet(early))?;
    bring_in(world, desk, keyring, &change.add_packs)?;
    desk.say(world, keyring, Body::ContractSet(change), &[])?;
    show(desk, &id)
}

fn bring_in(world: &World<'_>, desk: &mut Desk, keyring: &Keyring, packs: &[String]) -> Result<(), Error> {
    let mut new = Vec::new();
    for id in packs.iter().filter(|id| !desk.registry.packs.contains_key(*id)) {
        let text = shipped(id)
            .ok_or_else(|| Refusal::Contract(ContractRefusal::UnknownPack { pack: id.clone() }))?;
        let pack =
            Pack::parse(text).map_err(|error| Refusal::Contract(ContractRefusal::WrongPack { error }))?;
        need_period(desk, &pack)?;
        new.push(ReadPack { pack, text: text.to_owned() });
    }
    for read in new {
        // The same one named twice is brought in once.
        if !desk.registry.packs.contains_key(&read.pack.id) {
            set_pack(world, desk, keyring, read)?;
        }
    }
    Ok(())
}

/// Says something of a contract whose letter may come with it.
///
/// # Errors
/// [`Error::Refused`].
pub fn say(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    contract: &ContractId,
    body: Body,
    letter: &[&[u8]],
) -> Result<ContractView, Error> {
    desk.say(world, keyring, body, letter)?;
    show(desk, contract)
}

/// Records what the client directs besides: the letter, and the rules it comes to, written like a pack.
///
/// # Errors
/// [`Error::Refused`]; [`ContractRefusal::WrongPack`].
pub fn direct(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    body: Directive,
    letter: &[u8],
) -> Result<ContractView, Error> {
    let contract = body.contract.clone();
    say(world, desk, keyring, &contract, Body::Directive(Box::new(body)), &[letter])
}

/// The rules in a file that is written like a pack.
///
/// # Errors
/// As [`read_pack`].
pub fn read_rules(path: &Path) -> Result<Vec<Rule>, Error> {
    Ok(read_pack(path)?.pack.rules)
}

/// The rules that a directive comes to: those in a file, the one that says how information is disposed of, and the one that
/// says what becomes of devices that the client lent, and of which.
///
/// # Errors
/// As [`read_pack`].
pub fn directed(
    path: Option<&Path>,
    number: &str,
    methods: &[Method],
    (may, devices): (&[DeviceEnd], &[MediumId]),
) -> Result<Vec<Rule>, Error> {
    let mut rules = path.map(read_rules).transpose()?.unwrap_or_default();
    let rule = |id: &str, demand, en: &str, ja: &str| Rule {
        clause: number.to_owned(),
        demand,
        en: en.to_owned(),
        id: id.to_owned(),
        ja: ja.to_owned(),
        note: None,
        when: Scope::default(),
    };
    if !methods.is_empty() {
        rules.push(rule(
            "directive-disposal",
            Demand::AssetDisposal { methods: methods.to_vec(), shown: Vec::new() },
            "the client designates how its information is disposed of",
            "情報の廃棄は、委託元が指示した方法による",
        ));
    }
    if !may.is_empty() {
        rules.push(rule(
            "directive-lent-device",
            Demand::LentDevice { may: may.to_vec(), devices: devices.to_vec() },
            "the client designates what becomes of a device that it lent",
            "貸与機器は、委託元が指示したとおりに扱う",
        ));
    }
    Ok(rules)
}

/// Records what the client agreed to.
///
/// # Errors
/// [`Error::Refused`].
pub fn consent(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    body: Consent,
    letter: &[u8],
) -> Result<ContractView, Error> {
    let contract = body.contract.clone();
    say(world, desk, keyring, &contract, Body::Consent(body), &[letter])
}

/// The consent with the client's number, and its contract.
///
/// # Errors
/// [`Error::UnknownConsent`] when there is none; [`Error::SeveralConsents`] when there are several.
pub fn find_consent<'a>(
    desk: &'a Desk,
    number: &str,
    contract: Option<&ContractId>,
) -> Result<(&'a ContractId, &'a Consented), Error> {
    let contracts = desk.registry.contracts.iter().filter(|(id, _)| contract.is_none_or(|only| only == *id));
    let mut found = contracts.flat_map(|(id, contract)| {
        contract.consents.iter().filter(|consent| consent.number == number).map(move |consent| (id, consent))
    });
    let one = found.next().ok_or_else(|| Error::UnknownConsent { number: number.to_owned() })?;
    // The newest of one contract stands for its number.
    match found.last() {
        None => Ok(one),
        Some(last) if last.0 == one.0 => Ok(last),
        Some(_) => Err(Error::SeveralConsents { number: number.to_owned() }),
    }
}

/// Confirms that a consent is what its letter says.
///
/// # Errors
/// [`Error::Refused`].
pub fn confirm_consent(
    world: &World<'_>,
    desk: &mut Desk,
    keyring: &Keyring,
    number: &str,
    contract: Option<&ContractId>,
) -> Result<ContractView, Error> {
    let (contract, consent) = find_consent(desk, number, contract)?;
    let body =
        ConsentConfirm { consent: consent.digest, contract: contract.clone(), request: consent.request };
    let contract = contract.clone();
    say(world, desk, keyring, &contract, Body::ConsentConfirm(body), &[])
}

/// A contract as it stands.
///
/// # Errors
/// [`ContractRefusal::UnknownContract`]; [`Error::Projection`].
pub fn show(desk: &Desk, id: &ContractId) -> Result<ContractView, Error> {
    let unknown = || Refusal::Contract(ContractRefusal::UnknownContract { contract: id.clone() });
    let contract = desk.registry.contracts.get(id).ok_or_else(unknown)?;
    let mut view = ContractView::new(&desk.registry, contract);
    for consent in &mut view.consents {
        if let Some(request) = &consent.request_sha256 {
            consent.request_id = desk.projection.carry_out_of(request)?.map(|carry_out| carry_out.id());
        }
    }
    Ok(view)
}

/// Every rule that was in force for a carry-out when it was asked for, and what it came to at the steps that took place or
/// comes to now.
#[must_use]
pub fn explain(world: &World<'_>, desk: &Desk, carry_out: &CarryOut) -> ExplainedView {
    let contract = carry_out.request.contract.as_ref();
    let rules = desk.registry.rules_at(contract, carry_out.index);
    let today = world.clock.now().date();
    let situation = situation(&desk.registry, carry_out, today);
    let over = carry_out.is_over(today);
    let view = |one| JudgedView::new(&desk.registry, carry_out, one, over);
    ExplainedView {
        id: carry_out.id(),
        index: carry_out.index,
        changed: desk.registry.rules(contract).digest() != rules.digest(),
        judged: judge(&rules, &situation).into_iter().map(view).collect(),
    }
}
