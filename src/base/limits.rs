//! Every number with its unit and its reason.

/// Size of one read or write: large enough to keep a disk busy, small enough to stay in cache.
pub const IO_BLOCK_BYTES: usize = 256 * 1024;

/// After so many bytes written to a medium we wait until they are out, so that progress is honest and the last sync
/// short: half a minute on a stick of 2 MB/s.
pub const SYNC_EVERY_BYTES: u64 = 64 << 20;

/// Blocks that may wait between two stages of the pipeline: with [`IO_BLOCK_BYTES`] this bounds
/// memory to a few megabytes a stage.
pub const QUEUE_BLOCKS: usize = 16;

/// age scrypt work factor when sealing (log2 N): 2^18 takes 256 MiB and about a second.
pub const SCRYPT_WORK_FACTOR: u8 = 18;

/// Largest scrypt work factor accepted when opening: 2^20 takes 1 GiB.
pub const SCRYPT_WORK_FACTOR_MAX: u8 = 20;

/// Largest statement line accepted, in bytes: an approval drafted elsewhere embeds its request.
pub const STATEMENT_BYTES_MAX: usize = 256 * 1024;

/// Largest armored signature accepted, in bytes: RSA 16384 needs about 6 KiB.
pub const SIGNATURE_BYTES_MAX: usize = 16 * 1024;

/// Largest attachment held in the ledger, in bytes: the file list of 50,000 files is about 10 MB.
pub const ATTACHMENT_BYTES_MAX: usize = 256 * 1024 * 1024;

/// Longest file name in a package, in UTF-8 bytes: what ext4 holds, and NTFS in UTF-16 units.
pub const NAME_BYTES_MAX: usize = 255;

/// Longest path in a package, in UTF-8 bytes.
pub const PATH_BYTES_MAX: usize = 4096;

/// Deepest folder nesting in a package: far beyond real use, far below stack exhaustion.
pub const PATH_DEPTH_MAX: usize = 64;

/// Most entries (files and folders) in a package.
pub const PACKAGE_ENTRIES_MAX: usize = 1_000_000;

/// Most bytes a package may unpack to when opening: 16 TiB, more than any medium it leaves on.
pub const PACKAGE_TOTAL_BYTES_MAX: u64 = 16 << 40;

/// Largest compression ratio accepted per entry once past [`RATIO_FREE_BYTES`]: deflate's own
/// limit is 1032:1, and a file of zeros, which is content like any other, comes to it. So this refuses a directory that
/// claims what no deflate can unpack to; what is true and does not fit where it is to be opened is refused by its size.
pub const RATIO_MAX: u64 = 1_100;

/// Bytes an entry may unpack to before [`RATIO_MAX`] is looked at.
pub const RATIO_FREE_BYTES: u64 = 1 << 20;

/// A FAT file is shorter than 4 GiB: the largest size in bytes it can have.
pub const FAT_FILE_BYTES_MAX: u64 = (4 << 30) - 1;

/// Ciphertext fingerprints: [`FINGERPRINT_BYTES`] of every such block are kept.
pub const FINGERPRINT_BLOCK_BYTES: u64 = 64 * 1024;

/// Where in each block they begin, in bytes: past what every sealed file begins with (`age-encryption.org/v1` and the
/// kind of the first recipient; 72 bytes of a ZIP entry's header), and within the block's first sector.
pub const FINGERPRINT_OFFSET_BYTES: u64 = 80;

/// Bytes kept of each fingerprinted block.
pub const FINGERPRINT_BYTES: usize = 16;

/// Hexadecimal digits of the manifest digest an approver types.
pub const CONFIRM_DIGITS: usize = 8;

/// Hexadecimal digits of the package digest a recipient reads back on arrival.
pub const ARRIVAL_DIGITS: usize = 12;

/// Base32 characters of the opened code: 65 bits.
pub const OPENED_CODE_CHARS: usize = 13;

/// Most days an approval is good for, counted from the planned day, where no rule says: three months, after
/// which nobody remembers what they approved.
pub const APPROVAL_DAYS_MAX: u64 = 92;

