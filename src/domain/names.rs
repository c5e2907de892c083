//! Names that people give: ids of persons, recipients and media, and the closed vocabularies.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Not an id: 1–64 ASCII letters, digits, `.`, `_` or `-`, starting with a letter or digit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id (1–64 ASCII letters, digits, '.', '_' or '-', starting with a letter or digit)")]
pub struct NotAnId;

pub(super) fn check_id(text: &str) -> Result<(), NotAnId> {
    let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let first = text.chars().next().is_some_and(|c| c.is_ascii_alphanumeric());
    if first && text.len() <= 64 && text.chars().all(inside) { Ok(()) } else { Err(NotAnId) }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The id as text; it is plain ASCII and safe to print.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                check_id(text)?;
                Ok(Self(text.to_owned()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;
            fn try_from(text: String) -> Result<Self, NotAnId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// A person of the office, or a client who signs.
    PersonId
);
id!(
    /// A registered recipient, or `self` for what the carrier takes along to work with.
    RecipientId
);
id!(
    /// A registered medium.
    MediumId
);
id!(
    /// A contract.
    ContractId
);
id!(
    /// A piece of important information.
    AssetId
);

impl RecipientId {
    /// Whether this is `self`: the carrier takes the information along to work with it.
    #[must_use]
    pub fn is_self(&self) -> bool {
        self.0 == "self"
    }
}

/// The name of a ledger, as in a C2SP checkpoint's first line: no white space, no `+`, at most 255
/// bytes of printable ASCII.
#[must_use]
pub fn is_origin(text: &str) -> bool {
    !text.is_empty() && text.len() <= 255 && text.bytes().all(|b| b.is_ascii_graphic() && b != b'+')
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// Every word of this vocabulary.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as the command line and the statements spell it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::names::NotAWord;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let found = Self::ALL.iter().copied().find(|word| word.as_str() == text);
                found.ok_or($crate::domain::names::NotAWord)
            }
        }
    };
}
pub(crate) use words;

/// Not a word of the vocabulary asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not one of the words allowed here")]
pub struct NotAWord;

words!(
    /// What a person may do.
    Role {
        /// Asks and carries.
        Requester = "requester",
        /// Signs requests and confirms what came back.
        Approver = "approver",
        /// Holds passphrases and tells them.
        Custodian = "custodian",
        /// The owner of the information, who consents.
        Client = "client",
        /// Asks the log.
        Auditor = "auditor",
        /// Keeps the registers.
        Administrator = "administrator",
    }
);

words!(
    /// The road a package takes.
    Via {
        /// On a registered medium.
        Usb = "usb",
        /// Attached to a mail.
        Email = "email",
        /// Handed over in person.
        Hand = "hand",
        /// By a courier.
        Courier = "courier",
        /// Through a system the client designated.
        ClientSystem = "client-system",
    }
);

words!(
    /// Why information leaves.
    Kind {
        /// A deliverable that stays with the recipient.
        Deliver = "deliver",
        /// Taken along to work with, and brought back.
        Work = "work",
        /// Given back to the client who owns it.
        ReturnToClient = "return-to-client",
        /// A device sent away for repair.
        Repair = "repair",
    }
);

words!(
    /// How important the information is; 1 is the highest.
    Level {
        /// 重要性1, the highest.
        One = "1",
        /// 重要性2.
        Two = "2",
        /// 重要性3.
        Three = "3",
        /// 重要性4.
        Four = "4",
        /// Not known yet: blocks until the client says.
        Unknown = "unknown",
    }
);

words!(
    /// What the recipient can open packages with.
    Opens {
        /// `age`, or anything that reads age v1.
        Age = "age",
        /// Only 7-Zip.
        SevenZip = "7zip",
        /// Sekisho itself.
        Sekisho = "sekisho",
    }
);

words!(
    /// What kind of thing a medium is.
    MediumKind {
        /// A USB stick.
        Usb = "usb",
        /// An SD card.
        Sd = "sd",
        /// A disk.
        Disk = "disk",
        /// A backup medium.
        Backup = "backup",
        /// A computer.
        Pc = "pc",
        /// A phone.
        Phone = "phone",
    }
);

words!(
    /// Where a medium stands in its life.
    MediumState {
        /// Usable.
        Active = "active",
        /// Taken out of use.
        Retired = "retired",
        /// Not found any more.
        Lost = "lost",
        /// Physically destroyed.
        Destroyed = "destroyed",
    }
);

words!(
    /// The other road, by which the passphrase is told.
    Channel {
        /// Said on the telephone.
        Phone = "phone",
        /// A short message.
        Sms = "sms",
        /// On paper or by word, in person.
        Hand = "hand",
        /// A letter.
        Letter = "letter",
        /// Anything else, with a note; marked.
        Other = "other",
    }
);

words!(
    /// What kind of copy it is that has to be accounted for.
    CopyKind {
        /// The package on a medium, or on the road.
        Package = "package",
        /// The package as it was kept at the office when it was sent.
        Office = "office",
        /// The package as it was sent to the recipient, until it is handed over.
        Sent = "sent",
        /// What was unpacked to work with.
        Working = "working",
        /// A backup.
        Backup = "backup",
        /// What a subcontractor holds.
        Subcontractor = "subcontractor",
        /// On paper.
        Paper = "paper",
        /// The package in drafts, beside them, and in the mailer's folder of sent mails.
        Mail = "mail",
        /// What reached somebody it was not meant for.
        Misdelivered = "misdelivered",
    }
);

