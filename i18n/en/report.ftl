# What reports say. Say exactly what is known. A variable holds a name, a number or a prepared sentence.

## Facts said one way everywhere

report-bytes = { $count ->
    [one] { $exact } byte
   *[other] { $exact } bytes
}
report-size = { $about } ({ $count ->
    [one] { $exact } byte
   *[other] { $exact } bytes
})
report-named = { $name } ({ $id })
report-and-more = and { $count } more
report-none = none
report-unproven = no
report-not-recorded = not recorded
report-level-one = 1 (the highest)
report-entry-type = { $name } ({ $type })
report-personal = yes, of { $count ->
    [one] 1 person
   *[other] { $count } people
}
report-personal-and-special = yes, of { $count ->
    [one] 1 person
   *[other] { $count } people
}, special care required
report-personal-not-stated = not stated
report-personal-special = number of people not stated, special care required
report-opening-age-passphrase = a passphrase that is told by another road (age)
report-opening-age-keys = the recipient's own registered keys; there is no passphrase (age)
report-opening-zip-aes = 7-Zip and a passphrase that is told by another road (AES-256 ZIP)
report-days = from { $first } until { $last }
report-days-from = from { $first }
report-sources-outside = { $count } outside the storage places notified (as the requester's program saw it)
report-medium = { $id } (serial no. { $serial })
report-recipient-self = nobody: the requester takes it along to work with
report-recipient-self-short = the requester
report-no-contract = none (office rules only)
report-approval = approval
report-consent = client's consent
report-request = request
report-overdue = { $status }; OVERDUE since { $due }
report-late = { $status }, overdue
report-about = { $id }: { $what }

## The request

report-approval-title = { $id }: to be approved or rejected
report-show-title = { $id }
report-draft-title = A request, read away from the ledger
report-draft-unknown = Names, earlier carry-outs and the approvals so far are in the ledger and not known here. Whether the requester signed this request is checked when the approval is brought in, not by showing it.
report-draft-no-list = The file list does not lie beside the draft: only the number of files and the manifest digest below are known.
report-field-leaves = May leave
report-field-passphrase = Passphrase
report-after-arrival = told only after the arrival code was read back
report-not-after-arrival = may be told before the arrival code was read back
report-field-request-digest = Request digest
report-heading-contents = What is inside
report-no-files = No files.
report-no-ending = (no ending)
report-column-ending = Ending
report-heading-largest = The largest { $shown } of { $count ->
    [one] 1 file
   *[other] { $count } files
}
report-heading-files = { $count ->
    [one] 1 file
   *[other] { $count } files
}
report-heading-manifest = Manifest digest (SHA-256)
report-type-digits = To approve, the first eight digits are typed: { $digits }
report-approval-means = Approving means that your key signs exactly this request: this content, recipient, way, medium, purpose and these dates.

## Approvals

report-heading-approvals = Approvals so far
report-approvals-count = { $counted } of { $needed } needed
report-approvals-more = { $counted } have approved; { $needed } needed
report-approvals-unknown = The level is unknown: no number of approvals is enough until it is known.
report-no-approval = No approval is recorded.
report-approvals-mean = Each line says that the key of this person signed exactly this request; not that the person read it.
report-approval-key = key { $key }, entry { $index }
report-approver-registered = registered { $day } by { $by }
report-approver-key = this key { $day } by { $by }
report-counts = counts
report-does-not-count = does not count
report-marks = worth knowing: { $marks }
report-column-what = What
report-column-marks = Worth knowing
report-heading-rejected = Rejected
report-heading-withdrawn = Withdrawn

## Differences

report-heading-since-last = What differs from { $id }, the last carry-out to this recipient
report-heading-against = What differs from { $id }
report-heading-difference = What differs from the last carry-out to this recipient
report-no-earlier = No earlier completed carry-out to this recipient is recorded.
report-difference-counts = Files: { $added } added, { $removed } removed, { $changed } changed, { $same } the same
report-difference-added = Added:
report-difference-removed = Removed:
report-difference-changed = Changed:
report-difference-fields = Fields that differ:
report-difference-no-fields = The compared fields of the request are the same.
report-column-field = Field
report-column-earlier = Earlier
report-column-now = Now

## A carry-out in full

report-field-arrived = Arrival code
report-field-opened = Opened code
report-arrived = the arrival code was read back ({ $at })
report-opened-with-passphrase = the opened code was read back ({ $at }): somebody with the passphrase opened it
report-opened-with-key = the opened code was read back ({ $at }): somebody with the recipient's key opened it
report-attempt-open = OPEN: being written, or left open by a crash
report-attempt-completed = Completed: written and read back equal
report-attempt-failed = Failed
report-field-directory = Directory
report-field-filesystem = Filesystem
report-field-identified = Registered medium
report-identified-serial = yes, by its serial number
report-identified-filesystem = yes, by its filesystem: it tells no serial number
report-not-identified = not shown: nothing told could be compared
report-field-begun = Begun
report-field-ended = Ended
report-field-custody = Holds the passphrase
report-field-found = Found
report-field-volume = Volume
report-custody-none = nobody: the recipient's keys open it
report-custody-carrier = { $holders }: { $mark }
report-heading-releases = Releases of the passphrase
report-no-release = No release is recorded.
report-column-custodian = Custodian
report-column-told = Told
report-column-contact = Number to use
report-column-note = Note
report-heading-entries = Entries in the ledger
report-column-statement = Statement
report-column-digest = Digest of the statement

## Lists

report-log-empty = No carry-out matches.
report-column-requested = Requested
report-inbox-empty = Nothing waits for you.
report-heading-inbox = { $count ->
    [one] 1 thing waits for you
   *[other] { $count } things wait for you
}
report-inbox-about = { $requester }: { $purpose } (due back { $due })
report-task-stop-succession = somebody is to become ADMINISTRATOR because you cannot sign: if you can, stop it
report-task-agree-to-succession = no administrator can sign: agree to another one, if you know it to be so
report-task-know-of-succession = somebody is to become administrator without an administrator's signature
report-task-tell-of-incident = INCIDENT: tell the client, and record that you did
report-task-record-of-incident = an incident is open: record what is missing
report-task-close-incident = everything about an incident is on record: close it
report-task-recover = close what was left open
report-task-approve = approve or reject
report-task-export = write the package
report-task-tell-passphrase = tell the passphrase
report-task-confirm-arrival = ask the recipient for the arrival code
report-task-reconcile-mail = save the mail that was sent, and compare it with the draft
report-task-send-mail = have the mail confirmed, and send it
report-task-destroy-custody = LOST: destroy the custody file of its passphrase
report-task-answer-extension = agree to a later day, or refuse it
report-task-sign-pledge = sign the pledge, and take it along
report-task-hand-over = opened by the recipient: record the hand-over
report-task-witness = a witness of the disposal is missing: say so if you saw it
report-task-confirm = confirm that every copy is accounted for
report-task-permit-article = permit a device or paper to go, or refuse it
report-task-confirm-consent = compare what the client agreed to with the letter, and confirm it
report-task-confirm-asset-end = confirm that information was given back or disposed of
report-inbox-letter = letter { $number } of { $dated }, { $by }: { $about }; recorded by { $person }
report-task-confirm-article = confirm that a device or paper is back as it should be
report-task-confirm-lost-article = confirm that a device or paper is lost: its incident is closed
report-task-overdue = OVERDUE: account for it
report-outstanding-empty = Nothing is outstanding in this selection.
report-heading-outstanding = Outstanding: { $count }, of these overdue: { $overdue }
report-heading-trace = Carry-outs that contained this content
report-trace-empty = No carry-out that is recorded here contained it.

## The day's page

report-heading-status = Ledger { $origin }
report-field-entries = Entries
report-field-root = Root hash
report-field-anchored = Anchored
report-field-findings = Findings
report-not-anchored = NOT ANCHORED: no matching checkpoint held outside the ledger is known here, so entries could be cut or replaced unseen
report-anchored = up to { $size }: any change, removal or reordering up to there is detectable by anyone who holds that checkpoint or a later one. NOT ANCHORED: the { $after ->
    [one] entry after it
   *[other] { $after } entries after it
}, which could be cut unseen
report-anchored-all = up to { $size }, which is all: any change, removal or reordering up to there is detectable by anyone who holds that checkpoint or a later one
report-status-no-findings = none in the entries read so far
report-status-findings = { $count }; see sekisho audit
report-heading-overdue = Overdue: { $count }
report-heading-waiting = Waiting for approval
report-heading-extensions = A later day is asked for
report-heading-ready = Approved, not written yet
report-heading-mails-waiting = Mails to compare
report-heading-confirming = Waiting for confirmation
report-heading-due-soon = Due within three days
report-heading-out = Not accounted for
report-heading-keys = Keys
report-heading-purgeable = May be purged (sekisho purge --list)
report-heading-day = The day's work
report-heading-incidents = Open incidents: { $count }
report-heading-missing = Media missing at a stock-take: { $count }
report-heading-reviews = Log reviews overdue: { $count }
report-heading-leaving = Leaving: { $count }
report-and-more-in = and { $count } more: { $list }
report-count-of = { $count }: { $which }
report-keys-ages = { $count ->
    [one] 1 good key
   *[other] { $count } good keys
}; the oldest is { $person }'s, of { $days ->
    [one] 1 day
   *[other] { $days } days
}
report-status-one = due { $due }, { $carrier }, { $way }
report-status-incident = { $kind }, { $since } since awareness; first told: { $told }. { $about }
report-status-leaving = { $name }: still holds { $held }
report-outstanding-about = { $carrier } to { $recipient }, { $way }, due { $due }
report-outstanding-open = open: { $copy }
report-outstanding-extension = a later day is asked for and waits for an answer
report-next-who = next: { $who }: { $what }
report-next-recover = close what a crash left open
report-next-incident = go on with { $incident }, which keeps everything as it is
report-next-transfer = give it to another carrier: this one leaves
report-next-account = bring back, hand over or dispose of
report-next-confirm = confirm that every copy is accounted for
report-next-clear = the incident that kept it is closed: say what has now been deleted on it
report-next-erase = erase the package that came back and was left on its medium; while an incident is about it, nothing is erased
report-next-bring-back = bring it back
report-next-confirm-back = confirm that it is back as it should be
report-next-confirm-loss = confirm that it is lost
report-next-incident-lost = go on with { $incident }, under which it is lost
report-outstanding-article = { $carrier }: { $what }, to { $place }, due { $due }
report-outstanding-article-overdue = { $state }, OVERDUE
report-person-leaving = leaves: suspended since { $at }
report-person-left = left on { $at }
report-leaving = { $name } leaves. Since { $at } (entry { $index }) their keys are refused, their approvals of what has not left do not count, and nobody approves for them.
report-left = { $name } has left: on record since { $at } that they hold nothing any more.
report-leaving-carries = Carries, and answers for: { $count }
report-leaving-articles = Devices and paper out with them, or back and not confirmed: { $count }
report-leaving-open = Began to write, and left open: { $count }
report-leaving-custody = Alone could unseal the passphrase of: { $count }
report-leaving-pledges = Pledges at leaving that are not on record: { $count }
report-leaving-requests = Asked for, and nobody will write it: { $count }
report-left-contract = { $name } left contract { $contract } on { $day }: the client's list does not name them any more, they ask for, approve and release nothing under it, and their approvals of what has not left do not count. What they have they bring back.
report-left-contract-pledge = Asked for at leaving, and not on record: a pledge ({ $clauses })
report-leaving-again = Once they hold nothing any more, an administrator says it again, and it is recorded that they have left:
report-heading-open-intents = Being written, or left open: { $count }

