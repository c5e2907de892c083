//! The folders that speed is measured on, the same bytes every time.
//!
//!     cargo run --release --example workload -- A|B|C FOLDER [PERCENT]
//!
//! - A: one incompressible file of 1 GiB.
//! - B: 3,000 files of deliverables, 2.5 GiB, 1 KiB to 200 MiB each: tables, XML, logs, source, drawings that shrink to
//!   about half, and pictures and scans that do not shrink.
//! - C: 50,000 files of text, 1 to 16 KiB each.
//!
//! PERCENT makes fewer bytes (A) or fewer files of the same kinds (B, C), to try things.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::panic,
    reason = "a measurement: it ends where something is wrong, and its sizes are small"
)]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use chacha20::ChaCha8;
use chacha20::cipher::{KeyIvInit as _, StreamCipher as _};

const KIB: u64 = 1024;
const MIB: u64 = 1024 * KIB;

fn main() {
    let mut words = std::env::args().skip(1);
    let (which, folder) = words.next().zip(words.next()).expect("A, B or C, and a folder");
    let percent: u64 = words.next().map_or(100, |word| word.parse().expect("a number"));
    let folder = Path::new(&folder);
    fs::create_dir_all(folder).unwrap();
    let (files, bytes) = match which.as_str() {
        "A" => write(folder, "measured.bin", Kind::Picture, 1024 * MIB * percent / 100, 1),
        "B" => deliverables(folder, percent),
        "C" => notes(folder, percent),
        other => panic!("no workload is called {other}"),
    };
    println!("{files} files, {bytes} bytes");
}

/// What a file is like.
#[derive(Clone, Copy)]
enum Kind {
    Table,
    Xml,
    Log,
    Source,
    Drawing,
    Picture,
}

impl Kind {
    const fn ending(self) -> &'static str {
        match self {
            Self::Table => "csv",
            Self::Xml => "xml",
            Self::Log => "log",
            Self::Source => "rs",
            Self::Drawing => "sfc",
            Self::Picture => "jpg",
        }
    }
}

/// Numbers from a seed: the keystream of `ChaCha8`.
struct Numbers(ChaCha8);

impl Numbers {
    fn new(seed: u64) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        Self(ChaCha8::new(&key.into(), &[0; 12].into()))
    }

    fn next(&mut self) -> u64 {
        let mut bytes = [0; 8];
        self.0.apply_keystream(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }
}

/// 2,990 files spread evenly over the orders of magnitude from 1 KiB to 5 MiB, and ten large ones.
fn deliverables(folder: &Path, percent: u64) -> (u64, u64) {
    let kinds = [
        (Kind::Table, 16),
        (Kind::Xml, 12),
        (Kind::Log, 11),
        (Kind::Source, 10),
        (Kind::Drawing, 16),
        (Kind::Picture, 35),
    ];
    let large = [
        (Kind::Picture, 200 * MIB),
        (Kind::Picture, 150 * MIB),
        (Kind::Picture, 120 * MIB),
        (Kind::Drawing, 100 * MIB),
        (Kind::Table, 90 * MIB),
        (Kind::Log, 80 * MIB),
        (Kind::Picture, 64 * MIB),
        (Kind::Xml, 48 * MIB),
        (Kind::Drawing, 40 * MIB),
        (Kind::Picture, 32 * MIB),
    ];
    let mut numbers = Numbers::new(2);
    let (mut files, mut bytes) = (0, 0);
    for index in 0..2_990 * percent / 100 {
        let mut turn = numbers.below(100);
        let kind = kinds.iter().find_map(|(kind, share)| {
            let taken = turn < *share;
            turn = turn.saturating_sub(*share);
            taken.then_some(*kind)
        });
        let kind = kind.unwrap();
        // 2^10 to 2^22.3.
        let exponent = 10.0 + 12.13 * (numbers.below(1_000_000) as f64 / 1e6);
        let size = exponent.exp2() as u64;
        let name = format!("{:02}/{:03}/{index:04}.{}", index % 7, index % 97, kind.ending());
        let (more, written) = write(folder, &name, kind, size, 1_000 + index);
        files += more;
        bytes += written;
    }
    for (index, (kind, size)) in (0_u64..).zip(large).filter(|_| percent == 100) {
        let name = format!("large/{index}.{}", kind.ending());
        let (more, written) = write(folder, &name, kind, size, 900_000 + index);
        files += more;
        bytes += written;
    }
    (files, bytes)
}

