# Words of closed vocabularies and names of fields, looked up as VOCABULARY-WORD.

## Where a carry-out stands

status-requested = requested
status-approved = approved
status-rejected = rejected
status-withdrawn = withdrawn
status-expired = expired
status-sealing = sealing
status-sealed = sealed
status-out = out
status-arrived = arrived
status-opened = opened
status-handed-over = handed over
status-returned = returned
status-disposed = disposed of
status-closed = closed
status-failed = failed
status-lost = lost

## The road a package takes

via-usb = USB medium
via-email = e-mail
via-hand = handed over in person
via-courier = courier
via-client-system = the client's system

## Why information leaves

kind-deliver = delivery
kind-work = work
kind-return-to-client = return to the client
kind-repair = repair

## Where it goes, where a word says it

place-home = home
place-like-home = { $place } (speaks of a home: ask where that is before you approve)

## What an entry of the ledger says

entry-founder = founder
entry-registration = registration request
entry-person-add = person registered
entry-person-set = person changed
entry-key-add = key added
entry-key-revoke = key revoked
entry-delegation = delegation
entry-delegation-end = delegation ended
entry-recipient-add = recipient registered
entry-medium-add = medium registered
entry-medium-set = medium changed
entry-request = request
entry-approval = approval
entry-rejection = rejection
entry-withdrawal = withdrawal
entry-export-intent = writing begun
entry-export-completed = written and read back
entry-export-failed = writing failed
entry-passphrase-release = passphrase released
entry-receipt = receipt
entry-person-leave = person leaves
entry-person-left = person has left
entry-stock-take = stock-take
entry-checkout = pledge signed, taken along
entry-transfer = passed on to another carrier
entry-undelivered = not delivered
entry-mail-draft = mail drafted and confirmed
entry-mail-sent = sent mail compared
entry-purge = purge asked for
entry-purge-confirm = purge agreed to
entry-acknowledge = entry without effect acknowledged
entry-restored = lost history recorded
entry-succession = another administrator asked for
entry-succession-confirm = another administrator agreed to
entry-succession-end = succession ended
entry-custody-reseal = passphrase sealed to its present keepers
entry-extension = later day asked for
entry-extension-answer = answer about a later day
entry-hand-over = handed over
entry-copy-made = further copy
entry-return = brought back
entry-disposal = disposed of
entry-witness = witness
entry-recheck = medium read again
entry-confirmation = bring-back confirmed
entry-recall = subcontractor's copies ordered back
entry-incident-open = incident opened
entry-incident-include = carry-out added to an incident
entry-incident-update = incident: more is known
entry-incident-contact = incident: somebody was told
entry-incident-close = incident closed
entry-asset-add = important information
entry-asset-check = information checked
entry-asset-copies = copies of information
entry-asset-end = information returned or disposed of
entry-asset-set = information completed
entry-asset-confirm = exchange confirmed
entry-article-carry = article to be carried
entry-article-answer = carrying answered
entry-article-return = article returned
entry-article-transfer = article passed on
entry-article-lost = article lost
entry-consent = client's consent
entry-consent-confirm = consent confirmed
entry-contact-listing = contact tree
entry-contract-add = contract
entry-contract-set = contract changed
entry-directive = client's directive
entry-duty-asked = paper asked for
entry-duty-sent = paper sent
entry-evidence-count = evidence counted
entry-log-review = review of the log
entry-notification = people notified
entry-pack-set = rules
entry-place-notification = place notified
entry-pledge = pledge
entry-recipient-listing = contract's recipient
entry-sheet-answers = check sheet
entry-subcontractor-consent = subcontracting consented to
entry-subcontractor-agreement = subcontractor's agreement
entry-subcontractor-check = subcontractor checked
entry-training = training

## How important the information is

level-1 = level 1 (the highest)
level-2 = level 2
level-3 = level 3
level-4 = level 4
level-unknown = level unknown

## What a person may do

