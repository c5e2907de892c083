//! The main job on a real folder, with a throwaway ledger and keys made on the spot.
//!
//! ```text
//! cargo run --release --example quickstart [FOLDER] [DESTINATION]
//! ```
//!
//! An engineer asks, an approver signs, the package is written, a custodian tells the passphrase,
//! the recipient opens it, and the ledger is audited: through the same code as the commands, each of
//! which is printed as a person would have typed it. Package, ledger, keys and evidence stay at the
//! destination, and the last lines check them with stock tools.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use sekisho::base::secret::SecretText;
use sekisho::domain::body::RecipientAdd;
use sekisho::domain::body::people::Particulars;
use sekisho::domain::body::request::PersonalData;
use sekisho::domain::names::{Channel, Kind, Level, Opens, PersonId, Role, Via};
use sekisho::i18n::{Language, Wishes};
use sekisho::package::compress::Compression;
use sekisho::workflow::audit::{AuditQuery, audit};
use sekisho::workflow::desk::Desk;
use sekisho::workflow::export::Export;
use sekisho::workflow::keyring::{KeySource, Keyring};
use sekisho::workflow::open::{OpenOptions, Opener};
use sekisho::workflow::people::{BroughtKey, NewPerson};
use sekisho::workflow::places::{Places, absolute};
use sekisho::workflow::release::Telling;
use sekisho::workflow::request::Ask as AskFor;
use sekisho::workflow::world::{Ask, Stage, SystemClock, SystemRandom, Watch, World};
use sekisho::workflow::{approve, evidence, export, open, people, receive, register, release, request};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The keys are thrown away with the folder, so their passphrase can stand here.
const KEY_PASSPHRASE: &str = "quickstart keys are for throwing away";

fn main() -> Outcome<()> {
    let mut words = std::env::args_os().skip(1).map(PathBuf::from);
    let folder = words.next().unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("docs"));
    let destination = match words.next() {
        Some(given) => given,
        None => free_destination()?,
    };
    let folder = absolute(&folder)?;
    let destination = absolute(&destination)?;
    fs::create_dir_all(&destination)?;
    Quickstart::new(&destination)?.run(&folder)
}

/// A folder below the system's temporary one that no earlier run has used.
fn free_destination() -> Outcome<PathBuf> {
    let base = std::env::temp_dir();
    (1..10_000)
        .map(|number| base.join(format!("sekisho-quickstart-{number}")))
        .find(|path| fs::create_dir(path).is_ok())
        .ok_or_else(|| "no free folder for the quickstart; name one as DESTINATION".into())
}

/// Answers what a person would type, and shows nothing while working.
struct Attendant;

impl Ask for Attendant {
    fn key_passphrase(&self, _path: &Path) -> Option<SecretText> {
        Some(SecretText::new(KEY_PASSPHRASE.to_owned()))
    }

    fn new_key_passphrase(&self, path: &Path) -> Option<SecretText> {
        self.key_passphrase(path)
    }

    fn identity_passphrase(&self, path: &Path) -> Option<SecretText> {
        self.key_passphrase(path)
    }

    fn package_passphrase(&self) -> Option<SecretText> {
        None
    }

    fn replug(&self, _device: &Path) -> Option<PathBuf> {
        None
    }
}

impl Watch for Attendant {
    fn stage(&self, _stage: Stage, _total_bytes: u64, _total_files: u64) {}
    fn done(&self, _bytes: u64, _files: u64) {}
    fn finish(&self) {}
}

struct Quickstart {
    places: Places,
    root: PathBuf,
    japanese: bool,
    cancel: AtomicBool,
}

impl Quickstart {
    fn new(root: &Path) -> Outcome<Self> {
        let places = Places { home: root.join("home"), cache: root.join("cache"), state: root.join("state") };
        for name in ["keys", "stick", "received"] {
            fs::create_dir_all(root.join(name))?;
        }
        let japanese = Wishes::from_environment().language() == Language::Japanese;
        Ok(Self { places, root: root.to_path_buf(), japanese, cancel: AtomicBool::new(false) })
    }

