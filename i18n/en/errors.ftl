# Errors in pairs: what happened (error-CODE), and what to do (hint-…). Looked up by id; a test says each of them.
# Say exactly what is known. A command in a hint ends its line; CAPITALS in it are for the reader to fill in.

## Shapes that other messages are put into

error-at = { $path }: { $what }
list-separator = {", "}
why-more = and { $count } more

## Which rule of the office stands behind a refusal

rule-office = office rules: { $clause }
rule-office-approvers = people who must approve: { $highest } at level 1 (the highest), { $other } at levels 2 to 4
rule-office-own-request = nobody approves their own request
rule-office-approval-days = an approval is good for { $days } days from the planned day
rule-office-custodian = the passphrase is kept by custodians other than the carrier
rule-office-other-road = the passphrase takes another road than the package
rule-office-media = only registered media that are in use carry anything out
rule-office-level = nothing leaves before its level is known
rule-office-carrier = whoever requested it carries it, until it is transferred
rule-office-taint = a medium carries nothing less important, and nothing of another client, before it is cleared
rule-office-witness = at level 1 (the highest), a disposal needs a witness

## Which rule of the program itself stands behind a refusal

rule-roles = roles decide who may do what
rule-persons = everybody speaks for themselves, with their own key
rule-administrator = somebody can always administer the ledger
rule-registered = people and things take part under one id each, and are registered once
rule-subcontractor = only a recipient registered as a subcontractor has subcontracting on record
rule-proof = a key is registered with proof that its owner holds it
rule-sense = a statement says what can be so
rule-approve-once = each person's approval counts once
rule-approved = only what was approved leaves, and as it was approved
rule-order = one step follows another
rule-after-arrival = the request says: the passphrase only after the arrival code
rule-codes = a receipt is recorded with a code of that very package
rule-every-copy = a carry-out ends when every copy is accounted for
rule-frozen = while an incident is open, nothing about it is told, sent or deleted
rule-receipt = what is handed over needs a receipt or the opened code
rule-hidden-addresses = several outside addresses do not see each other
rule-permitted-copies = no more copies of the client's information than it permits
rule-both-sides = an exchange is confirmed by both sides: whoever took it signs, and the client signs or gives a paper
rule-mail-confirmed = recipients, text and attachment of a mail are confirmed one by one
rule-mail-secret = a passphrase, or a part of one, never takes the road of the package
rule-evidence = what is claimed and what was measured have to fit
rule-witness = a witness is somebody else, and counts once
rule-second-person = a second person confirms it
rule-acknowledge = only what has no effect, and could have none, is acknowledged: never a changed or misplaced entry
rule-acknowledge-people = two people acknowledge an entry, one of them an administrator; nobody counts twice
rule-retention = attachments are kept for five years after the end, where no rule asks for longer
rule-purge-clock = a purge rests on the times of several people, never on one clock
rule-purge-people = one person asks for a purge and another agrees, and neither had a part in the carry-out
rule-purge-whole = a purge names exactly the attachments that the carry-out has
rule-leaving = whoever leaves has first accounted for what they carry
rule-left-contract = whoever left a contract begins and judges nothing new under it
rule-incident-end = an incident ends when it was told, reported in writing, and the measures were seen to work

## Rules: people, keys, registers

error-already-founded = this ledger has its founder already
error-not-an-entry = a registration request is not brought in by itself: an administrator registers the person with it
error-missing-role = { $person } has none of the roles that may do this: { $roles }
error-only-themselves = only { $person } may do this, with their own key
error-unknown-person = { $person } is not registered
error-person-exists = { $person } is registered already
error-key-taken = key { $key } belongs to { $owner }, and a key stays with its first owner
error-no-such-key = { $person } has no key { $key } that is still good
error-proof-does-not-hold = the registration request does not prove possession of the key ({ $why })
error-last-administrator = afterwards nobody could administer this ledger
error-empty-field = { $flag } says nothing
error-dates-reversed = the last day, { $until }, is before the first, { $from }
error-due-before-leaving = the due date { $until } is before the day it leaves, { $from }
error-day-passed = the planned day, { $on }, has passed
error-delegate-to-self = { $person } cannot delegate to themselves
error-self-is-reserved = “self” means the carrier and cannot be registered as a recipient
error-unknown-recipient = recipient { $recipient } is not registered

## Rules: media

error-unknown-medium = medium { $medium } is not registered
error-medium-exists = this medium is registered already, as { $medium }
error-medium-not-usable = medium { $medium } cannot be used (state: { $state })
error-medium-required = what goes by usb needs a registered medium (--medium)
error-no-medium-there = what goes by { $via } travels on no medium (--medium)
error-medium-not-approved = the medium is not the approved one (approved: { $approved }; given: { $found })
why-no-medium = no medium
why-no-serial = no serial number
why-serial = serial number { $serial }
why-filesystem = filesystem { $name }
why-capacity = { $size } ({ $bytes } bytes)
why-a-medium = a medium of its own
why-not-that-one = not this one
why-registered-as = registered as { $medium }
why-untold = no serial number and no filesystem is told
why-own-disk = this machine's own disk

## Rules: requests and approvals

error-opening-does-not-fit = the request says another way of opening than { $recipient } is registered with
error-other-rules = the request stands under rules { $named }, and those in force are { $in-force }
error-unknown-request = this ledger has no request { $request }
error-request-exists = request { $request } is in this ledger already
error-wrong-status = this cannot be done with { $id } now (status: { $status })
error-approval-expired = the approval of { $id } has expired
error-own-request = { $person } is the requester of { $id } and cannot approve or reject it
error-already-approved = { $person } has approved { $id } already, and each person counts once
error-embedded-request-differs = the approval holds another request than the one it names
error-level-unknown = the level of { $id } is unknown, and nothing leaves before it is known
error-not-the-carrier = { $carrier } carries { $id }; nobody else may do this
error-quorum-short = { $id } has { $have } of { $need } approvals
error-other-approvals = what is about to be written for { $id } does not rest on exactly the approvals that count
error-too-early = { $id } may leave from { $on } on
error-clock-behind = this machine's clock ({ $now }) is earlier than an entry this decision rests on ({ $earlier })

## Rules: coming back

