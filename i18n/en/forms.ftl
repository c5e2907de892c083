# The sentences of forms. They say what the ledger knows, and leave the rest blank for the hand.

## What every form has

form-sender-address = Address
form-sender-name = Name of the firm
form-sender-representative = Represented by
form-work = Work
form-section = Client's section
form-period = Period
form-period-all = the whole time
form-period-since = from { $since } on
form-period-until = until { $until }
form-period-days = { $since } to { $until }
form-signed = Signed electronically (signatures in the ledger)
form-signed-none = No signature covers this form as a whole; what it lists is signed in the ledger.
form-signed-approval = Approved
form-signed-consent = Client's consent
form-signed-lost = Loss confirmed
form-signed-confirmed = Return confirmed
form-number = No.
form-count = Count
form-kept-until = Kept until
form-left-out = (left out: it names others)
form-sealed = sealed { $at }
form-sealed-at = Sealed at
form-letter = { $number } ({ $dated })

## The list of forms

form-column-name = name
form-column-title = form
form-column-about = about

## Exchange record

form-exchange-day = Day
form-exchange-from = Handed over by
form-exchange-to = Received by
form-exchange-items = Information
form-exchange-means = Means
form-exchange-end = Return or disposal
form-exchange-confirmed = Both sides' confirmation
form-exchange-lent = lent: { $kind }
form-exchange-receipt = receipt, SHA-256 { $digest }…
form-registered-given = handing over recorded by { $name } { $at }
form-lost = lost ({ $ids })
form-lost-confirmed = loss ({ $ids }) confirmed by
form-given = handed over { $at }
form-arrived = arrival confirmed { $at }
form-opened = opening confirmed { $at }
form-registered = registered by { $name } { $at }
form-confirmed-on-paper = { $name }, on paper, { $at }
form-confirmed-signed = { $name }, signed, { $at }
form-returned-to = returned to { $to }
form-end-open = not confirmed by a second person

## Register of important information

form-asset-name = Information
form-asset-kind = Kind
form-asset-people = personal data of { $count ->
   [one] one person
  *[other] { $count } people
}
form-asset-received = Received, from
form-asset-medium = Medium or form
form-asset-place = Kept at
form-asset-handlers = Handled by
form-asset-copies = Copies, to whom
form-asset-copies-of = { $copies } there, { $most } permitted
form-asset-copies-there = { $copies } there
form-asset-given = { $id }: { $copies ->
   [one] one copy
  *[other] { $copies } copies
} to { $to }
form-asset-given-self = { $id }: { $copies ->
   [one] one copy
  *[other] { $copies } copies
}, by the requester
form-asset-subcontractors = Given to subcontractors
form-asset-until = Until
form-asset-ended = Returned or disposed of, how
form-asset-checked = Found at stock-take by

## One carry-out

form-assets = Important information
form-reason = Why it cannot be avoided
form-may-leave = May leave
form-manifest = Digest of the manifest (SHA-256)

## Report of disposals

form-disposal-says = The following was disposed of as stated. “Level” says as much as the evidence in the ledger shows.
form-disposal-medium = Medium, model, serial number, capacity
form-disposal-copies = Copies
form-disposal-verified = How it was verified, result
form-disposal-keys = Keys
form-disposal-keys-gone = what was kept was destroyed
form-disposal-at = When and where
form-disposal-by = Done by
form-disposal-witness = Witness
form-disposal-confirmed = Confirmed by

## Incident report

form-incident-aware = Aware since
form-incident-occurred = Happened at
form-incident-noticed = Noticed by
form-incident-opened = Recorded by
form-incident-recorded = Recorded at
form-incident-carry-outs = Carry-outs concerned
form-incident-articles = Devices and paper concerned
form-incident-minutes = Minutes since awareness

## Request and approval, inventory

form-request-asks = We request approval to take the following out of the office.
form-request-approvals = Approvals
form-request-what = As
form-request-at = Signed at
form-request-refused = Refused
form-package = Digest of the package (SHA-256)
form-no = No.
form-file = File
form-bytes = Bytes
form-digest = SHA-256

## Receipt, return note, question of level

form-receipt-says = The following was received.
form-receipt-arrived = Arrival confirmed
form-receipt-opened = Opening confirmed
form-receipt-terms = Use it for what it was given for, do not pass it on or copy it beyond that, keep it safe, return or delete it when done, and tell us at once when it is lost.
form-receipt-terms-own = This is your own information, which we had and give back. Please compare it with what is named above.
form-receipt-terms-client = This is delivered to you under the contract and stays with you. Please tell us if it cannot be opened or is not what is named above.
form-receipt-terms-stays = It stays with you. Use it for what it was given for, do not pass it on or copy it beyond that, keep it safe, and tell us at once when it is lost.
form-receipt-terms-repair = It is handed over for repair only. Look at and copy nothing on it beyond what the repair needs, give it back when that is done, and tell us at once when it is lost.
form-receipt-signs = Received by (to be filled in and signed)
form-receipt-day = Received on
form-receipt-by = Name, signature
form-return-says = The following, which was lent or provided to us, is returned.
form-return-received = Received
form-return-to = Returned to
form-return-signs = Taken back by (to be filled in and signed)
form-query-says = The level of the following is not known to us. Until you answer, it is not carried out.
form-query-opinion = Our opinion
form-query-answer = Your answer (level)
form-query-signs = Answered by (to be filled in and signed)
form-query-day = Answered on
form-query-by = Section, name, signature
form-query-levels = Please answer with a level from 1 (the highest) to 4.