role-requester = requester
role-approver = approver
role-custodian = custodian
role-client = client
role-auditor = auditor
role-administrator = administrator

## What a recipient opens packages with

opens-age = age
opens-7zip = 7-Zip
opens-sekisho = Sekisho

## Media

medium-kind-usb = USB stick
medium-kind-sd = SD card
medium-kind-disk = disk
medium-kind-backup = backup medium
medium-kind-pc = computer
medium-kind-phone = phone
medium-state-active = in use
medium-state-retired = retired
medium-state-lost = lost
medium-state-destroyed = destroyed

## The other road, for the passphrase

channel-phone = telephone
channel-sms = SMS
channel-hand = in person
channel-letter = letter
channel-other = other

## What a write to a medium has shown

write-level-V1 = V1: synced and read again; all this filesystem allows
write-level-V2 = V2: read again past the operating system's cache, and equal
write-level-V3 = V3: read again after the medium was replugged, and equal

## Answers

answer-yes = yes
answer-no = no
answer-unknown = unknown
presence-yes = yes
presence-no = none

## Names of fields

field-id = No.
field-status = Status
field-requester = Requester
field-recipient = Recipient
field-organization = Organization
field-department = Department
field-title = Title
field-name = Name
field-email = E-mail
field-phone = Phone
field-role = Roles
field-key = Key
field-custody = Custody key
field-serial = Serial no.
field-via = Way
field-kind = Kind
field-medium = Medium
field-contract = Contract
field-place = Destination
field-purpose = Purpose
field-level = Level
field-copies = Number of copies
field-sources = Where it was stored
field-personal-data = Personal data
field-items = Items
field-after-arrival = Passphrase only after the arrival code
field-special = Special care required
field-reason = Reason
field-item = Items
field-asset = Assets
field-on = Planned day
field-due = Due back
field-duty-due = Due
field-requested-at = Requested
field-approved-at = Approved
field-exported-at = Exported
field-closed-at = Closed
field-files = Files
field-total-bytes = Size
field-manifest = Manifest digest
field-package = Package
field-package-sha256 = Package digest
field-write-level = Read back
field-approvals = Approvals
field-attempts = Attempts
field-opens = Opened with
field-opens-keys = Sealed to
field-path = Path
field-sha256 = SHA-256
field-size = Size
field-entry = Entry
field-time = Time
field-person = Person
field-channel = Channel
field-state = State
field-from = From
field-until = Until

## What is worth knowing about an approval or a release

mark-registered-by-requester = the requester registered this approver
mark-newly-registered = registered in the last seven days
mark-unproven = nobody proved possession of the key
mark-delegated = given for a person who delegated
mark-own-new-key = an administrator approved with a key they themselves brought in lately
mark-unusual-channel = told by an unusual channel
mark-carrier-holds-key = the carrier holds the key
mark-despite-incident = overwritten, disposed of or not there any more although an incident was open

## Why a package was not written

failure-source-changed = a file changed between approval and packing
failure-no-room = the medium was full
failure-read-back-differs = what was read back is not what was written
failure-cancelled = cancelled by the person at the keyboard
failure-input-output = reading or writing failed
failure-crashed = the program ended before it could say how it went

## What an audit finds

finding-not-an-entry = not an entry, or not in its one spelling
finding-not-verified = signature, key, author, origin or seen history does not hold
finding-not-allowed = its author had no right to say it
finding-clock = its clock disagrees with what it rests on
finding-tree = the stored tree is not the tree of the entries
finding-key = the key beside the entry is not its statement's digest
finding-attachment-missing = an attachment is missing
finding-attachment-wrong = an attachment is not what its digest says
finding-store = rows are missing, doubled or misshapen
finding-checkpoint = a checkpoint held elsewhere does not fit this ledger
finding-projection = this user's index is not what the ledger leads to
finding-founder = the founder is not the expected one

## What a value should have looked like ("… cannot be X: expected …")

