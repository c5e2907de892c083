//! Stock age, BagIt, ZIP and SSH tools: what they make opens here, what is made here opens there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sekisho::base::secret::SecretText;
use sekisho::package::keys::{self, Identity, IdentityError};
use sekisho::package::names::NameProblem;
use sekisho::package::open::{ExtractError, OpenError, OpenLimits};
use sekisho::package::unseal::{Unlock, UnsealError};
use sekisho::package::zip_index::ZipError;
use sekisho::package::{custody, passphrase};

use super::making::{Desk, issued, refused};
use crate::support::require_peer;

/// Runs `program`, answering its prompts on a terminal of its own: stock age takes a passphrase in
/// no other way.
const ON_A_TERMINAL: &str = r#"
import os, pty, sys, time
answers = sys.argv[1].split('\n')
child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
seen = b''
for answer in answers:
    while not seen.rstrip().endswith(b':'):
        seen += os.read(terminal, 4096)
    os.write(terminal, answer.encode() + b'\n')
    seen = b''
try:
    while os.read(terminal, 4096):
        pass
except OSError:
    pass
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"#;

fn run(program: &Path, folder: &Path, args: &[&str]) -> Output {
    let output = Command::new(program).current_dir(folder).args(args).output().unwrap();
    assert!(output.status.success(), "{program:?} {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn on_a_terminal(python: &Path, folder: &Path, answers: &[&str], command: &[&str]) {
    let answers = answers.join("\n");
    run(python, folder, &[&["-c", ON_A_TERMINAL, &answers], command].concat());
}

/// A bag made by the reference tool in Python.
fn reference_bag(bagit: &Path) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("C-0042");
    fs::create_dir_all(folder.join("図面")).unwrap();
    fs::write(folder.join("a.txt"), "alpha ".repeat(50_000)).unwrap();
    fs::write(folder.join("図面/b.dwg"), "beta").unwrap();
    run(bagit, dir.path(), &["--sha256", "C-0042"]);
    dir
}

fn python_zip(python: &Path, dir: &Path) {
    let script = "import shutil; shutil.make_archive('out', 'zip', '.', 'C-0042')";
    run(python, dir, &["-c", script]);
    fs::rename(dir.join("out.zip"), dir.join("C-0042.zip")).unwrap();
}

fn check(desk: &Desk, unlock: &Unlock<'_>, made_by: &str) {
    let opened = desk.open(unlock, &OpenLimits::default());
    let opened = opened.unwrap_or_else(|error| panic!("{made_by}: {error:?}"));
    assert_eq!((opened.files(), opened.bytes()), (2, 300_004), "{made_by}");
    assert!(!opened.has_papers());
    let folder = opened.publish().unwrap().directory;
    assert_eq!(fs::read_to_string(folder.join("data/図面/b.dwg")).unwrap(), "beta");
}

#[test]
fn a_bag_by_bagit_in_any_stock_zip_sealed_by_age_to_a_key_opens() {
    let tools = ["age", "age-keygen", "bagit.py", "python3"].map(require_peer);
    let [Some(age), Some(keygen), Some(bagit), Some(python)] = tools else { return };
    let dir = reference_bag(&bagit);
    run(&keygen, dir.path(), &["-o", "key.txt"]);
    let identities = keys::read_identities(&dir.path().join("key.txt"), None).unwrap();
    let recipient = identities[0].recipient();
    let makers: [(&str, &[&str]); 2] = [
        ("7z", &["a", "-tzip", "C-0042.zip", "C-0042"]),
        ("bsdtar", &["--format=zip", "-cf", "C-0042.zip", "C-0042"]),
    ];
    for (maker, args) in makers {
        let Some(program) = require_peer(maker) else { continue };
        run(&program, dir.path(), args);
        run(&age, dir.path(), &["-r", &recipient, "-o", "sealed", "C-0042.zip"]);
        let desk = Desk::new(&fs::read(dir.path().join("sealed")).unwrap());
        check(&desk, &Unlock::Identities(&identities), maker);
        for made in ["C-0042.zip", "sealed"] {
            fs::remove_file(dir.path().join(made)).unwrap();
        }
    }
    python_zip(&python, dir.path());
    run(&age, dir.path(), &["-r", &recipient, "-o", "sealed", "C-0042.zip"]);
    let desk = Desk::new(&fs::read(dir.path().join("sealed")).unwrap());
    check(&desk, &Unlock::Identities(&identities), "python");
}

