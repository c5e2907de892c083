//! What stock tools make of a package: `age`, `unzip`, `7z`, `bsdtar`, Python, `bagit.py`,
//! `sha256sum`.

use std::fs;
use std::path::Path;

use sekisho::base::secret::SecretText;
use sekisho::package::compress::Compression;
use sekisho::package::seal::{INNER_NAME, Seal};

use super::desk::{Desk, noise, tree};
use crate::support::require_peer;

/// Every archive tool tests and unpacks `zip` (relative to the desk); the trees are `expected`.
pub fn every_tool_unpacks(desk: &Desk, zip: &str, expected: &[String]) {
    let python = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2])";
    let tools: [(&str, &[&str], &[&str]); 5] = [
        ("unzip", &["-tq", zip], &["-q", zip, "-d", "out"]),
        ("7z", &["t", zip], &["x", "-y", "-oout", zip]),
        ("7zz", &["t", zip], &["x", "-y", "-oout", zip]),
        ("bsdtar", &["-tf", zip], &["-xf", zip, "-C", "out"]),
        ("python3", &["-c", "pass"], &["-c", python, zip, "out"]),
    ];
    for (tool, test, unpack) in tools {
        if require_peer(tool).is_none() {
            continue;
        }
        desk.succeed(tool, test);
        fs::create_dir(desk.path("out")).unwrap();
        desk.succeed(tool, unpack);
        assert_eq!(tree(&desk.path("out")), expected, "{tool}");
        fs::remove_dir_all(desk.path("out")).unwrap();
    }
    // Front to back, without the central directory, as from a pipe.
    if require_peer("bsdtar").is_some() {
        let listed = desk.succeed("sh", &["-c", &format!("cat {zip} | bsdtar -tf -")]);
        assert_eq!(listed.lines().count(), files_and_explicit_folders(expected), "{listed}");
    }
}

/// Folders have an entry of their own only when empty.
fn files_and_explicit_folders(tree: &[String]) -> usize {
    let empty = |path: &String| tree.iter().filter(|other| other.starts_with(path.as_str())).count() == 1;
    tree.iter().filter(|path| !path.ends_with('/') || empty(path)).count()
}

fn sample() -> Desk {
    let desk = Desk::new();
    desk.write("計画 2026/図面（改訂）　第2版.dwg", noise(700_000));
    desk.write("計画 2026/議事録.txt", "打合せの記録。\n".repeat(50_000));
    desk.write("計画 2026/empty", b"");
    desk.write("計画 2026/one byte", b"1");
    desk.write("計画 2026/exactly one block", vec![0; 256 * 1024]);
    fs::create_dir_all(desk.path("from/計画 2026/空のフォルダ/中")).unwrap();
    desk
}

fn sample_tree() -> Vec<String> {
    let mut paths: Vec<String> = [
        "C-0042/",
        "C-0042/bag-info.txt",
        "C-0042/bagit.txt",
        "C-0042/data/",
        "C-0042/data/計画 2026/",
        "C-0042/data/計画 2026/empty",
        "C-0042/data/計画 2026/exactly one block",
        "C-0042/data/計画 2026/one byte",
        "C-0042/data/計画 2026/図面（改訂）　第2版.dwg",
        "C-0042/data/計画 2026/空のフォルダ/",
        "C-0042/data/計画 2026/空のフォルダ/中/",
        "C-0042/data/計画 2026/議事録.txt",
        "C-0042/manifest-sha256.txt",
        "C-0042/sekisho/",
        "C-0042/sekisho/request.json",
        "C-0042/tagmanifest-sha256.txt",
    ]
    .map(str::to_owned)
    .to_vec();
    paths.sort();
    paths
}

#[test]
fn stock_tools_open_a_package_at_every_level() {
    let mut desk = sample();
    for compression in
        [Compression::Auto, Compression::Level(0), Compression::Level(1), Compression::Level(9)]
    {
        desk.compression = compression;
        desk.pack_and_unseal("計画 2026");
        every_tool_unpacks(&desk, "C-0042.zip", &sample_tree());
        fs::remove_file(desk.path("C-0042.zip")).unwrap();
    }
}