error-medium-held-higher = medium { $medium } held { $held } since it was last cleared, and this is { $asked }
error-medium-held-other-client = medium { $medium } held another client's information since it was last cleared
error-medium-holds-others = medium { $medium } holds packages that are not accounted for: { $others }
error-nothing-to-carry = { $id } goes by { $via }: nobody takes it along
error-already-out = { $id } has been taken along already
error-frozen = { $id } is frozen: incident { $incident } is open
error-same-carrier = { $person } carries { $id } already
error-not-later = { $due } is not later than { $stands }
error-extension-waits = a later day for { $id } has been asked for already and waits for an approver
error-no-extension = nobody has asked for a later day for { $id }
error-no-receipt = nothing on record shows that the recipient has { $id }
error-not-by-mail = { $id } goes by { $via }, not by mail
error-no-mail-address = no mail address of the recipient of { $id } was registered when it was asked for
error-nobody-to-mail = no mail address is registered for { $recipient }, nor for anybody else of that organization
error-no-own-address = nobody of the office has a registered mail address to which it could go
error-not-a-mail-address = { $address } is not an address that a mail can be sent to
error-address-not-approved = nobody approved that { $id } goes to { $address }: it is neither the recipient's, nor of the same organization and registered before, nor of the office
error-address-twice = { $address } stands there twice
error-addresses-shown = { $count } outside addresses would see each other
error-not-the-package = { $name } is not the package of { $id }
error-draft-count = { $count } drafts of { $id } cannot be made at once
error-mail-not-confirmed = { $id }: what was given for { $flag } does not confirm it
error-no-draft = there is no draft of { $id } with which a sent mail could be compared
error-acknowledge-nothing = entry { $index } cannot be acknowledged: it has an effect, is not there, or shows that the log was changed
error-acknowledge-other = entry { $index } has another leaf hash than the statement names
error-acknowledge-already = { $person } does not acknowledge entry { $index }: they did already, or two others did
error-purge-not-over = { $id } is not over: its attachments are kept until it is closed, and after that
error-purge-too-early = the attachments of { $id } are kept for { $years } years and may be purged from { $from }
error-purge-one-clock = only this clock says that { $id } may be purged (from { $from }): the latest time that anybody else has claimed in this ledger is { $others }
error-purge-one-person = only this clock says that { $id } may be purged (from { $from }): nobody else has said anything in this ledger
error-purge-contradicted = the purge of { $id } was asked for at { $asked }, and entry { $index } after it claims an earlier time: one of the clocks is wrong
error-purge-done = the attachments of { $id } are purged already
error-purge-asked = { $person } has asked for the purge of { $id } already
error-purge-not-asked = no such purge of { $id } waits for a second person
error-purge-same-person = { $person } asked for the purge of { $id } and cannot agree to it as well
error-purge-own = { $person } had a part in { $id } and does not purge its evidence
error-purge-other-attachment = { $digest } is no attachment of { $id }
error-purge-attachments-differ = these are not the attachments that { $id } has now
error-secret-in-mail = { $part }, line { $line }, holds something in the form of a part of a passphrase. Looked for were groups of syllables as they are issued here, and words such as "password" with something after them
error-secret-told-in-mail = { $part }, line { $line }, tells a passphrase: something stands after a word such as "password". Looked for were such words, and groups of syllables as they are issued here
error-mail-text-too-long = the text of a mail may have { $most }
error-mail-too-large = the mail would have { $size } as it is sent, and { $limit } is the limit
error-not-a-mail = is neither a mail file nor an Outlook message
error-is-a-mail = is a mail, which names its own addresses
error-mail-too-much = has more parts or addresses than any mail that a person sends
error-mail-damaged = is an Outlook message, and damaged: { $why }
mail-part-subject = the subject
mail-part-text = the text
error-does-not-stay = { $id } does not stay with the recipient (kind: { $kind })
error-no-such-copy = { $id } has no copy { $copy }
error-copy-accounted = copy { $copy } of { $id } is accounted for already
error-no-copies = no copy of { $id } is named, or not in rising order
error-not-measured = copy { $copy } of { $id } is on a medium, and nobody looked at the medium
error-lost-still = copy { $copy } of { $id } is lost, and nothing shows that it was found
error-method-does-not-fit = { $method } for { $id }: “{ $field }” is missing or does not fit
error-no-such-disposal = { $id } has no disposal { $disposal }
error-own-disposal = { $person } did { $disposal } and cannot witness it
error-already-witness = { $disposal } has this witness already
error-own-recheck = { $person } did { $disposal } and cannot check it again
error-same-evidence = this file is the evidence of { $disposal } already: it does not show that somebody else was there
error-made-by-export = a copy of the kind “{ $kind }” comes of the export of { $id }, and is not declared
error-nothing-came-back = nothing of { $id } has come back, been disposed of or been handed over
error-copies-open = { $id } cannot be confirmed: these copies are not accounted for: { $copies }
error-own-extension = { $person } carries { $id } or asked for the later day, and cannot answer about it
error-own-return = { $person } carried { $id }, brought it back, disposed of it or handed it over, and cannot confirm it
error-witness-needed = { $id } cannot be confirmed: { $disposal } has no witness
error-not-a-subcontractor = { $recipient } is not registered as a subcontractor
error-recalled-already = the recall of { $id } by order { $number } is on record already
error-leaves-already = { $person } leaves already
error-does-not-leave = { $person } does not leave, or has left
error-holds-still = { $person } still has to account for: { $carries }
error-suspended = the keys of { $person } are suspended since entry { $index }: they leave
error-unknown-incident = there is no incident { $id } in this ledger
error-not-an-incident = “{ $id }” is not the id of an incident, such as I-0003
error-incident-closed = { $incident } is closed
error-included-already = { $incident } concerns { $id } already
error-later-than-now = { $claimed } has not come yet (now: { $now })
error-incident-incomplete = { $incident } cannot be closed yet
error-incident-missing = not on record: { $missing }
error-incident-untold = nobody has been told, as far as the record says
error-own-incident = { $person } opened { $incident } or carries what it concerns: somebody else closes it

## Rules of contracts