usage-expected-date = a date such as 2026-11-20
usage-expected-size = a size in bytes, or such as 25MB or 4GiB
usage-expected-personal-data = none, or a number of people
usage-expected-compression = auto, or a digit from 0 to 9
usage-expected-id = an id: ASCII letters, digits, '.', '_' or '-', beginning with a letter or digit
usage-expected-carry-out = the id of a carry-out such as C-0042
usage-expected-disposal = the id of a disposal such as D-0007, or of a carry-out such as C-0042
usage-expected-fingerprint = a fingerprint as ssh-keygen -l prints it: SHA256: and 43 characters
usage-expected-digest = sha256: and 64 hexadecimal digits
usage-expected-anchor = a file, or a tree size, a colon and a root hash of 64 hexadecimal digits
usage-expected-article = the id of something carried such as E-0007
usage-expected-concerned = the id of a carry-out such as C-0042, or of something carried such as E-0007
usage-expected-incident = the id of an incident such as I-0003
usage-expected-moment = a moment: now, a time of today such as 14:05, so long ago such as -30m or -2h, 2026-11-20T14:05, or with offset 2026-11-20T14:05:00+09:00

## Copies, and what is known of their end

delegation-ahead = not begun yet
delegation-stands = stands
delegation-over = over
delegation-ended = ended
delegation-fallen = not good any more: the role or the key of who gave it is gone
copy-kind-package = package
copy-kind-office = office copy
copy-kind-sent = sent package
copy-kind-working = working copy
copy-kind-backup = backup
copy-kind-subcontractor = subcontractor's copy
copy-kind-paper = paper
copy-kind-mail = copy in mails
copy-kind-misdelivered = copy with somebody it was not meant for
address-field-to = To
address-field-cc = Cc
address-field-bcc = Bcc
address-field-typed = typed
sent-source-eml = the mail file that the mailer kept
sent-source-msg = the message that Outlook kept
sent-source-attachment = a saved attachment, and typed addresses
sent-text-same = the same
sent-text-more = the same, and more around it, such as a signature
sent-text-other = another
sent-text-unread = could not be read
mail-difference-other-address = it went to an address that was not confirmed
mail-difference-shown-address = an address that stood in Bcc was seen by the others
mail-difference-no-address = it names no address
mail-difference-no-package = the package is not attached
mail-difference-other-attachment = something else is attached
mail-difference-other-text = its text is another
mail-difference-unread-text = its text could not be read: it was not compared, and nobody looked for a passphrase in it
mail-difference-other-subject = its subject is another
mail-difference-secret = something like a passphrase stands in it
method-erase-file = overwritten in place and removed
method-overwrite = whole medium overwritten
method-key = key destroyed
method-physical = physically destroyed
method-dissolve = dissolved
method-declared = declared
sanitization-L0 = L0 declared
sanitization-L1 = L1 absent
sanitization-L2 = L2 no remnant found
sanitization-L3 = L3 cleared (NIST SP 800-88r2 Clear)
sanitization-L4 = L4 key destroyed (cryptographic erase)
sanitization-L5 = L5 destroyed

## Incidents

