//! A contract at the desk, and what its rules ask to be on record.

use serde_json::{Value, json};

use super::{Desk, attachment};
use crate::base::digest::Digest;
use crate::domain::names::ContractId;
use crate::domain::rules::pack::Pack;

/// What packs ask to be on record before something is asked for or leaves, one thing each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    /// Everybody was taught.
    Training,
    /// Whoever carries anything pledged secrecy.
    Pledge,
    /// Whoever carries anything was notified as a handler.
    Handler,
    /// An approver, `ito`, was notified in every other post.
    Posts,
    /// The recipients `city` and `sub` are on the contract's list.
    Recipients,
    /// The client agreed to the subcontractor `sub`.
    Subcontractor,
    /// The subcontractor `sub` signed an agreement on confidentiality.
    Agreement,
    /// The subcontractor `sub` was checked, and met everything.
    Check,
    /// A storage place was notified.
    Place,
    /// The important information `A-1` is registered.
    Asset,
    /// The check sheet has no open "no".
    Sheet,
}

impl Record {
    /// All of it.
    pub const ALL: [Self; 11] = [
        Self::Training,
        Self::Pledge,
        Self::Handler,
        Self::Posts,
        Self::Recipients,
        Self::Subcontractor,
        Self::Agreement,
        Self::Check,
        Self::Place,
        Self::Asset,
        Self::Sheet,
    ];
}

impl Desk {
    /// Contract `K` of the client 発注機関 under `packs`, which come in first, with everything on record but what
    /// is `missing`.
    pub fn under(packs: &[&Pack], missing: &[Record]) -> Self {
        let mut desk = Self::new();
        for pack in packs {
            desk.ok("kanri", "pack-set", json!({"pack": pack, "source": attachment()}));
        }
        let named: Vec<&str> =
            packs.iter().map(|pack| pack.id.as_str()).filter(|id| *id != "office").collect();
        let mut add = json!({"client": "発注機関", "id": "K", "packs": named});
        if named.is_empty() {
            add.as_object_mut().unwrap().remove("packs");
        }
        desk.ok("kanri", "contract-add", add);
        for record in Record::ALL.into_iter().filter(|record| !missing.contains(record)) {
            desk.record(record, "K");
        }
        desk
    }

    /// Puts something on record under a contract.
    pub fn record(&mut self, record: Record, contract: &str) {
        let (contract, dated) = (json!(contract), "2026-11-01");
        match record {
            Record::Training => {
                let taught = json!({"on": "2026-11-20", "people": ["tanaka", "mori", "sato", "ito", "ueda"], "topic": "取扱い"});
                self.ok("kanri", "training", taught);
            }
            Record::Pledge => {
                for person in ["tanaka", "mori"] {
                    let pledge = json!({"occasion": "entry", "person": person, "text": attachment()});
                    self.ok(person, "pledge", pledge);
                }
            }
            Record::Handler => {
                for person in ["tanaka", "mori"] {
                    let told =
                        json!({"contract": contract, "dated": dated, "person": person, "posts": ["handler"]});
                    self.ok("kanri", "notification", told);
                }
            }
            Record::Posts => {
                let posts =
                    ["responsible", "supervisor", "operations-officer", "in-charge", "systems-officer"];
                let told = json!({"contract": contract, "dated": dated, "person": "ito", "posts": posts});
                self.ok("kanri", "notification", told);
            }
            Record::Recipients => {
                for recipient in ["city", "sub"] {
                    let listing = json!({"contract": contract, "listed": true, "recipient": recipient});
                    self.ok("kanri", "recipient-listing", listing);
                }
            }
            Record::Subcontractor => {
                let agreed = json!({
                    "contract": contract, "dated": dated, "evidence": attachment(), "number": "12", "recipient": "sub",
                    "tier": 1,
                });
                self.ok("kanri", "subcontractor-consent", agreed);
            }
            Record::Agreement => {
                let signed = json!({"contract": contract, "dated": dated, "evidence": attachment(), "recipient": "sub"});
                self.ok("kanri", "subcontractor-agreement", signed);
            }
            Record::Check => {
                let checked =
                    json!({"contract": contract, "evidence": attachment(), "on": dated, "recipient": "sub"});
                self.ok("sato", "subcontractor-check", checked);
            }
            Record::Place => {
                let place =
                    json!({"contract": contract, "dated": dated, "listed": true, "place": "本社サーバ"});
                self.ok("kanri", "place-notification", place);
            }
            Record::Asset => {
                let asset = json!({
                    "contract": contract, "id": "A-1", "level": "2", "name": "図面", "place": "書庫",
                    "received": "2026-11-01",
                });
                self.ok("tanaka", "asset-add", asset);
            }
            Record::Sheet => {
                let agreed = json!([{"item": "5-8", "measure": "4月中に実施することで協議済み"}]);
                let sheet = json!({"answers": attachment(), "contract": contract, "noes": agreed});
                self.ok("sato", "sheet-answers", sheet);
            }
        }
    }

    /// The body of a request under `K` that names what rules ask for, changed as `but` says.
    pub fn asking_under(&self, contract: &str, but: Value) -> Value {
        let id: ContractId = contract.parse().unwrap();
        let mut body = json!({
            "assets": ["A-1"], "contract": contract, "personal_data": {"people": 0, "special": false},
            "place": "市役所", "reason": "窓口での説明に必要", "rules": self.registry.rules(Some(&id)).digest(),
        });
        for (field, value) in but.as_object().unwrap() {
            body[field] = value.clone();
        }
        self.asking(body)
    }

    /// The client's letter for one request, compared by a second person.
    #[track_caller]
    pub fn consented(&mut self, number: u64) {
        let letter = json!({
            "by": "課長", "contract": "K", "dated": "2026-11-20", "evidence": attachment(), "number": "77",
        });
        let consent = self.about(number, "tanaka", "consent", letter);
        self.about(number, "sato", "consent-confirm", json!({"consent": consent, "contract": "K"}));
    }

    /// The client's letter for a period, compared by a second person.
    #[track_caller]
    pub fn consented_until(&mut self, until: &str) {
        let letter = json!({
            "by": "課長", "contract": "K", "dated": "2026-11-20", "evidence": attachment(), "number": "78",
            "scope": {"text": "月次の納品", "until": until},
        });
        let consent = self.ok("tanaka", "consent", letter);
        self.ok("sato", "consent-confirm", json!({"consent": consent, "contract": "K"}));
    }

    /// Everybody who may, approves.
    #[track_caller]
    pub fn approved_by(&mut self, number: u64, people: &[&str]) {
        for person in people {
            self.about(number, person, "approval", json!({}));
        }
    }

    /// The intent of an approved request, by its requester now.
    pub fn leaves(&mut self, number: u64) -> Result<Digest, crate::domain::refusal::Refusal> {
        let intent = self.intent(number);
        let intent = self.with_request(number, intent);
        self.say("tanaka", "export-intent", intent)
    }
}
