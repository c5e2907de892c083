//! Whether a medium was taken out and put back.

use super::facts::MediumFacts;

/// It is not shown that the medium was taken out and put back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotReplugged {
    /// The medium tells no serial, so it cannot be known again.
    #[error("the medium tells no serial")]
    NoSerial,
    /// This system does not number the attachments of a device.
    #[error("this system does not tell when a medium was attached")]
    CannotTell,
    /// Another medium is there now.
    #[error("another medium is there now (serial {found:?}, expected {expected:?})")]
    OtherMedium {
        /// The serial of the medium written to.
        expected: String,
        /// The serial of the medium there now.
        found: Option<String>,
    },
    /// The same attachment: it was not taken out.
    #[error("the medium was not taken out in between")]
    SameAttachment,
}

/// The same medium, attached anew.
pub(super) fn check(before: &MediumFacts, after: &MediumFacts) -> Result<(), NotReplugged> {
    let Some(expected) = before.serial.clone() else { return Err(NotReplugged::NoSerial) };
    let same_filesystem = match (&before.filesystem_uuid, &after.filesystem_uuid) {
        (Some(before), Some(after)) => before == after,
        _ => true,
    };
    if after.serial.as_ref() != Some(&expected) || after.usb != before.usb || !same_filesystem {
        return Err(NotReplugged::OtherMedium { expected, found: after.serial.clone() });
    }
    match before.attachment.zip(after.attachment) {
        None => Err(NotReplugged::CannotTell),
        // Numbers only rise while the machine runs; a lower one is of another start, where nothing was seen.
        Some((before, after)) if after <= before => Err(NotReplugged::SameAttachment),
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::UsbId;

    fn stick(serial: Option<&str>, attachment: Option<u64>) -> MediumFacts {
        let usb = Some(UsbId { vendor: 0x0951, product: 0x1666 });
        MediumFacts { serial: serial.map(str::to_owned), attachment, usb, ..MediumFacts::default() }
    }

    #[test]
    fn only_the_same_serial_under_a_new_attachment_is_a_replug() {
        let before = stick(Some("A1"), Some(7));
        assert_eq!(check(&before, &stick(Some("A1"), Some(8))), Ok(()));
        assert_eq!(check(&before, &before), Err(NotReplugged::SameAttachment));
        assert_eq!(check(&before, &stick(Some("A1"), Some(3))), Err(NotReplugged::SameAttachment));
        assert_eq!(check(&before, &stick(Some("A1"), None)), Err(NotReplugged::CannotTell));
        assert!(matches!(check(&before, &stick(Some("B2"), Some(8))), Err(NotReplugged::OtherMedium { .. })));
        assert!(matches!(check(&before, &stick(None, Some(8))), Err(NotReplugged::OtherMedium { .. })));
        assert_eq!(check(&stick(None, Some(7)), &stick(None, Some(8))), Err(NotReplugged::NoSerial));
        let other_model = MediumFacts { usb: None, ..stick(Some("A1"), Some(8)) };
        assert!(matches!(check(&before, &other_model), Err(NotReplugged::OtherMedium { .. })));
        let reformatted = |uuid: &str, n| MediumFacts {
            filesystem_uuid: Some(uuid.to_owned()),
            ..stick(Some("A1"), Some(n))
        };
        let other_filesystem = check(&reformatted("1234-ABCD", 7), &reformatted("FFFF-0000", 8));
        assert!(matches!(other_filesystem, Err(NotReplugged::OtherMedium { .. })));
    }
}