## Registers

report-register-none = Nobody and nothing is registered here.
report-column-id = ID
report-column-keys = Keys
report-column-subcontractor = Subcontractor
report-column-model = Model
report-column-capacity = Capacity
report-column-kept-at = Kept at
report-keys-unproven = { $count } ({ $unproven } not proven)
report-person-title = { $name } ({ $id })
report-recipient-title = { $name } ({ $id })
report-column-known-by = Known by
report-column-held = Held since cleared
report-column-last-seen = Last seen
report-field-holds = Packages on it
report-medium-in-place = in its place: { $place }
report-medium-no-place = in the office, place not recorded
report-medium-lent = Lent under
report-article-lent = { $kind }, on loan under { $contract }
report-heading-lent = Lent equipment of contracts that have ended: { $count }
report-medium-out = out with { $name } since { $since }, for { $id }
report-medium-missing = MISSING at the stock-take of { $since }
report-medium-missing-from = MISSING at the stock-take of { $since }; should be at { $place }
report-medium-ended = { $state } since { $at }
report-medium-ended-under = { $state } since { $at } ({ $id })
report-known-by-serial = serial number { $serial }
report-known-by-filesystem = filesystem { $name } (it tells no serial number)
report-known-by-nothing = nothing: it cannot be told from another
report-held = { $level }
report-held-of = { $level }: { $whose }
report-held-nothing = nothing on record since it was registered or last cleared
report-never-seen = never, at a stock-take
report-seen-by = { $at }, by { $name }
report-stock-take-title = Stock-take of { $at } by { $person }
report-stock-take-missing = Missing, should be in its place: { $count }
report-stock-take-unexpected = Seen, and should not be here: { $count }
report-stock-take-out = Out: { $count }
report-stock-take-seen = Seen: { $count }
report-stock-take-strangers = Plugged in, and not registered: { $count }
report-stock-take-look = What is missing stays on the day's page until it is seen, found or recorded as lost:
report-stranger = { $path }: { $model }, serial number { $serial }
report-medium-title = { $id }
report-field-registered-by = Registered by
report-field-registered-at = Registered
report-field-delegation = May approve for
report-field-succession = Administrator
report-delegation-standing = { $delegation }: { $standing }
report-delegation-ended = ended { $at } by { $person }
report-delegation = { $person }, from { $first } until { $last }
report-heading-person-keys = Keys
report-field-fingerprint = Fingerprint
report-field-public-key = Public key
report-field-proven = Possession proven
report-field-good = Good
report-key-good = from entry { $from } on
report-heading-brought-in = Good, and brought in with a key that is revoked
report-brought-in = If that key was replaced, all is well. If it was stolen, these may be the thief's:
report-brought-in-key = { $id }: key { $key } (entry { $index }); to take it back: sekisho person revoke-key { $id } { $key }
report-brought-in-custody = { $id }: passphrases are sealed to { $to } (entry { $index }); to change it: sekisho person set { $id } --custody RECIPIENT, then sekisho custody reseal --all
report-key-revoked = from entry { $from } until REVOKED by entry { $revoked }
report-recipient-no-keys = none: packages open with a passphrase
report-subcontractor = tier { $tier }
report-subcontractor-under = tier { $tier }, under { $under }

## Packages

report-exported-title = { $id }: written and read back
report-field-arrival-code = Arrival code
report-heading-attention = Attention
report-warn-carrier-holds = The carrier holds the key: no custodian other than the carrier is registered, so whoever carries the package can also open it.
report-warn-not-identified = The medium was not identified: nothing it tells could be compared with the register. That it is the registered one rests on the word of the person at the keyboard.
report-warn-autorun = There is an autorun.inf on the medium, which has no business there. Check the medium before it leaves.
report-warn-beside = Beside the package there { $count ->
    [one] is 1 other file or folder, which this approval does not cover
   *[other] are { $count } other files or folders, which this approval does not cover
}:
report-heading-next = Next
report-next-keys = There is no passphrase to tell. Ask the recipient for the opened code once they have opened it.
report-next-arrival = First the recipient reads the arrival code from the sealed file and it is recorded:
report-next-mail = Recipients, text and attachment are confirmed, and the draft is sent with your own mailer:
report-next-checkout = Whoever carries it signs the pledge and gets the carrying slip:
report-next-passphrase = A custodian tells the passphrase, by another road than the package:
report-recover-none = Nothing of yours was left open.
report-recovered = { $id }: recorded as failed
report-recovered-no-file = No file of the package was found at its destination.
report-recovered-removed = { $count ->
    [one] 1 partial file was
   *[other] { $count } partial files were
} deleted:
report-heading-means = What this means
report-recovered-remnants = Deleting is not erasing: remnants may stay on the medium, sealed as they were written.
report-recovered-approval = The approval is good again until it expires; the next export gets a new passphrase.
report-opened-title = Opened
report-opened-whole = Every byte was checked on opening; the folder appeared only after that.
report-heading-signers = Who signed
report-no-papers = The package holds no papers: who packed it and who approved it is not known.
report-signers-unknown = The papers agree with each other. Their signers are NOT KNOWN to you.
report-signers-known = The papers agree with each other. They are signed by keys that you accepted before or gave with --signers.
report-signers-accepted = The papers agree with each other. Their signers were not known to you; you accept their keys from now on.
report-signers-compare = Call the sender at a number you already have and compare these fingerprints. Names are what the papers say.
report-heading-papers = What the papers say
report-field-origin = Ledger
report-field-proven-in = Proven in
report-proven-in = tree of { $size ->
    [one] 1 entry
   *[other] { $size } entries
}, root hash { $root }
report-heading-opened-code = Opened code
report-opened-otherwise = It was opened otherwise ({ $with }): this is not the seal that was asked for. Somebody who had the content sealed it anew, or it was not sealed by this program; ask the sender before you use it.
report-opened-code-otherwise = It lies in the package. As this one is sealed otherwise, it does not show how the package that was sent was opened; ask the sender first.
report-opened-code-passphrase = Tell it to the sender. It shows that somebody with the passphrase opened the package.
report-opened-code-key = Tell it to the sender. It shows that somebody with the recipient's key opened the package.

## Telling the passphrase

report-release-title = Passphrase of { $id }
report-release-recorded = The ledger already says that you tell it to { $told } ({ $channel }).
report-release-call = Call the registered number: { $number }
report-release-text = Send it to the registered number: { $number }
report-release-no-number = No number is registered. Use one you already had; never one that came with the package or its message.
report-release-phone-care = Call them yourself, make sure whom you are talking to, and do not leave it on voice mail.
report-release-hand = Tell it in person, to nobody else, and not together with the package.
report-release-letter = Send it in a letter of its own, addressed to them in person, not with the package.
report-release-other = This channel is unusual and is marked in the ledger.
report-release-read-out = Read it out group by group, hyphens included. The last syllable of each group is its check syllable and is typed too: what is read out is what is typed.
report-release-write-out = Write it exactly as it stands, hyphens included. The last syllable of each group is its check syllable and is typed too.
report-release-sms-history = Afterwards delete the message from the history of both telephones.
report-release-phone-history = If part of it is sent as a message, delete that from the history of both telephones afterwards; a note on paper is shredded.
report-release-paper = A note on paper is shredded once it is no longer needed.
report-release-not-same-road = Never send it by the road of the package: not in the same mail, parcel or medium.
report-release-afterwards = Ask for the opened code from the folder sekisho inside, and record it:
report-release-marks = Recorded with it: { $marks }

## Audit, proofs and verification

