//! On the road: taken along, passed on, not delivered, later than planned, handed over, copied, recalled.

mod again;
mod carrying;
mod handing;
mod later;
mod sticks;
mod waiting;
mod whole;

use std::sync::OnceLock;

use crate::office::{Copied, Office};

/// An office whose `C-0001` went to `city` by hand and is sealed; `kanri` and `sato` have telephone
/// numbers, `tanaka` carries.
pub fn by_hand() -> Office {
    static BY_HAND: OnceLock<Copied> = OnceLock::new();
    BY_HAND
        .get_or_init(|| {
            let office = Office::new();
            for (person, phone) in [("kanri", "03-1111-0001"), ("sato", "03-1111-0002")] {
                office.ok("kanri", &["person", "set", person, "--phone", phone]);
            }
            let id = office.approved(&[("--via", "hand"), ("--place", "市役所 3階"), ("--purpose", PURPOSE)]);
            office.export(&id);
            Copied::of(&office)
        })
        .office()
}

/// What it is for, which is nobody's business on the road.
pub const PURPOSE: &str = "住民台帳更新の検査";

/// The id of the only carry-out.
pub const ID: &str = "C-0001";

/// Writes a file that shows something, and returns its name.
pub fn evidence(office: &Office, name: &str) -> String {
    std::fs::write(office.desk().join(name), format!("scan of {name}")).unwrap();
    name.to_owned()
}

/// Has the recipient open the package, and the opened code put on record.
pub fn opened(office: &Office, id: &str) {
    let passphrase = office.passphrase(id);
    let opened = office.opening(&format!("out/{id}.zip.age"), &passphrase, &["--json"]).run().json();
    let code = opened["opened_code"].as_str().unwrap().to_owned();
    office.ok("tanaka", &["receipt", id, "--opened", &code]);
}