## Roster, training report, pledges

form-department = Department, title
form-signature = Signature
form-roster-says = The following people work on it.
form-roster-posts = Post
form-roster-notified = Notified
form-roster-taught = Taught
form-roster-pledged = Pledged
form-roster-photo = Photograph
form-training-says = The following training was given.
form-training-method = How it was taught
form-training-material = Material
form-training-trainer = Held by
form-training-people = People trained (in the table below)
form-training-on = Day
form-training-topic = Topic
form-pledge-signed = signed electronically: { $name } { $at }
form-pledge-day = Day
form-pledge-text = Pledge
form-pledge-digest = SHA-256 of the text that was signed
form-pledge-not-here = The text that was signed is not in this ledger as text that can be read.

## Equipment, media, places

form-medium-id = Medium
form-medium-lent = on loan under { $contract }
form-medium-model = Maker, model
form-medium-place = Kept at
form-medium-out = Out with (carrier, number, day)
form-medium-held = What was written to it (highest level, contract)
form-medium-seen = Last stock-take
form-medium-found = Found
form-device = Device or medium (model, serial number, capacity)
form-direction = Way
form-paper-title = Paper
form-paper-count = Count
form-paper-end = Returned or destroyed
form-paper-kept = Locked away at
form-paper-returned = returned
form-paper-seen-by = seen by { $name }
form-paper-copy = { $id }, copy { $number }
form-direction-out = out
form-out-at = Taken out at
form-cleared = On return (deleted, saved to)
form-back-at = Brought back at
form-storage-says = The data of this work is kept at the following places. A change is notified without delay.
form-storage-place = Place
form-storage-paths = Folders
form-storage-kind = Kind (server, PC, online storage, …)
form-storage-provider = Provider of online storage
form-storage-measures = Safety measures
form-storage-change = What has changed (for a notice of change)
form-storage-kept = What is kept

## Mail check sheet, record of log review

form-mail-says = Packages that were sealed for mail. Drafts and what was sent are as the ledger has them; where nothing was drafted, address, text and attachment are ticked by whoever checked them before it was sent. A seal or a draft does not show that a mail was sent.
form-mail-requester = Requested by
form-mail-attachment = Attachment (file, digest)
form-mail-passphrase = Passphrase told by another road
form-mail-address = To
form-mail-text = Text
form-mail-file = File
form-mail-by = Checked by
form-mail-addresses = Addresses
form-mail-confirmed = confirmed
form-mail-sent = Sent (by its own word)
form-mail-compared = Compared with the draft
form-mail-waits = not compared yet: { $count }
form-mail-bounced = undelivered (differences: { $differences })
form-review-requested = Requests
form-review-left = Carry-outs that left
form-review-closed = Confirmed as returned
form-review-lost = Confirmed with something lost
form-review-overdue = Past the day they were due
form-review-incidents = Incidents recorded (exercises included)
form-review-findings = Entries without effect or marked (whole ledger)
form-review-noted = To be looked at
form-review-what = What the ledger says
form-review-found = What was found
form-review-is-overdue = past its day, { $due }
form-review-was-late = was confirmed on { $at }, past its day, { $due }
form-review-late-lost = lost ({ $ids }); confirmed on { $at }, past its day, { $due }
form-review-not-completed = an export was not completed
form-review-incident = incident { $ids }
form-review-opinion = Opinion
form-review-measures = Measures
form-review-on = Reviewed on
form-review-by = Reviewed by
form-review-signed = Reviews that were signed
form-review-all = all
form-review-size = Entries then

## Confirmation of return, request to subcontract

form-left-on = left on { $day }
form-leaving-passed-on = passed on to { $name }, { $at }
form-leaving-ended = given back or disposed of on { $day }
form-leaving-others-handle = handled further by { $names }
form-leaving-nobody-else = nobody else is named as its handler
form-leaving-says = On leaving the work, the return of what was handled is confirmed as follows.
form-leaving-suspended = Keys suspended on
form-leaving-left = Recorded that nothing is held any more on
form-leaving-checked = Checked
form-leaving-others = Other things returned (papers, devices, passes, …)
form-leaving-by = Confirmed by
form-sub-says = We ask you to agree to the following subcontracting.
form-sub-agreed = confidentiality agreement of { $dated }
form-sub-checked = checked on { $on }, requirements not met: { $count }
form-sub-whom = Subcontractor
form-sub-tier = Tier
form-sub-consent = Client's consent no.
form-sub-consent-dated = Consent dated
form-sub-agreement = Confidentiality agreement with
form-sub-agreement-dated = Agreement dated
form-sub-agreement-until = Agreement until
form-sub-checked-on = Checked on
form-sub-checked-by = Checked by
form-sub-unmet = Requirements not met
form-sub-work = Work
form-sub-reason = Reason
form-sub-information = Information contained
form-sub-management = How the subcontractor is managed