say-clause = rule: { $document } { $clause }: { $text }
error-rule-home = carrying it home is refused; no exception exists
error-rule-place = it is not carried to “{ $place }”
error-rule-via = it does not leave by this road
error-rule-never = it never leaves
error-rule-never-but = it never leaves, save with the approval of somebody notified to the client as: { $posts }
error-rule-reason = it is not stated why this cannot be avoided
error-rule-no-place = it is not stated where it is taken
error-rule-personal-data = it is not stated whether it holds personal data
error-rule-consent = no consent of the client is on record
error-rule-asset = no information registered under this contract is named
error-rule-recipient = { $recipient } is not on the contract's list of recipients
error-rule-subcontractor = the client has not agreed to { $recipient } at tier { $tier }
error-rule-agreement = no agreement on confidentiality with { $recipient } is on record
error-rule-agreement-ended = the agreement on confidentiality with { $recipient } ended on { $ended }
error-rule-unchecked = no check of { $recipient } is on record
error-rule-checked-long-ago = { $recipient } was last checked on { $last }: too long ago
error-rule-failed-check = when { $recipient } was checked last, this was not met: { $items }
error-rule-unregistered = { $device } is not registered as the office's
error-rule-measures = not attested: { $missing }
error-rule-permission = the client's permission on paper is missing
error-rule-not-cleared = not attested that it is back like this: { $missing }
error-rule-destroyed = paper is not destroyed by { $method }
error-rule-no-subcontractor = { $recipient } is a subcontractor, and this never goes to one
error-rule-untaught = no training of { $person } is on record
error-rule-taught-long-ago = { $person } was last taught on { $last }: too long ago
error-rule-unpledged = no pledge of { $person } is on record
error-rule-handler = { $person } was not notified to the client as somebody who handles it
error-rule-approver = nobody approved who was notified to the client as: { $posts }
error-rule-level = the level is unknown
error-rule-approvers = { $have } of { $need } people have approved
error-rule-copies = { $have } copies of the same content have left already; with the { $asks } asked for there would be more than the { $most } there may be
error-rule-asset-copies = there are { $have } copies of { $asset }; with { $asks } more there would be more than the { $most } the client permits
error-rule-exchange = it is not on record of { $asset }: { $lacking }
error-rule-files = { $have } files are too many at once (at most { $most })
error-rule-no-sheet = no check sheet is on record for this contract
error-rule-sheet = items of the check sheet answered with no have no measure agreed: { $items }
error-rule-owed = the client was owed this paper by { $due }: { $duty }
error-rule-no-contact = nobody is in the contact tree on this side: { $side }
error-rule-places = no storage place was notified to the client
error-rule-sources-outside = { $count ->
    [one] one file or folder lies
   *[other] { $count } files or folders lie
} outside the folders of the storage places notified
error-rule-case = the number of the locked case is not stated
error-rule-service = { $service } is a service at which the other party cannot be identified, or where others can read what is stored
error-rule-shown = { $count } outside addresses would see each other
error-rule-disposal = { $disposal } is not a disposal that this rule takes
error-unknown-contract = contract { $contract } is not registered
error-contract-exists = contract { $contract } is registered already
error-left-contract = { $person } left contract { $contract }
error-other-contract = { $id } is not under contract { $contract }
error-unknown-pack = there is no rule pack “{ $pack }” in this ledger
error-pack-not-newer = rule pack “{ $pack }” is at version { $version } already
error-wrong-pack = these rules make no sense: { $why }
error-unknown-consent = there is no consent { $consent } under this contract
error-unknown-article = nothing carried has the statement { $id }
error-no-such-article = nothing carried is called { $id }
error-neither-pc-nor-phone = { $medium } is neither a PC nor a phone but { $kind }
error-device-out = { $device } is carried with { $id }
error-article-state = { $id } is: { $state }
error-own-article = { $person } carries { $id } or brought it back
error-copies-on-device = copies of { $ids } are on { $device } and nobody has accounted for them
error-unknown-review = there is no review at entry { $index }
error-no-such-consent = there is no consent “{ $number }” in this ledger
error-several-consents = several contracts have a consent “{ $number }”
error-own-consent = { $person } recorded consent “{ $number }” or asks for what it allows: a second person confirms it
error-consent-confirmed = consent “{ $number }” is confirmed already
error-day-ahead = { $day } has not come yet
error-not-in-the-tree = “{ $name }” is not in the contact tree of { $contract }
error-side-unknown = on whose side “{ $organization }” is called under { $contract } is not known: it is not the client’s name, not an organization in the tree on one side, and no registered person of the office is of it
error-not-from-the-root = “{ $path }” is no folder written from the root of its drive or share
error-home-folder = “{ $path }” is or holds somebody's own folder, and cannot be a storage place
error-unknown-asset = { $asset } is not in the register of important information
error-asset-exists = { $asset } is in the register already
error-asset-ended = { $asset } was given back or disposed of
error-not-ended = { $asset } was neither given back nor disposed of: there is no end to confirm
error-end-confirmed = a second person has confirmed the end of { $asset } already
error-own-end = { $person } recorded the end of { $asset }: a second person confirms it
error-made-here = { $asset } is registered as made here: nobody handed it over
error-asset-confirmed = that side has confirmed { $asset } already, or recorded it
error-neither-side = { $person } neither took { $asset } nor stands for the client
error-no-paper = { $duty } is no paper: it is made whole, not sent
error-more-copies = there are { $have } copies of { $asset }; with { $made } more there would be more than the { $most } that its registration says the client permits
error-fewer-copies = { $gone } copies of { $asset } cannot be gone: there are { $have } that were made here

## Rules: writing, telling, receiving

error-wrong-custody = the passphrase of { $id } would not be kept by those who must keep it
error-wrong-package-name = the package of { $id } must be named { $expected }
error-no-open-attempt = { $id } has no open attempt { $intent }
error-not-their-attempt = { $person } began this attempt, and only they close it
error-no-passphrase = { $id } has no passphrase: it opens with the recipient's own key
error-not-a-custodian = { $person } does not keep the passphrase of { $id }
error-same-road = the passphrase may not be told this way ({ $channel }): it is the road of the package itself
error-not-arrived = the passphrase of { $id } is told only after its arrival code was read back
error-wrong-code = this is not the code of { $id }

## The ledger is not as it was verified before

error-history-shorter = the ledger has { $size } entries, and this user verified { $held } before
error-history-rewritten = the first { $size } entries of the ledger are not those this user verified before
error-other-ledger = the ledger at this home is not the one this user verified here before
error-tree-differs = the stored hash tree of { $size } entries is not the tree of the entries
error-entry-damaged = entry { $index } is damaged or missing
error-not-in-ledger = statement { $statement } is not in the ledger as this user's index says
error-no-effect = entry { $index } had no effect: { $kind } ({ $detail })
error-attachment-missing = attachment { $digest } is missing
error-attachment-removed = attachment { $digest } was removed by a purge, under entry { $index }
error-digest-differs = { $what } is not what its digest says
error-other-history = its author was shown another history of { $size } entries than this ledger has
error-state-not-as-written = { $path } holds something else than Sekisho writes there

## The desk

error-no-ledger = there is no ledger at { $home }
error-ledger-exists = there is a ledger at { $home } already
error-not-an-origin = { $origin } cannot name a ledger: 1 to 255 ASCII letters, digits and signs, without spaces or “+”
error-no-key = this is signed, and no key was named
error-unknown-key = key { $key } is nobody's in this ledger
error-revoked-key = key { $key } of { $person } was revoked by entry { $index }
error-nobody-to-ask = standard input is not a terminal, so nothing can be asked: { $flag } is needed
error-no-agent = there is no ssh-agent
error-other-device = { $path } is not the device of the record (serial number in the record: { $recorded }; found: { $found })
error-unknown-disposal = there is no disposal { $id } in this ledger
error-unknown-carry-out = there is no { $id } in this ledger
error-not-an-id = { $id } is not an id such as C-0042
error-confirmation-differs = what was typed is not the beginning of the manifest digest (at least 8 hexadecimal digits)
error-nothing-to-recall = no package that left for a subcontractor is concerned by this order
error-form-needs = the form “{ $form }” has to be told what it is about ({ $what })
error-template-unknown = { $path }: this form has no { $name }; it has { $known }
error-template-nested = { $path }: data-each="{ $name }" stands inside another data-each
error-template-active = { $path }: { $what } cannot be in a form, which runs nothing and loads nothing
error-nothing-to-pack = there is nothing to pack
error-sources-unknown = where the content of { $id } lies is not known at this desk: it was requested elsewhere
error-nobody-can-open = nobody could open the custody file of { $id }: age cannot seal to the keys of { $people }
error-not-on-medium = { $path } lies on this machine's own disk, in its memory or on a network, not on { $medium }
error-system-disk = { $path } is on this machine's own disk, or on no device of its own: nothing is plugged in or mounted there
error-tells-nothing = { $path } tells neither a serial number nor a filesystem: nobody could know it again
error-other-medium = { $path } lies on another medium than { $medium } (registered: { $registered }; found: { $found })
error-not-mounted = nothing is mounted there, so it is not { $medium }
error-not-identified = nothing tells that this is { $medium }: neither the medium nor the package can be known
error-other-file = has the package's name and is another file; nothing was touched
error-serial-differs = what was typed is not what this device is called
error-not-overwritten = does not hold what was written: { $sectors } sectors came back different and { $unreadable } cannot be read, the first at byte { $offset }
error-stopped-by-incident = incident { $incident } was opened after { $done } of { $size } had been overwritten; the rest is kept as it is
why-false-capacity = it holds only { $size } ({ $bytes } bytes), and claims more
error-nothing-disposed = nothing of { $id } was disposed of
why-the-folder = the folder it was written to
error-no-room = { $path } has room for { $room }, and { $needed } are needed
error-name-taken = { $path } is there already, and nothing is overwritten
error-too-many-volumes = volumes of { $size } would be too many
error-still-running = another process is writing { $id }
error-stays-open = { $count ->
    [one] one attempt stays open: what it was written to is not at hand
   *[other] { $count } attempts stay open: what they were written to is not at hand
}
why-stays-open = { $id }, written to { $path }
why-were-closed = closed: { $ids }
error-export-failed = { $id } was not written: { $what }
why-recorded = This is recorded; the approval is good until it expires.
why-not-recorded = This could not be recorded: the attempt is still open.
error-no-custody-file = the custody file { $path } is not there
error-identity-needed = this key signs but cannot open custody files
error-content = { $path } does not hold what it should ({ $why })
error-no-entropy = the system gives no random bytes ({ $why })
error-interrupted = interrupted