fn notes(folder: &Path, percent: u64) -> (u64, u64) {
    let mut numbers = Numbers::new(3);
    let (mut files, mut bytes) = (0, 0);
    for index in 0..50_000 * percent / 100 {
        let kind = [Kind::Table, Kind::Xml, Kind::Log, Kind::Source][numbers.below(4) as usize];
        let size = KIB + numbers.below(15 * KIB);
        let name = format!("{:03}/{index:05}.{}", index % 250, kind.ending());
        let (more, written) = write(folder, &name, kind, size, 2_000_000 + index);
        files += more;
        bytes += written;
    }
    (files, bytes)
}

fn write(folder: &Path, name: &str, kind: Kind, size: u64, seed: u64) -> (u64, u64) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path).unwrap());
    let mut numbers = Numbers::new(seed);
    let (mut left, mut line) = (size, 0_u64);
    let mut block = Vec::new();
    while left > 0 {
        block.clear();
        match kind {
            Kind::Picture => random(&mut numbers, &mut block, 64 * KIB),
            // Coordinates as binary numbers between records that repeat.
            Kind::Drawing => {
                for _ in 0..16 {
                    block.extend_from_slice(b"LINE \0layer=\0\0\x01color=\0\0\0\x07type=\0\0\x02 at=");
                    random(&mut numbers, &mut block, 32);
                }
            }
            text => block.extend_from_slice(row(text, &mut numbers, line).as_bytes()),
        }
        line += 1;
        let taken = block.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        file.write_all(&block[..taken]).unwrap();
        left -= taken as u64;
    }
    file.flush().unwrap();
    (1, size)
}

fn random(numbers: &mut Numbers, block: &mut Vec<u8>, bytes: u64) {
    let start = block.len();
    block.resize(start + bytes as usize, 0);
    numbers.0.apply_keystream(&mut block[start..]);
}

const NAMES: [&str; 12] = [
    "橋りょう",
    "護岸",
    "管路",
    "舗装",
    "信号",
    "照明",
    "bridge",
    "culvert",
    "pavement",
    "signal",
    "pump station",
    "retaining wall",
];

fn row(kind: Kind, numbers: &mut Numbers, line: u64) -> String {
    let name = NAMES[numbers.below(12) as usize];
    let other = NAMES[numbers.below(12) as usize];
    let (x, y, z) = (numbers.below(10_000_000), numbers.below(10_000_000), numbers.below(9_000));
    let mut text = String::with_capacity(160);
    match kind {
        Kind::Table => writeln!(
            text,
            "{line},{name},{}.{:03},{}.{:03},{z},{},2026-{:02}-{:02}",
            x / 1000,
            x % 1000,
            y / 1000,
            y % 1000,
            numbers.below(5),
            1 + z % 12,
            1 + x % 28
        ),
        Kind::Xml => writeln!(
            text,
            "  <member id=\"m{line}\" kind=\"{name}\"><from x=\"{x}\" y=\"{y}\"/><load unit=\"kN\">{z}</load>\
             <note>{other}</note></member>"
        ),
        Kind::Log => writeln!(
            text,
            "2026-11-{:02}T{:02}:{:02}:{:02}.{:03}Z INFO  survey::{other}: station {x} read {y} in {z} us",
            1 + line / 86_400 % 28,
            line / 3_600 % 24,
            line / 60 % 60,
            line % 60,
            z % 1000
        ),
        _ => writeln!(
            text,
            "    let {}_{x} = measure(&{}, {y}, Tolerance::Millimetres({z}))?; // {other}",
            ["span", "load", "depth", "width"][(x % 4) as usize],
            ["deck", "pier", "beam", "slab"][(y % 4) as usize]
        ),
    }
    .expect("a string takes everything");
    text
}