report-audit-title = Audit of { $origin }
report-field-read = Read
report-read-from = from entry { $entry } on: this user audited what stands before it earlier, and it was not read again. The whole: sekisho audit
report-field-founder = Founder
report-founder = { $person }, key { $key }
report-field-attachments = Attachments checked
report-field-purged = Attachments purged
report-backup-title = Backup written and read back: { $path }
report-backup-ledger = Ledger file
report-backup-custody = Custody files
report-backup-custody-count = { $count }
report-backup-custody-left-out = left out, as asked for
report-backup-checkpoint = Checkpoint in it
report-backup-signed = signed
report-backup-unsigned = not signed
report-backup-findings = { $count } things are wrong in the ledger, and in the copy just the same: sekisho audit
report-backup-custody-missing = { $name } is in the log and not there: its passphrase cannot be told again from here.
report-backup-custody-differs = { $name } is not the file that the log names, and was left out.
report-backup-checked = The copy was opened where it lies, and its tree recomputed to this root. It shows what the ledger was; whether it is the newest shows a checkpoint held elsewhere.
report-backup-keys = Each custody file in it counts as a copy of a passphrase's key: lock the folder up as you lock up keys, list it, and destroy it when the passphrase has to go.
report-resealed = { $id }: sealed anew under entry { $index }; it can be opened by { $names }
report-reseal-nothing = There is no passphrase that you keep.
report-reseal-copies = The old files are destroyed here. Backups have them still: whoever could open those can open the copies.
report-backup-not-in-it = Not in it: anybody's key files and their passphrases, and what each person has verified so far.
report-restore-title = Backup put back at { $home }
report-restore-from = From
report-restore-made = Made
report-restore-destroyed = { $name } was not put back: it was destroyed after the backup was made.
report-restore-aside = What was there is kept as evidence: { $path }
report-restore-other-history = The ledger that was there was whole: its { $count } entries are not the beginning of the backup's history, but part from it.
report-restore-nothing-known = You had verified nothing of this ledger: what it lacks is not known here. The next command of whoever verified more tells them.
report-restore-no-loss-known = Nothing that you verified is missing. Others may have verified more: their next command tells them.
report-restore-rights = The ledger and its custody files can be read by you alone; give those who share the home their access again.
report-lost-title = Lost: entries { $from } to { $last }
report-lost-held = Verified before
report-lost-now = Now
report-lost-entry = { $index } { $what } { $id }
report-lost-no-effect = without effect
report-lost-next = Every command of whoever verified more ends with exit 4 until an administrator, and another administrator or an auditor, record the loss:
report-restored-title = Recorded as lost: entries { $from } to { $last } of an earlier history
report-restored-waits = Said to be lost, and waiting for a second person: entries { $from } to { $last } of an earlier history
report-restored-kept = The same up to
report-restored-done = Recorded by two people. Whoever held this goes on with the log as it is now; both are shown side by side from here on.
report-restored-second = It takes effect when a second person says it too: an administrator and another administrator or an auditor, both registered before the histories part.
report-restored-both = an earlier history of { $held } entries (root { $root }) was lost from entry { $kept } on and put on record by two people
report-restored-both-waits = an earlier history of { $held } entries (root { $root }) is said to be lost from entry { $kept } on, and no second person has said so
report-heading-restored = Earlier histories: { $count }
report-restored-against = a checkpoint that was given is of an earlier history: { $size } { $root }
report-held-tree = You hold { $tree }, and the log does not begin with it. If a loss is to be recorded, or was and does not cover this, give it to an administrator: restored --against takes it as it stands here.
report-heading-successions = Successors, because no administrator can sign: { $count }
report-succession-none = Nobody asked for another administrator.
report-succession-from = from { $from } on at the earliest
report-succession-not-begun = at the earliest { $days } days after anybody else has signed something
report-succession-waits = { $person } is to become administrator, because none can sign: asked by { $by } in entry { $index }; a second person may agree { $from }
report-succession-confirmed = { $person } became administrator in entry { $index } by the word of { $by } and { $second }, without an administrator's signature
report-succession-over = { $person } did not become administrator, as { $by } had asked: { $outcome } (entry { $index } of { $second })
report-succession-ends = Whoever can sign is not lost: anything that { $administrators } signs ends this.
report-succession-contradicted = Entry { $index }, after it, claims a time well before it: one of the clocks was wrong.
report-succession-second = Everybody sees it from now on. Then another approver, custodian or auditor runs: sekisho succession { $person } --reason TEXT. The days are longer where an auditor could be one of the two and is not.
report-succession-next = From now on they register people and keys. First: a key for whoever lost theirs (sekisho person add-key), or their leave (sekisho person leave), and a second administrator.
report-heading-acknowledged = Acknowledged: { $count }
report-acknowledge-entry = Entry { $index }, without effect (leaf hash { $leaf })
report-acknowledge-finding = { $kind }: { $detail }
report-acknowledge-by = { $name }, { $at }: { $reason }
report-acknowledge-second = It sets the exit code of audit until another person acknowledges it too; one of the two is an administrator.
report-heading-still-present = Purged and still there: { $count }
report-still-present = Two people had these removed, nothing else needs them, and their bytes are in the ledger's file all the same. They go with the next purge.
report-heading-findings = Findings: { $count }
report-no-findings = No finding: the signatures, rights, times, tree and attachments that were checked agree.
report-evidence-wrong = EVIDENCE IS WRONG: { $count ->
    [one] 1 finding
   *[other] { $count } findings
} below.
report-only-clocks = Clocks disagree; signatures and tree hold.
report-whole-log = all
report-column-finding = Finding
report-column-detail = Detail
report-heading-marks = Worth knowing about approvals and releases
report-verified-entry = entry
report-verified-proof = proof
report-verified-checkpoint = checkpoint
report-verified-manifest = manifest
report-not-checked = nothing here to check it against
report-verified-nothing = Nothing could be checked
report-verified-other = something else
report-verified-apart = { $count ->
    [one] 1 item was checked, and it holds by itself
   *[other] { $count } items were checked, and each holds by itself
}. NOT RELATED TO EACH OTHER: { $apart ->
    [one] 1 of them is of a tree
   *[other] { $apart } of them are of trees
} that nothing here relates to the rest
report-verified-beside = { $count ->
    [one] 1 item was checked, and it holds
   *[other] { $count } items were checked, and all of these hold
}. NOT LOOKED AT: { $strange } more
report-verified-number-in-name = Only the name of the file says the number: { $names }. No entry here tells it, so it was not checked.
report-not-looked-at = NOT LOOKED AT: nothing that can be verified here
report-signed-nothing = NOT LOOKED AT: a key in allowed_signers that signed nothing here
report-not-related = holds by itself; NOT RELATED to the rest: the tree has another size than the checkpoint or the other proofs here, and nothing here shows that one grew from the other
report-verified-draft = draft
report-field-author = Author
report-field-listed = allowed_signers
report-key-listed = lists this key for the author
report-key-not-listed = DOES NOT LIST this key for the author
report-field-result = Result
report-holds = holds
report-holds-signature = holds: this key signed exactly this statement
report-does-not-hold = DOES NOT HOLD: { $problem }
report-verified-all = { $count ->
    [one] 1 item was checked, and it holds
   *[other] { $count } items were checked, and all hold
}
report-verified-wrong = { $wrong } of { $count } did not hold
report-verified-steps = { $count ->
    [one] One statement in it was checked and holds; to see it:
   *[other] { $count } statements in it were checked and hold; to see each of them:
}
report-verified-signature-means = A signature shows that a key signed. Whose key it is you know from elsewhere; whether it was valid at that entry is decided by the order of the ledger.
report-verified-proof-means = A proof is worth as much as its checkpoint: compare tree size and root hash with a checkpoint that you hold.
report-proven-title = Evidence about { $id }: { $count ->
    [one] 1 file
   *[other] { $count } files
}
report-proven-check = To check it:

## The carry-out register

report-register-empty = Nothing to report.
report-register-boxes = Stamps
report-register-footer = Ledger { $origin }, made at { $at } from { $size ->
    [one] 1 entry
   *[other] { $size } entries
}, root hash { $root }
report-form-requested = Requested
report-form-carrier = Department, carrier
report-form-item = Item
report-form-content = Content, count
report-form-medium = Medium, serial no.
report-form-personal-data = Personal data, people
report-form-times = Taken out, returned at
report-form-extended = Extended
report-form-bring-back-approver = Bring-back approver
report-form-incident = Incident
report-form-encryption = Encryption
report-form-destination = Destination
report-form-out = Taken out on
report-form-approver = Approver, date
report-form-client-consent = Client consent (no., date)
report-form-returned = Returned
report-form-erased = Erasure checked
report-form-checked-by = Return checked by
report-form-notes = Notes
report-form-count = { $count ->
    [one] 1 file
   *[other] { $count } files
}, { $about }
report-form-note = { $name }: { $marks }

## On the road

report-transferred = { $id }: { $carrier } carries it from now on
report-transferred-means = The new carrier answers for it and for every copy. What the former carrier pledged has ended.
report-next-pledge = The new carrier signs the pledge:
report-undelivered = { $id }: recorded as not delivered
report-undelivered-again = The same package may go again, to the same recipient by the same way; no further approval is needed.
report-undelivered-otherwise = Another way, medium or recipient is a new request, which can be like this one:
report-extension-asked = { $id }: a later day was asked for: { $due }
report-extension-stands = Until another person agrees, { $due } stands:
report-extension-title = { $id }: a later day, to be approved or rejected
report-extension-means = Approving means that your key signs this later day for this carry-out. Everything else stays as it was approved.
report-extension-approved = { $id }: the later day stands: { $due }.
report-extension-rejected = { $id }: the later day was refused; { $due } stands.
report-field-asked-by = Asked by
report-field-due-stands = Due now
report-field-due-asked = Asked for
report-handed-over = { $id }: handed over
report-handed-over-receipt = A receipt is kept with it, by digest. Whether it is the recipient's is for whoever reads it to judge.
report-handed-over-opened = The opened code is on record: somebody who could open it opened it.
report-heading-remaining = Still to be accounted for
report-remaining-frozen = No copy is left to account for. { $incident } is open; its end can be confirmed after that:
report-remaining-none = No copy is left to account for. It ends when an approver confirms:
report-remaining-left-there = The package still lies on its medium. When the incident is over, erase it; nothing closes before that.
report-copy = copy { $number }: { $kind }, { $place }
report-copy-held-by = { $place } (held by { $holder })
report-copy-made = { $id }: { $copy }; to be accounted for from now on
report-recalled = Order { $number }: { $count ->
    [one] 1 carry-out
   *[other] { $count } carry-outs
} recalled
report-recalled-before = Recalled under this number before: { $count }
report-recalled-means = What the subcontractor holds is to be accounted for again; each is open until its copy is disposed of and an approver confirms.

