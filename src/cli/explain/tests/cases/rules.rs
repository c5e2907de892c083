//! Rules of contracts, and the registers they look at.

use super::{Case, all, digest, person};
use crate::cli::exit::Exit;
use crate::domain::article::{ArticleState, Clearing, Measure};
use crate::domain::names::{MediumKind, Method};
use crate::domain::refusal::{ArticleRefusal, BrokenRule, ContractRefusal, Refusal};
use crate::domain::rules::demand::Post;
use crate::domain::rules::demand::{DeviceEnd, Duty, ExchangeField};
use crate::domain::rules::ground::Clause;
use crate::domain::rules::judge::Unmet;
use crate::domain::rules::pack::{PackError, Text};
use crate::workflow::error::Error;

pub(super) fn rules(text: &str) -> Vec<Case> {
    let words = || text.to_owned();
    let recipient = || "yamada".parse().unwrap();
    let day = || "2026-11-20".parse().unwrap();
    let unmet = [
        Unmet::Place { place: "home".to_owned() },
        Unmet::Place { place: words() },
        Unmet::Via,
        Unmet::Never { except: Vec::new() },
        Unmet::Never { except: vec![Post::OperationsOfficer] },
        Unmet::Reason,
        Unmet::NoPlace,
        Unmet::PersonalData,
        Unmet::Consent,
        Unmet::Asset,
        Unmet::Recipient { recipient: recipient() },
        Unmet::Subcontractor { recipient: recipient(), tier: 2 },
        Unmet::TierAbove { recipient: recipient(), tier: 1 },
        Unmet::Agreement { recipient: recipient(), ended: None },
        Unmet::Agreement { recipient: recipient(), ended: Some(day()) },
        Unmet::Unchecked { recipient: recipient(), last: None },
        Unmet::Unchecked { recipient: recipient(), last: Some(day()) },
        Unmet::FailedCheck { recipient: recipient(), items: vec![words(), "5-8".to_owned()] },
        Unmet::NoSubcontractor { recipient: recipient() },
        Unmet::Training { person: person(), last: None },
        Unmet::Training { person: person(), last: Some(day()) },
        Unmet::Pledge { person: person() },
        Unmet::LeavingPledge { person: person(), contract: "K-2026-01".parse().unwrap() },
        Unmet::Handler { person: person() },
        Unmet::Approver { posts: vec![Post::Responsible, Post::Supervisor] },
        Unmet::Level,
        Unmet::Approvers { have: 1, need: 2 },
        Unmet::Copies { have: 1, asks: 1, most: 1 },
        Unmet::Exchange { asset: "A-1".parse().unwrap(), lacking: ExchangeField::ALL.to_vec() },
        Unmet::AssetCopies { asset: "A-1".parse().unwrap(), have: 1, asks: 2, most: 2 },
        Unmet::Files { have: 9, most: 5 },
        Unmet::AssetDisposed { asset: "A-1".parse().unwrap(), method: Method::Declared },
        Unmet::AssetNotShown { asset: "A-1".parse().unwrap(), method: Method::Physical },
        Unmet::NotGivenBack { asset: "A-1".parse().unwrap(), method: Method::Overwrite },
        Unmet::DeviceKept { device: "PC-9".parse().unwrap(), end: DeviceEnd::Destroyed },
        Unmet::Bytes { have: 9_000, most: 5_000 },
        Unmet::NoSheet,
        Unmet::Sheet { items: vec![words(), "2-1".to_owned()] },
        Unmet::Places,
        Unmet::SourcesOutside { count: 2 },
        Unmet::Kept { id: words(), years: 5, from: day() },
        Unmet::Owed { duty: crate::domain::rules::demand::Duty::Roster, due: day() },
        Unmet::NoContact { side: crate::domain::body::contact::Side::Client },
        Unmet::Case,
        Unmet::ConsentUnconfirmed { number: words() },
        Unmet::Service { service: words() },
        Unmet::Shown { count: 2 },
        Unmet::Unregistered { device: "PC-3".parse().unwrap() },
        Unmet::Measures { missing: vec![Measure::TwoFactor, Measure::DataEncryption] },
        Unmet::Permission,
        Unmet::DeviceNotPermitted { device: "PC-3".parse().unwrap(), held_as: None },
        Unmet::DeviceNotPermitted { device: "PC-3".parse().unwrap(), held_as: Some("E-0001".to_owned()) },
        Unmet::NotCleared { missing: vec![Clearing::DataDeleted] },
        Unmet::Destroyed { method: Method::Declared, takes: vec![Method::Dissolve, Method::Physical] },
        Unmet::Disposal { disposal: "D-0001".to_owned() },
    ];
    let of_pack = |unmet| broken(text, Some(Text { en: words(), ja: words() }), unmet);
    let mut cases = all(Exit::Refused, unmet.into_iter().map(of_pack));
    cases.extend(all(Exit::Refused, [broken(text, None, Unmet::Via)]));
    cases.extend(all(Exit::Refused, registers(text)));
    let clause =
        |pack| Clause { clause: words(), en: words(), ja: words(), pack, rule: "office-medium".to_owned() };
    let document = Text { en: words(), ja: words() };
    let cited = Error::Refused(Refusal::MediumRequired).citing(vec![clause(Some(document)), clause(None)]);
    cases.push((cited, Exit::Refused));
    let unknown = ContractRefusal::UnknownOffice { version: 9 };
    cases.push((Error::Refused(Refusal::Contract(unknown)), Exit::Environment));
    cases.push((Error::UnknownConsent { number: words() }, Exit::Refused));
    cases.push((Error::UnknownArticle { id: "E-0007".to_owned() }, Exit::Refused));
    cases.push((Error::UnknownReview { index: 7 }, Exit::Refused));
    cases.push((Error::SeveralConsents { number: words() }, Exit::Usage));
    cases
}

