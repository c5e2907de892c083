//! Which entries are a contract's own: the one rule for whoever makes a dossier and whoever checks one.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::base::digest::Digest;
use crate::domain::body::Body;
use crate::domain::names::{AssetId, ContractId};
use crate::domain::statement::Statement;

/// The rule, entry by entry in log order. What belongs follows from an entry and those before it, never from
/// one that comes later: a list made later begins with the list made before.
#[derive(Debug, Clone)]
pub(super) struct Belongs {
    contract: ContractId,
    statements: BTreeSet<String>,
    assets: BTreeSet<AssetId>,
}

impl Belongs {
    pub(super) const fn to(contract: ContractId) -> Self {
        Self { contract, statements: BTreeSet::new(), assets: BTreeSet::new() }
    }

    /// Whether this statement is the contract's own: it names the contract, or a statement or an asset that is.
    pub(super) fn take(&mut self, statement: &Statement, digest: &Digest) -> bool {
        let body = serde_json::to_value(&statement.body).unwrap_or_default();
        let named = body.get("body").and_then(|body| body.get("contract")).and_then(Value::as_str);
        let own = match (&statement.body, named) {
            (_, Some(contract)) => contract == self.contract.as_str(),
            // A request of no contract is nobody's, whatever earlier one it was made like.
            (Body::Request(_), None) => false,
            (Body::ContractAdd(body), None) => body.id == self.contract,
            (Body::ContractSet(body), None) => body.id == self.contract,
            (Body::AssetEnd(body), None) => self.assets.contains(&body.id),
            (_, None) => self.names_own(&body),
        };
        if own {
            self.know(digest);
            if let Body::AssetAdd(body) = &statement.body {
                self.assets.insert(body.id.clone());
            }
        }
        own
    }

    /// That the statement with this digest is the contract's own, where its text is not at hand.
    pub(super) fn know(&mut self, digest: &Digest) {
        self.statements.insert(digest.to_string());
    }

    fn names_own(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.statements.contains(text),
            Value::Array(items) => items.iter().any(|item| self.names_own(item)),
            Value::Object(fields) => fields.values().any(|field| self.names_own(field)),
            _ => false,
        }
    }
}
