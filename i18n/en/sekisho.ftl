# Messages that code names: checked against the code while it compiles.
# Say exactly what is known. A variable holds a name, a number or a prepared sentence.

## How an answer begins

say-refused = refused: { $what }
say-error = error: { $what }
say-tampered = DAMAGED OR TAMPERED: { $what }
say-warning = warning: { $what }
say-also = also refused: { $what }
say-hint = hint: { $what }
say-rule = rule: { $clause }

## Help: headings

help-usage = Usage:
help-heading-verbs = Verbs
help-heading-operands = Operands
help-heading-flags = Flags
help-heading-everywhere = Everywhere
help-heading-example = Example:
help-values = One of: { $values }
help-manual = Sekisho manual

## Usage errors: the words were not understood

usage-error = error: { $what }
usage-hint = hint: { $command }
usage-suggestion = hint: did you mean { $suggested }?
usage-unknown-flag = there is no flag { $flag } here
usage-surplus = { $word } is one word too many here
usage-unknown-verb = there is no verb { $verb }
usage-missing-verb = a verb is missing
usage-missing = missing: { $what }
usage-missing-value = { $flag } needs a value
usage-value-not-one-of = { $flag } cannot be { $value }; it is one of: { $known }
usage-value-not = { $flag } cannot be { $value }: expected { $expected }
usage-value-number = { $flag } cannot be { $value }: expected a whole number
usage-given-twice = { $flag } is given twice
usage-conflict = { $flag } and { $other } exclude each other
usage-too-many = one value too many: { $value } ({ $flag })
usage-not-unicode = a word on the command line is not valid Unicode
usage-other = the command line was not understood ({ $error })

## Verbs: what is said beside and after an answer

verb-yes-no = { $question } [y/N]
verb-not-confirmed = not confirmed; nothing was done
verb-no-home = this system names no directory for the ledger; give --home
verb-bug = this is a defect in Sekisho; nothing more was done. Please report what is printed above.
verb-findings = { $count ->
    [one] one entry of this ledger has no effect; "sekisho audit" names it
   *[other] { $count } entries of this ledger have no effect; "sekisho audit" names them
}
verb-ask-key-passphrase = Passphrase of { $path }:
verb-ask-new-passphrase = New passphrase for { $path }:
verb-ask-package-passphrase = Passphrase of the package:
verb-ask-replug = Take { $device } out, put it back, and press Enter (type its path if it is another now):
stage-hashing = hashing
stage-weighing = finding out how large the mail becomes
stage-packing = packing
stage-reading-back = reading back
stage-opening = opening
stage-verifying = verifying
stage-identifying = reading before anything is deleted
stage-erasing = overwriting in place
stage-searching = searching for copies
stage-scanning = reading the whole device
stage-overwriting = overwriting the whole device
stage-comparing = reading the whole device back
stage-copying = copying
key-made = { $path } holds the private key, encrypted with your passphrase; { $path }.pub may be given away.
key-custody-made = { $path } holds the identity, encrypted with your passphrase; the age1… line may be given away.
init-confirm = Found the ledger { $origin } in { $home }, with { $name } ({ $person }) as administrator?
init-done = The ledger { $origin } is founded in { $home }.
    {"  "}Administrator: { $person }
    {"  "}Founder's key: { $key }
    Keep this fingerprint elsewhere: "sekisho audit --founder" compares it.
join-written = { $path } asks to register { $person }. Take it to the administrator, and read the fingerprint aloud.
join-fingerprint = Read this fingerprint aloud to the administrator: { $fingerprint }
person-leave-confirm = Suspend the keys of { $name } ({ $person }) from now on?
person-unproven = { $person } was registered without proof that they hold the key, and is marked so everywhere
medium-retire-confirm = Take { $medium } out of use?
medium-lost-incident = if it held anything, or may have, open an incident now: sekisho incident open --kind lost --medium { $medium } --aware now
medium-lost-stays = { $medium } stays lost also when it was found: nothing is written to it again. Read it, record what was on it, and destroy it
incident-may-be = nothing is frozen yet, for nothing was named. Is it { $id }, which you have? Say so at once: sekisho incident open { $id } --kind { $kind } --aware { $aware }
medium-by-filesystem = { $medium } tells no serial number: it is known again by its filesystem. After formatting it anew: sekisho medium set { $medium } --device DEV
medium-by-nothing = nothing of { $medium } can be compared later: that it is the registered one will rest on the word of the person at the keyboard
medium-lost-confirm = Record { $medium } as lost? It can never be written to again.
recipient-tier-alone = a subcontractor of tier { $tier } does not stand directly under the office; name whom they work under with --under
recipient-tier-under = { $under } cannot have a subcontractor of tier { $tier } under it; directly under it is tier { $stands }
dispose-confirm = Dispose of { $id } ({ $method })? What is overwritten or destroyed cannot be brought back.
purge-confirm = { $count } carry-outs ({ $first } to { $last }): agree to the purge of { $confirms }, ask for the others? What is agreed to is removed now and cannot be brought back.
restore-confirm = Put the backup with { $size } entries in place of what is at { $home }? { $verified ->
    [0] You have verified nothing of this ledger before: what it lacks is not known here.
   *[other] { $lost ->
        [0] Nothing that you verified is missing in it.
        [one] One entry that you verified is not in it and is lost.
       *[other] { $lost } entries that you verified are not in it and are lost.
    }
} { $other ->
    [0] What is there now is set aside and not removed.
   *[other] The ledger that is there now is whole, and its { $other } entries part from the backup's history: it is set aside and not removed.
}
trace-purged = the file lists of { $count ->
    [one] one carry-out were
   *[other] { $count } carry-outs were
} purged: whether this content was among them cannot be told any more
dispose-confirm-said = Record that copies of { $id } were disposed of ({ $method })?
mail-confirm-recipients = Recipients: type the domains outside the office (of everybody, where nobody is outside):
mail-confirm-body = Text: type the first { $digits } digits of its digest:
mail-confirm-attachment = Attachment: type the first { $digits } digits of the package's digest:
dispose-device = About to overwrite { $device }: { $name }, { $size }. Everything on it is lost.
dispose-device-unnamed = About to overwrite { $device }: { $size }, no maker or model told. Everything on it is lost.
dispose-ask-serial = Type its serial number to go on:
dispose-ask-medium = It tells no serial number. Type the medium's id to go on:
verb-contract-ended = Contract { $contract } ended on { $until }. What it demands goes on holding; whether anything may still leave under it is the client's to say.
request-large-for-mail = Unless it gets smaller by compressing, it is too large for one mail ({ $limit }, the usual limit, counted as sent). Once it is approved, write it in volumes: sekisho export { $id } --into DIR --max-size SIZE
request-handed-out = What people elsewhere need to judge and sign is in { $directory } (statements to sign: { $count }).
request-renamed = { $path } is stored in its composed form (NFC); on disk it is { $on_disk }.
approve-confirm = To approve { $id }, type the first { $digits } digits of the manifest digest:
request-done = { $id }: { $files ->
    [one] one file
   *[other] { $files } files
}, { $size }. { $need ->
    [one] One other person must approve
   *[other] { $need } other people must approve
}: sekisho approve { $id }
    First digits of the manifest digest, to compare with what the approver sees: { $digits }
