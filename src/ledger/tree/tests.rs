//! The tree against another implementation (ct-merkle), and proofs that must not hold.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;
use sha2::Sha256;

use super::*;

/// Sizes up to and past a power of two that is not small.
const SIZES: u64 = 300;

struct Oracle(MemoryBackedTree<Sha256, Vec<u8>>);

impl Oracle {
    fn root(&self) -> Digest {
        Digest::from_bytes((*self.0.root().as_bytes()).into())
    }
}

fn entry(index: u64) -> Vec<u8> {
    format!("entry {index}").into_bytes()
}

fn split(proof: &[u8]) -> Vec<Digest> {
    proof.chunks(32).map(|hash| Digest::from_bytes(hash.try_into().unwrap())).collect()
}

/// Nodes of a tree of [`SIZES`] entries, and its root at every size.
fn grown() -> (Vec<Digest>, Vec<Digest>) {
    let mut nodes = Vec::new();
    let mut roots = vec![empty_root()];
    for index in 0..SIZES {
        let added = nodes_for_append(index, leaf_hash(&entry(index)), &nodes).unwrap();
        nodes.extend(added);
        roots.push(root(index + 1, &nodes).unwrap());
    }
    (nodes, roots)
}

#[test]
fn roots_and_proofs_are_those_of_another_implementation() {
    let (nodes, roots) = grown();
    let mut oracle = Oracle(MemoryBackedTree::new());
    for size in 1..=SIZES {
        oracle.0.push(entry(size - 1));
        let at = usize::try_from(size).unwrap();
        assert_eq!(roots[at], oracle.root(), "size {size}");
        // Every entry at small sizes and around powers of two, a few elsewhere.
        let step = if size < 40 || size.is_power_of_two() || (size - 1).is_power_of_two() { 1 } else { 37 };
        for index in (0..size).step_by(step) {
            let proof = prove_inclusion(size, index, &nodes).unwrap();
            let other = oracle.0.prove_inclusion(usize::try_from(index).unwrap());
            assert_eq!(proof.hashes(), split(other.as_bytes()), "entry {index} of {size}");
            verify_inclusion(&proof, size, roots[at], index, leaf_hash(&entry(index))).unwrap();

            let old = index + 1;
            let proof = prove_consistency(old, size, &nodes).unwrap();
            let other = oracle.0.prove_consistency(usize::try_from(size - old).unwrap());
            assert_eq!(proof.hashes(), split(other.as_bytes()), "{old} to {size}");
            let old_root = roots[usize::try_from(old).unwrap()];
            verify_consistency(&proof, old, old_root, size, roots[at]).unwrap();
        }
    }
}

#[test]
fn a_frontier_yields_the_same_nodes_and_roots_and_resumes_anywhere() {
    let (nodes, roots) = grown();
    let mut frontier = Frontier::empty();
    let mut pushed = Vec::new();
    for index in 0..SIZES {
        assert_eq!(Frontier::resume(index, &nodes).unwrap(), frontier);
        assert_eq!(node_count(index), u64::try_from(pushed.len()).unwrap());
        pushed.extend(frontier.push(leaf_hash(&entry(index))));
        assert_eq!(frontier.root(), roots[usize::try_from(index + 1).unwrap()]);
    }
    assert_eq!(pushed, nodes);
    assert_eq!(frontier.size(), SIZES);
}

#[test]
fn a_node_that_is_not_there_is_an_error_not_a_panic() {
    let (nodes, _) = grown();
    let cut = nodes[..100].to_vec();
    assert!(matches!(root(SIZES, &cut), Err(TreeError::Reader(NoSuchNode { .. }))));
    assert!(matches!(prove_inclusion(SIZES, 7, &cut), Err(TreeError::Reader(_))));
    assert!(matches!(Frontier::resume(SIZES, &cut), Err(TreeError::Reader(_))));

    struct Short;
    impl NodeReader for Short {
        type Error = NoSuchNode;
        fn nodes(&self, _: &[u64]) -> Result<Vec<Digest>, NoSuchNode> {
            Ok(vec![])
        }
    }
    assert!(matches!(root(7, &Short), Err(TreeError::NodeCount { asked: 3, got: 0 })));
    assert!(matches!(nodes_for_append(7, empty_root(), &Short), Err(TreeError::NodeCount { .. })));
}

#[test]
fn what_lies_outside_the_tree_is_refused() {
    let (nodes, _) = grown();
    assert!(matches!(prove_inclusion(7, 7, &nodes), Err(TreeError::IndexOutside { index: 7, size: 7 })));
    for (old, new) in [(0, 0), (0, 7), (8, 7)] {
        let refused = prove_consistency(old, new, &nodes);
        assert!(matches!(refused, Err(TreeError::OldSizeOutside { .. })), "{old} {new}");
    }
    for size in [SIZE_MAX + 1, u64::MAX] {
        assert!(matches!(root(size, &nodes), Err(TreeError::TooLarge { .. })));
        assert!(matches!(nodes_for_append(size, empty_root(), &nodes), Err(TreeError::TooLarge { .. })));
        assert!(matches!(Frontier::resume(size, &nodes), Err(TreeError::TooLarge { .. })));
    }
}