## The carrying slip

report-slip-title = Carrying slip { $id }
report-slip-tag = Part 1: tag, to be fixed to the medium or its case (No. { $id })
report-slip-found = If you found this: its content is encrypted and opens only with a key that is not here. Please do not plug it in.
report-slip-call = Please call, at any hour:
report-slip-call-office = Please call { $office }, at any hour:
report-slip-name-number = and name the number { $id }. Thank you.
report-slip-cut = Cut here. Part 2 is carried apart from the medium.
report-slip-sheet = Part 2: sheet for the carrier (No. { $id })
report-slip-loss = Lost, stolen, or possibly so: call within { $minutes } minutes
report-slip-step-call = Call at once, within { $minutes } minutes of noticing at the latest. Do not first wait until you are sure.
report-slip-step-say = Say the number, when and where you noticed it, when you last saw it, and whether the case was locked.
report-slip-step-police = Report it to the police and to the railway, taxi or shop, and keep the number of the lost-property report.
report-slip-step-record = Whoever you called records it: { $command }
report-slip-whom = Whom
report-slip-office = Office
report-slip-phone = Telephone (registered)
report-slip-night = Night, holidays
report-slip-by-hand = No number of the office is registered: ask somebody above for a number that is answered day and night, and write it here and on part 1 before you go.
report-slip-lost-property = Lost-property report no.: { $blank }  Called at: { $blank }
report-slip-lost-property-no = Lost-property report no.
report-slip-called-at = Called at
report-field-carrier = Carrier
report-field-case = Locked case
report-field-route = Route
report-field-pledged = Pledge signed

## Incidents

report-incident-title = { $id }: { $kind }
report-incident-drilled = EXERCISE: { $what }
report-incident-drill = EXERCISE (訓練): nothing of this happened.
report-incident-watermark = EXERCISE 訓練
report-incident-open-already = { $id } is open about this already, and nothing new was opened. What --aware, --occurred, --by and --note say now is not on record: add it with sekisho incident update. If it is another incident, give --another.
report-incident-history = THE LEDGER'S HISTORY IS NOT THE ONE VERIFIED HERE BEFORE. The incident is written down in the ledger at hand; keep a copy of the home as it is, and have somebody run sekisho audit.
report-incident-also-open = Also open about the same: { $id }
report-incident-open = open
report-incident-closed = closed
report-incident-list-empty = No incident is on record in this selection.
report-incident-column-kind = What
report-incident-column-aware = Aware
report-incident-column-since = Since then
report-incident-column-told = First told
report-incident-column-about = About
report-incident-told-after = { $after } after awareness
report-incident-hour-passed-short = nobody, as far as the record says; 60 MINUTES HAVE PASSED
report-incident-untold = no contact is on record
report-incident-minutes-before = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
} before
report-incident-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
report-incident-hours = { $hours } h { $minutes } min ({ $count } minutes)
report-incident-contacted = { $id }: { $whom } was told; from awareness to then: { $after }
report-incident-updated = { $id }: { $field } is on record (entry { $index })
report-incident-updated-with = { $id }: { $field } is on record (entry { $index }), with a file of SHA-256 { $digest }
report-incident-closed-now = { $id } is closed.
report-incident-still-outstanding = What it concerned still has to be accounted for: sekisho outstanding
report-incident-field-aware = Aware
report-incident-field-recorded = Recorded
report-incident-field-hour = The hour
report-incident-field-occurred = Happened
report-incident-field-noticed-by = Noticed by
report-incident-field-note = Known at first
report-incident-claimed = { $at }, as { $who } says
report-incident-recorded = { $at }, by the clock of whoever recorded it; after awareness: { $after } (entry { $index })
report-incident-hour-told = the first contact on record came after { $after }
report-incident-hour-left = { $left } left, until { $until }
report-incident-hour-passed = PASSED { $since } ago (at { $until }); no contact is on record
report-incident-unknown = unknown
report-incident-heading-frozen = Frozen
report-incident-heading-despite = Not kept: overwritten, disposed of or not there any more
report-incident-despite-return = returned and erased
report-incident-despite-missing = not there when it was looked at
report-incident-despite = { $id }: { $how }; { $who }, { $at }, entry { $index }: while this incident was open
report-incident-despite-begun-before = { $id }: { $how }; { $who }, { $at }, entry { $index }: by their word begun before this incident was opened
report-incident-frozen-nothing = Nothing: it is an exercise.
report-incident-frozen-none-named = Nothing: neither a carry-out nor a device or paper is named.
report-incident-frozen = { $ids }: while this is open, no passphrase is told, and nothing is written, sent, handed over, deleted or closed.
report-incident-medium-lost = { $id } (serial no. { $serial }) is lost for good: nothing is written to it again, even if it is found.
report-incident-article-kept = { $id } ({ $what }): while this is open, it may come back, and is neither destroyed nor emptied.
report-incident-device-stays = { $id }: while this is open, nobody permits it to leave, and it is neither emptied nor given back.
report-incident-article-stays = { $id } ({ $what }): while this is open, nobody permits it to leave.
report-incident-article-lost = { $id } ({ $what }) is lost.
report-incident-not-included = On the same medium, and not, or not wholly, included yet: { $ids }. Run again:
report-incident-heading-call = Call now
report-incident-column-why = As
report-incident-no-number = no number is registered
report-incident-call-client = The contract says whom the client wants to be called, day and night; the carrying slip has the number too.
report-incident-call-nobody = Under contract { $contract } nobody of the client is registered to be called; look into the contract itself, and then have an administrator register them:
report-incident-carrier = carrier
report-incident-recipient = recipient
report-incident-next-call = Call, and record each call at once:
report-incident-next-police = Ask where it was last, go back there, report the loss or theft to the police, and record the number they give:
report-incident-next-deletion-request = Ask whoever received it not to open it and to delete it, and record that you asked:
report-incident-next-deletion-answer = Record their answer, in writing if you can get it:
report-incident-next-keep = Change and delete nothing: what is there is evidence.
report-incident-next-key = { $id }: no release of the passphrase is recorded. If { $holders } destroys it now, nobody, not even the office, can open the package any more with what is in custody:
report-incident-next-key-told = { $id }: the passphrase was told to { $told }, as the record says. Destroying the custody file ({ $holders }) keeps it from being told again, and takes back nothing:
report-incident-next-report = Write the first report, filled from the ledger:
report-incident-next-update = Add what becomes known (sekisho incident update --help lists the fields):
report-incident-heading-concerned = What it concerns: { $count }
report-incident-field-key = Key
report-incident-field-last = Last on record
report-incident-key-no-package = no package is on record as written
report-incident-key-destroyed = the custody file was destroyed at { $at } ({ $under })
report-incident-key-held = the passphrase is in custody of { $holders }
report-incident-key-carrier = the passphrase is in custody of { $holders }: THE CARRIER, who has the package too
report-incident-key-told = a release is recorded: told to { $told } ({ $channel }), { $at }
report-incident-last = { $what }, { $at }
report-incident-last-by = { $what }, { $at }, { $name }
report-incident-heading-contacts = Contacts on record: { $count }
report-incident-column-at = When, as was said
report-incident-column-after = After awareness
report-incident-column-recorded = Recorded
report-incident-heading-updates = What became known: { $count }
report-incident-column-known = What is known
report-incident-column-evidence = Evidence (SHA-256)
report-incident-heading-missing = Before it can be closed
report-incident-missing = Not on record: { $fields }
report-incident-nothing-missing = Everything needed is on record. An approver or administrator who did not open it closes it:
report-incident-heading-closed = Closed

## The way back, in full

