//! Media, and what was read back from them.

use super::{Explain, Told, Values, no_thread, why};
use crate::i18n::{Bytes, Catalogue, Prepared};
use crate::media::{
    DeviceError, EraseError, MediaError, NoiseError, NotReplugged, ReadBackError, ScanError, SearchError,
    Step,
};

impl Explain for MediaError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code| Told::new(catalogue, code, &[]);
        match self {
            Self::NotThere { path } => told("medium-not-there").at(path).hint("hint-plug-in", &[]),
            Self::Link { path } => told("medium-link").at(path).hint("hint-real-folder", &[]),
            Self::NotAFolder { path } => told("not-a-folder").at(path).hint("hint-spelling", &[]),
            Self::NotAFile { path } => told("not-a-file").at(path).hint("hint-other-name", &[]),
            Self::NotADevice { path } => told("not-a-device").at(path).hint("hint-spelling", &[]),
            Self::CannotIdentify { path, source } => {
                let told = match source {
                    Some(source) => {
                        Told::new(catalogue, "cannot-identify-because", &[("why", &why(source, catalogue))])
                    }
                    None => told("cannot-identify"),
                };
                told.at(path).hint("hint-mount-point", &[])
            }
            Self::ReadOnly { path } => told("read-only").at(path).hint("hint-read-only", &[]),
            Self::Denied { path, source: _ } => {
                told("permission-denied").at(path).hint("hint-permission", &[])
            }
            Self::BadName { name } => {
                Told::new(catalogue, "bad-medium-name", &[("name", name)]).hint("hint-rename", &[])
            }
            Self::AlreadyThere { path } => {
                Told::new(catalogue, "name-taken", &[("path", path)]).hint("hint-other-name", &[])
            }
            Self::OtherContent { path } => told("other-content").at(path).hint("hint-other-name", &[]),
            Self::NoRoom { path, source: _ } => told("storage-full").at(path).hint("hint-free-room", &[]),
            Self::FileTooLarge { path, source: _ } => {
                told("file-too-large").at(path).hint("hint-volumes", &[])
            }
            Self::Gone { path, source: _ } => told("medium-gone").at(path).hint("hint-plug-in", &[]),
            Self::Failed { step, path, source } => {
                let step = Prepared(catalogue.get(step_id(*step)));
                Told::new(catalogue, "medium-failed", &[("step", &step), ("why", &why(source, catalogue))])
                    .at(path)
                    .hint("hint-other-medium", &[])
            }
        }
    }
}

const fn step_id(step: Step) -> &'static str {
    match step {
        Step::Open => "why-step-open",
        Step::Identify => "why-step-identify",
        Step::Create => "why-step-create",
        Step::Write => "why-step-write",
        Step::Sync => "why-step-sync",
        Step::Read => "why-step-read",
        Step::Remove => "why-step-remove",
        Step::List => "why-step-list",
    }
}

impl Explain for ReadBackError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::Differs { path, expected_bytes, found_bytes, digests: None } => {
                let values: Values<'_> =
                    &[("expected-size", &Bytes(*expected_bytes)), ("found-size", &Bytes(*found_bytes))];
                told("read-back-differs", values).at(path).hint("hint-other-medium", &[])
            }
            Self::Differs { path, expected_bytes, found_bytes, digests: Some((expected, found)) } => {
                let values: Values<'_> = &[
                    ("expected", &expected.prefix(12)),
                    ("expected-size", &Bytes(*expected_bytes)),
                    ("found", &found.prefix(12)),
                    ("found-size", &Bytes(*found_bytes)),
                ];
                told("read-back-digest-differs", values).at(path).hint("hint-other-medium", &[])
            }
            Self::Replaced { path } => told("read-back-replaced", &[]).at(path).hint("hint-keep-medium", &[]),
            Self::Media(error) => error.told(catalogue),
            Self::NotReplugged(error) => error.told(catalogue),
            Self::Cancelled => told("interrupted", &[]),
        }
    }
}