## What the system said

error-not-found = is not there
error-permission-denied = this user has no permission
error-already-exists = is there already, and nothing is overwritten
error-not-a-folder = is not a folder
error-a-folder = is a folder
error-storage-full = there is no room left
error-read-only = is read-only
error-file-too-large = is larger than this filesystem allows
error-not-as-written = does not hold what it should
error-ends-too-early = ends too early
error-nobody-answers = nobody answers
error-system = the system refused: { $error }

## Statements

error-no-founder = the first entry is not a founder's
error-other-origin = said in ledger { $found }, not in { $expected }
error-not-their-key = key { $key } is not a key of { $person }
error-not-an-entry-file = this is not a statement followed by its signature
error-statement = this is not a statement: { $what }
error-statement-too-long = the statement is longer than { $max } bytes
error-statement-not-one-line = the statement is not one line ending in a newline
error-statement-version = statements of version { $found } are not known to this program
error-json-shape = not the expected JSON ({ $error })
error-json-second-spelling = the same meaning in another spelling than its one (RFC 8785), from byte { $at } on

## Keys

error-key-shape = not a public key line (key type, base64, comment)
error-key-mismatch = the key line says { $named } and holds { $inside }
error-key-unsupported = keys of type { $algorithm } cannot sign here
error-key-certificate = { $algorithm } is a certificate; the ledger decides who signs, not a certificate authority
error-key-malformed = the { $algorithm } key is malformed
error-key-second-spelling = the { $algorithm } key is not in its one spelling
error-key-off-curve = the { $algorithm } key is not a point of its curve
error-key-small-order = anybody could sign for this ed25519 key: it has a small order
error-key-rsa-bits = RSA keys of { $bits } bits are not accepted
error-key-rsa-numbers = the numbers of this RSA key are not usable
error-key-file-too-large = larger than any key file
error-key-file-public = this is a public key, and signing needs the private one
error-key-file-format = not an OpenSSH key file
error-key-file-armor = a damaged key file ({ $why })
error-key-file-damaged = a damaged key file
error-key-file-cipher = encrypted with { $cipher }, which this program cannot undo
error-key-passphrase-needed = the key is encrypted, and no passphrase was given
error-key-wrong-passphrase = the passphrase does not open this key
error-key-needs-agent = keys of type { $algorithm } sign only through ssh-agent
error-empty-passphrase = the passphrase is empty; a key without a passphrase is not made
error-key-comment = the comment of a key may not hold control characters
error-names-no-file = names no file
error-key-not-encrypted = the new key could not be encrypted ({ $error })
error-agent-does-not-answer = ssh-agent does not answer at { $socket }: { $why }
error-agent-broke = the connection to ssh-agent broke: { $why }
error-agent-answer = the answer of ssh-agent is not understood
error-agent-empty = ssh-agent is locked or holds no keys
error-agent-has-no-key = ssh-agent does not hold { $key }
error-agent-refused = ssh-agent did not sign with { $key }: declined, or not touched in time
error-private-key-does-not-fit = the private half of the key file does not fit its public half
error-signer-unusable = what the signer gave back is not a usable signature: { $why }
error-signer-does-not-verify = what the signer gave back does not verify: { $why }

## Signatures

error-signature-armor = not one armored SSH signature: { $what }
error-signature-key = the key inside the signature is not accepted: { $what }
error-signature-too-large = { $size } bytes are more than a signature can have ({ $max })
error-signature-second-spelling = the signature is not spelled as ssh-keygen writes it
error-signature-version = signatures of version { $version } are not known to this program
error-signature-malformed = the signature is malformed
error-signature-no-namespace = the signature names no purpose (its namespace is empty)
error-signature-reserved = the signature's reserved field is not empty
error-signature-sha1 = the signature was made with SHA-1 ({ $name })
error-signature-hash = message hash { $name } is not supported
error-signature-unsupported = signature algorithm { $algorithm } is not supported
error-signature-mismatch = a signature of type { $algorithm } with a key of type { $key }
error-armor-no-begin = the BEGIN line is not at the start
error-armor-no-end = the END line is missing
error-armor-after-end = something follows the END line
error-armor-not-base64 = what stands between is not base64
error-wrong-namespace = signed for another purpose ({ $found }, not { $expected })
error-bad-signature = the signature does not fit the statement and the key
error-no-touch = the security key was not touched

## The ledger's file

error-not-a-file = is not a regular file
error-not-a-ledger = is not a ledger
error-ledger-version = a ledger of version { $found }, and this program knows version { $supported }
error-ledger-schema = its tables are not those of a ledger: { $differences }
why-schema-missing = { $what } is missing
why-schema-unexpected = { $what } does not belong there
why-schema-changed = { $what } is defined otherwise
error-ledger-schema-changed = somebody changed the ledger's tables while it was open
error-stray-journal = a journal that is not the ledger's lies at { $path }
error-shared-filesystem = { $path } lies on a filesystem that several machines may share ({ $kind }); two desks would each write their own history
why-virtual-machine-folder = a virtual machine's shared folder
why-cluster = a cluster filesystem
error-changed-while-copying = somebody wrote to it while it was copied
error-snapshot-ended = the ledger gave up a reading after a failure
error-ledger-read-only = the ledger may only be read
error-ledger-busy = another process kept the ledger busy for { $seconds } seconds
error-size-outside = size { $asked } was asked about in a ledger of { $size } entries
error-attachment-not-written = an attachment could not be written out: { $why }
error-entries-missing = entries { $from } to { $last } are missing from the ledger
error-entry-key-shape = the key beside entry { $index } is not 32 bytes
error-entry-shape = entry { $index } is not of an accepted size
error-node-missing = tree node { $node } is missing
error-node-shape = tree node { $node } is not 32 bytes
error-node-count = { $stored } tree nodes are kept where { $expected } belong
error-impossible-place = a row claims the impossible place { $place }
error-attachment-shape = row { $row } of the attachments has no digest and size
error-attachment-digest = attachment { $digest } holds bytes with the digest { $actual }
error-removal-shape = row { $row } of the removals has no digest and entry
error-entries-unreadable = entries { $from } to { $last } cannot be read
error-nodes-read = { $got } tree nodes were read where { $asked } were asked for
error-tree-too-large = a tree of { $size } entries is too large
error-index-outside = entry { $index } is not in a tree of { $size } entries
error-old-size-outside = a tree of { $new } entries cannot be shown to continue one of { $old }
error-tree-arithmetic = the tree's arithmetic does not hold
error-engine-malformed = the ledger's file is malformed ({ $error })
error-engine-full = there is no room left for the ledger ({ $error })
error-engine-failed = reading or writing the ledger failed ({ $error })
error-engine-refused = a rule of the ledger's tables refused the entry ({ $error })
error-engine-other = the ledger's engine failed ({ $error })
error-append-conflict = others wrote to the ledger first: it has { $theirs } entries, not { $ours }
error-append-duplicate = the ledger has this already, as entry { $index }
error-append-indeterminate = the ledger did not say whether it kept the entry
error-entry-size = an entry of { $size } bytes is not accepted; at most { $max } are
error-attachment-size = attachment { $digest } is too large ({ $size } bytes)
error-nothing-to-remove = attachment { $digest } is not there to be removed
error-kept-and-removed = attachment { $digest } would be kept and removed by one entry
error-index-unusable = this user's index cannot be read or written ({ $error })
error-index-not-as-written = this user's index holds something else than Sekisho writes there ({ $error })
error-index-directory = the directory of this user's index cannot be made: { $what }