/// Info-ZIP writes the bytes of a name without saying that they are UTF-8: readers differ in what
/// they make of them, so it is refused by name instead of guessed at.
#[test]
fn a_name_that_does_not_say_it_is_utf8_is_refused() {
    let [Some(program), Some(bagit)] = ["zip", "bagit.py"].map(require_peer) else { return };
    let dir = reference_bag(&bagit);
    run(&program, dir.path(), &["-qr", "C-0042.zip", "C-0042"]);
    match refused(&fs::read(dir.path().join("C-0042.zip")).unwrap()) {
        OpenError::Extract(ExtractError::Zip(ZipError::Name { problem, .. })) => {
            assert_eq!(problem, NameProblem::NotUnicode);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_age_seals_with_an_issued_passphrase_opens_here() {
    let [Some(_), Some(bagit), Some(python)] = ["age", "bagit.py", "python3"].map(require_peer) else {
        return;
    };
    let dir = reference_bag(&bagit);
    python_zip(&python, dir.path());
    let passphrase = issued(9);
    let text = passphrase.expose();
    on_a_terminal(&python, dir.path(), &[text, text], &["age", "-p", "-o", "sealed", "C-0042.zip"]);
    let desk = Desk::new(&fs::read(dir.path().join("sealed")).unwrap());
    let kana = passphrase::kana(text);
    check(&desk, &Unlock::Passphrase(&kana), "age -p");
}

/// A new SSH key without a passphrase, and its public half.
fn ssh_key(keygen: &Path, folder: &Path, kind: &[&str]) -> (PathBuf, String) {
    let path = folder.join(kind.join("-"));
    let file = path.to_str().unwrap();
    run(keygen, folder, &[&["-q", "-N", "", "-C", "hanako@office", "-f", file, "-t"], kind].concat());
    let public = fs::read_to_string(path.with_extension("pub")).unwrap();
    (path, public)
}

#[test]
fn custody_sealed_here_opens_with_stock_age_and_with_the_unlocked_key() {
    let tools = ["age", "age-keygen", "ssh-keygen"].map(require_peer);
    let [Some(age), Some(age_keygen), Some(ssh_keygen)] = tools else { return };
    let dir = tempfile::tempdir().unwrap();
    run(&age_keygen, dir.path(), &["-o", "key.txt"]);
    let native = keys::read_identities(&dir.path().join("key.txt"), None).unwrap();
    let (ed25519, ed25519_public) = ssh_key(&ssh_keygen, dir.path(), &["ed25519"]);
    let (rsa, rsa_public) = ssh_key(&ssh_keygen, dir.path(), &["rsa", "-b", "2048"]);
    let recipients = [native[0].recipient(), ed25519_public, rsa_public];
    let passphrase = issued(5);
    let sealed = custody::seal(&passphrase, &recipients).unwrap();
    fs::write(dir.path().join("custody.age"), &sealed).unwrap();
    for key in [dir.path().join("key.txt"), ed25519, rsa] {
        let output = run(&age, dir.path(), &["-d", "-i", key.to_str().unwrap(), "custody.age"]);
        assert_eq!(output.stdout, passphrase.expose().as_bytes());
        let identities = keys::read_identities(&key, None).unwrap();
        assert_eq!(custody::unseal(&sealed, &identities).unwrap().expose(), passphrase.expose());
        assert!(keys::check_recipient(&identities[0].recipient()).is_ok());
    }
}

#[test]
fn a_locked_ssh_key_opens_only_with_its_passphrase_and_an_unsuitable_one_never() {
    let Some(ssh_keygen) = require_peer("ssh-keygen") else { return };
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("locked");
    let args = ["-q", "-t", "ed25519", "-N", "secret words", "-f", file.to_str().unwrap()];
    run(&ssh_keygen, dir.path(), &args);
    assert!(keys::is_encrypted(&fs::read(&file).unwrap()));
    assert!(matches!(keys::read_identities(&file, None), Err(IdentityError::PassphraseNeeded)));
    let wrong = SecretText::new("other words".to_owned());
    let refused = keys::read_identities(&file, Some(&wrong)).unwrap_err();
    assert!(matches!(refused, IdentityError::Sealed(UnsealError::WrongPassphrase)));
    let right = SecretText::new("secret words".to_owned());
    let sealed = custody::seal(&issued(7), &[public_of(&file)]).unwrap();
    let identities = keys::read_identities(&file, Some(&right)).unwrap();
    assert_eq!(custody::unseal(&sealed, &identities).unwrap().expose(), issued(7).expose());
    run(&ssh_keygen, dir.path(), &["-q", "-p", "-P", "secret words", "-N", "", "-f", file.to_str().unwrap()]);
    assert!(Identity::from_openssh(&fs::read_to_string(&file).unwrap()).is_ok());
    let (ecdsa, public) = ssh_key(&ssh_keygen, dir.path(), &["ecdsa"]);
    assert!(matches!(keys::read_identities(&ecdsa, None), Err(IdentityError::SshUnsupported)));
    assert!(keys::check_recipient(&public).is_err());
    let small = ssh_key(&ssh_keygen, dir.path(), &["rsa", "-b", "1024"]).1;
    assert_eq!(keys::check_recipient(&small), Err(keys::RecipientError::RsaTooSmall));
}

/// The public key beside a key file, without its comment.
fn public_of(key: &Path) -> String {
    let text = fs::read_to_string(key.with_extension("pub")).unwrap();
    text.split(' ').take(2).collect::<Vec<_>>().join(" ")
}

#[test]
fn stock_age_opens_with_a_custody_identity_made_here() {
    let [Some(_), Some(python)] = ["age", "python3"].map(require_peer) else { return };
    let dir = tempfile::tempdir().unwrap();
    let own = SecretText::new("my own words".to_owned());
    let recipient = keys::generate_identity(&dir.path().join("custody-key.age"), &own).unwrap();
    let sealed = custody::seal(&issued(6), &[recipient]).unwrap();
    fs::write(dir.path().join("custody.age"), sealed).unwrap();
    let command = ["age", "-d", "-i", "custody-key.age", "-o", "opened", "custody.age"];
    on_a_terminal(&python, dir.path(), &[own.expose()], &command);
    assert_eq!(fs::read_to_string(dir.path().join("opened")).unwrap(), issued(6).expose());
}

#[test]
fn an_identity_file_sealed_by_stock_age_opens_here_binary_or_armored() {
    let tools = ["age", "age-keygen", "python3"].map(require_peer);
    let [Some(_), Some(keygen), Some(python)] = tools else { return };
    let dir = tempfile::tempdir().unwrap();
    run(&keygen, dir.path(), &["-o", "key.txt"]);
    let plain = keys::read_identities(&dir.path().join("key.txt"), None).unwrap();
    let own = SecretText::new("my own words".to_owned());
    for (name, flags) in [("binary", &["-p"][..]), ("armored", &["-p", "-a"])] {
        let command = [&["age"], flags, &["-o", name, "key.txt"]].concat();
        on_a_terminal(&python, dir.path(), &[own.expose(), own.expose()], &command);
        let opened = keys::read_identities(&dir.path().join(name), Some(&own)).unwrap();
        assert_eq!(opened[0].recipient(), plain[0].recipient());
    }
}