incident-kind-lost = loss
incident-kind-stolen = theft
incident-kind-misdelivery = misdelivery
incident-kind-leak = leak
incident-kind-violation = violation of a rule
incident-kind-suspected = suspected
incident-field-course = course of events
incident-field-cause = cause
incident-field-first-response = first response
incident-field-secondary-damage = secondary damage
incident-field-police = police number
incident-field-recovery = recovery
incident-field-subcontractor = subcontractor
incident-field-people = people concerned
incident-field-publication = publication
incident-field-deletion-request = request to delete
incident-field-deletion-answer = answer to it
incident-field-written-report = written report
incident-field-prevention = preventive measures
incident-field-review = effectiveness review
incident-field-note = note
report-stage-first = first report
report-stage-update = further report
report-stage-final = final report
last-point-requested = asked for
last-point-exported = written and read back
last-point-checked-out = taken along
last-point-transferred = passed on
last-point-undelivered = not delivered
last-point-arrived = arrival code read back
last-point-opened = opened code read back
last-point-handed-over = handed over
last-point-returned = brought back
timeline-requested = asked for
timeline-approved = approved
timeline-consented = client consented
timeline-exported = written and read back
timeline-released = passphrase told
timeline-checked-out = taken along
timeline-transferred = passed on
timeline-lost = lost
timeline-undelivered = not delivered
timeline-mail-drafted = mail drafted and confirmed
timeline-mail-sent = mail sent, compared with the draft
timeline-arrived = arrival code read back
timeline-opened = opened code read back
timeline-handed-over = handed over
timeline-returned = brought back
timeline-disposed = disposed of
timeline-key-destroyed = custody file destroyed
timeline-happened = it happened
timeline-noticed = the office became aware
timeline-recorded = recorded
timeline-told = told
timeline-known = known
timeline-closed = closed

## Contracts

occasion-entry = at the beginning
occasion-checkout = at check-out
occasion-leaving = at leaving
post-responsible = person responsible
post-supervisor = supervisor
post-operations-officer = person responsible for operating information systems
post-in-charge = person in charge
post-systems-officer = person in charge of information systems
post-handler = handler
duty-incident-report = written report of an incident
occurrence-start = beginning of the contract
occurrence-yearly = every year
occurrence-change = change
occurrence-training = training
occurrence-received = received
occurrence-disposal = disposal or return
occurrence-incident = incident
occurrence-incident-closed = incident closed
occurrence-subcontracting = subcontractor
occurrence-end = end of the contract
occurrence-request = when the client asks
standing-late = late
standing-open = owed
standing-ahead = not yet
standing-sent = sent
succession-confirmed = a second person agreed
succession-stopped = stopped
succession-administrator-signed = an administrator signed
succession-overtaken = somebody else became administrator
side-office = office
side-client = client
rule-directive = directive of the client
duty-measures = safety measures
duty-training-report = training report
duty-organization = organization
duty-roster = roster
duty-security-policy = security policy
duty-storage-places = storage places
duty-disposal-report = report of disposal
duty-management-report = report on management
duty-check-sheet = check sheet
duty-isms-certificate = copy of the ISMS certificate
duty-audit-report = result of an internal audit
duty-subcontracting-request = request to subcontract
duty-prevention-report = report on preventive measures
duty-exchange-record = record of an exchange
duty-return = return or disposal of information
duty-self-check = self-check with the check sheet
duty-end-confirmation = confirmation of a return or disposal
duty-purge = purge: an administrator asks for it
duty-purge-confirmation = purge: a second person agrees to it

rules-act-export = export
rules-act-release = telling of the passphrase
rules-act-check-out = check-out
rules-act-mail-draft = draft of a mail
rules-act-hand-over = hand-over
rules-act-return = return
rules-act-disposal = disposal
rules-act-witness = witness of a disposal
rules-act-confirmation = confirmation of the end
rules-act-purge = purge of the attachments
exchange-count = how many
exchange-means = by which means
exchange-medium = on which medium
exchange-purpose = what for
exchange-received-by = who took it
exchange-until = until when it may be kept
exchange-confirmed = both sides' confirmation

## Forms, in the order of the list