/// Days for which a key that somebody else brought in for an approver is listed to whoever reviews the log: one review, a
/// quarter, sees every one of them once.
pub const NEW_APPROVER_LISTED_DAYS: i64 = 92;

/// Days for which a newly registered approver is marked.
pub const NEW_APPROVER_DAYS: i64 = 7;

/// How long one process waits for another's commit, in milliseconds.
pub const BUSY_TIMEOUT_MS: u64 = 30_000;

/// How far a statement signed on another machine may be ahead of this one's clock, in seconds:
/// ordinary clocks that nobody synchronizes differ by less.
pub const CLOCK_AHEAD_SECONDS: i64 = 300;

/// Largest custody file, in bytes: a sealed passphrase has some 300 of them, and 200 for each custodian.
pub const CUSTODY_FILE_BYTES_MAX: u64 = 1024 * 1024;

/// Largest file that somebody hands in for a statement, a proof, signers or an identity, in bytes: the
/// file list of a large request is the longest of them.
pub const FOREIGN_FILE_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// The smallest piece a device writes as a whole, in bytes: what an interrupted write leaves is the old or the new
/// one of each (ACS-4, SBC-4; devices of 4096 write eight at once).
pub const SECTOR_BYTES: usize = 512;

/// Largest unit in which a filesystem gives room to files, in bytes: exFAT has clusters of up to 32 MiB.
pub const CLUSTER_BYTES_MAX: u64 = 32 << 20;

/// Shortest piece of a file that is taken for a part of the erasing pattern, in bytes: so many do not come about by
/// accident.
pub const PATTERN_BYTES_MIN: usize = 16;

/// Deepest folder nesting searched on a medium: twice what a package can have; a damaged FAT can nest without end.
pub const SEARCH_DEPTH_MAX: usize = 128;

/// Most names looked at on a medium: more than any stick holds that people carry; a damaged FAT can repeat itself.
pub const SEARCH_ENTRIES_MAX: u64 = 1_000_000;

/// Most findings of one kind that a search lists; what is more is counted. A person reads them.
pub const SEARCH_LISTED_MAX: usize = 1_000;

/// Places of one file that are compared with the fingerprints: half of them its first blocks (a truncated copy), half
/// spread over the rest (one whose beginning was overwritten). A stick answers some hundred such reads a second.
pub const SEARCH_PROBES: u64 = 32;

/// Largest file taken in as evidence, in bytes: a few photographs or a scanned letter.
pub const EVIDENCE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Most people of the office on a carrying slip: who calls them from the road reads no more.
pub const SLIP_CONTACTS_MAX: usize = 6;

/// Minutes from noticing a loss within which the carrier calls: what clients' rules ask at the strictest.
pub const LOSS_REPORT_MINUTES: u64 = 60;

/// Where blocks begin that pass the cache, in file and memory: the largest logical sector a medium
/// has, in bytes.
pub const ALIGNMENT_BYTES: usize = 4096;

/// Size of one read or write of a whole device, in bytes: sticks reach their speed from about 1 MiB
/// on, and erase in units of up to 4 MiB.
pub const DEVICE_BLOCK_BYTES: usize = 4 << 20;

/// Such blocks between the thread that makes or reads them and the one that uses them: one at each
/// end and two on the way.
pub const DEVICE_BLOCKS: usize = 4;

/// Noise is made durable each time this many bytes were written: what a power cut can lose stays
/// small beside a stick, and the pauses rare.
pub const NOISE_SYNC_BYTES: u64 = 256 << 20;

/// Stretches of sectors that are listed one by one; the rest is counted. More than anybody reads.
pub const STRETCHES_MAX: usize = 100;

/// Sectors that came back otherwise and are looked for in the rest of the noise, to tell a device
/// that wraps around: one would do, unless a system wrote over that very sector.
pub const ECHOES_MAX: usize = 8;

