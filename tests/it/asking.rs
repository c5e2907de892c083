//! Asking verbs: what they let through, in which shape, and what needs attention.

mod contract;
mod lists;
mod said;

use std::sync::OnceLock;

use crate::office::{Copied, Office, day};

/// A purpose that a spreadsheet would run, a page would render and a terminal would obey.
pub const HOSTILE: &str = "=HYPERLINK(\"http://example.test\",\"<script>alert(1)</script>\")\u{1b}[2J";

/// A year of an office in four requests:
/// `C-0001` tanaka to lab by mail, level 2, contract K-1, sealed, due in 30 days;
/// `C-0002` mori to city by hand, level 1, waiting, its purpose hostile;
/// `C-0003` tanaka to self on USB-01, level 3, approved;
/// `C-0004` tanaka to lab by courier, level 4, asked three days later, rejected.
pub fn busy() -> Office {
    static BUSY: OnceLock<Copied> = OnceLock::new();
    BUSY.get_or_init(|| {
        let office = Office::new();
        let first = office.approved(&[("--to", "lab"), ("--contract", "K-1"), ("--place", "研究所 2階")]);
        office.export(&first);
        std::fs::write(office.desk().join("資料/追加.txt"), "第2回").unwrap();
        office.ok("mori", &office.asking(&[("--via", "hand"), ("--level", "1"), ("--purpose", HOSTILE)]));
        office.ok("kanri", &["medium", "add", "USB-01", "--serial", "0123456789", "--place", "棚"]);
        office.approved(&[("--to", "self"), ("--via", "usb"), ("--medium", "USB-01"), ("--level", "3")]);
        let due = day(40);
        let last = office.asking(&[("--to", "lab"), ("--via", "courier"), ("--level", "4"), ("--due", &due)]);
        office.call("tanaka", &last).days_off(3).run().exits(0);
        office.call("ito", &["reject", "C-0004", "--reason", "不要"]).days_off(3).run().exits(0);
        Copied::of(&office)
    })
    .office()
}