report-heading-road = On the road
report-field-frozen = Frozen
report-frozen = by { $incident }: nothing is released, overwritten or closed while it is open
report-road-case = locked case { $case }
report-road-route = route: { $route }
report-road-pledge = pledge sha256:{ $digest }
report-field-transfer = Passed on
report-road-transfer = from { $from } to { $to }
report-road-said-by = says { $person }, { $at }
report-field-undelivered = Not delivered
report-field-due-first = Due at first
report-field-extension = Later day
report-road-extension = { $due }, asked for by { $person }, { $at }: { $reason }
report-road-extension-stands = stands, agreed by { $person }
report-road-extension-refused = refused by { $person }: { $reason }
report-road-extension-waits = waits for an answer
report-field-handed-over = Handed over
report-road-receipt = receipt { $digest }
report-road-medium-stays = the medium stays with the recipient
report-field-recall = Ordered back
report-road-recall = order { $number } of the client
report-field-confirmed = Confirmed by
report-heading-copies = Copies
report-column-where = Where
report-column-became = What became of it
report-column-known = Known of its end
report-fate-held = to be accounted for
report-fate-returned = brought back
report-fate-disposed = disposed of ({ $under })
report-fate-handed-over = the recipient's
report-fate-lost = LOST ({ $under })
report-heading-return = Return (entry { $index })
report-heading-disposal = Disposal { $id } (entry { $index })
report-field-copies = Copies
report-field-measured = Measured
report-field-saved-to = Results saved to
report-field-tool = Program
report-field-method = Method
report-field-evidence = Evidence
report-field-despite = Incident
report-field-also = Also on the medium, to be accounted for by themselves
report-despite-missing = Not there when it was looked at, and recorded while incident { $incident } was open. Who removed it, and when, is not known.
report-despite = Overwritten or disposed of while incident { $incident } was open.
report-despite-begun-before = Overwritten or disposed of, and recorded while incident { $incident } was open. By the word of whoever recorded it, it was begun before the incident was opened.
report-field-witness = Witness
report-field-recheck = Read again
report-witness-external = { $name }, who has no key here
report-key-custody = custody file destroyed: sha256:{ $digest }
report-key-attested = say that they keep no copy of the passphrase: { $names }
report-known-measured = { $level } — measured at the desk of { $person }
report-known-measured-unread = { $level } — measured at the desk of { $person }; { $count } folders or files could not be read
report-known-said = { $level } — { $person } says so
report-known-too-little = { $level } — { $person } says so; what was measured shows no more
report-known-key = { $level } — on the signed word of { $person }, who destroyed the custody file; nobody who was told the passphrase is on record as keeping it
report-known-key-open = { $level } — { $person } destroyed the custody file; not everybody who was told the passphrase has attested
report-known-destroyed = { $level } — { $person } says so; seen by { $witnesses }, with evidence by digest
report-rechecked = re-checked by { $person } on { $day }: every addressable sector was the noise of the record
report-rechecked-changed = re-checked by { $person } on { $day }: { $count ->
    [one] 1 sector was
   *[other] { $count } sectors were
} NOT the noise of the record, the first at byte { $offset }
report-measured-serial = At { $path }, on { $medium }, known by its serial number.
report-measured-filesystem = At { $path }, { $medium } by its filesystem { $uuid }; its serial number was not read.
report-measured-no-serial = At { $path }, said to be { $medium }; its serial number was not read.
report-measured-folder = At { $path }.
report-measured-capacity = The medium holds { $size }.
report-measured-package = The package was read there first, and its digest was the package's own.
report-measured-no-package = The package was not read there.
report-measured-in-place = It was overwritten in place.
report-measured-elsewhere = It was overwritten, but this filesystem does not write in place: earlier content may remain.
report-measured-overwritten = Every addressable sector was overwritten with noise and read back equal: { $size }.
report-measured-replugged = The medium was taken out and put back before it was read.
report-measured-not-replugged = It was read without having been taken out.
report-measured-gone = It is in no directory any more.
report-measured-gone-folder = It is no longer in this folder or below; nothing else was searched.
report-measured-gone-unread = It is in no directory that could be read ({ $count } could not).
report-measured-there = It is still there.
report-measured-copies-there = Copies under other names: { $erased } overwritten and removed. Still on the medium, the package included: { $left }.
report-measured-copies = Copies under other names: { $erased } overwritten and removed, { $left } still there.
report-measured-others = Other files on the medium: { $count }.
report-measured-unread = Folders and files that could not be read: { $count }.
report-measured-scan = Searched for the package's fingerprints: { $size }; found in { $found } places; { $unreadable } bytes could not be read.

## Certificates of sanitization

certificate-title = Certificate of sanitization
certificate-title-disposal = Report of disposal
certificate-title-open = { $about }: interim report, not a certificate
certificate-to = (addressee)
certificate-open = NOT FINISHED: this is no proof that everything was accounted for. Still open:
certificate-open-copy = copy { $copy } ({ $kind }), { $place }: { $why }
certificate-held = held
certificate-lost = lost ({ $incident })
certificate-not-confirmed = the confirmation by an approver is missing
certificate-is-finished = every copy is accounted for, and an approver confirmed it
certificate-heading-subject = Subject
certificate-work = Work, ordering office
certificate-items = Information
certificate-package = Package (SHA-256)
certificate-heading-medium = Medium
certificate-no-medium = No registered medium: the package was written to a folder at the office.
certificate-written = Written to (source)
certificate-filesystem = Filesystem
certificate-write-level = Write level
certificate-medium-id = Medium no.
certificate-medium-kind = Kind
certificate-make = Make
certificate-model = Model
certificate-serial = Serial no.
certificate-capacity = Capacity
certificate-destination = State, place (destination)
certificate-heading-copies = Copies and what became of them
certificate-copy = Copy
certificate-copy-kind = Kind
certificate-place = Place
certificate-fate = What became of it
certificate-level = Level
certificate-returned = returned
certificate-disposed = disposed of
certificate-handed-over = handed over to the recipient
certificate-level-handed-over = { $copies ->
        [one] handed over to the recipient: 1 copy
       *[other] handed over to the recipient: { $copies } copies
    }
certificate-fate-lost = lost
certificate-heading-disposals = Returns and disposals
certificate-nothing-done = Nothing was returned or disposed of.
certificate-heading-return = Return (entry { $entry })
certificate-heading-disposal = Disposal { $id }
certificate-claim = What the person says
certificate-by = By, when
certificate-copies = Copies
certificate-saved-to = Results saved to
certificate-comes-to = The evidence comes to:
certificate-method = Method
certificate-kind-of-method = NIST SP 800-88:
certificate-witnesses = Witnesses
certificate-external = { $name } (recorded by { $by })
certificate-evidence = Evidence (digest)
certificate-measured = What was measured at the desk
certificate-not-measured = Nothing was measured: this rests on what people say and hand in.
certificate-tool = Tool, version
certificate-at = At
certificate-serial-equal = the system's serial number is the registered one
certificate-serial-not = not identified by serial number
certificate-identified = Package recognised by its digest
certificate-gone = Package in no directory that could be read
certificate-found-copies = Copies on the medium
certificate-found = erased { $erased }, left { $left }, other files { $others }, not readable { $unread }
certificate-in-place = Overwritten in place
certificate-scan = Search of every sector
certificate-scanned = { $bytes } bytes read, { $found } places with fingerprints of the package, { $unreadable } bytes not readable
certificate-overwritten = Overwriting with noise
certificate-overwritten-bytes = { $bytes } bytes written and read back equal;
certificate-replugged = taken out and put back before reading; seed and serial:
certificate-not-replugged = not taken out before reading; seed and serial:
certificate-rechecked = Re-checked by { $by }:
certificate-recheck-equal = every sector still the noise
certificate-recheck-differs = { $count ->
    [one] 1 sector differs
   *[other] { $count } sectors differ
}, the first at byte { $offset }
certificate-heading-keys = Keys
certificate-no-passphrase = The package was sealed to the recipient's own keys; there was no passphrase to destroy.
certificate-custody = Custody file (SHA-256)
certificate-holders = Held by
certificate-releases = Passphrase told to
certificate-no-release = no release is recorded
certificate-told = { $told } ({ $via }), by { $by }
certificate-keys-end = Destroyed
certificate-keys-remain = not recorded
certificate-attested = Keep no copy, as they say:
certificate-heading-end = Confirmation
certificate-confirmed = Confirmed by
certificate-handed-over-at = Handed over
certificate-heading-meaning = What this means, and what it does not
certificate-means-declared = Somebody's signed word; nothing was measured.
certificate-means-absent = The medium and the package were identified, and the package is in no directory any more. What was deleted may still be in sectors that no directory shows.
certificate-means-absent-unread = The medium and the package were identified, and the package is in no directory that could be read; { $count } folders or files could not. What was deleted may still be in sectors that no directory shows.
certificate-means-no-remnant = Every addressable sector was searched for the package's fingerprints, and none was found. Other content was not searched for.
certificate-means-cleared = Every addressable sector was overwritten and read back.
certificate-means-flash = Flash keeps copies that cannot be addressed: overwriting a whole medium is Clear in NIST SP 800-88r2, never more, and overwriting files is less.
certificate-means-key = No copy of the passphrase is known to be left, so the package is not known to be readable by anybody. It rests on the custodian's word where one held both file and key, and on the word of those who were told.
certificate-means-destroyed = Destroyed physically before a witness, with a picture's digest.
certificate-means-claim = Claims and measurements are kept apart: a level follows from the evidence by fixed rules, and nobody states it. Whose desk measured it stands beside it.
certificate-means-number = Number, addressee and time of issue are the issuer's word; everything else is derived from the entries below.
certificate-means-left-out = Entries that were left out of this file cannot be seen in it.
certificate-heading-grounds = Grounds: ledger, checkpoint and entries
certificate-heading-steps = How to check it
certificate-written-to = Certificate { $number } written to { $path }
certificate-written-digest = SHA-256 of the file: { $digest }
certificate-written-check = Whoever receives it can check it, without the ledger:
report-reread-title = Read again: { $device }
report-reread-by = by { $person }, { $at }
report-reread-differs = { $count ->
    [one] 1 sector IS NOT the noise of the record
   *[other] { $count } sectors ARE NOT the noise of the record
}, the first at byte { $offset }
report-reread-place = at byte { $offset }: { $bytes } bytes
report-reread-unreadable = { $count ->
    [one] 1 sector
   *[other] { $count } sectors
} cannot be read
report-reread-means = At this moment every sector that can be addressed is exactly the noise of the record, and so holds nothing else.
report-reread-not-recorded = Not recorded. With --record and a key it is entered into the ledger.
report-reread-recorded = Recorded at entry { $index }: re-checked by { $person }.
report-verified-certificate = certificate

## The report of an incident

