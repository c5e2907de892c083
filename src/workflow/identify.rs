//! Whether the medium at hand is the one that is meant: asked at export, return, disposal and stock-take, and
//! answered one way.
//!
//! A medium is known by its registered serial number; where the system tells none (or none is registered), by what
//! its filesystem called itself when the package was written, or when the medium was registered. A capacity that is
//! not the registered one tells it apart in any case: cheap sticks share serial numbers, and a filesystem can be
//! copied to another stick.
//!
//! What it does not protect against: a stick that names another's serial number; one with the same capacity that
//! carries a copy of the filesystem and tells no serial number.

use crate::domain::body::export;
use crate::domain::names::{MediumId, MediumKind};
use crate::domain::registry::{Medium, Registry};
use crate::media::MediumFacts;

/// By what a medium was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// The system's serial number is the registered one.
    Serial,
    /// The filesystem is the one recorded before.
    Filesystem,
    /// Nothing speaks against it, and nothing for it: neither can be compared.
    Nothing,
}

/// What tells that it is another medium.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// It is this machine's own disk: nothing is mounted there.
    #[error("this machine's own disk")]
    OwnDisk,
    /// Another serial number.
    #[error("serial number {found}, registered {registered}")]
    Serial {
        /// As registered.
        registered: String,
        /// As the system tells it.
        found: String,
    },
    /// Another filesystem, where no serial number can be compared.
    #[error("filesystem {found}, recorded {recorded}")]
    Filesystem {
        /// As recorded.
        recorded: String,
        /// As the system tells it.
        found: String,
    },
    /// Another capacity.
    #[error("capacity {found_bytes}, registered {registered_bytes}")]
    Capacity {
        /// As registered, in bytes.
        registered_bytes: u64,
        /// As the system tells it, in bytes.
        found_bytes: u64,
    },
    /// It is registered as another one.
    #[error("registered as {medium}")]
    Another {
        /// Its id.
        medium: MediumId,
    },
    /// The system tells of the device at hand, and nothing of it by which the medium could be known again.
    #[error("nothing told that could be compared")]
    Untold {
        /// The registered serial number, else the filesystem.
        registered: String,
    },
}

/// Whether the system's `facts` are those of the `registered` medium; `recorded` is what the export wrote down of it,
/// once there was one.
///
/// # Errors
/// [`Mismatch`] when something tells that it is another.
pub fn identify(
    registered: &Medium,
    recorded: Option<&export::Destination>,
    facts: &MediumFacts,
) -> Result<Known, Mismatch> {
    let record = &registered.record;
    let has_own_system = matches!(record.kind, MediumKind::Pc | MediumKind::Phone);
    if is_no_medium(facts) && !has_own_system {
        return Err(Mismatch::OwnDisk);
    }
    let serials = record.serial.as_ref().zip(facts.serial.as_ref());
    if let Some((registered, found)) = serials.filter(|(registered, found)| registered != found) {
        return Err(Mismatch::Serial { registered: registered.clone(), found: found.clone() });
    }
    let capacities = record.capacity_bytes.zip(facts.capacity_bytes);
    if let Some((registered_bytes, found_bytes)) =
        capacities.filter(|(registered, found)| registered != found)
    {
        return Err(Mismatch::Capacity { registered_bytes, found_bytes });
    }
    if serials.is_some() {
        return Ok(Known::Serial);
    }
    // A new format is another filesystem: what the last export saw counts, not what was registered.
    let recorded = match recorded {
        Some(recorded) => recorded.filesystem_uuid.as_ref(),
        None => record.filesystem_uuid.as_ref(),
    };
    match recorded.zip(facts.filesystem_uuid.as_ref()) {
        None => Ok(Known::Nothing),
        Some((recorded, found)) if recorded == found => Ok(Known::Filesystem),
        Some((recorded, found)) => {
            Err(Mismatch::Filesystem { recorded: recorded.clone(), found: found.clone() })
        }
    }
}

