//! Recipients who have stock tools and no Sekisho.

use std::fs;

use crate::office::{CONTENT, NOBODY, Office};
use crate::package::desk::noise;
use crate::support::require_peer;

/// age asks for a passphrase on a terminal, so it is given one.
const AGE_ON_A_TERMINAL: &str = "
import os, pty, sys
pid, fd = pty.fork()
if pid == 0:
    os.execvp('age', ['age', '-d', '-o', sys.argv[2], sys.argv[3]])
seen = b''
while b'passphrase' not in seen:
    seen += os.read(fd, 1024)
os.write(fd, sys.argv[1].encode() + b'\\n')
try:
    while os.read(fd, 1024): pass
except OSError: pass
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
";

const ZIPFILE: &str = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2])";

/// What every stock tool makes of the bare ZIP, and of the bag in it.
fn stock_tools_accept(office: &Office, zip: &str, id: &str) {
    let tools: [(&str, &[&str], &[&str]); 5] = [
        ("unzip", &["-tq", zip], &["-q", zip, "-d", "by-unzip"]),
        ("7z", &["t", "-bso0", zip], &["x", "-y", "-bso0", "-oby-7z", zip]),
        ("7zz", &["t", "-bso0", zip], &["x", "-y", "-bso0", "-oby-7zz", zip]),
        ("bsdtar", &["-tf", zip], &["-xf", zip, "-C", "by-bsdtar"]),
        ("python3", &["-c", "pass"], &["-c", ZIPFILE, zip, "by-python3"]),
    ];
    for (tool, test, unpack) in tools {
        if require_peer(tool).is_none() {
            continue;
        }
        office.succeed(tool, test);
        let folder = format!("by-{tool}");
        fs::create_dir(office.desk().join(&folder)).unwrap();
        office.succeed(tool, unpack);
        office.succeed("diff", &["-r", CONTENT, &format!("{folder}/{id}/data/{CONTENT}")]);
        let bag = format!("{folder}/{id}");
        let percent = office.desk().join(&bag).join("sha256sums.txt").exists();
        // It takes the percent sign for itself, where RFC 8493 (2.1.3) has it encoded.
        if !percent && require_peer("bagit.py").is_some() {
            office.succeed("bagit.py", &["--validate", &bag]);
        }
        let manifest = if percent { "sha256sums.txt" } else { "manifest-sha256.txt" };
        let check = "cd \"$1\" && sha256sum --strict -c \"$2\" tagmanifest-sha256.txt";
        office.succeed("sh", &["-c", check, "sh", &bag, manifest]);
    }
    assert!(
        office.desk().join("by-python3").join(id).join("data").join(CONTENT).join("空のフォルダ").is_dir()
    );
}

#[test]
fn stock_age_opens_the_package_with_the_passphrase_as_told() {
    if require_peer("age").is_none() {
        return;
    }
    let sealed = Office::sealed();
    let office = &sealed.office;
    let open = |passphrase: &str, zip: &str| {
        let words = ["-c", AGE_ON_A_TERMINAL, passphrase, zip, "out/C-0001.zip.age"];
        office.tool("python3", &words).run().code
    };
    assert_ne!(open("ruyozobame-kihinise-ketekire-nahabibo", "wrong.zip"), 0);
    assert_eq!(open(&sealed.passphrase, "package.zip"), 0);
    stock_tools_accept(office, "package.zip", "C-0001");
}

#[test]
fn stock_age_opens_the_package_with_each_registered_key() {
    if require_peer("age").is_none() {
        return;
    }
    let office = Office::new();
    for name in ["達成率 100%.csv", "50%25 off"] {
        fs::write(office.lay_out().join(name), name).unwrap();
    }
    let id = office.approved(&[("--to", "lab")]);
    let package = office.export(&id);
    assert_eq!(office.shown(&id)["opens_with"], "age-keys");
    for key in ["lab.age", "lab-ed25519", "lab-rsa"] {
        let (key, zip) = (office.name(&format!("keys/{key}")), format!("{key}.zip"));
        office.succeed("age", &["-d", "-i", &key, "-o", &zip, package.to_str().unwrap()]);
        let open = ["open", package.to_str().unwrap(), "--into", &format!("by-{zip}"), "--identity", &key];
        fs::create_dir(office.desk().join(open[3])).unwrap();
        office.run(NOBODY, &open).exits(1);
    }
    stock_tools_accept(&office, "lab.age.zip", &id);
    // Nobody else's key, and no passphrase: there is none.
    office.succeed("age-keygen", &["-o", "other.age"]);
    office.fails(NOBODY, &["open", package.to_str().unwrap(), "--identity", "other.age"], 3);
    office.refuses("suzuki", &["passphrase", &id, "--via", "phone"]);
    assert_eq!(office.shown(&id)["attempts"][0]["custody"], serde_json::json!([]));
}