#[test]
fn a_claim_that_no_tree_can_bear_out_is_refused_by_its_name() {
    let some = Digest::of(b"no such tree");
    let inclusion =
        |hashes, size| verify_inclusion(&InclusionProof(vec![some; hashes]), size, some, 0, empty_root());
    let consistency =
        |hashes, old, new| verify_consistency(&ConsistencyProof(vec![some; hashes]), old, some, new, some);
    for size in [SIZE_MAX + 1, u64::MAX] {
        assert_eq!(inclusion(3, size), Err(ProofError::TooLarge { size }));
        assert_eq!(consistency(3, 1, size), Err(ProofError::TooLarge { size }));
    }
    assert_eq!(inclusion(3, SIZE_MAX), Err(ProofError::Mismatch));
    let hashes = PROOF_HASHES_MAX + 1;
    assert_eq!(inclusion(hashes, 9), Err(ProofError::TooLong { hashes }));
    assert_eq!(consistency(hashes, 3, 9), Err(ProofError::TooLong { hashes }));
    assert_eq!(inclusion(PROOF_HASHES_MAX, 9), Err(ProofError::Mismatch));
    for (old, new) in [(0, 0), (0, 9), (10, 9)] {
        assert_eq!(consistency(3, old, new), Err(ProofError::OldSizeOutside { old, new }));
    }
}

#[test]
fn the_largest_tree_is_no_larger_than_it_may_be() {
    let (size, reader) = (SIZE_MAX, Endless);
    let proof = prove_inclusion(size, size - 1, &reader).unwrap();
    verify_inclusion(&proof, size, root(size, &reader).unwrap(), size - 1, empty_root()).unwrap();
    assert_eq!(Frontier::resume(size, &reader).unwrap().size(), size);
    nodes_for_append(size - 1, empty_root(), &reader).unwrap();
    assert!(matches!(nodes_for_append(size, empty_root(), &reader), Err(TreeError::TooLarge { .. })));
}

/// A tree all of whose nodes are the same.
struct Endless;

impl NodeReader for Endless {
    type Error = std::convert::Infallible;

    fn nodes(&self, indexes: &[u64]) -> Result<Vec<Digest>, Self::Error> {
        Ok(vec![empty_root(); indexes.len()])
    }
}

#[test]
fn a_proof_with_one_bit_changed_is_refused() {
    let (nodes, roots) = grown();
    for size in [2, 3, 7, 8, 9, 31, 33, 100] {
        let root = roots[usize::try_from(size).unwrap()];
        for index in 0..size {
            let leaf = leaf_hash(&entry(index));
            let proof = prove_inclusion(size, index, &nodes).unwrap();
            let old_root = roots[usize::try_from(index + 1).unwrap()];
            let consistency = prove_consistency(index + 1, size, &nodes).unwrap();
            for at in 0..proof.hashes().len() {
                let damaged = InclusionProof(with_bit_flipped(proof.hashes(), at));
                let result = verify_inclusion(&damaged, size, root, index, leaf);
                assert_eq!(result, Err(ProofError::Mismatch));
            }
            for at in 0..consistency.hashes().len() {
                let damaged = ConsistencyProof(with_bit_flipped(consistency.hashes(), at));
                let result = verify_consistency(&damaged, index + 1, old_root, size, root);
                assert_eq!(result, Err(ProofError::Mismatch));
            }
        }
    }
}

fn with_bit_flipped(hashes: &[Digest], at: usize) -> Vec<Digest> {
    let mut hashes = hashes.to_vec();
    let mut bytes = *hashes[at].as_bytes();
    bytes[at % 32] ^= 1;
    hashes[at] = Digest::from_bytes(bytes);
    hashes
}

proptest! {
    #[test]
    fn no_claim_about_a_tree_makes_verification_panic(
        hashes in prop::collection::vec(any::<[u8; 32]>(), 0..80),
        a in prop_oneof![any::<u64>(), 0..20_u64, SIZE_MAX - 2..SIZE_MAX + 3, u64::MAX - 2..=u64::MAX],
        b in prop_oneof![any::<u64>(), 0..20_u64, SIZE_MAX - 2..SIZE_MAX + 3, u64::MAX - 2..=u64::MAX],
    ) {
        let hashes: Vec<_> = hashes.into_iter().map(Digest::from_bytes).collect();
        let root = Digest::of(b"no such tree");
        let inclusion = InclusionProof::from_hashes(hashes.clone());
        prop_assert!(verify_inclusion(&inclusion, a, root, b, empty_root()).is_err());
        let consistency = ConsistencyProof::from_hashes(hashes);
        prop_assert!(verify_consistency(&consistency, b, empty_root(), a, root).is_err());
    }

    #[test]
    fn proofs_of_large_trees_are_short(size in 1..=SIZE_MAX, index: u64) {
        let index = index % size;
        let root = root(size, &Endless).unwrap();
        let proof = prove_inclusion(size, index, &Endless).unwrap();
        prop_assert!(proof.hashes().len() <= PROOF_HASHES_MAX);
        // The tree is made of one repeated hash, so its own leaf leads to its own root only when
        // every hash on the way is that hash; what matters is that nothing overflows.
        let _verified = verify_inclusion(&proof, size, root, index, empty_root());
        let consistency = prove_consistency(index + 1, size, &Endless).unwrap();
        prop_assert!(consistency.hashes().len() <= PROOF_HASHES_MAX);
        let _verified = verify_consistency(&consistency, index + 1, root, size, root);
    }
}