/// Whether this is no medium that could be carried: this machine's own disk or memory (what shows where nothing is
/// mounted), or another machine's.
#[must_use]
pub fn is_no_medium(facts: &MediumFacts) -> bool {
    let in_memory = matches!(facts.filesystem.as_deref(), Some("tmpfs" | "ramfs" | "devtmpfs" | "overlay"));
    facts.is_system || facts.network || in_memory
}

/// Whether a package may be written to what is at hand: what a medium is registered by must be told there
/// wherever this system tells anything of its devices, and must not be another medium's.
///
/// # Errors
/// [`Mismatch`].
pub fn identify_to_write(
    registry: &Registry,
    medium: &Medium,
    facts: &MediumFacts,
) -> Result<Known, Mismatch> {
    let known = identify(medium, None, facts)?;
    if known != Known::Nothing {
        return Ok(known);
    }
    if let Some(other) = whose(registry, facts).filter(|other| other.record.id != medium.record.id) {
        return Err(Mismatch::Another { medium: other.record.id.clone() });
    }
    let registered = medium.record.serial.as_ref().or(medium.record.filesystem_uuid.as_ref());
    match registered.filter(|_| facts.disk.is_some()) {
        None => Ok(known),
        Some(registered) => Err(Mismatch::Untold { registered: registered.clone() }),
    }
}