#[test]
fn the_unpacked_bag_is_valid_and_its_content_is_what_was_packed() {
    let desk = sample();
    desk.pack_and_unseal("計画 2026");
    desk.succeed("unzip", &["-q", "C-0042.zip"]);
    if require_peer("bagit.py").is_some() {
        desk.succeed("bagit.py", &["--validate", "C-0042"]);
    }
    desk.succeed("sh", &["-c", "cd C-0042 && sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt"]);
    desk.succeed("diff", &["-r", "from/計画 2026", "C-0042/data/計画 2026"]);
    let info = fs::read_to_string(desk.path("C-0042/bag-info.txt")).unwrap();
    let size = 700_000 + 22 * 50_000 + 1 + 256 * 1024;
    let expected = format!("External-Identifier: C-0042\nBagging-Date: 2026-11-20\nPayload-Oxum: {size}.5\n");
    assert_eq!(info, expected);
}

#[test]
fn a_percent_in_a_name_passes_sha256sum_through_its_own_file() {
    let desk = Desk::new();
    desk.write("x/100%.txt", b"a");
    desk.write("x/50%25 off", b"b");
    desk.pack_and_unseal("x");
    desk.succeed("unzip", &["-q", "C-0042.zip"]);
    desk.succeed("sh", &["-c", "cd C-0042 && sha256sum -c sha256sums.txt tagmanifest-sha256.txt"]);
    let manifest = fs::read_to_string(desk.path("C-0042/manifest-sha256.txt")).unwrap();
    assert!(manifest.contains("  data/x/100%25.txt\n") && manifest.contains("  data/x/50%2525 off\n"));
}

#[test]
fn a_bag_with_nothing_but_an_empty_folder_is_valid() {
    let desk = Desk::new();
    fs::create_dir(desk.path("from/空")).unwrap();
    desk.pack_and_unseal("空");
    desk.succeed("unzip", &["-q", "C-0042.zip"]);
    assert!(desk.path("C-0042/data/空").is_dir());
    if require_peer("bagit.py").is_some() {
        desk.succeed("bagit.py", &["--validate", "C-0042"]);
    }
}

#[test]
fn file_times_travel_and_modes_do_not() {
    let desk = Desk::new();
    let path = desk.write("x/old", b"old");
    desk.succeed("touch", &["-d", "2019-04-30T23:59:59Z", "from/x/old"]);
    desk.succeed("chmod", &["0701", "from/x/old"]);
    desk.pack_and_unseal("x");
    desk.succeed("unzip", &["-q", "C-0042.zip"]);
    let unpacked = fs::metadata(desk.path("C-0042/data/x/old")).unwrap();
    assert_eq!(unpacked.modified().unwrap(), fs::metadata(path).unwrap().modified().unwrap());
    let mode = std::os::unix::fs::PermissionsExt::mode(&unpacked.permissions()) & 0o777;
    assert_eq!(mode, 0o644);
    // What knows DOS time only sees the sender's local time.
    let python =
        "import zipfile; print(zipfile.ZipFile('C-0042.zip').getinfo('C-0042/data/x/old').date_time)";
    assert_eq!(desk.succeed("python3", &["-c", python]).trim(), "(2019, 5, 1, 8, 59, 58)");
}

#[test]
fn sixty_six_thousand_small_files_travel() {
    let desk = Desk::new();
    for folder in 0..660 {
        for file in 0..100 {
            desk.write(&format!("x/{folder}/{file}"), format!("{folder}/{file}"));
        }
    }
    desk.pack_and_unseal("x");
    for (tool, arguments) in [
        ("unzip", &["-tqq", "C-0042.zip"][..]),
        ("7z", &["t", "-bso0", "C-0042.zip"]),
        (
            "python3",
            &[
                "-c",
                "import zipfile; z = zipfile.ZipFile('C-0042.zip'); assert len(z.namelist()) == 66005, len(z.namelist()); assert z.testzip() is None",
            ],
        ),
    ] {
        if require_peer(tool).is_some() {
            desk.succeed(tool, arguments);
        }
    }
    let listed = desk.succeed("bsdtar", &["-tf", "C-0042.zip"]);
    assert_eq!(listed.lines().count(), 66_005);
}

#[test]
fn stock_age_opens_a_package_with_its_passphrase() {
    let mut desk = sample();
    let passphrase = "kamote-sabura-mikado";
    desk.seal = Seal::Passphrase(SecretText::new(passphrase.to_owned()));
    let (_, sealed) = desk.pack("計画 2026");
    assert_eq!(desk.seal.file_name("C-0042"), "C-0042.zip.age");
    assert!(sealed.starts_with(b"age-encryption.org/v1\n-> scrypt "));
    let header = String::from_utf8_lossy(&sealed[..200]).into_owned();
    assert!(header.lines().nth(1).unwrap().ends_with(" 18"), "{header}");
    fs::write(desk.path("C-0042.zip.age"), sealed).unwrap();
    // age asks for the passphrase on a terminal, so it is given one.
    let python = "
import os, pty, sys
pid, fd = pty.fork()
if pid == 0:
    os.execvp('age', ['age', '-d', '-o', 'C-0042.zip', 'C-0042.zip.age'])
seen = b''
while b'passphrase' not in seen:
    seen += os.read(fd, 1024)
os.write(fd, sys.argv[1].encode() + b'\\n')
try:
    while os.read(fd, 1024): pass
except OSError: pass
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
";
    desk.succeed("python3", &["-c", python, passphrase]);
    desk.succeed("unzip", &["-tq", "C-0042.zip"]);
}

