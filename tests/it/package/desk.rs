//! A folder to pack from, a key to seal to, and the stock tools that open what comes out.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::AtomicBool;

use sekisho::base::time::Timestamp;
use sekisho::package::bag::TagFile;
use sekisho::package::compress::Compression;
use sekisho::package::file_list::FileList;
use sekisho::package::pack::{PackError, PackJob, Packed, pack};
use sekisho::package::progress::Progress;
use sekisho::package::seal::Seal;
use sekisho::package::source::Roots;

use super::walk::walk;

/// One carry-out's surroundings; everything is removed with it.
pub struct Desk {
    dir: tempfile::TempDir,
    pub seal: Seal,
    pub compression: Compression,
    pub papers: Vec<TagFile>,
}

impl Desk {
    /// A desk that seals to a fresh age key, whose identity file lies beside.
    pub fn new() -> Self {
        use age::secrecy::ExposeSecret as _;
        let dir = tempfile::tempdir().unwrap();
        let identity = age::x25519::Identity::generate();
        fs::write(dir.path().join("key.txt"), identity.to_string().expose_secret()).unwrap();
        fs::create_dir(dir.path().join("from")).unwrap();
        let seal = Seal::Keys(vec![identity.to_public().to_string()]);
        let papers = vec![TagFile { path: "sekisho/request.json".to_owned(), bytes: b"{}".to_vec() }];
        Self { dir, seal, compression: Compression::Auto, papers }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a file to be packed, below `from/`, and says where it is.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path("from").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    pub fn list(&self, name: &str) -> FileList {
        walk(&[self.path("from").join(name)]).unwrap().list
    }

    pub fn roots(&self, name: &str) -> Roots {
        Roots::open(&[self.path("from").join(name)]).unwrap()
    }

    /// Packs `list` from `roots` into `sink`.
    pub fn pack_into(
        &self,
        list: &FileList,
        roots: &Roots,
        sink: &mut (dyn Write + Send),
        progress: &mut (dyn FnMut(Progress) + Send),
        cancel: &AtomicBool,
    ) -> Result<Packed, PackError> {
        let bag_info = [("External-Identifier".to_owned(), "C-0042".to_owned())];
        let bagged_at: Timestamp = "2026-11-20T10:00:00+09:00".parse().unwrap();
        let job = PackJob {
            base_name: "C-0042",
            list,
            roots,
            papers: &self.papers,
            bag_info: &bag_info,
            bagged_at,
            compression: self.compression,
            seal: &self.seal,
        };
        pack(job, sink, progress, cancel)
    }

    /// Lists and packs `from/NAME`, and gives back the sealed bytes.
    pub fn pack(&self, name: &str) -> (Packed, Vec<u8>) {
        let mut sealed = Vec::new();
        let never = AtomicBool::new(false);
        let packed =
            self.pack_into(&self.list(name), &self.roots(name), &mut sealed, &mut |_| {}, &never).unwrap();
        (packed, sealed)
    }

    /// Packs `from/NAME` and opens the seal with stock `age`: the path of the bare ZIP.
    pub fn pack_and_unseal(&self, name: &str) -> PathBuf {
        let (_, sealed) = self.pack(name);
        fs::write(self.path("C-0042.zip.age"), sealed).unwrap();
        let zip = self.path("C-0042.zip");
        self.succeed("age", &["-d", "-i", "key.txt", "-o", "C-0042.zip", "C-0042.zip.age"]);
        zip
    }

    /// Whether stock `age` opens these bytes.
    pub fn opens(&self, sealed: &[u8]) -> bool {
        fs::write(self.path("partial.age"), sealed).unwrap();
        self.run("age", &["-d", "-i", "key.txt", "-o", "partial", "partial.age"]).status.success()
    }

    /// Runs a stock tool here, in a UTF-8 locale.
    pub fn run(&self, program: &str, arguments: &[&str]) -> Output {
        Command::new(program)
            .args(arguments)
            .current_dir(self.dir.path())
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .output()
            .unwrap_or_else(|error| panic!("{program}: {error}"))
    }

    pub fn succeed(&self, program: &str, arguments: &[&str]) -> String {
        let output = self.run(program, arguments);
        let said =
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{program} {arguments:?}: {said}");
        said
    }
}

/// Every path below `dir` as it is on disk, folders with a final slash, sorted by bytes.
pub fn tree(dir: &Path) -> Vec<String> {
    fn visit(dir: &Path, prefix: &str, into: &mut Vec<String>) {
        for entry in fs::read_dir(dir).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                into.push(format!("{name}/"));
                visit(&entry.path(), &format!("{name}/"), into);
            } else {
                into.push(name);
            }
        }
    }
    let mut paths = Vec::new();
    visit(dir, "", &mut paths);
    paths.sort();
    paths
}

/// Bytes that do not shrink.
pub fn noise(len: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut bytes = Vec::with_capacity(len + 8);
    while bytes.len() < len {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(len);
    bytes
}
