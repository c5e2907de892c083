//! What the ledger's tests share: a model of what must be in a store, recomputed by another
//! implementation of the tree, and a store that loses replies.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use sekisho::base::digest::Digest;
use sekisho::ledger::store::check::{CheckJob, Checked, StoreFinding, check_store};
use sekisho::ledger::store::sqlite::SqliteStore;
use sekisho::ledger::tree::{self, prove_consistency, prove_inclusion, verify_consistency, verify_inclusion};
use sekisho::ledger::{AppendError, Attachment, NewEntry, Snapshot, Store, StoreError, leaf_hash};
use sha2::Sha256;

/// How a store under test is made and opened again.
pub trait Engine {
    /// A new ledger in `dir`.
    fn create(&self, dir: &Path) -> Box<dyn Store>;
    /// The ledger in `dir`, through another handle.
    fn open(&self, dir: &Path) -> Box<dyn Store>;
}

/// The file that [`Sqlite`] keeps its ledger in.
pub fn file_in(dir: &Path) -> PathBuf {
    dir.join("ledger.db")
}

/// The embedded engine as it is.
pub struct Sqlite;

impl Engine for Sqlite {
    fn create(&self, dir: &Path) -> Box<dyn Store> {
        Box::new(SqliteStore::create(&file_in(dir)).unwrap())
    }

    fn open(&self, dir: &Path) -> Box<dyn Store> {
        Box::new(SqliteStore::open(&file_in(dir)).unwrap())
    }
}

/// What happens to an append's reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The entry was not kept, and nobody says so.
    NotKept,
    /// The entry was kept, and nobody says so.
    KeptButReportedLost,
}

/// An engine whose appends meet the given faults in turn, over and over.
pub struct Faulty<E>(pub E, pub &'static [Option<Fault>]);

impl<E: Engine> Engine for Faulty<E> {
    fn create(&self, dir: &Path) -> Box<dyn Store> {
        Box::new(FaultyStore {
            inner: self.0.create(dir),
            faults: RefCell::new(self.1.iter().copied().collect()),
        })
    }

    fn open(&self, dir: &Path) -> Box<dyn Store> {
        Box::new(FaultyStore {
            inner: self.0.open(dir),
            faults: RefCell::new(self.1.iter().copied().collect()),
        })
    }
}

struct FaultyStore {
    inner: Box<dyn Store>,
    faults: RefCell<VecDeque<Option<Fault>>>,
}

impl Store for FaultyStore {
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, StoreError> {
        self.inner.snapshot()
    }

    fn append(&mut self, expected_size: u64, entry: &NewEntry<'_>) -> Result<u64, AppendError> {
        let fault = self.faults.get_mut().pop_front().flatten();
        self.faults.get_mut().push_back(fault);
        let lost = AppendError::Indeterminate { source: None };
        match fault {
            None => self.inner.append(expected_size, entry),
            Some(Fault::NotKept) => Err(lost),
            Some(Fault::KeptButReportedLost) => {
                self.inner.append(expected_size, entry)?;
                Err(lost)
            }
        }
    }
}

/// What the tests take for an entry's key.
pub fn key_of(bytes: &[u8]) -> Digest {
    let mut salted = b"key ".to_vec();
    salted.extend_from_slice(bytes);
    Digest::of(&salted)
}

/// An entry without attachments.
pub fn plain(bytes: &[u8]) -> NewEntry<'_> {
    NewEntry { key: key_of(bytes), bytes, attachments: &[], removals: &[] }
}

/// What every caller does about a lost reply: ask for the key, and try again if it is not there.
pub fn settle(store: &mut dyn Store, size: u64, entry: &NewEntry<'_>) -> Result<u64, AppendError> {
    loop {
        match store.append(size, entry) {
            Err(AppendError::Indeterminate { .. }) => {}
            settled => return settled,
        }
        if let Some(index) = store.find(&entry.key)? {
            return Ok(index);
        }
    }
}

/// What must be in a store.
#[derive(Default)]
pub struct Model {
    entries: Vec<Vec<u8>>,
    // The bytes, or the entry under which they were removed.
    attachments: BTreeMap<Digest, Attachment>,
    sizes: BTreeMap<Digest, u64>,
}

impl Model {
    pub fn size(&self) -> u64 {
        u64::try_from(self.entries.len()).unwrap()
    }