## Check sheet

form-sheet-question = Question
form-sheet-answer = Answer
form-sheet-measure = Measure (where no)
form-sheet-evidence = What the ledger shows
form-sheet-yes = yes
form-sheet-no = no
form-sheet-none = not applicable
form-sheet-on-record = Answers on record
form-sheet-answered = entered into the ledger { $at }
form-sheet-not-answered = none (not answered)
form-sheet-says = “What the ledger shows” counts facts and does not judge an answer. Where it is blank, the ledger has no record.
form-evidence-packs = Rules that apply to the contract: { $names }
form-evidence-taken = { $count } devices and papers asked for, { $permitted } with a signed permission
form-evidence-encrypted = { $count } devices taken in or out, { $said } of them said to be encrypted
form-evidence-destroyed = { $assets } items of important information and { $paper } papers recorded as disposed of
form-evidence-noted = { $count } findings noted in reviews
form-evidence-posts = { $count } notified as responsible
form-evidence-subcontractors = subcontractors the client agreed to: { $count }
form-evidence-handlers = people notified: { $count }
form-evidence-media = registered media used or lent under the contract: { $count }
form-evidence-disposed = carry-outs with a disposal on record: { $count }
form-evidence-mailed = packages sealed for mail: { $count }, each encrypted
form-evidence-sealed = packages sealed on a registered medium: { $count }, each encrypted
form-evidence-left = carry-outs sealed, of every kind: { $count }, of which { $approved } with a signed approval
form-evidence-left-others = carry-outs sealed for somebody other than their carrier: { $count }, of which { $approved } with a signed approval
form-evidence-left-medium = carry-outs sealed on a registered medium: { $count }, of which { $approved } with a signed approval
form-evidence-taught = of { $people } people notified, { $count } with training on record
form-evidence-pledged = of { $people } people notified, { $count } with a pledge of entry
form-evidence-assets = important information registered: { $count }
form-evidence-recipients = recipients listed: { $count }, with a purpose on record: { $meant }
form-evidence-agreed = subcontractors with a confidentiality agreement on record: { $count }
form-evidence-checked = subcontractors with a check on record: { $count }
form-evidence-reviews = reviews of the log that were signed: { $count }
form-evidence-stock = information found at a stock-take: { $count } of { $all }
form-evidence-placed = media and devices with a place on record: { $count }
form-evidence-certificates = certificates sent, as recorded: { $count }
form-evidence-drafts = carry-outs with a draft confirmed before it was sent: { $count }, of which { $compared } compared afterwards
form-evidence-entries = signed entries: { $count } (the whole ledger; a change of one would show)
form-evidence-contacts = people in the contact tree: { $count }
form-evidence-incidents = incidents on record: { $count }
form-evidence-drills = exercises on record: { $count }
form-evidence-last = last on { $on }

## List of submissions

form-duty-since = Since
form-duty-due = Due
form-duty-sent = Sent
form-duty-digest = Digest of what was sent

## Request for consent, contacts, reports on management and prevention

form-consent-asks = We ask for your consent to take the following out of the office. Until you consent, it is not carried out.
form-consent-answer = Consented
form-consent-scope = Where consent is asked for a scope in advance
form-consent-what = Scope (information, purpose, means)
form-consent-to = To whom
form-consent-until = Until
form-consent-answers = Your answer (to be filled in and signed)
form-consent-conditions = Conditions
form-consent-number = Number of the consent
form-contact-says = In an incident, or where there may be one, call from the top down. Where nobody answers, call the next.
form-contact-order = No.
form-contact-side = Side
form-contact-role = As
form-management-says = We report how the work is managed and what is done for its safety.
form-management-posts = Who answers for it
form-management-measures = Safety measures
form-management-measure = Measure
form-management-remarks = Remarks
form-management-people = Training and pledges
form-management-information = Important information and where it is kept
form-management-carrying = Approval and encryption of what leaves
form-management-exchange = Exchange and sending
form-management-disposal = Return and disposal
form-management-subcontractors = Subcontractors
form-management-review = Review of the log
form-management-emergency = Emergency contacts and exercises
form-prevention-says = We report the cause of the following incident and what is done so that it does not happen again.
form-prevention-concerned = What it concerns
form-prevention-term = To be done by
form-prevention-answers = Who answers for it
form-prevention-closed = Closed on
form-prevention-history = What the ledger has
form-prevention-about = About