report-incident-closed-by = closed at { $at } by { $name }
report-incident-form-title = Incident report: { $stage }
report-incident-form-stage = Report
report-incident-form-number = Document no.
report-incident-form-date = Date
report-incident-form-addressee = Addressee
report-incident-form-year = Fiscal year
report-incident-form-department = Department, title
report-incident-form-contract = Contract no.
report-incident-part-overview = The incident
report-incident-part-carry-out = Information concerned: { $id }
report-incident-part-media = Other media concerned
report-incident-part-told = Contacts on record, minutes since awareness
report-incident-part-response = Cause and response
report-incident-part-law = Act on the Protection of Personal Information: facts
report-incident-part-timeline = Timeline
report-incident-part-call = Whom to call
report-incident-part-limits = What this report does not show
report-incident-form-carrier = Department, carrier
report-incident-form-count = { $files } files, { $size }
report-incident-form-items = Information, count
report-incident-form-special = Special care required (要配慮個人情報)
report-incident-form-medium = Medium, serial no.
report-incident-form-encryption = Encryption
report-incident-form-sealed = encrypted; opens with { $how }
report-incident-form-approval = Approved by
report-incident-form-approved = { $who }, { $at }
report-incident-form-consent = Client's consent
report-incident-form-letter = letter { $number } of { $dated }, { $by }
report-incident-form-facts = Worth looking at
report-incident-form-first-contact = First contact, after awareness
report-incident-form-told = { $at }, as was said; after awareness: { $after } (recorded { $recorded })
report-incident-form-evidence = evidence, SHA-256 { $digest }
report-incident-form-violation = Rules broken
report-incident-form-violation-yes = reported as the violation of a rule
report-incident-form-none-stated = none, as was stated in the requests
report-incident-form-people-sum = People concerned, as stated
report-incident-form-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}, carry-outs added up; people in several of them are counted several times
report-incident-form-people-at-least = at least { $count ->
    [one] 1 person
   *[other] { $count } people
}; some requests do not state it
report-incident-form-my-number = Individual numbers (特定個人情報)
report-incident-form-property = Danger of damage to property
report-incident-form-unlawful = Danger of an unlawful purpose
report-incident-fact-overdue = it was due back on { $due } and is overdue
report-incident-fact-no-pledge = no check-out with a pledge is on record
report-incident-fact-pledge = pledge signed { $at }; case { $case }; route { $route }
report-incident-fact-not-identified = the medium was not identified by its serial number when it was written
report-incident-fact-copies = { $count ->
    [one] 1 copy that is not lost is
   *[other] { $count } copies that are not lost are
} still to be accounted for
report-incident-law-cases = Reports to the Commission
report-incident-law-cases-are = The Act's article 26 and its Enforcement Rules' article 7 ask for a report where special care is required, where property may be damaged, where it may have been done for an unlawful purpose, or where more than { $people } people are concerned; for public bodies article 68 and the Rules' article 43: more than { $public }. Data under advanced encryption or other necessary measures is excepted (Rules, article 7 (1)). Whether a case applies is not judged here.
report-incident-law-prompt = Prompt report (速報)
report-incident-law-prompt-is = promptly after becoming aware (Rules, article 8 (1)); the Commission's guideline says some 3 to 5 days. Counting the day of awareness as the first: { $from } to { $until }
report-incident-law-final = Final report (確報)
report-incident-law-final-is = within 30 days, where it may have been done for an unlawful purpose within 60 (Rules, article 8 (2)). Counting the day of awareness as the first: { $by }, or { $unlawful }
report-incident-law-client = Entrusted data
report-incident-law-client-is = Whoever handles data for somebody else and has notified them need not report to the Commission themselves (article 26 (1), proviso).
report-incident-column-event = What
report-incident-event-claimed = { $at }
    as was said; recorded { $recorded }
report-incident-event-of-by = { $id }: { $what } ({ $name })
report-incident-event-of = { $id }: { $what }
report-incident-event-by = { $what } ({ $name })
report-incident-limits = Filled from the ledger. “Unknown” means that the ledger does not say; “not recorded” that nothing was written down, not that nothing happened. Times as said are what somebody claims; times of records come from the clocks of those who wrote them.
## Coming back

report-returned-title = { $id }: brought back
report-disposed-title = { $disposal } ({ $id }): { $method }
report-witnessed-title = { $disposal } ({ $id }): seen
report-to-confirm-title = What is confirmed for { $id }
report-confirmed = { $id }: closed; { $person } confirmed that every copy is accounted for.
report-confirmed-means = The levels stay what the evidence comes to; the signature does not raise them.
report-field-folder = Looked into
report-field-known-by = Medium known by
report-field-done = Done
report-field-searched = Searched
report-medium-known-by-serial = its serial number
report-medium-known-by-filesystem = its filesystem, as the export recorded it
report-medium-known-by-path = its path and filesystem, as the export recorded them
report-medium-known-by-nothing = nothing
report-package-whole = read with its own digest
report-package-begun = found partly overwritten; erasing it was begun before
report-package-elsewhere = found with its own digest under another name
report-package-incomplete = found in part; not every volume was there
report-package-gone-before = erased before, when this command was interrupted; it had been read with its own digest
report-package-absent = not there
report-erased-in-place = overwritten in place, read back ({ $level }) and removed
report-erased-elsewhere = overwritten, read back ({ $level }) and removed; this filesystem puts new bytes elsewhere, so the old ones may remain
report-erased-unknown = overwritten, read back ({ $level }) and removed; whether in place, this system does not tell
report-searched-folder = this folder alone
report-means-too-little = Less was measured than L1 needs: the medium, the package, or that nothing of it is left is not shown. It counts as declared.
report-means-declared = Somebody's signed word. Nothing was measured.
report-means-absent = The medium and the package were identified, and the package is in no directory any more. What flash memory keeps where nobody can address it is not known.
report-means-absent-folder = The package was identified, and is no longer in this folder or below; nothing else was searched. What flash memory keeps where nobody can address it is not known.
report-means-absent-unread = The medium and the package were identified, and the package is in no directory that could be read; { $count } folders or files could not. What flash memory keeps where nobody can address it is not known.
report-means-no-remnant = Every addressable sector was read, and none holds the package's fingerprints. A copy that begins elsewhere than a sector does, or was packed, encrypted or encoded anew, is not found so. What flash memory keeps where nobody can address it is not known.
report-means-cleared = Every addressable sector held the noise and nothing else. Anybody who holds the medium can check that again with the seed in the ledger. Flash keeps sectors that nobody can address.
report-means-key = The custody file is destroyed, and everybody who was told the passphrase says that they keep no copy, or no release is recorded. It rests on their word.
report-means-destroyed = Physically destroyed, as the evidence shows and the witness says.
report-not-replugged = It is not shown that the medium was taken out: { $why }
report-overwritten-format = Its filesystem is gone too: format the medium before it is used again.
report-overwritten-register = It is known by its filesystem, so an administrator then has it read again:
report-heading-witness = Witness
report-witness-needed = With evidence and a witness it counts as destroyed (L5). Whoever was there runs:
report-witnessed-means = A witness says what they saw; what it comes to, the evidence decides.
report-key-nobody = Nobody is on record who was told the passphrase and has not attested.
report-key-still = Told the passphrase, and not attested: { $names }. They may still know it.
report-key-attest-later = When they say that they keep no copy, record it:
report-heading-key-too = What may remain
report-key-too = What may remain of the package opens only with the passphrase. A custodian can destroy that, too:
report-kept = While { $incident } is open nothing is deleted: what was found is still there, as it was.
report-warn-absent = The package was not there. Who removed it, when, and how is not known here.
report-warn-incomplete = Not every volume of the package was there. Where the others are is not known here.
report-warn-unknown-medium = Nothing tells that this is the medium the package was written to.
report-warn-not-scanned = The whole device was not read: { $why }
report-warn-scan-found = The package's fingerprints are still on the device, at byte
report-heading-copies-found = Copies and parts of the package elsewhere
report-copy-erased = { $path }: a copy; overwritten in place and removed
report-remnant-erased = { $path }: a truncated or changed copy; overwritten in place and removed
report-copy-left = { $path }: a copy; still there
report-remnant-left = { $path }: holds some of the package's bytes; still there, because it may hold something else too
report-copy-left-because = { $path }: still there: { $why }
report-warn-autorun-back = There is an autorun.inf on the medium, which has no business there
report-warn-others = Other files on the medium: { $count }
report-warn-unread = Could not be searched: { $count }
report-end-returned = brought back; { $level }
report-end-disposed = disposed of ({ $under }); { $level }
report-end-handed-over = the recipient's
report-end-lost = LOST ({ $under })
report-end-held = to be accounted for
report-heading-weaker = What rests on less
report-weaker-declared = Copy { $copy }: somebody's word; nothing measured shows it.
report-weaker-absent = Copy { $copy }: in no directory that could be read; not overwritten as a whole medium.
report-weaker-copies-left = Copies or parts still on the medium when it was measured: { $count }
report-weaker-unread = Folders and files that could not be searched: { $count }
report-weaker-elsewhere = The filesystem does not overwrite in place: earlier bytes may remain.
report-weaker-no-witness = { $disposal }: nobody is on record who saw it.
## Contracts and rules