#[test]
fn stock_age_opens_a_package_sealed_to_ssh_keys() {
    let mut desk = sample();
    let mut keys = Vec::new();
    for (kind, bits) in [("ed25519", "256"), ("rsa", "3072")] {
        desk.succeed("ssh-keygen", &["-q", "-t", kind, "-b", bits, "-N", "", "-f", kind]);
        keys.push(fs::read_to_string(desk.path(&format!("{kind}.pub"))).unwrap());
    }
    desk.seal = Seal::Keys(keys);
    let (_, sealed) = desk.pack("計画 2026");
    fs::write(desk.path("C-0042.zip.age"), sealed).unwrap();
    for kind in ["ed25519", "rsa"] {
        desk.succeed("age", &["-d", "-i", kind, "-o", &format!("{kind}.zip"), "C-0042.zip.age"]);
        desk.succeed("unzip", &["-tq", &format!("{kind}.zip")]);
    }
}

#[test]
fn seven_zip_opens_the_aes_zip_whose_one_name_says_nothing() {
    let mut desk = sample();
    desk.seal = Seal::ZipAes(SecretText::new("kamote-sabura".to_owned()));
    let (_, sealed) = desk.pack("計画 2026");
    assert_eq!(desk.seal.file_name("C-0042"), "C-0042.zip");
    fs::write(desk.path("C-0042.zip"), &sealed).unwrap();
    let listed = desk.succeed("7z", &["l", "-slt", "C-0042.zip"]);
    let paths: Vec<_> = listed.lines().filter_map(|line| line.strip_prefix("Path = ")).collect();
    assert_eq!(paths, ["C-0042.zip", INNER_NAME]);
    assert!(listed.contains("Method = AES-256 Store"), "{listed}");
    assert!(!desk.run("7z", &["t", "-pwrong", "C-0042.zip"]).status.success());
    for tool in ["7z", "7zz", "bsdtar"] {
        if require_peer(tool).is_none() {
            continue;
        }
        match tool {
            "bsdtar" => desk.succeed(tool, &["--passphrase", "kamote-sabura", "-xf", "C-0042.zip"]),
            _ => desk.succeed(tool, &["x", "-y", "-pkamote-sabura", "C-0042.zip"]),
        };
        every_tool_unpacks(&desk, INNER_NAME, &sample_tree());
        fs::remove_file(desk.path(INNER_NAME)).unwrap();
    }
    assert!(!contains(&sealed, "計画".as_bytes()) && !contains(&sealed, b"bagit"));
}

#[test]
fn nothing_of_a_name_shows_outside_the_seal() {
    let desk = Desk::new();
    desk.write("unmistakable/canary-name", b"canary-content");
    let (_, sealed) = desk.pack("unmistakable");
    for canary in [&b"canary"[..], b"unmistakable", b"C-0042", b"bagit"] {
        assert!(!contains(&sealed, canary));
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn volumes_joined_are_the_package() {
    use sekisho::package::volume::{Finished, Volumes, volume_name};
    let desk = sample();
    let (list, roots) = (desk.list("計画 2026"), desk.roots("計画 2026"));
    let mut volumes = Volumes::new(100_000, |number, _: Option<Finished<fs::File>>| {
        fs::File::create_new(desk.path(&volume_name("C-0042.zip.age", number)))
    });
    let never = std::sync::atomic::AtomicBool::new(false);
    let packed = desk.pack_into(&list, &roots, &mut volumes, &mut |_| {}, &never).unwrap();
    let (count, _) = volumes.finish().unwrap();
    assert!(count > 5);
    let size = |number| fs::metadata(desk.path(&volume_name("C-0042.zip.age", number))).unwrap().len();
    assert!((1..count).all(|number| size(number) == 65_536));
    desk.succeed("sh", &["-c", "cat C-0042.zip.age.* > joined"]);
    assert!(desk.succeed("sha256sum", &["joined"]).starts_with(&packed.sha256.to_string()));
    assert!(Path::new(&desk.path("joined")).exists());
}
