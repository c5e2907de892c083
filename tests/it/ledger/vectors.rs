//! Public Merkle proofs, most of which must be refused (transparency-dev/merkle).

use std::fs;
use std::path::{Path, PathBuf};

use data_encoding::BASE64;
use sekisho::base::digest::Digest;
use sekisho::ledger::tree::{
    ConsistencyProof, InclusionProof, ProofError, verify_consistency, verify_inclusion,
};
use serde_json::Value;

use crate::support;

/// Every vector below `folder`, with its path.
fn read(folder: &Path) -> Vec<(PathBuf, Value)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(read(&path));
        } else {
            let vector = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            found.push((path, vector));
        }
    }
    found
}

/// A hash as the vector spells it. Some are words in place of hashes ("don't care 2") and are filled
/// up, which keeps equal ones equal; others than 32 bytes, and none, cannot be expressed here.
fn field(vector: &Value, name: &str) -> Option<Digest> {
    let mut bytes = BASE64.decode(vector[name].as_str().unwrap().as_bytes()).unwrap();
    if bytes.starts_with(b"don't care") {
        bytes.resize(32, 0);
    }
    Some(Digest::from_bytes(bytes.try_into().ok()?))
}

/// A hash that cannot be expressed is refused before any proof is looked at.
const INEXPRESSIBLE: Result<(), ProofError> = Err(ProofError::Mismatch);

/// The hashes of the proof; `None` when one of them is not 32 bytes, which no proof here can hold.
fn hashes(vector: &Value) -> Option<Vec<Digest>> {
    let hashes = vector["proof"].as_array().map(Vec::as_slice).unwrap_or_default();
    hashes
        .iter()
        .map(|hash| {
            let bytes = BASE64.decode(hash.as_str().unwrap().as_bytes()).unwrap();
            Some(Digest::from_bytes(bytes.try_into().ok()?))
        })
        .collect()
}

/// Judges every vector of one kind, and returns how many must be refused and how many hold.
fn judge(
    folder: &Path,
    verify: impl Fn(&Value, Vec<Digest>) -> Option<Result<(), ProofError>>,
) -> (u32, u32) {
    let (mut refused, mut held) = (0, 0);
    for (path, vector) in read(folder) {
        let must_refuse = vector["wantErr"].as_bool().unwrap();
        let result = match hashes(&vector) {
            Some(hashes) => verify(&vector, hashes),
            None => Some(INEXPRESSIBLE),
        };
        let Some(result) = result else { continue };
        assert_eq!(result.is_err(), must_refuse, "{}: {result:?}", path.display());
        *(if must_refuse { &mut refused } else { &mut held }) += 1;
    }
    (refused, held)
}

#[test]
fn inclusion_proofs_hold_or_are_refused_as_published() {
    let Some(folder) = support::vectors("merkle") else { return };
    let counts = judge(&folder.join("testdata/inclusion"), |vector, hashes| {
        let size = vector["treeSize"].as_u64().unwrap();
        let index = vector["leafIdx"].as_u64().unwrap();
        let (Some(root), Some(leaf)) = (field(vector, "root"), field(vector, "leafHash")) else {
            return Some(INEXPRESSIBLE);
        };
        Some(verify_inclusion(&InclusionProof::from_hashes(hashes), size, root, index, leaf))
    });
    assert_eq!(counts, (92, 6));
}

#[test]
fn consistency_proofs_hold_or_are_refused_as_published() {
    let Some(folder) = support::vectors("merkle") else { return };
    let counts = judge(&folder.join("testdata/consistency"), |vector, hashes| {
        let (old, new) = (vector["size1"].as_u64().unwrap(), vector["size2"].as_u64().unwrap());
        let (Some(before), Some(after)) = (field(vector, "root1"), field(vector, "root2")) else {
            return Some(INEXPRESSIBLE);
        };
        Some(verify_consistency(&ConsistencyProof::from_hashes(hashes), old, before, new, after))
    });
    assert_eq!(counts, (92, 6));
}

/// A subtree of entries `start..end` is a tree of its own, if it is one at all: `start` is then a
/// multiple of the smallest power of two that holds it.
#[test]
fn inclusion_proofs_in_subtrees_hold_or_are_refused_as_published() {
    let Some(folder) = support::vectors("merkle") else { return };
    let counts = judge(&folder.join("testdata/subtreeinclusion"), |vector, hashes| {
        let (start, end) = (vector["start"].as_u64().unwrap(), vector["end"].as_u64().unwrap());
        let index = vector["leafIdx"].as_u64().unwrap();
        let (Some(size), Some(inside)) = (end.checked_sub(start), index.checked_sub(start)) else {
            return Some(Err(ProofError::IndexOutside { index, size: end }));
        };
        if size.checked_next_power_of_two().is_none_or(|width| start % width != 0) {
            return Some(Err(ProofError::IndexOutside { index, size: end }));
        }
        let (Some(root), Some(leaf)) = (field(vector, "root"), field(vector, "leafHash")) else {
            return Some(INEXPRESSIBLE);
        };
        Some(verify_inclusion(&InclusionProof::from_hashes(hashes), size, root, inside, leaf))
    });
    assert_eq!(counts, (192, 12));
}

/// Of the consistency proofs of subtrees those that begin at the first entry are plain consistency
/// proofs. The others, and those of an empty subtree, are about something this ledger never claims.
#[test]
fn consistency_proofs_of_subtrees_from_the_first_entry_hold_or_are_refused_as_published() {
    let Some(folder) = support::vectors("merkle") else { return };
    let (refused, held) = judge(&folder.join("testdata/subtreeconsistency"), |vector, hashes| {
        let (start, end) = (vector["start"].as_u64().unwrap(), vector["end"].as_u64().unwrap());
        if start != 0 || end == 0 {
            return None;
        }
        let size = vector["size"].as_u64().unwrap();
        let (Some(before), Some(after)) = (field(vector, "root1"), field(vector, "root2")) else {
            return Some(INEXPRESSIBLE);
        };
        Some(verify_consistency(&ConsistencyProof::from_hashes(hashes), end, before, size, after))
    });
    assert_eq!((refused, held), (85, 6));
}