#[test]
fn seven_zip_opens_the_aes_zip_and_then_the_zip_inside() {
    let office = Office::new();
    let id = office.approved(&[("--to", "ward")]);
    let package = office.export(&id);
    assert!(package.ends_with("C-0001.zip"));
    let passphrase = office.passphrase(&id);
    for tool in ["7z", "7zz"] {
        if require_peer(tool).is_none() {
            continue;
        }
        let (outer, inner) = (format!("outer-{tool}"), format!("inner-{tool}"));
        let package = package.to_str().unwrap();
        let wrong = office.tool(tool, &["t", "-pkamote", package]).run();
        assert_ne!(wrong.code, 0);
        office.succeed(tool, &["x", "-y", &format!("-p{passphrase}"), &format!("-o{outer}"), package]);
        let names: Vec<_> =
            fs::read_dir(office.desk().join(&outer)).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(names, ["package.zip"]);
        office.succeed(tool, &["x", "-y", &format!("-o{inner}"), &format!("{outer}/package.zip")]);
        office.succeed("diff", &["-r", CONTENT, &format!("{inner}/{id}/data/{CONTENT}")]);
    }
    stock_tools_accept(&office, "outer-7z/package.zip", &id);
    office.opening("out/C-0001.zip", &passphrase, &[]).run().exits(1);
    office.succeed("diff", &["-r", CONTENT, &format!("in/{id}/data/{CONTENT}")]);
}

#[test]
fn volumes_join_with_cat_and_open_from_the_first() {
    let office = Office::new();
    fs::write(office.lay_out().join("写真.jpg"), noise(400_000)).unwrap();
    let id = office.approved(&[("--to", "lab"), ("--via", "email")]);
    // A mail of 200 kB holds an attachment of some 98 kB.
    office.exporting(&id, &["--max-size", "200kB"]).run().exits(0);
    let shown = office.shown(&id);
    let volumes: Vec<String> = serde_json::from_value(shown["attempts"][0]["volumes"].clone()).unwrap();
    assert!(volumes.len() > 3, "{volumes:?}");
    assert!(shown["package_path"].as_str().unwrap().ends_with(&volumes[0]));
    assert!(!office.desk().join("out/C-0001.zip.age").exists());
    let mut sizes = Vec::new();
    for volume in &volumes {
        sizes.push(fs::metadata(office.desk().join("out").join(volume)).unwrap().len());
        let mailed = office.succeed("base64", &[&format!("out/{volume}")]);
        assert!(mailed.len() < 200_000 - 8_000, "{volume} comes to {}", mailed.len());
    }
    assert_eq!(sizes.iter().sum::<u64>(), shown["package_size_bytes"].as_u64().unwrap());
    fs::create_dir(office.desk().join("in")).unwrap();
    let open =
        |file: &str| office.run(NOBODY, &["open", file, "--into", "in", "--identity", "../keys/lab.age"]);
    assert_eq!(open("out/C-0001.zip.age.001").code, 1);
    fs::remove_dir_all(office.desk().join("in/C-0001")).unwrap();
    office.succeed("sh", &["-c", "cat out/C-0001.zip.age.* > joined.zip.age"]);
    assert_eq!(open("joined.zip.age").code, 1);
    let digest = office.succeed("sha256sum", &["joined.zip.age"]);
    assert_eq!(shown["package_sha256"], digest[..64]);
    office.succeed("age", &["-d", "-i", "../keys/lab.age", "-o", "package.zip", "joined.zip.age"]);
    stock_tools_accept(&office, "package.zip", &id);
    // One of them missing, or one in another's place.
    fs::remove_dir_all(office.desk().join("in/C-0001")).unwrap();
    assert_eq!(open("out/C-0001.zip.age.002").code, 2);
    fs::rename(office.desk().join("out").join(&volumes[1]), office.desk().join("away")).unwrap();
    assert_eq!(open("out/C-0001.zip.age.001").code, 4);
    fs::copy(office.desk().join("out").join(&volumes[2]), office.desk().join("out").join(&volumes[1]))
        .unwrap();
    assert_eq!(open("out/C-0001.zip.age.001").code, 4);
    assert_eq!(fs::read_dir(office.desk().join("in")).unwrap().count(), 0);
}

#[test]
fn what_lies_beside_the_package_names_nothing() {
    let office = Office::sealed().office;
    let mut names: Vec<_> = fs::read_dir(office.desk().join("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["C-0001.zip.age", "はじめに-README.txt"]);
    let readme = fs::read_to_string(office.desk().join("out/はじめに-README.txt")).unwrap();
    for word in ["C-0001", "tanaka", "city", "山田", "市役所", "資料", "納品", crate::office::ORIGIN]
    {
        assert!(!readme.contains(word), "{word}");
    }
    // The age file has its own header and then nothing that could be read.
    let sealed = fs::read(office.desk().join("out/C-0001.zip.age")).unwrap();
    for word in ["tanaka", "資料", "納品", "PK\u{3}\u{4}", "manifest"] {
        assert!(!sealed.windows(word.len()).any(|window| window == word.as_bytes()), "{word}");
    }
}