fn broken(text: &str, pack: Option<Text>, unmet: Unmet) -> Refusal {
    let words = || text.to_owned();
    Refusal::Rule(Box::new(BrokenRule {
        also: Vec::new(),
        others: Vec::new(),
        contract: None,
        carry_out: Some(7),
        article: Some("E-0007".to_owned()),
        clause: words(),
        en: words(),
        ja: words(),
        pack,
        rule: "meccs-4-4-home".to_owned(),
        unmet,
    }))
}

fn registers(text: &str) -> Vec<Refusal> {
    let words = || text.to_owned();
    let contract = || "K-2026-01".parse().unwrap();
    let device = || "PC-3".parse().unwrap();
    let asset = || "A-001".parse().unwrap();
    vec![
        Refusal::Contract(ContractRefusal::UnknownContract { contract: contract() }),
        Refusal::Contract(ContractRefusal::ContractExists { contract: contract() }),
        Refusal::Contract(ContractRefusal::LeftContract { contract: contract(), person: person() }),
        Refusal::Contract(ContractRefusal::OtherContract { id: words(), contract: contract() }),
        Refusal::Contract(ContractRefusal::UnknownPack { pack: words() }),
        Refusal::Contract(ContractRefusal::PackNotNewer { pack: words(), version: 3 }),
        Refusal::Contract(ContractRefusal::WrongPack { error: PackError::Shape { why: words() } }),
        Refusal::Contract(ContractRefusal::WrongPack { error: PackError::Twice { id: words() } }),
        Refusal::Contract(ContractRefusal::UnknownConsent { consent: digest() }),
        Refusal::Contract(ContractRefusal::OwnConsent { number: words(), person: person() }),
        Refusal::Contract(ContractRefusal::ConsentConfirmed { number: words() }),
        Refusal::Article(ArticleRefusal::UnknownArticle { article: digest() }),
        Refusal::Article(ArticleRefusal::NotADevice { medium: device(), kind: MediumKind::Usb }),
        Refusal::Article(ArticleRefusal::DeviceOut { device: device(), id: "E-0007".to_owned() }),
        Refusal::Article(ArticleRefusal::PackageAlong { device: device(), id: "C-0042".to_owned() }),
        Refusal::Article(ArticleRefusal::WrongState { id: "E-0007".to_owned(), state: ArticleState::Out }),
        Refusal::Article(ArticleRefusal::OwnArticle { id: "E-0007".to_owned(), person: person() }),
        Refusal::Article(ArticleRefusal::LossOpen { id: "E-0007".to_owned(), incident: "I-0003".to_owned() }),
        Refusal::Article(ArticleRefusal::LentUnder {
            device: device(),
            contract: "K-2026-01".parse().unwrap(),
        }),
        Refusal::Article(ArticleRefusal::NotALoss { id: "E-0007".to_owned(), incident: "I-0003".to_owned() }),
        Refusal::Article(ArticleRefusal::Unseen { id: "E-0007".to_owned(), method: Method::Dissolve }),
        Refusal::Article(ArticleRefusal::NotPaper { id: "E-0007".to_owned() }),
        Refusal::Article(ArticleRefusal::NoDevice { id: "E-0007".to_owned() }),
        Refusal::Article(ArticleRefusal::NothingCleared {
            id: "E-0007".to_owned(),
            missing: vec![Clearing::DataDeleted, Clearing::PhotosDeleted],
        }),
        Refusal::Article(ArticleRefusal::CopiesOnDevice {
            device: device(),
            carry_outs: vec!["C-0042".to_owned()],
        }),
        Refusal::DayAhead { day: "2026-11-20".parse().unwrap() },
        Refusal::Contract(ContractRefusal::NotFromTheRoot { path: words() }),
        Refusal::Contract(ContractRefusal::HomeFolder { path: words() }),
        Refusal::Contract(ContractRefusal::NotInTheTree { contract: contract(), name: words() }),
        Refusal::Contract(ContractRefusal::SideUnknown { contract: contract(), organization: words() }),
        Refusal::Contract(ContractRefusal::UnknownAsset { asset: asset() }),
        Refusal::Contract(ContractRefusal::AssetExists { asset: asset() }),
        Refusal::Contract(ContractRefusal::AssetEnded { asset: asset() }),
        Refusal::Contract(ContractRefusal::NotEnded { asset: asset() }),
        Refusal::Contract(ContractRefusal::EndNotShown { asset: asset(), given_back: true }),
        Refusal::Contract(ContractRefusal::EndNotShown { asset: asset(), given_back: false }),
        Refusal::Contract(ContractRefusal::EndConfirmed { asset: asset() }),
        Refusal::Contract(ContractRefusal::OwnEnd { asset: asset(), person: person() }),
        Refusal::Contract(ContractRefusal::MadeHere { asset: asset() }),
        Refusal::Contract(ContractRefusal::AssetConfirmed { asset: asset() }),
        Refusal::Contract(ContractRefusal::NeitherSide { asset: asset(), person: "mori".parse().unwrap() }),
        Refusal::Contract(ContractRefusal::NoPeriod { pack: words(), office: 3 }),
        Refusal::Contract(ContractRefusal::NoPaper { duty: Duty::ExchangeRecord }),
        Refusal::Contract(ContractRefusal::MoreCopies { asset: asset(), have: 1, made: 2, most: 2 }),
        Refusal::Contract(ContractRefusal::FewerCopies { asset: asset(), have: 1, gone: 2 }),
    ]
}