## Media

error-medium-not-there = is not there
error-medium-link = is a symbolic link, which is never followed
error-not-a-device = is not a storage device that this system knows
error-cannot-identify = this system does not say which medium it lies on
error-cannot-identify-because = which medium it lies on cannot be found out: { $why }
error-bad-medium-name = { $name } cannot be a file name on a medium
error-other-content = is there already with other content, and nothing is overwritten
error-medium-gone = the medium is gone
error-medium-failed = { $step } failed: { $why }
why-step-open = opening
why-step-identify = finding out the medium
why-step-create = creating the file
why-step-write = writing
why-step-sync = making it durable
why-step-read = reading back
why-step-remove = removing the file
why-step-list = listing the folder
error-read-back-differs = came back different: { $found-size } were read, { $expected-size } were written
error-read-back-digest-differs = came back different: { $found-size } with digest { $found }…, written were { $expected-size } with { $expected }…
error-read-back-replaced = was replaced by another file before it was read back
error-erase-replaced = was replaced by another file after it was looked at; that one was left alone
error-erase-changed = was changed after it was looked at; it was left alone
error-erase-not-overwritten = was overwritten, but something else came back at byte { $offset }
error-erase-still-there = is still there after it was removed
error-erase-interrupted = interrupted: { $done } are overwritten, and the rest is still there
error-replug-no-serial = the medium tells no serial number, so that it cannot be known again
error-replug-cannot-tell = this system does not tell when a medium was plugged in
error-replug-other-medium = another medium is plugged in now (serial number before: { $expected }; now: { $found })
error-replug-same = the medium was not taken out in between
error-device-not-whole = is only a part of { $disk }
error-device-empty = holds no medium
error-device-system = the system runs from it
error-device-mounted = is mounted at { $point }
error-device-swap = the system swaps to { $part } on it
error-device-held = is in use by { $by }
error-device-in-use = is in use by another program
error-device-replaced = another device took its place
error-device-gone = the device is gone, at byte { $offset }
error-noise-other-size = the device has { $found } bytes, and { $expected } were expected
error-noise-interrupted = interrupted; run again, an overwriting goes on where it stopped
error-noise-write = the device cannot be written at byte { $offset }: { $why }
error-noise-sync = what was written up to byte { $offset } was not made durable: { $why }

## What cannot travel

error-no-paths = no file or folder was named
error-paths-refused = { $count ->
    [one] one file or folder cannot be packed
   *[other] { $count } files or folders cannot be packed
}
error-worker-ended = a part of the program ended unexpectedly
error-same-name = on some systems this is the same name as { $other }
error-same-last-name = two given paths end in the same name, { $name } (the other: { $other })
error-source-not-there = is not there
error-source-link = is a link, and links are not followed
error-source-special = is neither a file nor a folder
error-source-file = is a file where a folder is expected
error-source-folder = is a folder where a file is expected
error-source-other-filesystem = lies on another filesystem than the folder above it
error-source-ambiguous = has several spellings in one folder
error-source-unreadable = cannot be read: { $why }
error-source-changing = changed while it was read
error-source-grew = grew from { $listed } to { $found }
error-source-shrank = shrank from { $listed } to { $found }
error-source-content = has other content than listed (digest { $found }…, listed { $listed }…)
error-name-empty = the name is empty
error-name-dots = the name means a folder itself or the one above
error-name-not-unicode = the name is not Unicode text
error-name-not-nfc = the name is not in Unicode normalization form C
error-name-reserved = Windows reserves the name { $name }
error-name-trailing = the name ends in a dot or a space, which Windows drops
error-name-forbidden = Windows and exFAT refuse { $character } in a name
error-name-control = the name holds a control character ({ $code })
error-name-too-long = the name is { $bytes } bytes long, and { $max } are possible
error-path-too-long = the path is { $bytes } bytes long, and { $max } are possible
error-path-too-deep = the path is { $depth } levels deep, and { $max } are possible
error-path-outside-data = the path does not begin with data/
error-path-twice = is there twice
error-path-case = differs only in case from { $other }
error-path-file-and-folder = is a file and also a folder
error-file-list = this is not a file list: { $what }
error-file-list-order = the file list is not sorted by path
error-folder-not-empty = is listed as an empty folder and holds something
error-not-a-level = is listed with something that is not a level
error-too-many-files = { $count } files and folders are too many; { $max } are possible
error-too-large = more than { $max } in all

## Packing and sealing

why-approved-content = Approved is the content as it was listed; other content needs another approval.
error-compression-level = there is no compression level { $level }
error-archive-not-written = the archive cannot be written: { $what }
error-package-not-written = the package cannot be written: { $what }
error-deflate-failed = compressing failed
error-bag-info = { $label } cannot stand in bag-info.txt: it is not one line
error-no-recipients = there is nobody to seal to
error-seal-empty-passphrase = the generated passphrase is empty
error-recipients-do-not-mix = age cannot seal to these keys together ({ $error })
error-recipient-empty = the key to seal to is empty
error-recipient-several-lines = the key to seal to is more than one line
error-recipient-plugin = the key needs the age plugin { $name }, and plugins are never run
error-recipient-secret-key = this is a secret key; its public half belongs here
error-recipient-unsupported = age cannot seal to a key of type { $algorithm }
error-recipient-rsa-small = the RSA key has fewer than 2048 bits
error-recipient-rsa-large = the RSA key has more than 4096 bits
error-recipient-small-order = anybody could open what is sealed to this key: it has a small order
error-recipient-malformed = neither an age key (age1…) nor an SSH key that age can seal to
error-custody-nobody = there is nobody to keep the passphrase
error-custody-too-long = the passphrase is longer than a custody file holds
error-custody-not-sealed = the passphrase could not be sealed: { $why }

## Opening