report-contract-client = client
report-contract-title = work
report-contract-packs = rule packs
report-contract-from = from
report-contract-until = until
report-contract-heading = { $id }: { $client }
report-contract-number = client's number
report-contract-rules = rules (SHA-256)
report-contract-sheet = check sheet
report-contract-no-sheet = none on record
report-contract-sheet-done = on record, nothing open
report-contract-sheet-open = on record; open: { $items }
report-contract-notified = Notified to the client
report-contract-left-office = { $name } ({ $person }) LEFT on { $day } and is notified to the client still: tell the client, sekisho contract notify
report-contract-left = { $name } ({ $person }) left the contract on { $day }
report-contract-posts = as
report-contract-dated = dated
report-contract-recipients = Recipients on the list, and subcontractors agreed to
report-contract-recipient = { $name }: { $purpose }
report-contract-subcontractor-not-agreed = { $name }, tier { $tier }: the client has not agreed
report-contract-no-agreement = no agreement on confidentiality is on record
report-contract-agreement = agreement on confidentiality of { $dated }
report-contract-agreement-until = agreement on confidentiality from { $dated } until { $until }
report-contract-no-check = no check is on record
report-contract-checked = checked on { $on } by { $by }
report-contract-failed-check = checked on { $on }, not met: { $items }
report-contract-subcontractor = { $name }, tier { $tier } (letter { $number } of { $dated })
report-contract-places = Storage places notified
report-contract-place = { $place } (letter of { $dated })
report-contract-directives = Directives of the client
report-contract-directive = { $number } of { $dated }: { $rules ->
    [one] one rule
   *[other] { $rules } rules
}
report-contract-consents = Consents on paper
report-contract-consent = { $number } of { $dated }, { $by }: { $scope }
report-consent-confirmed = confirmed by { $person }
report-consent-levels = Only of level: { $levels }
report-consent-requesters = Only where asked for by: { $people }
report-consent-unconfirmed = not confirmed by a second person yet: it does not count
report-rules-explain = { $id }: what each rule comes to
report-rules-at = by the rules that were in force at entry { $index }, when it was asked for
report-rules-changed = other rules are in force now: what has not left under these does not leave
report-rules-unmet = Do not hold
report-rules-listed = Do not hold; nothing is refused for it
report-rules-holds = Hold
report-rules-held-at = Held at the { $step }
report-rules-step = { $step }, entry { $index }, { $person }, { $at }
report-rules-step-end = { $step }, { $person }, { $at }
report-rules-later = Looked at later, or not yet to its end
report-rules-never-came = Never came up before it was over
report-rules-recorded = Recorded or printed
report-rules-not-served = Not served by this program
report-rules-not-meant = Not meant for this carry-out
report-rules-line = { $document } { $sentence }
report-rules-noted = { $clause }: { $text } (in practice: { $note })
report-rules-sentence = { $clause }: { $text }

## Training, pledges, important information

report-staff-taught = taught
report-staff-pledged = pledged
report-staff-lesson = { $on } { $topic }
report-staff-pledge = { $on } { $occasion }
report-asset-contract = contract
report-asset-level = level
report-asset-place = place
report-asset-received = received
report-asset-title = { $name } ({ $id })
report-asset-count = Pieces or records
report-asset-people = Personal data of people
report-asset-came = Received
report-asset-giver = Handed over by
report-asset-taker = Taken by
report-asset-means = By which means
report-asset-receipt = Receipt confirmed
report-asset-kept = Kept at
report-asset-handler-left = { $person } (left { $day })
report-asset-handlers = Handled by
report-asset-there = Copies
report-asset-due = To be returned or disposed of by
report-asset-due-contract = { $due }, when the contract ends (clauses: { $clauses })
report-asset-due-own = { $due } (clauses: { $clauses })
report-asset-until = May be kept until
report-asset-checked = Last found
report-asset-found = { $at } by { $by }
report-asset-end = Returned or disposed of
report-asset-client-confirmed = client: { $word }
report-asset-client-open = client: not confirmed
report-asset-office-confirmed = office: { $word }
report-asset-office-own = office: recorded by whoever took it
report-asset-office-open = office: not confirmed by whoever took it
report-asset-on-paper = { $name } on paper { $digest }, recorded { $at } by { $by }
report-asset-signed = signed { $at } by { $by }
report-asset-signed-paper = signed { $at } by { $by }, paper { $digest }
report-asset-end-confirmed = confirmed: { $word }
report-asset-end-open = not confirmed by a second person
report-asset-copies = copies
report-asset-copies-of = { $copies } of { $most }
report-asset-ended = returned or disposed of
report-asset-from = { $on } from { $from }
report-asset-ended-on = { $on } (recorded { $at })
report-asset-disposed = { $at } { $method }
report-asset-returned = { $at } given back to { $to }
report-asset-all-found = Everything registered was found.
report-asset-missing = Not found: { $ids }
report-contract-contacts = Contact tree, first to last
report-contact-order = turn
report-contact-side = side
report-contact-organization = organization
report-contact-role = as
report-contact-day = by day
report-contact-night = at night and on holidays
report-contact-numbers = by day { $day }, at night { $night }
report-contact-of = { $name } ({ $organization })
report-contact-of-role = { $name } ({ $organization }, { $role })
report-contact-office = contact tree: office
report-contact-client = contact tree: client

## Evidence about a contract

report-dossier-made = Evidence about contract { $contract }, counted and signed in entry { $entry }
report-dossier-own = The contract's entries
report-dossier-beside = What they are judged by
report-dossier-withheld = Of these withheld
report-dossier-attachments = Attachments
report-dossier-attachments-withheld = Attachments withheld
report-dossier-attachments-removed = Attachments removed earlier
report-dossier-forms = Forms
report-dossier-forms-withheld = Forms withheld
report-dossier-forms-are = The forms under forms/ are for reading: nobody signed or counted them. What is so, the entries say.
report-dossier-withheld-means = Withheld is what concerns others too or holds a name of theirs. It is counted and proven by its hash; not-here.txt lists it.
report-dossier-unread = Names of others are looked for in text. What pictures, PDF files and archives among the attachments say was not read: look at them before you hand the folder over.
report-dossier-holds = Everything that the auditor counted is here, and holds
report-dossier-holds-beside = Everything that the auditor counted is here, and holds; NOT LOOKED AT: { $strange } more
report-dossier-strange = The auditor did not count these, and this program did not write them so: another version of it may have. Run and believe none of them before you know who put them there.
report-dossier-auditor = Counted by
report-dossier-counted-by = { $person }, { $at }
report-dossier-counted-size = Up to tree size
report-dossier-times = Times of entries
report-column-file = File
report-dossier-shows = These are the entries that the auditor counted, unchanged and in one tree; each is signed by a key that the registrations here give to its author at that entry. Earlier counts among them agree.
report-dossier-shows-not = Not shown: that the auditor counted right, what nobody wrote down, and whether the rules allowed what was done. A later count of the same contract begins with the same entries: keep this folder.
report-duty-forms = Forms to print
report-duty-none = Nothing is owed to a client on paper, and nothing may be purged.
report-duty-paper = paper
report-duty-standing = standing
report-duty-for = for
report-duty-sent = sent
report-duty-clauses = clauses
report-duty-asked-only = asked by the client
report-duty-second-person = a second person confirms it
report-duty-since = { $occasion }, { $since }
report-duty-since-about = { $occasion } { $about }, { $since }
report-duty-due = { $due } *
report-duty-end-due = { $due } **
report-duty-end-term = ** No document asks for this confirmation: this program asks a second person for it, and calls it late { $days } days after the end.
report-duty-sent-on = { $on } (SHA-256 { $digest })
report-duty-clause = { $document } { $clause }
report-duty-purge-of = carry-outs: { $count }, kept for { $years } years; { $first } may be purged from { $since } on
report-duty-least-years = the least this program keeps them
report-duty-purge-term = No document names a day for a purge: the clause says how long the attachments are kept at least. An administrator asks, and an administrator or auditor other than that one agrees.
report-duty-term = * The document names no number of days; this program calls it late { $days } days after the day it is owed from.
report-duty-line = { $paper }, due { $due } ({ $occasion })
report-heading-duties = Owed to clients and late ({ $count })
report-heading-duties-open = Papers to hand in
report-incident-within = { $contract }: { $document } { $clause }, within { $minutes } minutes: { $held }
report-incident-within-held = kept, by the first contact on record
report-incident-within-missed = not kept, as far as the record goes
report-incident-within-open = time is left

## Unusual facts

report-anomalies-title = Unusual facts: { $count }
report-anomalies-none = Nothing of what the program looks for.
report-anomalies-not-shown = What these do not show
report-anomalies-unseen = Times are those of the clock of whoever acted. When an approver opened a request to read it is not recorded, nor on which days the office closes by its own choice. National holidays are computed for 1980 to 2099.
report-anomaly-not = { $kind }: { $what }
report-anomaly-more = { $items } and { $more } more
report-column-day = Day
report-column-carry-outs = Carry-outs
report-column-entries = Entries
report-anomaly-quick = approved { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
} after the request
report-anomaly-pair = one approver gave every approval of one requester ({ $count } carry-outs)
report-anomaly-night = at night ({ $time })
report-anomaly-holiday = { $why }, { $time }
report-anomaly-late = { $days ->
    [one] 1 day
   *[other] { $days } days
} after the day it was due
report-anomaly-arrival = no arrival code read back for { $days ->
    [one] 1 day
   *[other] { $days } days
}
report-anomaly-opening = no opened code read back for { $days ->
    [one] 1 day
   *[other] { $days } days
}
report-anomaly-new-approver = exported on approvals with a key that somebody else brought in { $days ->
    [one] one day
   *[other] { $days } days
} before the last of them
report-anomaly-copies = { $count } copies of one carry-out
report-anomaly-content = the same content left { $count } times
report-anomaly-uncleared = back without the clearing that rules ask for, because an incident kept it ({ $what })
report-anomaly-own-rules = rules that do not come with this program ({ $rules }); "sekisho rules show" has them
report-anomaly-clock = clocks disagree: { $detail }
report-not-quick = that nobody read it: the approver may have seen it before it was asked for. A request and an approval on different machines also differ by their clocks.
report-not-pair = that they agreed on anything: there may have been nobody else on duty.
report-not-night = that nobody knew of it.
report-not-holiday = that the office was closed.
report-not-late = that anything was exposed: it says when the record was made, not when the medium came back.
report-not-arrival = that nothing arrived: it says that nobody entered a code.
report-not-opening = that nobody opened it: it says that nobody entered a code.
report-not-own-key = that somebody else held the key: people bring in their own new keys as a rule.
report-not-new-approver = whether the approver is a person, and holds the key. Meet whoever was registered since the last review.
report-not-copies = that there was no need for them.
report-not-content = that it went to anybody who should not have it.
report-not-release = that anybody else learnt it.
report-not-uncleared = that the incident was opened to keep something: it says who brought the device back, and who opened it. Anybody may.
report-not-own-rules = that they ask for less: an office may have rules of its own, and an older or newer program others. One administrator brings them in.
report-not-clock = whose clock was wrong, or that anybody set it on purpose.
report-not-succession = whether an administrator could have signed. Ask each of them by another road.
report-question-title = Question about the level of information
report-question-to = To: { $client }
report-question-contract = Contract { $contract }, your number { $number }: { $title }
report-question-asked = Please tell us the level of importance of the following information. Until it is known, nothing of it leaves our office.
report-question-clause = Asked by { $clause }: { $text }
report-question-none = Nothing is registered under this contract at level unknown.
report-question-count = pieces
report-question-answer = level (your answer)
report-heading-articles-overdue = Devices and paper out past their day ({ $count })
report-heading-articles-waiting = Devices and paper waiting for an approver ({ $count })
report-heading-articles-lost = Devices and paper lost, and not confirmed ({ $count })
report-heading-articles-out = Devices and paper out
report-heading-assets-overdue = Important information kept past its day: { $count }
report-status-asset-contract = { $name }: the contract ended on { $until }, and it is still here (clauses: { $clauses })
report-status-asset = { $name }, until { $until }