impl Explain for NotReplugged {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::NoSerial => told("replug-no-serial", &[]).hint("hint-without-replug", &[]),
            Self::CannotTell => told("replug-cannot-tell", &[]).hint("hint-without-replug", &[]),
            Self::OtherMedium { expected, found } => {
                let found = match found {
                    Some(found) => Prepared(crate::base::text::safe(found)),
                    None => Prepared(catalogue.get("why-no-serial")),
                };
                told("replug-other-medium", &[("expected", expected), ("found", &found)])
                    .hint("hint-same-medium", &[])
            }
            Self::SameAttachment => told("replug-same", &[]).hint("hint-replug", &[]),
        }
    }
}

impl Explain for EraseError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::Replaced { path } => told("erase-replaced", &[]).at(path).hint("hint-keep-medium", &[]),
            Self::Changed { path } => told("erase-changed", &[]).at(path).hint("hint-keep-medium", &[]),
            Self::NotOverwritten { path, offset_bytes } => {
                told("erase-not-overwritten", &[("offset", offset_bytes)]).at(path).hint("hint-destroy", &[])
            }
            Self::StillThere { path } => told("erase-still-there", &[]).at(path).hint("hint-destroy", &[]),
            Self::Media(error) => error.told(catalogue),
            Self::Cancelled { overwritten_bytes: 0 } => told("interrupted", &[]),
            Self::Cancelled { overwritten_bytes } => {
                told("erase-interrupted", &[("done", &Bytes(*overwritten_bytes))])
            }
        }
    }
}

impl Explain for SearchError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        match self {
            Self::Media(error) => error.told(catalogue),
            Self::Cancelled => Told::new(catalogue, "interrupted", &[]),
        }
    }
}

impl Explain for DeviceError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::Media(error) => error.told(catalogue),
            Self::NotWhole { path, disk } => {
                told("device-not-whole", &[("disk", disk)]).at(path).hint("hint-whole-device", &[])
            }
            Self::Empty { path } => told("device-empty", &[]).at(path).hint("hint-plug-in", &[]),
            Self::System { path } => told("device-system", &[]).at(path).hint("hint-whole-device", &[]),
            Self::Mounted { path, point } => {
                told("device-mounted", &[("point", point)]).at(path).hint("hint-unmount", &[])
            }
            Self::Swap { path, part } => {
                told("device-swap", &[("part", part)]).at(path).hint("hint-whole-device", &[])
            }
            Self::Held { path, by } => told("device-held", &[("by", by)]).at(path).hint("hint-let-go", &[]),
            Self::InUse { path } => told("device-in-use", &[]).at(path).hint("hint-let-go", &[]),
            Self::Replaced { path } => told("device-replaced", &[]).at(path).hint("hint-same-medium", &[]),
        }
    }
}

impl Explain for NoiseError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        let told = |code, values: Values<'_>| Told::new(catalogue, code, values);
        match self {
            Self::OtherSize { expected_bytes, found_bytes } => {
                told("noise-other-size", &[("expected", expected_bytes), ("found", found_bytes)])
                    .hint("hint-same-medium", &[])
            }
            Self::Write { offset_bytes, source } => {
                told("noise-write", &[("offset", offset_bytes), ("why", &why(source, catalogue))])
                    .hint("hint-destroy", &[])
            }
            Self::Sync { offset_bytes, source } => {
                told("noise-sync", &[("offset", offset_bytes), ("why", &why(source, catalogue))])
                    .hint("hint-destroy", &[])
            }
            Self::Gone { offset_bytes, source: _ } => {
                told("device-gone", &[("offset", offset_bytes)]).hint("hint-go-on", &[])
            }
            Self::NoThread(source) => no_thread(source, catalogue),
            Self::Cancelled => told("noise-interrupted", &[]),
        }
    }
}

impl Explain for ScanError {
    fn told<'c>(&self, catalogue: &'c Catalogue) -> Told<'c> {
        match self {
            Self::Gone { offset_bytes, source: _ } => {
                Told::new(catalogue, "device-gone", &[("offset", offset_bytes)]).hint("hint-go-on", &[])
            }
            Self::NoThread(source) => no_thread(source, catalogue),
            Self::Cancelled => Told::new(catalogue, "interrupted", &[]),
        }
    }
}