error-not-a-package = this is neither an age file nor a ZIP archive
error-wrong-passphrase = the passphrase does not open it
error-passphrase-of-another = the passphrase is typed as one that was issued, but it does not open this file: it belongs to another package, or the file's header is damaged
error-sealed-entries = the sealed archive holds { $entries } entries instead of one file
error-sealed-compressed = the sealed archive is compressed inside its encryption
error-sealed-damaged = the sealed archive is damaged
error-sealed-unreadable = the sealed file cannot be read: { $what }
error-not-first-volume = this is volume { $number }, not the first
error-volume-missing = this volume is missing
error-volume-repeated = another file has the same volume number
error-volume-size = this volume has { $size }, and the first has { $expected }
error-volumes-too-many = there are more volumes than a package has
error-not-age = this is not an age file
error-age-version = an age file of a version this program does not know
error-header-too-long = the header of the sealed file is too long
error-header-damaged = the header of the sealed file is damaged
error-header-truncated = the sealed file ends in its header
error-opens-with-passphrase = it opens with a passphrase, not with a key
error-opens-with-key = it opens with a key, not with a passphrase
error-no-fitting-identity = none of the given keys opens it, or its header is damaged
error-work-factor = opening would cost too much memory and time (work factor { $required }, at most { $max } is accepted)
error-sealed-too-large = it holds more than { $max } bytes
error-content-changed = the sealed content was changed, in the part that begins at byte { $offset }
error-content-cut = the sealed content is cut off, at byte { $offset }
error-content-end = the sealed content is damaged or cut off at its end, from byte { $offset } on
error-outside-base = lies beside the package's folder
error-several-bases = the package holds two folders, { $first } and { $second }
error-hidden-base = the package's folder { $base } would be hidden
error-archive-empty = the package is empty
error-papers-too-large = the package's papers have { $size }, and at most { $max } are accepted
error-custody-key-does-not-fit = this key does not open the custody file
error-custody-file = the custody file does not open: { $why }
error-custody-not-text = the custody file does not hold a passphrase
error-identity-too-large = larger than any identity file
error-identity-passphrase-needed = the identity file is sealed with a passphrase, and none was given
error-identity-wrong-passphrase = the passphrase does not open the identity file
error-identity-sealed = the identity file does not open: { $why }
error-identity-none = the file holds no identity
error-identity-line = line { $line } of the identity file is not an identity
error-identity-plugin = line { $line } of the identity file needs the age plugin { $name }, and plugins are never run
error-identity-ssh-locked = the SSH key is locked with a passphrase, and none was given
error-identity-ssh-unsupported = age cannot open anything with this kind of SSH key
error-identity-ssh-malformed = this is not an SSH private key that can be read
error-identity-not-sealed = the new identity could not be sealed ({ $error })

## The papers in a package

error-paper-missing = { $paper } is missing from the package
error-paper-wrong = { $paper } in the package does not hold ({ $why })
error-paper-other-content = the papers approve other content: { $approved }, not { $found }
error-paper-no-approval = nobody approved what is in this package

## Inside the package

error-zip-no-end = the archive has no end record at its end
error-zip-several-disks = the archive is one of several parts
error-zip-zip64 = the archive's two end records disagree
error-zip-directory-size = the archive's directory does not fill its place
error-zip-malformed = entry { $entry } of the archive's directory is malformed
error-zip-absolute = an absolute path
error-zip-traversal = leads out of its folder
error-zip-backslash = a backslash in the path
error-zip-drive-letter = a drive letter in the path
error-zip-link = a link
error-zip-device = a device, a pipe or a socket
error-zip-file-or-folder = a file and a folder at once
error-zip-encryption = encrypted where it must not be, or not where it must
error-zip-method = compressed by method { $method }
error-zip-flags = has flags that change its meaning ({ $flags })
error-zip-overlap = overlaps another entry
error-zip-gap = bytes beside it belong to no entry
error-zip-disagreement = its two headers disagree ({ $field })
error-zip-content = its content is not what the directory says
error-zip-file-too-large = unpacks to { $size }, and at most { $max } are accepted
error-zip-ratio = compressed more than { $max } to 1
why-field-signature = signature
why-field-flags = flags
why-field-method = method
why-field-name = name
why-field-checksum = checksum
why-field-size = size
why-field-descriptor = data descriptor
error-bag-no-tag-file = the package has no { $file }
error-bag-declaration = bagit.txt does not declare a known version
error-bag-unexpected = has no place in a package
error-bag-manifest = { $file }: { $why }
error-bag-missing = is listed and not there
error-bag-extra = is there and not listed
error-bag-digest = is not what was listed (digest { $found }…, listed { $listed }…)
error-bag-oxum = bag-info.txt counts other bytes and files than there are
error-manifest-not-utf8 = the manifest is not UTF-8
error-manifest-line = line { $line } of the manifest is not a digest, two spaces and a path
error-manifest-order = line { $line } of the manifest is not in order

## What to do: look

