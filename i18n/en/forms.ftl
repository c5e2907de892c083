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
form-signed-confirmed = Return confirmed
form-number = No.
form-count = Count
form-kept-until = Kept until
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
form-given = handed over { $at }
form-arrived = arrival confirmed { $at }
form-opened = opening confirmed { $at }
form-registered = registered by { $name } { $at }
form-returned-to = returned to { $to }

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
form-incident-minutes = Minutes since awareness