    fn world(&self) -> World<'_> {
        World {
            clock: &SystemClock,
            random: &SystemRandom,
            ask: &Attendant,
            watch: &Attendant,
            cancel: &self.cancel,
        }
    }

    fn run(&self, folder: &Path) -> Outcome<()> {
        let world = self.world();
        println!("$ cd {}", self.root.display());
        println!("$ export SEKISHO_HOME={}", self.places.home.display());
        let [administrator, tanaka, sato, suzuki] =
            [self.key("admin")?, self.key("tanaka")?, self.key("sato")?, self.key("suzuki")?];

        self.step("台帳を開設し、人と受領者を登録する", "A ledger, its people and a recipient");
        self.typed(
            "admin",
            "init --origin quickstart.example/desk --person admin --name Administrator --yes",
        );
        let founder: PersonId = "admin".parse()?;
        let (mut desk, _) = people::found(
            &world,
            &self.places,
            &administrator,
            "quickstart.example/desk",
            founder,
            "Administrator",
        )?;
        self.register(&mut desk, &administrator, ("tanaka", &tanaka), Role::Requester)?;
        self.register(&mut desk, &administrator, ("sato", &sato), Role::Approver)?;
        self.register(&mut desk, &administrator, ("suzuki", &suzuki), Role::Custodian)?;
        self.typed(
            "tanaka",
            "recipient add city --name 'City Hall' --organization 'The City' --phone 000-0000-0000",
        );
        register::add_recipient(&world, &mut desk, &tanaka, city()?)?;

        self.step("技術者が申請する", "The engineer asks");
        let due = world.clock.now().date() + chrono::Days::new(30);
        self.typed(
            "tanaka",
            &format!(
                "request {} --to city --via hand --purpose 'quickstart' --level 2 --due {due}",
                self.shown(folder)
            ),
        );
        let asked = request::request(&world, &mut desk, &tanaka, &[folder.to_path_buf()], &ask_for(due)?)?;
        let id = asked.carry_out.id();
        let digits = asked.carry_out.request.manifest.sha256.prefix(8);
        println!(
            "  {id}: {} files, {} bytes",
            asked.carry_out.request.file_count, asked.carry_out.request.total_bytes
        );

        self.step("別の人が承認する", "Another person signs");
        self.typed("sato", &format!("approve {id} --confirm {digits}"));
        approve::approve(&world, &mut desk, &sato, &asked.carry_out, &digits)?;

        self.step("梱包して書き込み、読み戻す", "Packed, sealed, written, read back");
        let stick = self.root.join("stick");
        self.typed("tanaka", &format!("export {id} --into {}", self.shown(&stick)));
        let carry_out = desk.carry_out(&id)?;
        let order =
            Export { into: stick, from: Vec::new(), max_size_bytes: None, compression: Compression::Auto };
        let exported = export::export(&world, &mut desk, &tanaka, &carry_out, &order)?;
        let package = exported.paths.first().ok_or("no package was written")?.clone();
        println!("  {}", package.display());

        self.step("保管者がパスフレーズを伝える", "A custodian tells the passphrase");
        self.typed("suzuki", &format!("passphrase {id} --via phone"));
        let telling = Telling { via: Channel::Phone, told: None, note: None };
        let released = release::release(&world, &mut desk, &suzuki, &exported.carry_out, &telling, None)?;
        println!("  {}", released.passphrase.expose());

        self.step("受領者が開く", "The recipient opens it");
        let received = self.root.join("received");
        println!("$ sekisho open {} --into {}", self.shown(&package), self.shown(&received));
        let opener = Opener::Passphrase(SecretText::new(released.passphrase.expose().to_owned()));
        let options = OpenOptions { into: received, signers: None, accept_signers: false };
        let opened = open::open(&world, &self.places, &package, &opener, &options)?;
        let code = opened.papers.as_ref().map(|papers| papers.opened_code.clone()).ok_or("no papers")?;
        println!("  {} ({} files)", opened.directory.display(), opened.files);
        self.typed("tanaka", &format!("receipt {id} --opened {code}"));
        receive::receive(&world, &mut desk, &tanaka, &exported.carry_out, receive::opened(&code))?;

        self.step("監査する", "The auditor asks whether it is true");
        self.typed("admin", "audit");
        let report = audit(&world, &self.places, &AuditQuery::default())?;
        println!("  size {}, root {}, findings {}", report.size, report.root, report.findings.len());
        let proof = self.root.join("proof");
        self.typed("admin", &format!("prove {id} --out {}", self.shown(&proof)));
        evidence::prove(&desk, &desk.carry_out(&id)?, &proof)?;

        self.stock_tools(&id, &package, &opened.directory, released.passphrase.expose());
        Ok(())
    }

    fn key(&self, name: &str) -> Outcome<Keyring> {
        let path = self.root.join("keys").join(name);
        println!("$ sekisho key new {}", self.shown(&path));
        people::new_key(&self.world(), &path, name)?;
        Ok(Keyring::find(KeySource::File(path), None)?)
    }

    fn register(
        &self,
        desk: &mut Desk,
        administrator: &Keyring,
        (name, keyring): (&str, &Keyring),
        role: Role,
    ) -> Outcome<()> {
        let id: PersonId = name.parse()?;
        let request = self.root.join("keys").join(format!("{name}.join"));
        self.typed(name, &format!("join --person {name} --out {}", self.shown(&request)));
        fs::write(&request, people::join(&self.world(), keyring, id.clone(), &desk.head.origin)?)?;
        let from = self.shown(&request);
        self.typed("admin", &format!("person add {name} --name {name} --role {role} --request {from}"));
        let new = NewPerson {
            id,
            name: name.to_owned(),
            roles: vec![role],
            key: BroughtKey::read_request(&request)?,
            custody: None,
            particulars: Particulars::default(),
        };
        people::add(&self.world(), desk, administrator, new)?;
        Ok(())
    }

    fn step(&self, japanese: &str, english: &str) {
        println!("\n# {}", if self.japanese { japanese } else { english });
    }

    /// Prints a command as `person` would have typed it in the destination.
    fn typed(&self, person: &str, words: &str) {
        println!("$ sekisho --key keys/{person} {words}");
    }

    /// `path` as it is typed in the destination.
    fn shown(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy();
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_');
        if path.chars().all(plain) { path.into_owned() } else { format!("'{}'", path.replace('\'', r"'\''")) }
    }

    fn stock_tools(&self, id: &str, package: &Path, opened: &Path, passphrase: &str) {
        self.step("Sekisho なしで確かめる", "The same without Sekisho");
        let sums = ["sha256sums.txt", "manifest-sha256.txt"];
        let sums = sums.into_iter().find(|name| opened.join(name).exists()).unwrap_or_default();
        println!("mkdir check && cd check");
        println!("age -d -o package.zip ../{}      # {passphrase}", self.shown(package));
        println!("unzip -q package.zip && (cd {id} && sha256sum -c {sums})");
        println!("head -n1 {id}/sekisho/request.txt > line && tail -n+2 {id}/sekisho/request.txt > line.sig");
        println!(
            "ssh-keygen -Y verify -f {id}/sekisho/allowed_signers -I tanaka -n sekisho-request-v1 -s line.sig < line"
        );
        println!(
            "head -n1 {id}/sekisho/approval-1.txt > line && tail -n+2 {id}/sekisho/approval-1.txt > line.sig"
        );
        println!(
            "ssh-keygen -Y verify -f {id}/sekisho/allowed_signers -I sato -n sekisho-approval-v1 -s line.sig < line"
        );
        self.step("残したもの", "What is left here");
        println!("{}\n{}\n{}", package.display(), opened.display(), self.places.ledger().display());
        println!("keys: {} (passphrase: {KEY_PASSPHRASE})", self.root.join("keys").display());
    }
}

fn city() -> Outcome<RecipientAdd> {
    Ok(RecipientAdd {
        age_keys: Vec::new(),
        email: None,
        id: "city".parse()?,
        name: "City Hall".to_owned(),
        opens: Opens::Age,
        organization: "The City".to_owned(),
        phone: Some("000-0000-0000".to_owned()),
        subcontractor: None,
    })
}

fn ask_for(due: chrono::NaiveDate) -> Outcome<AskFor> {
    Ok(AskFor {
        assets: Vec::new(),
        recipient: "city".parse()?,
        via: Via::Hand,
        kind: Kind::Deliver,
        purpose: "quickstart".to_owned(),
        level: Level::Two,
        due,
        on: None,
        place: None,
        personal_data: Some(PersonalData { people: 0, special: false }),
        medium: None,
        contract: None,
        copies: None,
        items: Vec::new(),
        reason: None,
        after_arrival: false,
        like: None,
    })
}