/// Least loss at the end of a device, in bytes, that is called false capacity: a damaged place is
/// some sectors, a lie about the size is gigabytes.
pub const LOSS_AT_END_BYTES_MIN: u64 = 1 << 20;

/// Base64 characters in one line of a certificate: what PEM has (RFC 7468), and less than any tool's longest line.
pub const CERTIFICATE_LINE_CHARS: usize = 64;

/// Days within which the prompt report (速報) to the Personal Information Protection Commission is commonly due, from
/// and until: the Commission's guideline on 施行規則 8条1項 says 3 to 5.
pub const LAW_PROMPT_DAYS: [u64; 2] = [3, 5];

/// Days within which its final report (確報) is due: 個人情報保護法施行規則 8条2項.
pub const LAW_FINAL_DAYS: u64 = 30;

/// The same where it may have been done for an unlawful purpose (施行規則 7条3号).
pub const LAW_FINAL_DAYS_UNLAWFUL: u64 = 60;

/// People above whose number a leak counts for the report of a business: 施行規則 7条4号.
pub const LAW_PEOPLE: u64 = 1_000;

/// The same for public bodies: 施行規則 43条4号.
pub const LAW_PEOPLE_PUBLIC: u64 = 100;

/// Boxes that are stamped on a form (決裁欄), at least and at most: from clerk, section head and director to the five
/// that fit beside the signatures on an A4 sheet.
pub const FORM_BOXES: [usize; 2] = [3, 5];

/// Days from the day a paper is owed to the client to the day from which it is called late, where the document
/// names no number: documents say 直ちに and 速やかに, and a fortnight is what a client asks about it.
pub const DUTY_DAYS: u64 = 14;

/// Days before its day that a carry-out is listed as due soon: a weekend and a day to travel.
pub const DUE_SOON_DAYS: u64 = 3;

/// First and last year of which holidays are computed: where the formula of the equinoxes holds.
pub const HOLIDAY_YEAR_FIRST: i32 = 1980;

/// See [`HOLIDAY_YEAR_FIRST`].
pub const HOLIDAY_YEAR_LAST: i32 = 2099;

/// Hour of day from which, and hour before which, it is night: 労働基準法37条4項, 午後10時から午前5時まで.
pub const NIGHT_HOURS: [u32; 2] = [22, 5];

/// Seconds between request and approval below which an approval is listed as quick: a page of a request, its files
/// and its recipient take a reader longer than a minute, and eight digits are typed besides.
pub const QUICK_APPROVAL_SECONDS: i64 = 60;

/// Approved carry-outs of one requester from which it is listed that one approver gave every approval: below, an
/// office with one approver on duty looks the same.
pub const ONE_PAIR_MIN: usize = 5;

/// Days after an export from which it is listed that the recipient read no code back: a parcel and a weekend.
pub const CODE_DAYS: u64 = 7;

/// Copies of one carry-out, and exports of one content, from which they are listed as many: a package, what was sent, one
/// to work with and one in reserve are four.
pub const MANY_COPIES: usize = 5;

/// Size in bytes of a mail as it is sent, above which no draft is made unless a larger one is asked for: what the
/// mail systems of many offices in Japan take at the most.
pub const MAIL_BYTES_MAX: u64 = 10 << 20;

/// Largest mail that is read to be compared, in bytes: what the largest providers send, encoded twice.
pub const SENT_MAIL_BYTES_MAX: u64 = 128 << 20;

/// Most parts of a mail that is read: a person sends a few, and a parser must not be led deeper than its stack.
pub const MAIL_PARTS_MAX: usize = 500;

/// Most lines of a mail that could begin a part: a text has some that begin with two dashes too.
pub const MAIL_DASHED_LINES_MAX: usize = 10_000;

/// Most lines of a mail that could be a field of a head, texts with a colon included: each takes a parser a hundred
/// bytes, however short it is.
pub const MAIL_FIELDS_MAX: usize = 100_000;

