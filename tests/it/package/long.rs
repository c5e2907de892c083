//! Sizes beyond 4 GiB. Slow and large, so only with `SEKISHO_LONG=1` (about 12 GB below the
//! temporary folder, a few minutes).

use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;

use sekisho::base::secret::SecretText;
use sekisho::package::compress::Compression;
use sekisho::package::seal::Seal;

use super::desk::Desk;
use crate::support::require_peer;

const SIZE: u64 = 5 << 30;

#[test]
fn files_beyond_4_gib_are_read_by_stock_tools() {
    if std::env::var_os("SEKISHO_LONG").is_none() {
        eprintln!("\n*** NOT TESTED: files beyond 4 GiB (set SEKISHO_LONG=1) ***");
        return;
    }
    let mut desk = Desk::new();
    desk.write("x/a small one before", b"before");
    File::create(desk.path("from/x/large")).unwrap().set_len(SIZE).unwrap();
    desk.write("x/the last one", b"after");
    let (list, roots) = (desk.list("x"), desk.roots("x"));
    // Once with the entry itself beyond 4 GiB, and the next header with it; once with only its
    // content beyond.
    for compression in [Compression::Level(0), Compression::Auto] {
        desk.compression = compression;
        let zip = File::create(desk.path("C-0042.zip")).unwrap();
        let mut age = Command::new("age")
            .args(["-d", "-i"])
            .arg(desk.path("key.txt"))
            .stdin(Stdio::piped())
            .stdout(zip)
            .spawn()
            .unwrap();
        let mut sink = age.stdin.take().unwrap();
        desk.pack_into(&list, &roots, &mut sink, &mut |_| {}, &AtomicBool::new(false)).unwrap();
        drop(sink);
        assert!(age.wait().unwrap().success());
        let size = fs::metadata(desk.path("C-0042.zip")).unwrap().len();
        assert_eq!(size > SIZE, compression == Compression::Level(0), "{size}");
        let python = "import zipfile; z = zipfile.ZipFile('C-0042.zip'); assert z.testzip() is None; \
                      assert z.getinfo('C-0042/data/x/large').file_size == 5 << 30; \
                      assert z.read('C-0042/data/x/the last one') == b'after'";
        for (tool, arguments) in [
            ("unzip", &["-tq", "C-0042.zip"][..]),
            ("7z", &["t", "C-0042.zip"]),
            ("7zz", &["t", "C-0042.zip"]),
            ("python3", &["-c", python]),
            ("bsdtar", &["-xOf", "C-0042.zip", "C-0042/data/x/the last one"]),
            ("sh", &["-c", "cat C-0042.zip | bsdtar -xOf - 'C-0042/data/x/the last one'"]),
        ] {
            if require_peer(tool).is_some() {
                println!("{compression:?} {tool}: {}", desk.succeed(tool, arguments).trim());
            }
        }
        desk.succeed(
            "sh",
            &["-c", "test \"$(unzip -p C-0042.zip 'C-0042/data/x/large' | wc -c)\" = 5368709120"],
        );
    }
}

#[test]
fn an_aes_zip_beyond_4_gib_opens_with_seven_zip() {
    if std::env::var_os("SEKISHO_LONG").is_none() {
        eprintln!("\n*** NOT TESTED: AES ZIPs beyond 4 GiB (set SEKISHO_LONG=1) ***");
        return;
    }
    let mut desk = Desk::new();
    desk.seal = Seal::ZipAes(SecretText::new("kamote".to_owned()));
    desk.compression = Compression::Level(0);
    File::create(desk.write("x/large", b"")).unwrap().set_len(SIZE).unwrap();
    let mut sink = File::create(desk.path("C-0042.zip")).unwrap();
    let never = AtomicBool::new(false);
    desk.pack_into(&desk.list("x"), &desk.roots("x"), &mut sink, &mut |_| {}, &never).unwrap();
    println!("{}", desk.succeed("7z", &["t", "-pkamote", "C-0042.zip"]).trim());
}