## Reviews of the log

report-review-none = No review has been signed.
report-review-title = Review of the log, signed in entry { $entry }
report-review-days = Days
report-review-anomalies = Unusual
report-review-findings = Found
report-review-size = Tree size
report-review-list = SHA-256 of the list
report-review-note = Note
report-review-means = The signature binds the tree size and the list below as the program made it at that moment. It does not show that somebody read the list.
report-review-overdue = contract { $contract }: due on { $due } (every { $days } days), reviewed up to { $until }
report-review-overdue-never = contract { $contract }: due on { $due } (every { $days } days), never reviewed
## Mails

mail-subject = Encrypted file ({ $id })
mail-text-to = { $name }, { $organization }
mail-text-from = from { $name }
mail-text-from-department = from { $name }, { $department }
mail-text-sent = This mail brings you the encrypted file { $name } (our number { $id }).
mail-text-volumes = It comes in { $count } mails, one volume each. Put all of them into one folder and join them, on Windows with
    copy /b { $volumes } { $name }
mail-text-opening = To open it
mail-text-open-age = 1. Use Sekisho (sekisho open { $name }) or age (age -d -o package.zip { $name }).
mail-text-open-zip = 1. Open it with 7-Zip, then open package.zip inside.
mail-text-open-keys = 1. Use your own key: age -d -i your-key -o package.zip { $name }
mail-text-passphrase = 2. The passphrase reaches you by another road, at a number that we know already. It is not in this mail and in none that follows.
mail-text-arrival = 3. Please call us at a number you know already, not one from this mail, and read out the first 12 digits of the SHA-256 of { $name } as you received it (Windows: certutil -hashfile { $name } SHA256).
mail-text-opened = 4. When you have opened it, please tell us the code in the file sekisho/opened-code.txt inside.
mail-text-terms = How to handle it
mail-text-terms-use = - Use it only for what it was given to you for. Do not pass it on or copy it further than that needs.
mail-text-terms-end = - Keep it safe, and give it back or delete it when it has served, unless it is yours to keep; we follow it up on { $due }.
mail-text-terms-loss = - Tell us at once if it is lost, or if somebody else may have seen it.
mail-text-id = Number: { $id }
mail-text-manifest = What was approved (SHA-256 of its list of files, first digits): { $digest }
mail-text-wrong = If this mail was not meant for you, please tell the sender at once and delete it without opening the file.
report-mail-sheet = { $id }: recipients, text and attachment, to be confirmed one by one
report-mail-number = Draft { $number } of { $count }
report-mail-inside = { $name } — of the office
report-mail-outside = { $name } — outside the office
report-field-attachment = Attachment
report-field-mail-size = Size as sent
report-mail-text = Subject and text
report-mail-confirms = What confirms it
report-mail-confirm-recipients = Recipients
report-mail-confirm-body = Text
report-mail-confirm-attachment = Attachment
report-mail-secrets = What was typed was looked through for passphrases in the form that is issued here, and for words such as "password" with something after them. One of another form, or paraphrased, is not found.
report-mail-drafted = { $id }: { $count ->
        [one] one draft
       *[other] { $count } drafts
    }, confirmed and recorded
report-mail-beside = For mailers that do not take drafts, the text and the attachment:
report-mail-send = Send it with your own mailer, unchanged.
report-mail-keep = Then save the sent mail as a file, and compare it:
report-mail-copies = Drafts, files beside them and the mailer's folder of sent mails are a copy to account for; it is on the list.
report-mail-as-drafted = { $id }: what was sent is what was confirmed, as far as it can be seen
report-mail-differs = { $id }: what was sent is not what was confirmed
report-mail-strays = Whoever received it and was not meant to has a copy that stands open. Ask them not to open it, to delete it, and to confirm that in writing; once the incident is closed, record what they answered, or that they did not:
report-mail-incident = It is recorded. If it went to somebody it was not meant for, or something went with it, open an incident now:
report-heading-mails = Mails
report-field-drafted = Drafted
report-mail-draft = { $name } — { $to }
report-mail-waits = { $count ->
        [one] One draft waits
       *[other] { $count } drafts wait
    } to be compared with what was sent.
report-mail-waits-no-more = Nothing waits to be compared.
report-field-compared = Compared by
report-field-compared-from = Known from
report-mail-weaker = Weaker: that it went there, and with what text, is this person's word.
report-field-mail-to = Sent to
report-field-unseen = Not seen there
report-mail-bcc-unseen = A mailer may leave Bcc out of the copy it keeps; whether it went there is not known.
report-field-mail-date = Sent at, by its own word
report-field-message-id = Message-ID
report-field-mail-text = Text
report-field-differences = Differences
report-mail-no-difference = none
report-mail-bounced = it came back, or did not reach the recipient

## Hints

report-hints = Hints about { $count ->
        [one] one file
       *[other] { $count } files
    }
report-hint = { $path }: { $what }
report-hint-system = a system made it for itself
report-hint-temporary = a program's temporary file
report-hint-backup = an older state or a copy of something else
report-hint-history = a folder's history, with everything that was ever in it
report-hint-authors = names of people or a company in its properties
report-hint-my-numbers = { $count } × twelve digits with the check digit of a my-number
report-hint-phones = { $count } × telephone number
report-hint-addresses = { $count } × mail address
report-hints-not-all = Looked at only in part: { $cut }; not looked into, because too large or too many: { $passed }.
report-hints-mean = Found at this desk while the files were read, in texts (UTF-8, UTF-16, Shift_JIS) and Office documents; recorded nowhere. Pictures, PDF and drawings are not looked into, and what looks like personal data may be something else.
report-hints-personal = no personal data were stated, and something looks like them: my-numbers { $numbers }, telephone numbers { $phones }, mail addresses { $addresses }

## Purging

report-purge-title = Attachments that may be purged: { $count }
report-purge-ended = Ended on
report-purge-years = Years kept
report-purge-from = May be purged from
report-purge-attachments = Attachments
report-purge-standing = Standing
report-purge-kept = kept
report-purge-may = nobody has asked
report-purge-asked = asked for by { $name }, { $at }: another person agrees
report-purge-next = Next
report-purge-next-is = { $id }, from { $from }
report-purge-done = Carry-outs purged so far
report-purge-means = A purge removes file lists, evidence and other attachments; every entry of the log stays. The days are those of this clock and of the times that entries claim.
report-purge-nothing = Nothing there that you could ask for or agree to.
report-purge-did-ask = { $id }: asked (entry { $index }); { $count } attachments are still there
report-purge-did = { $id }: agreed to (entry { $index }); of { $count } attachments { $removed } are gone, { $kept } stay because something else needs them
report-purge-second = Nothing is removed until an administrator or auditor other than you, who had no part in the carry-out, runs the same command.
report-purge-copies = Backups, copies of the ledger and folders of evidence made before still hold them.
report-heading-purged = Purged
report-purged = { $at }: { $count } attachments were purged, asked for by { $asked }, agreed to by { $agreed } (entry { $index })

report-article-state = Status
report-article-what = What
report-article-direction = Way
report-article-carrier = Carrier
report-article-due = Due back
report-article-on = Goes on
report-article-overdue = { $due } (overdue)
report-article-paper = { $title } ({ $count } on paper)
report-article-device = { $kind } { $device }
report-article-line = { $id } { $what }, { $name }, due { $due }
report-article-heading = { $id }: { $state }
report-article-serial = Serial number
report-article-measures = Attested
report-article-permission = Client's permission
report-article-permission-of = { $number } of { $dated } ({ $by })
report-article-permitted = Permitted
report-article-returned = Back
report-article-destroyed = Destroyed
report-article-destroyed-by = { $method }, seen by { $witness }
report-article-cleared = Deleted
report-article-saved-to = Saved to
report-article-confirmed = Confirmed
report-article-approved = { $name }, { $at }
report-article-rejected = refused by { $name }, { $at }: { $reason }
report-article-uncleared = Not cleared
report-article-uncleared-for = for the sake of { $incident }: { $missing }
report-article-cleared-later = for the sake of { $incident }; attested on { $at }: { $cleared }
report-article-clear = No incident keeps it any more. Say what has now been deleted: sekisho article return { $id } --cleared WHAT
report-article-copies = Copies of { $ids } are on it and not accounted for: sekisho return ID --copy N
report-article-waits = An approver answers: sekisho article approve { $id }, or reject
report-article-bring-back = When it is back: sekisho article return { $id }
report-article-if-lost = If it is lost: sekisho incident open { $id } --kind lost --aware now
report-article-transfers = Passed on
report-article-passed = to { $name }, { $at }
report-article-passed-for = to { $name }, { $at }: { $reason }
report-article-lost = Lost
report-article-lost-under = { $incident }, said by { $name }, { $at }
report-article-lost-open = The incident goes on: sekisho incident show { $incident }
report-article-lost-confirm = The incident is closed. An approver confirms the loss: sekisho article approve { $id }