    /// Appends to the store and to the model, and recomputes everything.
    pub fn append(&mut self, store: &mut dyn Store, entry: &NewEntry<'_>) {
        let index = settle(store, self.size(), entry).unwrap();
        assert_eq!(index, self.size());
        for bytes in entry.attachments {
            let digest = Digest::of(bytes);
            self.attachments.insert(digest, Attachment::Present(bytes.to_vec()));
            self.sizes.insert(digest, u64::try_from(bytes.len()).unwrap());
        }
        for digest in entry.removals {
            self.attachments.insert(*digest, Attachment::RemovedUnder(index));
        }
        self.entries.push(entry.bytes.to_vec());
        self.agrees_with(store);
    }

    /// A refusal writes nothing.
    pub fn refused(&self, store: &mut dyn Store, size: u64, entry: &NewEntry<'_>) -> AppendError {
        let error = settle(store, size, entry).unwrap_err();
        self.agrees_with(store);
        error
    }

    /// Recomputes everything that can be read from the store.
    pub fn agrees_with(&self, store: &dyn Store) {
        let snapshot = store.snapshot().unwrap();
        assert_eq!(snapshot.size(), self.size());
        self.check_entries(snapshot.as_ref());
        self.check_tree(snapshot.as_ref());
        self.check_attachments(snapshot.as_ref());
        let (checked, findings) = check(snapshot.as_ref());
        assert_eq!(findings, []);
        assert_eq!(checked.size, self.size());
        assert_eq!(checked.root, Some(snapshot.root(self.size()).unwrap()));
    }

    fn check_entries(&self, snapshot: &dyn Snapshot) {
        let mut next = 0;
        loop {
            let batch = snapshot.entries(next, 7).unwrap();
            if batch.is_empty() {
                break;
            }
            for entry in batch {
                let expected = &self.entries[usize::try_from(next).unwrap()];
                assert_eq!((entry.index, &entry.bytes), (next, expected));
                assert_eq!(entry.key, key_of(expected));
                assert_eq!(snapshot.find(&entry.key).unwrap(), Some(next));
                next += 1;
            }
        }
        assert_eq!(next, self.size());
        assert_eq!(snapshot.entry(next).unwrap(), None);
        assert_eq!(snapshot.find(&Digest::of(b"no such key")).unwrap(), None);
    }

    fn check_tree(&self, snapshot: &dyn Snapshot) {
        let mut oracle = MemoryBackedTree::<Sha256, Vec<u8>>::new();
        let mut roots = vec![tree::empty_root()];
        for entry in &self.entries {
            oracle.push(entry.clone());
            roots.push(Digest::from_bytes((*oracle.root().as_bytes()).into()));
        }
        let size = self.size();
        let root = *roots.last().unwrap();
        for (at, expected) in (0..=size).zip(&roots) {
            assert_eq!(snapshot.root(at).unwrap(), *expected, "root at {at}");
        }
        assert!(matches!(snapshot.root(size + 1), Err(StoreError::SizeOutside { .. })));
        for (index, entry) in (0..size).zip(&self.entries) {
            let proof = prove_inclusion(size, index, snapshot).unwrap();
            verify_inclusion(&proof, size, root, index, leaf_hash(entry)).unwrap();
            let old = index + 1;
            let proof = prove_consistency(old, size, snapshot).unwrap();
            verify_consistency(&proof, old, roots[usize::try_from(old).unwrap()], size, root).unwrap();
        }
    }

    fn check_attachments(&self, snapshot: &dyn Snapshot) {
        for (digest, expected) in &self.attachments {
            assert_eq!(snapshot.attachment(digest).unwrap().as_ref(), Some(expected));
        }
        assert_eq!(snapshot.attachment(&Digest::of(b"no such attachment")).unwrap(), None);
        let mut listed = Vec::new();
        snapshot
            .visit_attachments(&mut |row| {
                let row = row.unwrap();
                listed.push((row.digest, row.size_bytes, row.removed_under));
                ControlFlow::Continue(())
            })
            .unwrap();
        let expected = self.attachments.iter().map(|(digest, attachment)| {
            let under = match attachment {
                Attachment::Present(_) => None,
                Attachment::RemovedUnder(index) => Some(*index),
            };
            (*digest, self.sizes[digest], under)
        });
        assert_eq!(listed, expected.collect::<Vec<_>>());
    }
}

/// Everything [`check_store`] finds.
pub fn check(snapshot: &dyn Snapshot) -> (Checked, Vec<StoreFinding>) {
    let mut findings = Vec::new();
    let checked = check_store(
        snapshot,
        CheckJob {
            key_of: &mut |_, bytes| Some(key_of(bytes)),
            finding: &mut |finding| findings.push(finding),
            progress: &mut |_| (),
            cancel: &AtomicBool::new(false),
        },
    )
    .unwrap();
    assert_eq!(checked.findings, u64::try_from(findings.len()).unwrap());
    (checked, findings)
}