hint-show = see where it stands: sekisho show { $id }
hint-show-approvals = see who has approved and who is still needed: sekisho show { $id }
hint-show-custody = see who keeps it: sekisho show { $id }
hint-look-again = look at the request and its manifest digest again: sekisho show { $id } --files
hint-log = find the id: sekisho log
hint-audit = find out what else is wrong: sekisho audit
hint-keep-home = keep the home as it is, write nothing more to it, and tell the auditor
hint-audit-against = compare it with a checkpoint held elsewhere: sekisho audit --against FILE
hint-person-list = see who is registered: sekisho person list
hint-person-show = see their roles and keys: sekisho person show { $person }
hint-recipient-list = see who is registered: sekisho recipient list
hint-recipient-show = see what they open packages with: sekisho recipient show { $recipient }
hint-medium-list = see which media can be used: sekisho medium list
hint-medium-show = see how it is registered: sekisho medium show { $medium }
hint-clear-medium = clear { $medium } first, under the last carry-out on it: sekisho dispose ID --method overwrite --device DEV
hint-outstanding-medium = account for these first: sekisho outstanding --medium { $medium }
hint-also = or, where the medium is destroyed, name them too: sekisho dispose ID --method physical --also ID --evidence FILE
hint-outstanding-person = see what they carry: sekisho outstanding --person { $person }
hint-transfer = somebody else can take it over: sekisho transfer { $id } --to PERSON
hint-incident-list = see which incidents there are: sekisho incident list
hint-incident-show = see what is on record: sekisho incident show { $incident }
hint-incident-update = add what is missing: sekisho incident update { $incident } --field FIELD --text TEXT
hint-incident-tell = tell the incident what was overwritten: sekisho incident update { $incident } --field course --text TEXT
hint-another-closes = ask an approver or administrator to run: sekisho incident close { $incident }
hint-receipt-file = or record the signed receipt: sekisho handed-over { $id } --evidence FILE
hint-return = bring it back: sekisho return { $id } --at DIR
hint-return-at = plug the medium in and say where it is: sekisho return { $id } --at DIR
hint-copy = declare what was made of it: sekisho copy { $id } --kind working --place TEXT
hint-dispose-physical = where it cannot be read any more: sekisho dispose { $id } --method physical --evidence FILE
hint-dispose-help = see what each method needs: sekisho help dispose
hint-another-witness = ask somebody else who was there to run: sekisho witness { $disposal }
hint-external-witness = bring what that person signed, or a picture of them there: sekisho witness { $disposal } --external NAME --evidence FILE
hint-another-recheck = ask somebody else to read it and record it: sekisho verify FILE --device DEV --record
hint-another-confirms = ask another approver to run: sekisho confirm { $id }
hint-other-place = work where it is allowed, and name that place with --place
hint-other-via = ask for another road with --via
hint-rules-show = see which rules there are: sekisho rules show
hint-rules-check = see what is wrong in the file: sekisho rules check FILE
hint-review-list = see which reviews there are: sekisho review list
hint-contract-list = see which contracts there are: sekisho contract list
hint-contract-show = see who was notified: sekisho contract show ID
hint-state-reason = say why with --reason
hint-state-place = say where with --place
hint-state-case = carry it in a locked case and state its number with --case
hint-other-address = send it to an address of the recipient's own organization, by a new request, and leave the service out of the text
hint-recipient-email = register the address: sekisho recipient add RECIPIENT --name TEXT --organization TEXT --email ADDRESS
hint-recipient-email-of = register the address: sekisho recipient add { $recipient } --name TEXT --organization TEXT --email ADDRESS
hint-person-email = an administrator registers the address: sekisho person set PERSON --email ADDRESS
hint-mail-once = name each address once
hint-mail-hidden = give every outside address, the recipient's own too, with --bcc, or make one draft for each with --each
hint-mail-draft = draft the mail: sekisho mail { $id } --draft FILE
hint-mail-sheet = see what confirms it: sekisho mail { $id }
hint-mail-secret = take it out: a passphrase is told by telephone, or by another road: sekisho passphrase ID --via phone
hint-shorter-text = write less, and put what is long into the package
hint-larger-mail = where the mail systems on the way take more, say so with --max-size
hint-export-volumes = export the new request in volumes: sekisho export ID --into DIR --max-size SIZE
hint-mail-saved = save the mail from the folder of sent mails, or the attachment alone: sekisho mail ID --reconcile FILE --address ADDRESS
hint-mail-itself = leave the addresses out: sekisho mail ID --reconcile FILE
hint-state-personal-data = say how many people it concerns with --personal-data
hint-consent-add = record the client's letter: sekisho consent add --contract ID --request ID --number N --dated DATE --by NAME --evidence FILE
hint-consent-sign = or ask the client to sign: sekisho approve ID
hint-contact-list = see who is in it: sekisho contact list --contract { $contract }
hint-contact-side = say on whose side, office or client: sekisho contact add --contract { $contract } --name NAME --organization NAME --day NUMBER --side client
hint-asset-list = see what is registered: sekisho asset list
hint-asset-end = record its end first: sekisho help asset dispose
hint-another-end = ask somebody else to run: sekisho asset confirm { $asset } --end --evidence FILE
hint-asset-exchange = say it as you register it: sekisho help asset add
hint-asset-exchange-later = or, where it is registered: sekisho help asset set
hint-asset-from = say who handed it over: sekisho asset set { $asset } --from TEXT
hint-asset-paper = record what the client signed on paper: sekisho asset confirm { $asset } --by NAME --evidence FILE
hint-asset-taker = where somebody else took it: sekisho asset set { $asset } --received-by PERSON
hint-asset-show = see its copies: sekisho asset show { $asset }
hint-consent-copies = record first that the client agrees to more, and let a second person confirm it: sekisho consent add --contract ID --scope TEXT --until DATE --copies { $copies } --number N --dated DATE --by NAME --evidence FILE
hint-incident-violation = where they were made already, that is to be reported: sekisho incident open --kind violation --aware -5m
hint-list-recipient = ask an administrator: sekisho contract recipient ID { $recipient }
hint-agree-subcontractor = record the client's letter: sekisho contract subcontractor ID { $recipient } --tier N --number N --dated DATE --evidence FILE
hint-agreement = record the signed agreement: sekisho contract agreement ID { $recipient } --dated DATE --evidence FILE
hint-check-subcontractor = check them and record it: sekisho contract check ID { $recipient } --on DATE --evidence FILE
hint-article-list = see what is carried: sekisho article list
hint-article-show = see where it stands: sekisho article show { $id }
hint-article-approve = another approver answers: sekisho article approve { $id }
hint-article-take = see what can be attested, and how: sekisho help article take
hint-article-return = see what can be said of it: sekisho help article return
hint-return-copies = account for them first: sekisho return ID --copy N
hint-training = ask an administrator to record it: sekisho training add --person { $person } --on DATE --topic TEXT
hint-pledge = sign it: sekisho pledge --occasion entry
hint-notify = ask an administrator: sekisho contract notify ID { $person } --post handler --dated DATE
hint-duty-list = see what is owed: sekisho duty list
hint-notify-again = tell the client of them again: sekisho contract notify { $contract } { $person } --post handler --dated DATE
hint-contact-add = ask an administrator: sekisho contact add --contract ID --name NAME --organization NAME --day NUMBER
hint-notify-place = ask an administrator: sekisho contract place ID PLACE --dated DATE
hint-store-there = move it to a storage place that was notified, and ask again; to see them: sekisho contract show ID
hint-notify-path = if the place has changed, notify the client and ask an administrator: sekisho contract place ID PLACE --path FOLDER --dated DATE
hint-place-path = name a folder of the file server from its root, such as \\server\share\K or /srv/share/K: sekisho contract place ID PLACE --path FOLDER --dated DATE
hint-request-level = print the question to the client, and request again with the answer as --level: sekisho asset question --contract ID
hint-inbox = see what waits for whom: sekisho inbox
hint-needed-files = take along what the work needs, or ask several times
hint-check-sheet = fill in the check sheet: sekisho check-sheet --contract ID
hint-another-consent = ask somebody else to run: sekisho consent confirm NUMBER
hint-name-contract = say which: sekisho consent confirm NUMBER --contract ID
hint-look-before-again = look whether it is there before saying it again: sekisho log

## What to do: people and keys

hint-join = to take part in a ledger that exists: sekisho join --person ID --out FILE
hint-join-again = let the person make a new one for this ledger: sekisho join --person ID --origin NAME --out FILE
hint-init = to begin a new ledger: sekisho init --origin NAME --person ID --name TEXT
hint-origin = a name such as example.co.jp/barrier: sekisho init --origin example.co.jp/barrier --person ID --name TEXT
hint-person-add = an administrator registers a person: sekisho person add { $person } --name TEXT --role ROLE --request FILE
hint-give-role = an administrator sets all their roles at once, the old ones too: sekisho person set { $person } --role ROLE --role { $role }
hint-own-key = { $person } says it with their own key (--key)
hint-key-new = a new key: sekisho key new FILE
hint-name-key = name the key with --key FILE, or with --key SHA256:… for one in ssh-agent
hint-add-key = sign with another key (--key), or have a new one added: sekisho person add-key { $person } --request FILE
hint-another-administrator = make somebody else an administrator first, old roles named too: sekisho person set ID --role ROLE --role administrator
hint-delegate = name another person: sekisho person delegate { $person } --to ID --from DATE --until DATE
hint-private-key = name the private key file, without .pub; for one in ssh-agent give its fingerprint
hint-convert-key = only OpenSSH key files are read; make a new one: sekisho key new FILE
hint-key-copy = use a sound copy of the file, or make a new one: sekisho key new FILE
hint-agent-key = add it to ssh-agent (ssh-add) and give its fingerprint as --key
hint-start-agent = start ssh-agent so that SSH_AUTH_SOCK names its socket, and add the key with ssh-add
hint-add-to-agent = unlock the agent, or add the key with ssh-add
hint-touch = try again, and confirm or touch the security key when asked
hint-sign-again = have it signed again: ssh-keygen -Y sign over exactly the drafted file
hint-type-again = type it again; keyboard layout and capitals often differ
hint-type-as-read-out = type it again as it was read out, the check syllables included
hint-passphrase = give a passphrase, twice the same, or its descriptor as --key-passphrase-fd
hint-plain-comment = leave control characters out of the comment
hint-custody-key = a custody key: sekisho key new FILE --custody
hint-set-custody = an administrator registers it: sekisho person set { $person } --custody KEY
hint-secret-key-shown = give its public half (age1… or ssh-ed25519 …); if others saw the secret one, make another: sekisho key new FILE --custody
hint-identity = name the custody identity: sekisho passphrase ID --via CHANNEL --identity FILE
hint-custody-file = look at the custody directory of the home and of its backup; without the file nobody can tell the passphrase
hint-they-recover = { $person } closes it: sekisho recover
hint-other-id = choose another id; “self” needs no registration