approve-done = { $id }: approved by { $have } of { $need }.
approve-done-more = { $id }: approved by { $have }; { $need } needed.
article-attestation = By going on you sign this attestation:
checkout-device = nobody has permitted you to carry { $device } itself: sekisho article take --device { $device } --direction out --place TEXT --purpose TEXT --due DATE
checkout-device-under = nobody has permitted you to carry { $device } itself: sekisho article take --device { $device } --contract { $contract } --direction out --place TEXT --purpose TEXT --due DATE
checkout-device-held = you have { $device } as { $id }, which was not permitted to you to take out: before you ask for it, sekisho article return { $id }
copy-on-lent = recorded as it is: { $device } is lent by the client of { $contract }, and the copy is none of theirs. Account for it before the device goes back
checkout-pledge = { $id }: by going on you sign this pledge:
checkout-again = { $id }: the pledge is signed already; this is the slip again.
checkout-no-number = no telephone number is registered for everybody on the slip: write in by hand what is missing
checkout-nobody-to-call = no telephone number of the office is registered: before you go, write one in by hand on both parts of the slip; an administrator registers one: sekisho person set { $person } --phone NUMBER
checkout-written = { $path } holds the carrying slip. Cut it in two: the tag goes with the medium, the sheet stays with you.
passphrase-recorded = { $id }: the release to { $told } is recorded.
approve-draft-recipient = To whom, as written beside the draft (nobody signed this): { $recipient }
passphrase-contact = Use the registered number: { $contact }
passphrase-stays-recorded = { $id }: the release to { $told } stays recorded, though showing it ended early.
approve-drafted = { $path } is the statement that { $person } would sign: ssh-keygen -Y sign -n { $namespace } -f KEY { $path }
approve-signed = { $path } holds the signed approval. Send it back; "sekisho submit" brings it in.
submit-done = Entry { $index }: { $kind } by { $author }.
reject-done = { $id } is rejected.
withdraw-done = { $id } is withdrawn.
certificate-unfinished = { $id } is not finished: what was written says what is still open, and is no certificate yet
checkpoint-written = { $path } holds the checkpoint of { $size } entries. Keep it away from this machine.
checkpoint-keep = Keep this elsewhere. On paper: { $size }:{ $root }
incident-report-written = The report of { $id } is in { $path }.
man-done = { $count } manual pages are in { $directory }.

## The terminal

terminal-press-key = Press any key to clear the screen.
terminal-again = The same again:
terminal-differ = The two are not the same. Try again.
terminal-empty = It is empty, and an empty passphrase is not accepted. Try again.
terminal-nobody-to-ask = standard input is not a terminal, so nothing can be asked; give { $flag }
terminal-no-screen = this terminal has no screen that can be cleared again, so nothing was shown
terminal-nowhere = standard output leads nowhere (closed, the null device, or nobody reads it), so nothing was shown and nothing was recorded
terminal-interrupted = interrupted
terminal-ended = the input ended before an answer was given
terminal-io = reading from or writing to the terminal failed: { $error }
terminal-output = writing to standard output failed: { $error }
terminal-too-long = the answer is longer than { $limit } bytes
terminal-passphrases-differ = the passphrase was not typed alike twice
terminal-passphrase-empty = no passphrase was typed
terminal-descriptor = descriptor { $number } cannot be read: { $error }
terminal-descriptor-empty = descriptor { $number } holds no passphrase: its first line is empty
terminal-descriptor-too-long = the first line of descriptor { $number } is longer than { $limit } bytes
terminal-descriptor-not-text = the first line of descriptor { $number } is not UTF-8 text
terminal-descriptor-socket = descriptor { $number } is a socket, which this system does not let a program read by its number; hand over a pipe or a file
terminal-descriptor-unsupported = on this system a passphrase is read from descriptor 0 only, not from { $number }

## Progress

progress-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
progress-files-of = { $done } of { $total } files
progress-left = { $time } left

form-written = wrote the { $form } to { $path }
form-no-rows = { $form } has no table to write as CSV
