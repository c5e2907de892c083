//! Erasing on the filesystems that sticks have: FAT and btrfs as the kernel writes them, exFAT through FUSE.

use std::fs;

use sekisho::media::{Destination, Rewriting, WriteLevel};

use super::super::mounted::Mounted;
use super::super::uml::Stick;
use super::interrupted::{BYTES, CUT_AT, FOLDER};
use super::{NAME, erase, expected, noise};
use crate::faults::sweep::every;

const FAT32: &[&str] = &["mkfs.vfat", "-F", "32", "-s", "8"];

/// Boots a machine in which the child erases the file on the stick, once `before` is done.
fn erased_on(stick: &Stick, before: &str, cut_at: &str) -> Option<String> {
    let program = std::env::current_exe().unwrap();
    let program = program.display();
    stick.boot(&format!(
        "{before}; {FOLDER}=/mnt/stick {cut_at} '{program}' \
         --exact media::erase::interrupted::as_a_child_erases_one_file --nocapture; ls -A /mnt/stick"
    ))
}

/// A stick with the file on it.
fn with_content(
    megabytes: u64,
    command: &[&str],
    kind: &'static str,
    options: &'static str,
) -> Option<Stick> {
    let stick = Stick::formatted(megabytes, command, kind, options)?;
    fs::write(stick.beside("content"), noise(BYTES)).unwrap();
    Some(stick)
}

fn copied(stick: &Stick) -> String {
    format!("cp '{}' {NAME}; sync", stick.beside("content").display())
}

fn outcome(told: &str) -> &str {
    let told = told.lines().find_map(|line| line.split_once("outcome: "));
    told.map_or("", |(_, outcome)| outcome.trim_end())
}

#[test]
fn on_fat_nothing_of_the_content_is_left() {
    let Some(stick) = with_content(64, FAT32, "vfat", "") else { return };
    let Some(told) = erased_on(&stick, &copied(&stick), "") else { return };
    // 1,000,001 bytes are 245 clusters of 4096.
    assert_eq!(outcome(&told), "erased 1003520 bytes InPlace at V2", "{told}");
    assert!(!told.contains(NAME), "{told}");
    assert_eq!(stick.sectors_of(&noise(BYTES)), 0);
}

#[test]
fn on_fat_a_naive_removal_leaves_the_content() {
    let Some(stick) = with_content(64, FAT32, "vfat", "") else { return };
    let truncated: Vec<u8> = noise(BYTES).into_iter().rev().collect();
    fs::write(stick.beside("truncated"), &truncated).unwrap();
    let Some(told) = stick.boot(&format!(
        "{}; cp '{}' truncated; sync; rm {NAME}; : >truncated; sync; \
         head -c {BYTES} /dev/zero >truncated; sync; rm truncated; ls -A",
        copied(&stick),
        stick.beside("truncated").display()
    )) else {
        return;
    };
    assert!(told.contains("unmounted") && !told.contains(NAME), "{told}");
    for (content, how) in [(noise(BYTES), "removed"), (truncated, "cut off, written again and removed")] {
        assert_eq!(stick.sectors_of(&content), 1_953, "{how}: otherwise the test above shows nothing");
    }
}

#[test]
fn on_fat_a_power_cut_leaves_a_file_that_is_erased_the_next_time() {
    let points = [262_144, 524_288, 786_432, 1_000_001, 1_003_520];
    let k = every(points.len());
    for cut_at in points.into_iter().skip(k / 2).step_by(k) {
        let Some(stick) = with_content(64, FAT32, "vfat", "") else { return };
        let Some(told) = erased_on(&stick, &copied(&stick), &format!("{CUT_AT}={cut_at}")) else { return };
        assert!(told.contains("before: Whole") && !told.contains("unmounted"), "{cut_at}: {told}");
        let Some(told) = erased_on(&stick, ":", "") else { return };
        if cut_at == 1_003_520 {
            assert!(told.contains("before: Begun { overwritten_bytes: 1003520 }"), "synced by then: {told}");
        }
        assert_eq!(outcome(&told), "erased 1003520 bytes InPlace at V2", "{cut_at}: {told}");
        assert_eq!(stick.sectors_of(&noise(BYTES)), 0, "{cut_at}");
        println!("points: power cut on FAT at {cut_at}");
    }
}

#[test]
fn on_btrfs_the_content_stays_and_is_not_said_to_be_cleared() {
    let Some(stick) = with_content(128, &["mkfs.btrfs", "-q"], "btrfs", "") else { return };
    let Some(told) = erased_on(&stick, &copied(&stick), "") else { return };
    assert!(outcome(&told).starts_with("erased 1003520 bytes Elsewhere at V"), "{told}");
    assert!(stick.sectors_of(&noise(BYTES)) > 1_900, "otherwise it could be said");
}

#[test]
fn where_the_journal_keeps_the_data_it_is_not_said_to_be_cleared() {
    let ext4 = &["mkfs.ext4", "-q", "-b", "4096", "-E", "root_owner=0:0"];
    let Some(stick) = with_content(32, ext4, "ext4", ",data=journal") else { return };
    let Some(told) = erased_on(&stick, &copied(&stick), "") else { return };
    assert_eq!(outcome(&told), "erased 1003520 bytes Unknown at V1", "{told}");
    assert!(stick.sectors_of(&noise(BYTES)) > 0, "the journal still has some of it");
}

#[test]
fn on_exfat_nothing_of_the_content_is_left() {
    let Some(stick) = Mounted::exfat(32) else { return };
    let content = noise(BYTES);
    fs::write(stick.point().join(NAME), &content).unwrap();
    let largest = Destination::open(stick.point()).unwrap().largest_file_bytes().unwrap();
    assert_eq!(largest, None);
    let erased = erase(stick.point(), &expected(&content)).unwrap();
    // The daemon does write in place; nobody here can know.
    assert_eq!((erased.rewriting(), erased.level()), (Rewriting::Unknown, WriteLevel::V1));
    assert!(fs::read_dir(stick.point()).unwrap().next().is_none(), "nor a name the daemon hides it under");
    stick.unmount();
    assert_eq!(stick.sectors_of(&content), 0);
    stick.mount();
}

#[test]
fn on_exfat_a_naive_removal_leaves_the_content() {
    let Some(stick) = Mounted::exfat(32) else { return };
    let path = stick.point().join(NAME);
    let content = noise(BYTES);
    fs::write(&path, &content).unwrap();
    stick.unmount();
    stick.mount();
    fs::write(&path, b"").unwrap();
    fs::remove_file(&path).unwrap();
    stick.unmount();
    assert_eq!(stick.sectors_of(&content), 1_953, "otherwise the test above shows nothing");
    stick.mount();
}
