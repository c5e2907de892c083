//! The steps of the main job, for tests that are about another one of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use serde_json::Value;

use super::copies::Copied;
use super::{Call, NOBODY, Office, Output, day};

/// The folder that is carried out, below the desk.
pub const CONTENT: &str = "資料";

/// What lies in it, besides an empty folder.
pub const FILES: &[(&str, usize)] = &[("図面（改訂）　第2版.dwg", 90_000), ("議事録.csv", 4_000), ("空", 0)];

/// An office whose first carry-out is sealed, and the passphrase, of whose release nothing is
/// recorded here.
pub struct Sealed {
    pub office: Office,
    pub passphrase: String,
}

impl Office {
    /// An office whose `C-0001` (to `city` by mail) was exported to `desk/out`.
    pub fn sealed() -> Sealed {
        static SEALED: OnceLock<(Copied, String)> = OnceLock::new();
        let (copied, passphrase) = SEALED.get_or_init(|| {
            let office = Self::new();
            let id = office.approved(&[]);
            office.export(&id);
            let copied = Copied::of(&office);
            let told = office.ok("suzuki", &["passphrase", &id, "--via", "phone"]);
            (copied, told.line().to_owned())
        });
        Sealed { office: copied.office(), passphrase: passphrase.clone() }
    }

    /// Lays out the folder to be carried out.
    pub fn lay_out(&self) -> PathBuf {
        let folder = self.desk().join(CONTENT);
        fs::create_dir_all(folder.join("空のフォルダ")).unwrap();
        for (name, bytes) in FILES {
            fs::write(folder.join(name), content(*bytes)).unwrap();
        }
        folder
    }

    /// The words of a request for the folder; `but` changes flags, an empty value makes one bare and
    /// `-` takes one away.
    pub fn asking(&self, but: &[(&str, &str)]) -> Vec<String> {
        let due = day(30);
        let usual = [
            ("--to", "city"),
            ("--via", "email"),
            ("--purpose", "成果品の納品"),
            ("--level", "2"),
            ("--due", due.as_str()),
        ];
        let flags: BTreeMap<&str, &str> = usual.into_iter().chain(but.iter().copied()).collect();
        let mut words = vec!["request".to_owned(), self.lay_out().to_str().unwrap().to_owned()];
        for (flag, value) in flags.into_iter().filter(|(_, value)| *value != "-") {
            words.push(flag.to_owned());
            words.extend((!value.is_empty()).then(|| value.to_owned()));
        }
        words
    }

    /// Asks as `tanaka` to carry the folder out, and returns the id.
    #[track_caller]
    pub fn request(&self, but: &[(&str, &str)]) -> String {
        self.ok("tanaka", &self.asking(but)).line().to_owned()
    }

    /// A request that as many people approved as it needs.
    #[track_caller]
    pub fn approved(&self, but: &[(&str, &str)]) -> String {
        let id = self.request(but);
        self.approve("sato", &id);
        if self.shown(&id)["approvals_needed"] == 2 {
            self.approve("ito", &id);
        }
        id
    }

    /// The carry-out as `show --json` tells it to anybody.
    #[track_caller]
    pub fn shown(&self, id: &str) -> Value {
        let output = self.run(NOBODY, &["show", id, "--json"]);
        assert!(output.code < 2, "{output:?}");
        output.json()
    }

    /// Where it stands.
    #[track_caller]
    pub fn status(&self, id: &str) -> String {
        self.shown(id)["status"].as_str().unwrap().to_owned()
    }

    /// The digits that an approver types.
    #[track_caller]
    pub fn digits(&self, id: &str) -> String {
        self.shown(id)["manifest_sha256"].as_str().unwrap()[..8].to_owned()
    }

    /// Approval, about to be run.
    pub fn approving(&self, person: &str, id: &str) -> Call<'_> {
        self.call(person, &["approve", id, "--confirm", &self.digits(id)])
    }

    /// Approves.
    #[track_caller]
    pub fn approve(&self, person: &str, id: &str) -> Output {
        self.approving(person, id).run().exits(0)
    }

    /// Export to `desk/out` by `tanaka`, about to be run.
    pub fn exporting(&self, id: &str, more: &[&str]) -> Call<'_> {
        fs::create_dir_all(self.desk().join("out")).unwrap();
        self.call("tanaka", &[&["export", id, "--into", "out"], more].concat())
    }

    /// Exports to `desk/out`, and returns where the package is.
    #[track_caller]
    pub fn export(&self, id: &str) -> PathBuf {
        self.exporting(id, &[]).run().exits(0);
        PathBuf::from(self.shown(id)["package_path"].as_str().unwrap())
    }

    /// Has the custodian tell the passphrase by phone.
    #[track_caller]
    pub fn passphrase(&self, id: &str) -> String {
        self.ok("suzuki", &["passphrase", id, "--via", "phone"]).line().to_owned()
    }

    /// Opening a file by a recipient without a key or a ledger, about to be run; the bag appears
    /// below `desk/in`.
    pub fn opening(&self, file: &str, passphrase: &str, more: &[&str]) -> Call<'_> {
        fs::create_dir_all(self.desk().join("in")).unwrap();
        self.opening_into(file, "in", passphrase, more)
    }

    /// `sekisho open` into another folder, as nobody who is registered.
    pub fn opening_into(&self, file: &str, into: &str, passphrase: &str, more: &[&str]) -> Call<'_> {
        let typed = self.path("typed");
        fs::write(&typed, format!("{passphrase}\n")).unwrap();
        let open = ["open", file, "--into", into, "--passphrase-fd", "4"];
        self.call(NOBODY, &[&open[..], more].concat()).with(4, typed)
    }
}

/// Bytes that are not all the same.
pub fn content(bytes: usize) -> Vec<u8> {
    (0..bytes).map(|at| u8::try_from(at * at % 251).unwrap()).collect()
}