form-carry-out-register = Carry-out register
form-exchange-record = Exchange record
form-inventory = Inventory of files
form-asset-register = Register of important information
form-certificate = Certificate of sanitization
form-disposal-report = Report of disposals
form-incident-report = Incident report
form-carry-out-request = Request and approval
form-carrying-slip = Carrying slip
form-receipt = Receipt
form-return-note = Return note
form-storage-notice = Notice of where data is kept
form-staff-list = Roster
form-training-report = Training report
form-pledge-entry = Pledge (entry)
form-pledge-carry-out = Pledge (carry-out)
form-pledge-leaving = Pledge (leaving)
form-equipment-log = Log of equipment taken in and out
form-paper-register = Register of paper
form-media-register = Media register and stock-take sheet
form-mail-check = Mail check sheet
form-log-review = Record of log review
form-level-query = Question of level
form-submissions = List of submissions
form-subcontract-request = Request to subcontract
form-subcontractor-register = Register of subcontractors
form-leaving-confirmation = Confirmation of return on leaving
form-consent-request = Request for consent
form-contact-tree = Emergency contacts
form-management-report = Report on management and safety measures
form-prevention-report = Report on preventive measures
form-check-sheet = Information security check sheet

## What a form is about

form-about-period = a period or a contract (either may be left out), or one carry-out
form-about-carry-out = one carry-out (C-0042)
form-about-incident = one incident (I-0003)
form-about-contract = a contract (--contract)
form-about-contract-or-carry-out = a contract (--contract; the period may be left out), or one carry-out
form-about-person = a person (--person)

## What is unusual

anomaly-quick-approval = quick approval
anomaly-one-pair = always the same two
anomaly-night = at night
anomaly-holiday = on a free day
anomaly-late-return = late return
anomaly-no-arrival = arrival code never read back
anomaly-no-opening = opened code never read back
anomaly-own-key = exported on an approval with a key that the approver brought in themselves
anomaly-new-approver = exported on approvals with a key that somebody else brought in for the approver
anomaly-many-copies = many copies
anomaly-repeated-content = the same content many times
anomaly-early-release = passphrase told before the arrival code was read back
anomaly-uncleared-return = back uncleared, for the sake of an incident
anomaly-succession-asked = another administrator asked for, because none can sign
anomaly-succession = became administrator without an administrator's signature
anomaly-own-rules = rules of one's own
anomaly-clock = clocks disagree
holiday-saturday = Saturday
holiday-sunday = Sunday
holiday-national = national holiday
holiday-substitute = substitute holiday
holiday-between = holiday between two national holidays
why-left-denied = no permission to write there
why-left-read-only = it is read-only
why-left-changed = it changed after it was read
why-left-not-overwritten = something else than what was written over it came back
why-left-still-there = its name is there again
why-left-failed = the medium could not be read or written
why-not-replugged-no-serial = the medium tells no serial number
why-not-replugged-cannot-tell = this system does not tell when a medium was attached
why-not-replugged-not-taken-out = it was not taken out
why-not-replugged-other-medium = another medium is there now
why-not-replugged-not-there = the system could not say what is there now
why-not-scanned-no-fingerprints = the ledger keeps no fingerprints of the package
why-not-scanned-no-device = the system tells no device
why-not-scanned-denied = no permission to read the whole device (administrator rights are needed)
why-not-scanned-failed = the device could not be opened

article-pc = PC
article-phone = phone
article-paper = paper
article-state-asked = waits for permission
article-state-refused = refused
article-state-out = out
article-state-returned = back, not confirmed
article-state-lost = lost
article-state-closed = closed
clearing-data-deleted = nothing of the work left on it
clearing-history-deleted = calls and messages deleted
clearing-photos-deleted = photographs saved and deleted
direction-out = taken out
direction-in = brought in
measure-two-factor = two-factor login
measure-data-encryption = data encrypted
measure-login-password = password at login
measure-screen-lock = screen lock
measure-remote-lock = remote lock
measure-strap = strap or the like
measure-antivirus = virus scanner up to date
measure-updates = software updated
measure-autorun-off = autorun off
measure-anti-theft = secured against theft
measure-no-full-names = no full names in the address book
measure-effect-checked = effect on existing systems looked at
measure-backed-up = data backed up
measure-emptied = all data deleted
measure-settings-kept = the client's security settings unchanged
measure-no-drinking = not taken to where people drink
measure-own-login = own ID and password, used by nobody else