impl CopyKind {
    /// Whether it is the sealed package, which nobody reads without its key, where it was meant to be: of what a stranger
    /// has, and what they know, the end of the key says nothing.
    #[must_use]
    pub const fn is_sealed(self) -> bool {
        matches!(self, Self::Package | Self::Office | Self::Sent | Self::Mail)
    }
}

words!(
    /// How information was disposed of.
    Method {
        /// The files were overwritten in place and removed.
        EraseFile = "erase-file",
        /// The whole medium was overwritten with verifiable noise.
        Overwrite = "overwrite",
        /// Every copy of the passphrase was destroyed.
        Key = "key",
        /// The medium was physically destroyed.
        Physical = "physical",
        /// Paper was dissolved.
        Dissolve = "dissolve",
        /// Somebody says so.
        Declared = "declared",
    }
);

words!(
    /// What is known of the end of a copy: each level names its evidence, and a higher one knows more.
    Sanitization {
        /// Declared: somebody's signed word.
        L0 = "L0",
        /// Absent: the medium and the package were identified, and the package is in no directory that
        /// could be read.
        L1 = "L1",
        /// No remnant found: every addressable sector was scanned for the package's fingerprints.
        L2 = "L2",
        /// Cleared (NIST SP 800-88r2 *Clear*): every addressable sector overwritten and read back.
        L3 = "L3",
        /// Key destroyed: every copy of the passphrase is accounted for.
        L4 = "L4",
        /// Destroyed: physically, before a witness, with a picture's digest.
        L5 = "L5",
    }
);

words!(
    /// What happened.
    IncidentKind {
        /// Not found any more.
        Lost = "lost",
        /// Taken by somebody.
        Stolen = "stolen",
        /// Sent or handed to somebody it was not meant for.
        Misdelivery = "misdelivery",
        /// Known to somebody it was not meant for.
        Leak = "leak",
        /// A rule was broken; also without harm.
        Violation = "violation",
        /// Perhaps one of these.
        Suspected = "suspected",
    }
);

impl IncidentKind {
    /// Whether the medium or the package is gone.
    #[must_use]
    pub const fn is_loss(self) -> bool {
        matches!(self, Self::Lost | Self::Stolen)
    }
}

words!(
    /// What an addition to an incident is about.
    IncidentField {
        /// What happened, where and when, as it becomes known.
        Course = "course",
        /// Why it happened.
        Cause = "cause",
        /// What was done first.
        FirstResponse = "first-response",
        /// Harm that followed from it.
        SecondaryDamage = "secondary-damage",
        /// The number under which the police took it.
        Police = "police",
        /// Whether it was found or brought back.
        Recovery = "recovery",
        /// Whether a subcontractor is concerned.
        Subcontractor = "subcontractor",
        /// What was said to and done for the people the information is about.
        People = "people",
        /// Whether and how it was made public.
        Publication = "publication",
        /// That whoever received it by mistake was asked to delete it.
        DeletionRequest = "deletion-request",
        /// What they answered.
        DeletionAnswer = "deletion-answer",
        /// The written report that was handed in.
        WrittenReport = "written-report",
        /// What is done so that it does not happen again, and by when.
        Prevention = "prevention",
        /// Whether that works.
        Review = "review",
        /// Anything else.
        Note = "note",
    }
);

words!(
    /// Where an address stands in a mail.
    AddressField {
        /// Seen by all.
        To = "to",
        /// For knowledge, seen by all.
        Cc = "cc",
        /// Seen by nobody.
        Bcc = "bcc",
        /// Typed by a person, beside a saved attachment.
        Typed = "typed",
    }
);

words!(
    /// From what it is known what was sent.
    SentSource {
        /// The mail file that the mailer kept.
        Eml = "eml",
        /// The message that Outlook kept.
        Msg = "msg",
        /// A saved attachment, and addresses that a person typed: weaker.
        Attachment = "attachment",
    }
);

words!(
    /// How the text of a sent mail compares with the draft's; white space aside.
    SentText {
        /// The same.
        Same = "same",
        /// The same, and more around it, such as a signature.
        More = "more",
        /// Another.
        Other = "other",
        /// It could not be read.
        Unread = "unread",
    }
);

words!(
    /// What a write to a medium is known to have achieved.
    WriteLevel {
        /// Synced and read again: all this filesystem allows.
        V1 = "V1",
        /// Read again past the operating system's cache, and equal.
        V2 = "V2",
        /// Read again after the medium was replugged, and equal.
        V3 = "V3",
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_could_be_a_path_or_a_sentence_is_refused() {
        for bad in ["", ".", "..", "a/b", "a b", "a\n", "-x", "名前", &"x".repeat(65)] {
            assert_eq!(bad.parse::<PersonId>(), Err(NotAnId), "{bad:?}");
        }
        for good in ["tanaka", "USB-07", "k.sato_2", "7"] {
            assert!(good.parse::<PersonId>().is_ok(), "{good}");
        }
    }

    #[test]
    fn an_origin_fits_a_checkpoint_line() {
        assert!(is_origin("example.co.jp/barrier"));
        for bad in ["", "a b", "a+b", "関所", "a\n"] {
            assert!(!is_origin(bad), "{bad:?}");
        }
    }
}