/// The registered medium that this is, by its serial number, else by its filesystem.
#[must_use]
pub fn whose<'a>(registry: &'a Registry, facts: &MediumFacts) -> Option<&'a Medium> {
    let known_by =
        |wanted: Known| registry.media.values().find(|medium| identify(medium, None, facts) == Ok(wanted));
    known_by(Known::Serial).or_else(|| known_by(Known::Filesystem))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::base::time::Timestamp;
    use crate::domain::body::MediumAdd;
    use crate::domain::names::MediumState;

    fn medium(serial: Option<&str>, filesystem_uuid: Option<&str>) -> Medium {
        let owned = |text: &str| text.to_owned();
        Medium {
            record: MediumAdd {
                capacity_bytes: Some(1000),
                filesystem: None,
                filesystem_uuid: filesystem_uuid.map(owned),
                id: "USB-07".parse().unwrap(),
                kind: MediumKind::Usb,
                maker: None,
                model: None,
                owner: None,
                place: None,
                serial: serial.map(owned),
            },
            place: None,
            state: MediumState::Active,
            registered_by: "kanri".parse().unwrap(),
            registered_at: Timestamp::now(),
            holds: BTreeSet::new(),
            taint: None,
            out: std::collections::BTreeMap::new(),
            seen: None,
            filesystems: BTreeSet::new(),
            missed: None,
            ended: None,
        }
    }

    fn recorded(filesystem_uuid: Option<&str>) -> export::Destination {
        export::Destination {
            device: None,
            filesystem: "vfat".to_owned(),
            filesystem_uuid: filesystem_uuid.map(str::to_owned),
            identified: false,
            medium: None,
            path: "/media/u/STICK".to_owned(),
            serial: None,
        }
    }

    fn facts(serial: Option<&str>, filesystem_uuid: Option<&str>) -> MediumFacts {
        MediumFacts {
            serial: serial.map(str::to_owned),
            filesystem_uuid: filesystem_uuid.map(str::to_owned),
            capacity_bytes: Some(1000),
            ..MediumFacts::default()
        }
    }

    #[test]
    fn the_serial_number_decides_whatever_the_filesystem_is() {
        let medium = medium(Some("A1"), Some("OLD"));
        let before = recorded(Some("1234-ABCD"));
        assert_eq!(identify(&medium, Some(&before), &facts(Some("A1"), Some("FFFF"))), Ok(Known::Serial));
        let swapped = identify(&medium, Some(&before), &facts(Some("B2"), Some("1234-ABCD")));
        assert_eq!(swapped, Err(Mismatch::Serial { registered: "A1".into(), found: "B2".into() }));
    }

    #[test]
    fn without_a_serial_number_the_filesystem_recorded_last_decides() {
        for (registered, told) in [(None, None), (Some("A1"), None), (None, Some("A1"))] {
            let medium = medium(registered, Some("OLD"));
            let before = recorded(Some("1234-ABCD"));
            let same = facts(told, Some("1234-ABCD"));
            assert_eq!(identify(&medium, Some(&before), &same), Ok(Known::Filesystem));
            let other = identify(&medium, Some(&before), &facts(told, Some("OLD")));
            assert!(matches!(other, Err(Mismatch::Filesystem { .. })), "{other:?}");
            assert_eq!(identify(&medium, None, &facts(told, Some("OLD"))), Ok(Known::Filesystem));
            assert_eq!(identify(&medium, Some(&recorded(None)), &same), Ok(Known::Nothing));
            assert_eq!(identify(&medium, Some(&before), &facts(told, None)), Ok(Known::Nothing));
        }
    }

    #[test]
    fn another_capacity_is_another_medium_whatever_else_it_says() {
        let larger = MediumFacts { capacity_bytes: Some(2000), ..facts(Some("A1"), Some("1234-ABCD")) };
        for medium in [medium(Some("A1"), None), medium(None, Some("1234-ABCD"))] {
            let found = identify(&medium, None, &larger);
            assert_eq!(found, Err(Mismatch::Capacity { registered_bytes: 1000, found_bytes: 2000 }));
        }
    }

    #[test]
    fn what_is_written_to_tells_what_it_is_registered_by_where_anything_is_told() {
        let mut registry = Registry::default();
        for (id, serial, filesystem) in
            [("USB-07", Some("A1"), None), ("USB-08", None, Some("OLD")), ("USB-09", None, None)]
        {
            let mut medium = medium(serial, filesystem);
            medium.record.id = id.parse().unwrap();
            medium.record.capacity_bytes = None;
            registry.media.insert(medium.record.id.clone(), medium);
        }
        let told =
            |serial, filesystem| MediumFacts { disk: Some("/dev/sdz".into()), ..facts(serial, filesystem) };
        let to_write = |id: &str, facts: &MediumFacts| {
            identify_to_write(&registry, &registry.media[&id.parse().unwrap()], facts)
        };
        assert_eq!(to_write("USB-07", &told(Some("A1"), None)), Ok(Known::Serial));
        assert_eq!(to_write("USB-08", &told(None, Some("OLD"))), Ok(Known::Filesystem));
        let untold = |registered: &str| Err(Mismatch::Untold { registered: registered.to_owned() });
        assert_eq!(to_write("USB-07", &told(None, Some("NEW"))), untold("A1"));
        assert_eq!(to_write("USB-08", &told(None, None)), untold("OLD"));
        // A label alone tells nothing, unless it is stuck on another registered medium.
        assert_eq!(to_write("USB-09", &told(None, Some("NEW"))), Ok(Known::Nothing));
        let another = Err(Mismatch::Another { medium: "USB-07".parse().unwrap() });
        assert_eq!(to_write("USB-09", &told(Some("A1"), None)), another);
        // A system that tells nothing of its devices can compare nothing.
        assert_eq!(to_write("USB-07", &facts(None, None)), Ok(Known::Nothing));
        assert_eq!(whose(&registry, &told(None, Some("OLD"))).unwrap().record.id.as_str(), "USB-08");
        assert!(whose(&registry, &told(Some("B2"), Some("NEW"))).is_none());
    }

    #[test]
    fn this_machines_own_disk_is_no_stick() {
        let own = MediumFacts { is_system: true, ..facts(Some("A1"), None) };
        let mut medium = medium(Some("A1"), None);
        assert_eq!(identify(&medium, None, &own), Err(Mismatch::OwnDisk));
        let memory = MediumFacts { filesystem: Some("tmpfs".to_owned()), ..MediumFacts::default() };
        let server = MediumFacts { network: true, ..MediumFacts::default() };
        for elsewhere in [memory, server] {
            assert_eq!(identify(&medium, None, &elsewhere), Err(Mismatch::OwnDisk));
        }
        medium.record.kind = MediumKind::Pc;
        assert_eq!(identify(&medium, None, &own), Ok(Known::Serial));
    }
}