## What to do: recipients and media

hint-recipient-add = register them: sekisho recipient add { $recipient } --name TEXT --organization TEXT
hint-recipient-opens = the recipient opens it: sekisho open FILE --identity FILE
hint-medium-add = an administrator registers it while it is plugged in: sekisho medium add { $medium } --device DEV
hint-medium-put-in = put { $medium } in and run it again; what it is known by: sekisho medium show { $medium }
hint-subcontractor = if it is one, register it as one: sekisho recipient add { $recipient } --name NAME --organization NAME --role subcontractor
hint-no-medium = leave out --medium, or take a way that carries a medium: usb, hand or courier
hint-medium-formatted = if it is that medium and was formatted anew, an administrator says so: sekisho medium set { $medium } --device DEV
hint-format-first = put a filesystem on it, plug it in again, and register it then
hint-approved-medium = use the medium that was approved
hint-plug-in = plug the medium in, wait until it is mounted, and give its folder
hint-plug-in-recover = plug the medium in, then: sekisho recover
hint-real-folder = give the folder itself, not a link to it
hint-mount-point = give a folder on a mounted medium
hint-other-medium = take another medium: what this one returns cannot be relied on
hint-destroy = overwrite or destroy the whole medium: it does not keep what is written to it
hint-plug-in-at = plug it in, mount it, and give the folder of the package on it with --at DIR
hint-right-place = give the folder of the package on the medium it was written to, with --at DIR
hint-type-serial = type its serial number, or the medium's id where the device tells none; scripts give it with --confirm
hint-overwrite-again = run the command again: it begins anew; a medium that fails twice is destroyed
hint-whole-device = name the whole device of the medium itself
hint-unmount = unmount it, and leave it plugged in
hint-let-go = close what uses it, then try again
hint-go-on = plug the same medium in and run the command again: it goes on where it stopped
hint-keep-medium = keep the medium as it is and tell the auditor: somebody else writes to it
hint-same-medium = plug the same medium in again
hint-replug = take the medium out, plug it in again, and go on
hint-without-replug = go on without replugging: the write level stays V2 or V1
hint-free-room = make room, or take a larger medium
hint-read-only = take its write protection off, or mount it writable
hint-volumes = split the package: sekisho export ID --into DIR --max-size 4GB

## What to do: requests, approvals, packages

hint-request-like = request again with the same answers: sekisho request PATH --like { $id } --due DATE
hint-wait-or-request = wait until { $on }, or request again: sekisho request PATH --like { $id } --on DATE --due DATE
hint-submit-request = bring the request in first: sekisho submit FILE
hint-another-approves = another approver approves it: sekisho approve { $id }
hint-draft-again = draft it again and have it signed: sekisho approve ID --as PERSON --draft FILE
hint-ask-level = ask the client for the level, then request again: sekisho request PATH --like { $id } --level LEVEL --due DATE
hint-carrier-does = { $carrier } does this with their own key
hint-export = write it: sekisho export { $id } --into DIR
hint-export-onto = plug { $medium } in and give its folder: sekisho export ID --into DIR
hint-export-from = say where the files lie now: sekisho export { $id } --into DIR --from PATH
hint-larger-volumes = choose larger volumes: sekisho export { $id } --into DIR --max-size SIZE
hint-compress = choose auto or 0 to 9: sekisho export { $id } --into DIR --compress auto
hint-recover = wait until it ends; after a crash, close what stayed open: sekisho recover
hint-arrived = have the arrival code read back: sekisho receipt { $id } --arrived HEX
hint-opened = have the opened code read back: sekisho receipt { $id } --opened CODE
hint-other-channel = tell it another way: sekisho passphrase ID --via phone
hint-later-day = give a last day that is not before the first
hint-later-due = give a later --due, or an earlier --on
hint-leave-out-on = give a later day, or leave --on out for today
hint-words = give words that somebody else understands
hint-one-line = write it without line breaks
hint-fewer-words = say it in fewer words, or request fewer files at once
hint-fewer-files = request the files in several parts
hint-name-paths = name the files and folders: sekisho request PATH --to RECIPIENT --via WAY --purpose TEXT --level LEVEL --due DATE
hint-rename = rename it to a name that every system can hold
hint-rename-one = give one of them another name, or request them apart
hint-name-target = name the file or folder that the link leads to
hint-leave-out = leave it out
hint-name-mounted = name what is mounted there as a path of its own
hint-stop-writing = wait until nobody writes to it, then request again
hint-form-list = see the forms and what each is about: sekisho form list
hint-put-back = put the approved content back, or have the new content approved

## What to do: opening

hint-name-package = name the package, or its first volume: sekisho open FILE
hint-name-first = name the volume that ends in .001: sekisho open FILE
hint-all-volumes = put all volumes into one folder, then: sekisho open FILE
hint-volumes-missing = perhaps volumes are missing: put all of them into one folder
hint-package-again = use nothing of it, keep the file, and ask the sender for the package again
hint-read-out-again = compare the id on the package with that of the passphrase, then ask the sender to read it out again
hint-open-with-passphrase = open it without --identity: sekisho open FILE
hint-open-with-key = name the key that it was sealed to: sekisho open FILE --identity FILE
hint-open-into = choose another folder: sekisho open FILE --into DIR

## What to do: the desk and the system

hint-give-flag = give { $flag }
hint-no-screen = send it to a file or a pipe that only you can read
hint-name-home = name the directory of the ledger with --home DIR or in SEKISHO_HOME
hint-local-home = put the home on a disk of this machine
hint-copy-again = copy it while nobody writes to it, then: sekisho audit --ledger { $file }
hint-index = nothing is lost: remove this user's cache of Sekisho, and it is built again from the ledger
hint-purged = ask whoever holds a copy of it elsewhere; the entry says who removed it and why
hint-acknowledge-second = an administrator or auditor who has not yet runs: sekisho acknowledge { $index } --reason TEXT
hint-purge-list = see what may be purged, and when: sekisho purge --list
hint-purge-others = once somebody else has signed anything on or after that day, for example a review of the log, ask again: sekisho review add --from DATE --until DATE
hint-purge-again = ask for it again: sekisho purge { $id }
hint-purge-second = an administrator or auditor who had no part in it runs: sekisho purge { $id }
hint-set-clock = set this machine's clock, then say it again
hint-newer-program = use a newer Sekisho; this one is: sekisho --version
hint-spelling = look at the spelling of the path
hint-permission = ask whoever owns it for permission
hint-other-name = choose another name, or move what is there away
hint-other-file = look whether it is the file you mean
hint-again = try again in a moment
hint-system = look whether the disk or medium is there and sound, then try again
hint-bug = this is a defect of Sekisho: report it with the command, and with the version from: sekisho --version