/// Most commas, semicolons and brackets of a mail, of texts too: what lists in its head are made of. HTML of a million
/// of them has ten megabytes.
pub const MAIL_ITEMS_MAX: usize = 1_000_000;

/// Most addresses of a mail that is written: a distribution list is not one recipient who was approved.
pub const MAIL_ADDRESSES_MAX: usize = 200;

/// Most addresses of a mail that is read: no large provider takes one for more. The worst misdelivery is what most needs
/// to be written down.
pub const SENT_ADDRESSES_MAX: usize = 2_000;

/// Longest field of a mail's head that is read, in bytes, with the lines it is folded into: so many addresses with a
/// name each.
pub const MAIL_FIELD_BYTES_MAX: u64 = 512 * 1024;

/// Most bytes that a parser may look through for where encoded words end, each beginning of one counted with the whole
/// field: one that never ends is looked for anew at every beginning.
pub const MAIL_WORD_STEPS_MAX: u64 = 4_000_000_000;

/// Most bytes of text of a mail that is read, all forms of it together, and of their HTML.
pub const SENT_TEXT_BYTES_MAX: usize = 16 * MAIL_TEXT_BYTES_MAX;

/// Most drafts made at once: one a volume and address. Nobody sends more by hand.
pub const MAIL_DRAFTS_MAX: usize = 100;

/// Largest text of a mail, in bytes: far beyond what anybody reads.
pub const MAIL_TEXT_BYTES_MAX: usize = 64 * 1024;

/// Longest mail address, in bytes (RFC 5321, 4.5.3.1.3, without the brackets).
pub const MAIL_ADDRESS_BYTES_MAX: usize = 254;

/// How much of a file is looked through for hints, in bytes: a document larger than this is mostly pictures, and
/// whoever waits for a request waits for disks, not for hints.
pub const HINT_FILE_BYTES_MAX: u64 = 8 << 20;

/// How much of a request is looked through for hints, in bytes: some seconds on one core.
pub const HINT_TOTAL_BYTES_MAX: u64 = 1 << 30;

/// Most parts of a document that are looked at: long presentations have some hundred.
pub const HINT_DOCUMENT_PARTS_MAX: usize = 2_000;

/// Most files that hints name one by one; the rest is counted. A person reads them.
pub const HINTS_LISTED_MAX: usize = 10;

/// Characters from which an id or a number of another client is looked for anywhere in a text: a shorter one is part of
/// too much that names nobody, and is looked for alone in quotes.
pub const SOUGHT_ID_CHARS_MIN: usize = 4;

/// Days after which a subcontractor's check is listed as old where no document names a number: documents that do name
/// one for checks ask for them once a year (日本メックス 7(1)).
pub const SUBCONTRACTOR_CHECK_DAYS: u64 = 365;

/// Whole years for which attachments are kept after a carry-out's end where no rule says longer: what the check sheet's
/// 4-5 and 5-11 and the office's own rules ask for.
pub const RETENTION_YEARS_MIN: u64 = 5;

/// Most carry-outs that the day's page names as purgeable; the rest is counted, and `purge --list` has all of them. A
/// screen of them.
pub const PURGEABLE_LISTED_MAX: u64 = 20;

/// Days for which it waits that somebody becomes administrator in the place of those who cannot sign: longer than an illness
/// without a deputy or the holidays of a new year, shorter than an office can be without anybody who registers people.
pub const SUCCESSION_DAYS: u64 = 14;

/// The same where neither of the two is an auditor, though there is one who could sign.
pub const SUCCESSION_DAYS_UNAUDITED: u64 = 28;

/// How far behind the time of a purge or a succession a later entry may be before one of the clocks is wrong, in seconds: a
/// day, so that time zones and a dead battery's first minutes are no finding.
pub const CLOCK_BEHIND_SECONDS: i64 = 86_400;

/// A log of up to so many entries is judged again, whole, before an export: half a second. Longer ones would keep everybody
/// waiting for what every other desk and `audit` find as well (docs/decisions/0036).
pub const REJUDGED_ENTRIES_MAX: u64 = 10_000;
