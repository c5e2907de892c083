# Help: a verb is help-VERB, its example help-VERB-example, a flag help-VERB--FLAG, an operand help-VERB-OPERAND.
# Verbs, flags and words of the contract are never translated.

help-sekisho = The barrier station: information leaves the office only sealed, approved and written down.
help-sekisho-example =
    sekisho request ./delivery --to city --via usb --medium USB-07 \
        --purpose "final drawings" --level 2 --due 2026-12-04 --personal-data none
    sekisho help request

help-group-desk = The desk and its registers
help-group-job = The main job
help-group-back = Coming back
help-group-asking = Asking, and when something went wrong

help-man-name = NAME
help-man-synopsis = SYNOPSIS
help-man-description = DESCRIPTION
help-man-extra = EXAMPLE
help-man-version = VERSION

## Everywhere

help--home = Directory of the ledger and of custody/ (SEKISHO_HOME). Default: the platform's data directory.
help--key = The key that signs (SEKISHO_KEY): a private key file, or the SHA256:… fingerprint of a key held by ssh-agent.
help--key-passphrase-fd = Read the key file's passphrase from the first line of this descriptor, for scripts.
help--lang = Language of everything shown. Default: SEKISHO_LANG, then the locale.
help--json = Answer as JSON on standard output.
help--yes = Go on without asking, where a verb asks.
help--quiet = Show only errors and the answer.
help--verbose = Show what is done, step by step.
help--help = Show help.
help--version = Show the version.

## Keys and the ledger

help-key = Make keys
help-key-new = Make a key, encrypted with a passphrase that is asked for twice
help-key-new-example =
    sekisho key new ~/.ssh/sekisho
help-key-new-FILE = Where the private key goes; the public key goes to FILE.pub. Nothing is overwritten.
help-key-new--custody = Make an age identity for holding passphrases, instead of an Ed25519 signing key in OpenSSH form.
help-init = Found a new ledger; the given key's holder becomes its administrator
help-init-example =
    sekisho init --origin example.co.jp/barrier --person sato \
        --name "Sato Keiko" --key ~/.ssh/sekisho --yes
help-init--origin = The ledger's name, printed in every checkpoint: printable ASCII without spaces or +.
help-init--person = The founder's id.
help-init--name = The founder's name.
help-join = Write a registration request that proves possession of a key
help-join-example =
    sekisho join --person tanaka --origin example.co.jp/barrier \
        --key ~/.ssh/sekisho --out tanaka.join
help-join--person = The id you ask for.
help-join--origin = The ledger's name, where the ledger cannot be read from here.
help-join--out = Where the request goes. Default: standard output.

## People

help-person = The register of people and their keys
help-person-add = Register a person, their roles and their key
help-person-add-example =
    sekisho person add tanaka --name "Tanaka Ichiro" --role requester \
        --role approver --request tanaka.join
help-person-add-ID = Their id: ASCII letters, digits, '.', '_' or '-'.
help-person-add--name = Their name.
help-person-add--role = What they may do. Repeatable.
help-person-add--request = Their registration request, made by `sekisho join`.
help-person-add--public-key = Their public key in OpenSSH form, without proof that they hold it. The person is marked.
help-person-add--custody = The key that passphrases are sealed to, where it is not the signing key: age1… or ssh-ed25519.
help-person-add--email = Their mail address.
help-person-add--phone = Their telephone number.
help-person-add--night = The number that is answered at night and on holidays. It is on carrying slips and on the first page of an incident.
help-person-add--organization = Their organization, where it is not the office itself.
help-person-add--department = Their department.
help-person-add--title = Their title.
help-person-list = List everybody registered
help-person-list-example =
    sekisho person list --json
help-person-show = Show a person, their roles and their keys
help-person-show-example =
    sekisho person show tanaka
help-person-show-ID = Whom to show.
help-person-set = Change a person's roles or particulars; what is not given stays
help-person-set-example =
    sekisho person set tanaka --phone 03-1234-5678
help-person-set-ID = Whom it concerns.
help-person-set--name = Their new name.
help-person-set--role = All their roles from now on. Repeatable.
help-person-set--custody = The key that passphrases are sealed to from now on.
help-person-set--email = Their new mail address.
help-person-set--phone = Their new telephone number.
help-person-set--night = Their new number for the night and for holidays.
help-person-set--organization = Their new organization.
help-person-set--department = Their new department.
help-person-set--title = Their new title.
help-person-add-key = Give a person another key
help-person-add-key-example =
    sekisho person add-key tanaka --request tanaka-laptop.join
help-person-add-key-ID = Whose key it is.
help-person-add-key--request = The registration request made with the new key.
help-person-add-key--public-key = The new public key in OpenSSH form, without proof that they hold it. The key is marked.
help-person-revoke-key = Revoke a key: what it signs after this entry does not count
help-person-revoke-key-example =
    sekisho person revoke-key tanaka SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU \
        --reason "laptop replaced"
help-person-revoke-key-ID = Whose key it is.
help-person-revoke-key-FINGERPRINT = Which key, as `ssh-keygen -l` prints it.
help-person-revoke-key--reason = Why.
help-person-leave = Suspend a person who leaves, and record when they hold nothing
help-person-leave-example =
    sekisho person leave tanaka --reason "moves to another office" --yes
help-person-leave-ID = Who leaves.
help-person-leave--contract = Only this contract: taken off the list notified to the client, they begin and judge nothing new under it; their key stays good.
help-person-leave--reason = Why.
help-person-delegate = Let another person decide, as themselves, for a period
help-person-delegate-example =
    sekisho person delegate sato --to suzuki --from 2026-12-01 --until 2026-12-05
help-person-delegate-ID = Who is away.
help-person-delegate--to = Who decides meanwhile.
help-person-delegate--from = The first day, such as 2026-12-01.
help-person-delegate--until = The last day.
help-person-delegate--end = End before its last day what was delegated to them; so may an administrator.
help-person-delegate--reason = Why it ends.

## Recipients

help-recipient = The register of recipients
help-recipient-add = Register a recipient
help-recipient-add-example =
    sekisho recipient add city --name "Yamada Hanako" \
        --organization "Example City" --phone 000-0000-0000 --opens 7zip
help-recipient-add-ID = Their id: ASCII letters, digits, '.', '_' or '-'.
help-recipient-add--name = The person who receives.
help-recipient-add--organization = Their organization.
help-recipient-add--email = Their mail address.
help-recipient-add--phone = The telephone number at which a passphrase may be told.
help-recipient-add--opens = What they can open packages with. Default: age.
help-recipient-add--age-key = Their own key, to which packages are sealed instead of a passphrase: age1…, ssh-ed25519 or ssh-rsa. Repeatable.
help-recipient-add--role = A subcontractor, whose copies the client can order back.
help-recipient-add--under = The subcontractor they work under, where that is not the office.
help-recipient-add--tier = How many tiers down; 1 is directly under the office. Default: one below --under.
help-recipient-list = List every recipient
help-recipient-list-example =
    sekisho recipient list
help-recipient-show = Show a recipient
help-recipient-show-example =
    sekisho recipient show city-hall
help-recipient-show-ID = Whom to show.

## Media

help-medium = The register of media
help-medium-add = Register a medium
help-medium-add-example =
    sekisho medium add USB-07 --device /media/usb --place "cabinet 3"
help-medium-add-ID = Its id, as on its label.
help-medium-add--device = Where it is plugged in or mounted; maker, model, serial number, capacity and filesystem are read from it.
help-medium-add--serial = Its serial number, typed from its label.
help-medium-add--kind = What it is. Default: usb.
help-medium-add--owner = The contract under which its client lent it: it is carried under that contract only, and ends by going back.
help-medium-add--place = Where it is kept.
help-medium-list = List every medium
help-medium-list-example =
    sekisho medium list
help-medium-show = Show a medium
help-medium-show-example =
    sekisho medium show USB-07
help-medium-show-ID = Which medium.
help-medium-set = Change where a medium is kept, or what its filesystem is called now
help-medium-set-example =
    sekisho medium set USB-07 --place "cabinet 4"
help-medium-set-ID = Which medium.
help-medium-set--place = Where it is kept from now on.
help-medium-set--device = Where it is plugged in or mounted, after it was formatted anew: its filesystem is read again.
help-medium-stock-take = Record which media are there, and see which are missing
help-medium-stock-take-example =
    sekisho medium stock-take --seen USB-07 --seen USB-08 --device /media/usb
help-medium-stock-take--seen = A medium that is there. Repeatable.
help-medium-stock-take--device = Where one is plugged in or mounted; it is identified. Repeatable.
help-medium-stock-take--note = Anything worth noting.
help-medium-retire = Take a medium out of use
help-medium-retire-example =
    sekisho medium retire USB-07 --reason "worn out" --yes
help-medium-retire-ID = Which medium.
help-medium-retire--reason = Why; of what a client lent, to whom it was given back.
help-medium-lost = Record that a medium is lost
help-medium-lost-example =
    sekisho medium lost USB-07 --reason "not in the cabinet on 2026-11-20" --yes
help-medium-lost-ID = Which medium.
help-medium-lost--reason = What is known.

## The main job

help-request = Ask to carry information out; prints the carry-out's id
help-request-example =
    sekisho request ./delivery --to city --via usb --medium USB-07 \
        --purpose "final drawings" --level 2 --due 2026-12-04 --personal-data none
help-request-PATH = Files and folders to carry out. Exactly their content is what is approved.
help-request--to = A registered recipient, or self to take it along and work with it.
help-request--via = The road the package takes. usb needs --medium.
help-request--purpose = What it is for.
help-request--level = How important the information is; 1 is the highest. unknown blocks until the client says.
help-request--due = The day it is due back, such as 2026-12-04.
help-request--kind = Why it leaves.
help-request--place = Where it goes: words, home, or a registered place.
help-request--on = The day it leaves; the approval is good from then on. Default: today.
help-request--personal-data = none, or about how many people the information concerns.
help-request--special = Some of the personal data requires special care.
help-request--medium = The registered medium it travels on.
help-request--contract = The contract it belongs to. Without one, office rules alone apply.
help-request--asset = Registered information it holds. Repeatable.
help-request--copies = How many copies it makes, the package first.
help-request--item = Something carried along that is not a file, such as paper or a device. Repeatable.
help-request--reason = Why it cannot be avoided, where a rule asks.
help-request--after-arrival = Tell the passphrase only after the arrival code was read back.
help-request--like = Take over what is not given here from this earlier carry-out.
help-request--out = Also write what people without access to this ledger need to sign, into this directory.
help-inbox = What waits for you
help-inbox-example =
    sekisho inbox
help-show = Show a whole request, or what changed since an earlier one
help-show-example =
    sekisho show C-0042 --files --against C-0031
help-show-ID = Which carry-out.
help-show--files = List every file with its size and digest.
help-show--against = Show the difference from this earlier carry-out.
help-approve = Sign a request that another person made
help-approve-example =
    sekisho approve C-0042
help-approve-ID = A carry-out of this ledger, or a file made by `sekisho request --out`.
help-approve--confirm = The first 8 hexadecimal digits of the manifest digest, instead of typing them when asked.
help-approve--out = Where the signed approval goes, for a request that came as a file.
help-approve--as = Draft the statement that this person would sign, instead of signing.
help-approve--draft = Where the draft goes; it is signed with `ssh-keygen -Y sign`.
help-submit = Bring in a statement that was signed elsewhere
help-submit-example =
    sekisho submit approval.txt --signature approval.txt.sig
help-submit-FILE = The statement, alone or followed by its signature.
help-submit--signature = Its signature, as `ssh-keygen -Y sign` writes it. Default: FILE.sig where FILE holds none.
help-reject = Refuse a request
help-reject-example =
    sekisho reject C-0042 --reason "the wrong revision"
help-reject-ID = Which carry-out.
help-reject--reason = Why; the requester sees it.
help-withdraw = Take your own request back
help-withdraw-example =
    sekisho withdraw C-0042
help-withdraw-ID = Which carry-out.
help-export = Pack, seal and write the package, and read it back
help-export-example =
    sekisho export C-0042 --into /media/usb
help-export-ID = Which carry-out.
help-export--into = The directory the package goes to.
help-export--from = Where the approved files are now, if they were moved; their content must be the approved one. Repeatable.
help-export--max-size = Split into volumes that stay below this size as mail attachments: bytes, or such as 25MB or 4GiB.
help-export--compress = How hard to compress, 0 for not at all. Default: auto.
help-receipt = Record what the recipient read back
help-receipt-example =
    sekisho receipt C-0042 --arrived 3f2a9c01b7de
help-receipt-ID = Which carry-out.
help-receipt--arrived = The arrival code: the first 12 hexadecimal digits of the package's SHA-256, read from the sealed file.
help-receipt--opened = The opened code, found inside the package: somebody with the passphrase opened it.
help-passphrase = Record to whom the passphrase is told, then show it (custodians)
help-passphrase-example =
    sekisho passphrase C-0042 --via phone
help-passphrase-ID = Which carry-out.
help-passphrase--via = The other road by which it is told.
help-passphrase--told = Who is told, where it is not the recipient in person.
help-passphrase--note = A note. other needs one.
help-passphrase--identity = The custodian's identity file, where it is not the signing key.
help-passphrase--identity-passphrase-fd = Read the identity file's passphrase from the first line of this descriptor.
help-custody = Custody files: the passphrases that custodians keep
help-custody-reseal = Seal passphrases to the present custodians and keys
help-custody-reseal-example =
    sekisho custody reseal C-0042
    sekisho custody reseal --all --identity old-key
help-custody-reseal-ID = The carry-out. Repeatable.
help-custody-reseal--all = Every one whose passphrase you keep.
help-custody-reseal--identity = The identity file that opens the custody files, where it is not the signing key.
help-custody-reseal--identity-passphrase-fd = Read the identity file's passphrase from this descriptor.
help-open = Open a package; needs no ledger
help-open-example =
    sekisho open C-0042.zip.age --into ./received
help-open-FILE = The package, or its first volume.
help-open--into = The directory in which the folder appears once everything is verified. Default: beside the package.
help-open--identity = A key file that opens it, where it was sealed to keys. Repeatable.
help-open--identity-passphrase-fd = Read the key file's passphrase from the first line of this descriptor.
help-open--signers = Signers you know from elsewhere, as an allowed_signers file.
help-open--accept-signers = Remember the signers for this origin.
help-open--passphrase-fd = Read the package's passphrase from the first line of this descriptor.
help-recover = Close what a crash left open: remove the partial package and record the failure
help-recover-example =
    sekisho recover

help-checkout = Take it along: sign the carrier's pledge, and print the carrying slip
help-checkout-example =
    sekisho checkout C-0042 --case 3 --route "by train" \
        --out slip.html
help-checkout-ID = Which carry-out.
help-checkout--case = Number of the locked case it is carried in.
help-checkout--route = The way it takes.
help-checkout--out = Where the carrying slip goes, as a page that prints on A4. Default: standard output, as text.
help-checkout--format = How the slip is written, where the default is not wanted.
help-mail = Draft a mail with the package, and compare what was sent; without a flag, show what a draft would be
help-mail-example =
    sekisho mail C-0042
    sekisho mail C-0042 --draft C-0042.eml
    sekisho mail C-0042 --reconcile sent.msg
help-mail-ID = Which carry-out; it goes by email and its package is written.
help-mail--draft = Where the draft goes, such as C-0042.eml. Text and attachment go beside it, for mailers that do not take drafts.
help-mail--reconcile = The mail as your mailer kept it after sending (.eml or Outlook's .msg), or a file saved from it, with --address. What it shows is recorded; exit 4 when it is not what was confirmed.
help-mail--to = Somebody else it goes to, seen by all: of the office, or of the recipient's organization and registered before it was asked for. Repeatable.
help-mail--cc = For somebody's knowledge, seen by all. Repeatable.
help-mail--bcc = Seen by nobody. Several outside addresses all stand here, the recipient's own too, or have --each. Repeatable.
help-mail--each = One draft for each outside address.
help-mail--subject = Another subject. It should say nothing of what is inside.
help-mail--note = Something to say besides, in the text.
help-mail--body = Another text, from a file in UTF-8.
help-mail--at = Folder in which the package lies. Default: where the export wrote it.
help-mail--max-size = Largest mail as it is sent, such as 25MB; base64 is counted. Default: 10MiB.
help-mail--confirm-recipients = The domains outside the office that it goes to, instead of typing them at the prompt. Repeatable.
help-mail--confirm-body = At least the first 8 digits of the text's digest, instead of typing them.
help-mail--confirm-attachment = At least the first 8 digits of the package's digest, instead of typing them.
help-mail--address = To whom a saved attachment was sent; known by your word alone. Repeatable.
## Coming back

help-transfer = Pass it on: somebody else carries it and answers for it
help-transfer-example =
    sekisho transfer C-0042 --to kato --reason "tanaka is ill"
help-transfer-ID = Which carry-out.
help-transfer--to = Who carries from now on: another requester. They sign a pledge of their own.
help-transfer--reason = Why.
help-undelivered = Record that it did not reach its recipient; the same package may go again
help-undelivered-example =
    sekisho undelivered C-0042 --evidence courier-slip.jpg
help-undelivered-ID = Which carry-out.
help-undelivered--evidence = What shows it, such as the courier's slip or the returned mail. It is kept in the ledger.
help-undelivered--note = Anything worth noting.
help-extend = Ask for a later day; another person answers with approve or reject
help-extend-example =
    sekisho extend C-0042 --due 2026-12-18 --reason "the inspection was postponed"
help-extend-ID = Which carry-out.
help-extend--due = The later day, such as 2026-12-18.
help-extend--reason = Why.
help-handed-over = Record that what was delivered is the recipient's, and see what is left
help-handed-over-example =
    sekisho handed-over C-0042 --evidence receipt.pdf
help-handed-over-ID = Which carry-out.
help-handed-over--evidence = The recipient's receipt. Without it the opened code has to be on record.
help-handed-over--medium-stays = The recipient keeps the medium too; it is taken out of use here.
help-copy = Declare a further copy, to be accounted for like the package
help-copy-example =
    sekisho copy C-0042 --kind working --place "site PC 4"
help-copy-ID = Which carry-out.
help-copy--kind = What it is: office is the sealed package kept here, working what was unpacked.
help-copy--place = Where it is.
help-copy--device = The registered PC or phone it is on: article return asks that none is left there.
help-copy--holder = The recipient who holds it. subcontractor needs one.
help-recall = Order back what subcontractors hold, on the client's order
help-recall-example =
    sekisho recall --contract K-2026-07 --number 2026-113
help-recall--contract = Everything that left for a subcontractor under this contract.
help-recall--recipient = Everything that left for this subcontractor.
help-recall--number = Number of the client's order. The same order can be run again: what it covered stays.
help-certificate = Write what became of every copy, for somebody who has no ledger; until all is over, what is still open
help-certificate-example =
    sekisho certificate C-0042 --out C-0042-certificate.json
    sekisho certificate C-0042 --format html --out C-0042-certificate.html
    sekisho verify C-0042-certificate.json
help-certificate-ID = A carry-out (C-0042) or one disposal (D-0007).
help-certificate--out = The file it goes to. Default: standard output.
help-certificate--format = A file to check, or a form to print. Default: json.
help-certificate--number = Number of the document, as your office numbers them. Default: the id and the number of entries.
help-certificate--addressee = To whom it is addressed. Default: blank, to be filled in by hand.
help-outstanding = What is still out: carry-outs, PCs, phones and paper
help-outstanding-example =
    sekisho outstanding --overdue
help-outstanding--person = Carried by this person.
help-outstanding--medium = On this medium, or this PC or phone itself.
help-outstanding--contract = Under this contract.
help-outstanding--overdue = Past its due date.
help-outstanding--format = How to print the list. Default: table.
help-outstanding--bom = Whether CSV begins with a byte order mark, which Excel needs to see UTF-8. Default: yes.

## Incidents

help-incident = Something went wrong, or may have: write it down, tell, report, close
help-incident-open = Open an incident in one line; everything about it is frozen at once
help-incident-open-example =
    sekisho incident open C-0042 --kind lost --aware -30m \
        --note "left on the train"
help-incident-open-ID = The carry-out, device or paper concerned. Every carry-out whose package is on the same medium is included, and whatever is on a device.
help-incident-open--kind = What happened.
help-incident-open--aware = When the office became aware of it: now, 14:05 (today), -30m, -2h, 2026-11-20T14:05, or with offset.
help-incident-open--occurred = When it happened, as far as is known, in the same forms.
help-incident-open--medium = The medium concerned.
help-incident-open--by = Who noticed it, where that is not you.
help-incident-open--note = What is known. Needed where neither a carry-out nor a medium is named.
help-incident-open--drill = It is an exercise: marked everywhere, and nothing is frozen.
help-incident-open--another = It is another incident than the one that is open about the same.
help-incident-show = Show an incident, whom to call, and what is missing
help-incident-show-example =
    sekisho incident show I-0003
help-incident-show-N = Which incident.
help-incident-list = List incidents
help-incident-list-example =
    sekisho incident list --open
help-incident-list--open = Only those that are not closed.
help-incident-update = Add what became known
help-incident-update-example =
    sekisho incident update I-0003 --field police --text "no. 1234"
help-incident-update-N = Which incident.
help-incident-update--field = What it is about. written-report needs the report as it was handed in.
help-incident-update--text = What is known.
help-incident-update--evidence = A file that shows it: a letter, a picture, the report as it was handed in. It is kept in the ledger.
help-incident-contacted = Record that somebody was told, and see how long after awareness
help-incident-contacted-example =
    sekisho incident contacted I-0003 --whom "city, Ms Yamada" --at -5m
help-incident-contacted-N = Which incident.
help-incident-contacted--whom = Who was told.
help-incident-contacted--at = When. Default: now.
help-incident-contacted--note = How, and what was said.
help-incident-report = Write the report of an incident, filled from the ledger
help-incident-report-example =
    sekisho incident report I-0003 --format html --out I-0003-first.html
help-incident-report-N = Which incident.
help-incident-report--format = text for the screen, html for a page that prints on A4, json for programs.
help-incident-report--out = Where it goes; nothing is overwritten. Default: standard output.
help-incident-report--kind = Which report it is. Default: first; final once the incident is closed.
help-incident-close = Close an incident that somebody else opened
help-incident-close-example =
    sekisho incident close I-0003 --note "client agreed"
help-incident-close-N = Which incident.
help-incident-close--note = Anything worth noting.

## Asking

help-log = Who sent what to whom, when and how
help-log-example =
    sekisho log --since 2026-10-01 --via usb --format csv > carry-outs.csv
help-log--since = Requested on this day or later.
help-log--until = Requested on this day or earlier.
help-log--by = Requested by this person.
help-log--to = To this recipient, or self.
help-log--via = By this way. Repeatable.
help-log--medium = On this medium.
help-log--contract = Under this contract.
help-log--level = Of this level. Repeatable.
help-log--status = In this state. Repeatable.
help-log--text = With these words in purpose, place, reason or items.
help-log--format = How to print the list. Default: table.
help-log--bom = Whether CSV begins with a byte order mark, which Excel needs to see UTF-8. Default: yes.
help-trace = Find every carry-out that contained this content
help-trace-example =
    sekisho trace leaked.pdf
help-trace-FILE = A file, - for standard input, or the SHA-256 of the content.
help-anomalies = List what is unusual, for whoever reviews the log: each fact with its entries and what it does not show
help-anomalies-example =
    sekisho anomalies --since 2026-10-01 --until 2026-12-31
    sekisho anomalies --contract K-2026-01 --format csv > anomalies.csv
help-anomalies--since = On this day or later.
help-anomalies--until = On this day or earlier. Default: today.
help-anomalies--contract = Only under this contract.
help-anomalies--format = How to print it: table, csv or json.
help-anomalies--bom = Whether the CSV file starts with a byte order mark, which spreadsheets need. Default: yes.
help-review = Sign that the log was reviewed, and look up reviews
help-review-add = Sign that the log of some days was reviewed
help-review-add-example =
    sekisho review add --from 2026-07-01 --until 2026-09-30 --finding "C-0042: asked why at night"
help-review-add--from = First day.
help-review-add--until = Last day.
help-review-add--contract = Only under this contract. Default: everything.
help-review-add--note = Anything worth noting.
help-review-add--finding = What was found. Repeatable.
help-review-list = List reviews
help-review-list-example =
    sekisho review list --contract K-2026-01
help-review-list--contract = Only those of this contract.
help-review-show = Show a review with the list that lay before the reviewer
help-review-show-example =
    sekisho review show 412
help-review-show-ENTRY = The entry of the review.
help-audit = Check the whole ledger: tree, signatures, rights and attachments
help-audit-example =
    sekisho audit --against checkpoint-2026-10.txt \
        --founder SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU
help-audit--against = A checkpoint held elsewhere: a file, or size and root as printed on paper. Repeatable.
help-audit--founder = The fingerprint of the founder's key, known from elsewhere.
help-audit--ledger = Check this ledger file, through a private copy, instead of the desk's own.
help-audit--new = Check only what came since your last audit that found nothing wrong; the whole where there was none, or anything is in the way.
help-acknowledge = Say what an entry without effect is; with another person's word it is listed, and is no alarm any more
help-acknowledge-example =
    sekisho acknowledge 812 --reason "appended with sqlite3 during the restore test"
help-acknowledge-ENTRY = The entry, as audit numbers it.
help-acknowledge--reason = What it is, and how it came in.
help-backup = Copy the ledger at one moment, with custody files, into a folder of its own, and check the copy
help-backup-example =
    sekisho backup /media/backup --sign
help-backup-DIR = The folder in which the backup gets a folder of its own.
help-backup--no-custody = Leave custody files out.
help-backup--sign = Sign the checkpoint in it.
help-restore = Put a backup back where the ledger is gone or damaged; what is there is set aside
help-restore-example =
    sekisho restore /media/backup/sekisho-backup-20261120-220000-124 --yes
help-restore-DIR = The backup's folder.
help-restored = Record that entries were lost with a damaged ledger; takes effect when a second person records it too
help-restored-example =
    sekisho restored --reason "disk failed on 20 November; backup of the night before put back"
help-restored--reason = What happened.
help-restored--against = A checkpoint that somebody else holds and that the ledger has no more: a file, or size and root.
help-restored--kept = How many entries both histories have, where your index does not know it: as many as the backup had.
help-succession = Where no administrator can sign: one person asks that somebody become administrator, another agrees after 14 days. Without PERSON: what was asked for
help-succession-example =
    sekisho succession tanaka --reason "Mori's token broke on 2 December; he confirms it by telephone"
    sekisho succession tanaka --stop --reason "the token was found"
    sekisho succession
help-succession-PERSON = Who is to be administrator: registered, with a key, and neither of the two who say it.
help-succession--reason = What happened, and how the administrators were sought. Every client can read it in the evidence they are given: name no other client.
help-succession--stop = Nothing is to come of it: by an administrator (whose every other signature stops it too), whoever asked, or the person.
help-purge = Remove attachments whose time has passed: one person asks, another agrees
help-purge-example =
    sekisho purge --list
    sekisho purge --before 2021-04-01
    sekisho purge C-0042 C-0043 --yes
help-purge-ID = A carry-out. Repeatable.
help-purge--before = Whatever ended before this day and is not kept any longer.
help-purge--list = Only show what could go, and when the next one may.
help-checkpoint = Print the size and root hash to keep elsewhere
help-checkpoint-example =
    sekisho checkpoint --out checkpoint-2026-11.txt
help-checkpoint--out = Where it goes. Default: standard output.
help-checkpoint--sign = Sign it with the key.
help-prove = Write the evidence about one carry-out: statements, signatures and proofs
help-prove-example =
    sekisho prove C-0042 --out ./evidence
help-prove-ID = Which carry-out.
help-prove--out = The directory the evidence goes to. Default: a new directory named after the carry-out.
help-evidence = Write what a client can check alone: the entries of one contract, counted and signed by an auditor
help-evidence-example =
    sekisho evidence --contract K-2026-01 --out ./evidence-K-2026-01
help-evidence--contract = Under which contract.
help-evidence--out = The directory the evidence goes to; nothing may lie in it.
help-verify = Check evidence or a checkpoint; needs no ledger
help-verify-example =
    sekisho verify ./evidence
    sekisho verify D-0007-certificate.json --device /dev/sdb --record
help-verify--device = Read this whole device again and compare every sector with the noise that the record says it was overwritten with. Needs the right to read it.
help-verify--record = Enter what was read into the ledger. Needs ledger and key.
help-verify-FILE = A file or directory made by `sekisho prove`, `sekisho evidence`, `sekisho checkpoint` or `sekisho certificate`.
help-status = One page: what waits, what is out, what is overdue, what a crash left open
help-status-example =
    sekisho status
help-completions = Print a shell's completion script
help-completions-example =
    sekisho completions bash > ~/.local/share/bash-completion/completions/sekisho
help-completions-SHELL = Which shell.
help-man = Write the manual pages
help-man-example =
    sekisho man ~/.local/share/man/man1
help-man-DIR = The directory they go to.
help-help = Show help on a verb
help-help-example =
    sekisho help person add
help-help-VERB = The verb, and the one below it.

## Coming back

help-return = Bring copies back: identify medium and package, then erase in place
help-return-example =
    sekisho return C-0042 --at /media/usb --saved-to "server: K-2026-07"
help-return-ID = Which carry-out.
help-return--at = The folder of the package now, or the mounted device. Default: where it was written.
help-return--scan = Read the whole device too, and look for remnants of the package; needs the right to read it.
help-return--saved-to = Where the results of the work were saved.
help-return--copy = Number of a copy that is brought back, as `sekisho show` lists them. Repeatable. Default: the package, and what was unpacked or printed of it.
help-return--note = Anything worth noting.
help-dispose = Dispose of copies, with the evidence that the method leaves
help-dispose-example =
    sekisho dispose C-0042 --method overwrite --device /dev/sdb
    sekisho dispose C-0042 --method key --attested "Yamada Hanako"
help-dispose-ID = Which carry-out.
help-dispose--method = How: erase-file overwrites the package in place; overwrite fills the whole medium with noise that anybody can check later; key destroys the custody file of the passphrase; the others are said, with evidence.
help-dispose--at = For erase-file: the folder of the package now, or the mounted device. Default: where it was written.
help-dispose--device = For overwrite: the whole device, not mounted. Everything on it is lost.
help-dispose--scan = For erase-file: read the whole device too, and look for remnants of the package.
help-dispose--evidence = A file that shows it: a picture, a certificate. It is kept in the ledger.
help-dispose--note = Anything worth noting.
help-dispose--place = Where it was done.
help-dispose--copy = Number of a copy, as `sekisho show` lists them. Repeatable. Backups and other people's copies have to be named.
help-dispose--attested = For key: somebody who was told the passphrase and says that they keep no copy of it. Repeatable.
help-dispose--also = For physical: another carry-out whose package was on the medium and went with it. Every one that somebody still carries has to be named; each is accounted for by itself. Repeatable.
help-dispose--already-done = For physical, dissolve and declared: it was done already, and an incident is open by now. It is recorded, and told to the incident.
help-dispose--confirm = The device's serial number (the medium's id where it tells none), instead of typing it.
help-witness = Say that you, or somebody without a key, saw a disposal
help-witness-example =
    sekisho witness D-0007
    sekisho witness D-0007 --external "Suzuki Ichiro, City Hall" --evidence sheet.pdf
help-witness-ID = Which disposal, such as D-0007, or of which carry-out the newest.
help-witness--external = Name and organization of somebody without a key who saw it.
help-witness--evidence = A file that shows that they were there.
help-confirm = Confirm that every copy is accounted for; nothing closes without it
help-confirm-example =
    sekisho confirm C-0042
help-confirm-ID = Which carry-out.
help-confirm--note = Anything worth noting.
## Contracts and rules

help-contract = Contracts, and what their clients were told or agreed to
help-contract-add = Register a contract
help-contract-add-example =
    sekisho contract add K-2026-01 --client "Example City" --rules ichinomiya --until 2027-03-31
help-contract-add-ID = Its id: ASCII letters, digits, '.', '_' or '-'.
help-contract-add--client = The client's organization.
help-contract-add--rules = A rule pack it names: one that ships (meccs, tokki, ichinomiya, check-sheet, nakano) or one in the ledger. The office's own rules stand in any case. Repeatable.
help-contract-add--number = The client's number for it.
help-contract-add--title = What it is about.
help-contract-add--from = Its first day. Without it, the day it is registered.
help-contract-add--until = Its last day.
help-contract-list = List every contract
help-contract-list-example =
    sekisho contract list
help-contract-show = Show a contract
help-contract-show-example =
    sekisho contract show K-2026-01
help-contract-show-ID = Which contract.
help-contract-set = Add rule packs to a contract, or change its last day
help-contract-set-example =
    sekisho contract set K-2026-01 --rules check-sheet
help-contract-set-ID = Which contract.
help-contract-set--rules = A rule pack it names besides. Packs are only added. Repeatable.
help-contract-set--until = Its new last day.
help-contract-notify = Record that somebody was notified to the client
help-contract-notify-example =
    sekisho contract notify K-2026-01 sato --post responsible --dated 2026-04-01
help-contract-notify-ID = Under which contract.
help-contract-notify-PERSON = Who was notified.
help-contract-notify--post = As what. None takes them off the list. Repeatable.
help-contract-notify--dated = The day of the letter.
help-contract-notify--evidence = The letter, kept in the ledger.
help-contract-place = Record that a storage place was notified to the client
help-contract-place-example =
    sekisho contract place K-2026-01 "file server, head office" --dated 2026-04-01
    sekisho contract place K-2026-01 "file server, head office" --path /srv/share/K-2026-01 --dated 2026-04-01
help-contract-place-ID = Under which contract.
help-contract-place-PLACE = The place.
help-contract-place--dated = The day of the letter.
help-contract-place--path = A folder of the office's file server that belongs to it; repeatable. A request is compared with these folders. Nobody's own folder can be one.
help-contract-place--remove = Take it off the list.
help-contract-recipient = Put a recipient on the contract's list
help-contract-recipient-example =
    sekisho contract recipient K-2026-01 city-hall --purpose "deliverables"
help-contract-recipient-ID = Under which contract.
help-contract-recipient-RECIPIENT = Who.
help-contract-recipient--purpose = For what they get it.
help-contract-recipient--remove = Take them off the list.
help-contract-subcontractor = Record the client's consent to a subcontractor
help-contract-subcontractor-example =
    sekisho contract subcontractor K-2026-01 lab --tier 1 --number 12 --dated 2026-04-10 --evidence letter.pdf
help-contract-subcontractor-ID = Under which contract.
help-contract-subcontractor-RECIPIENT = Which subcontractor; registered with recipient add.
help-contract-subcontractor--tier = At which tier; 1 is a direct subcontractor.
help-contract-subcontractor--number = The client's number for the letter.
help-contract-subcontractor--dated = The day the letter bears.
help-contract-subcontractor--evidence = The letter, kept in the ledger.
help-contract-agreement = Record an agreement on confidentiality with a subcontractor
help-contract-agreement-example =
    sekisho contract agreement K-2026-01 lab --dated 2026-04-01 --until 2027-03-31 --evidence agreement.pdf
help-contract-agreement-ID = Under which contract.
help-contract-agreement-RECIPIENT = Which subcontractor; registered with recipient add.
help-contract-agreement--dated = Its first day.
help-contract-agreement--until = Its last day; without one it stands until another replaces it.
help-contract-agreement--evidence = The signed agreement, kept in the ledger.
help-contract-check = Record how a subcontractor was found when they were checked
help-contract-check-example =
    sekisho contract check K-2026-01 lab --on 2026-04-05 --evidence sheet.pdf
help-contract-check-ID = Under which contract.
help-contract-check-RECIPIENT = Which subcontractor; registered with recipient add.
help-contract-check--on = On which day.
help-contract-check--unmet = What they do not meet and nothing is agreed for; nothing goes to them before a later check; repeatable.
help-contract-check--evidence = The check sheet they filled in, or what else shows it, kept in the ledger.
help-contract-directive = Record what the client directs besides
help-contract-directive-example =
    sekisho contract directive K-2026-01 --number 31 --dated 2026-06-01 --evidence letter.pdf --rules more.toml
help-contract-directive-ID = Under which contract.
help-contract-directive--number = The client's number for the letter.
help-contract-directive--dated = The day the letter bears.
help-contract-directive--evidence = The letter, kept in the ledger.
help-contract-directive--disposal-method = How its information is disposed of, where that is what it directs; repeatable. The newest letter holds.
help-contract-directive--lent-device = What may become of a device or medium that it lent, in place of its return: destroyed, or kept where it is handed over; repeatable. The newest letter holds.
help-contract-directive--device = Which device or medium that is, where not all that it lent are meant; repeatable.
help-contract-directive--rules = The rules it comes to, written like a rule pack. They are only added.
help-rules = The rules carry-outs stand under
help-rules-show = Show the rules in force
help-rules-show-example =
    sekisho rules show --contract K-2026-01
help-rules-show--contract = Under which contract. Without one, the office's own rules.
help-rules-show--pack = One pack: one that ships, or one in the ledger.
help-rules-explain = Say what each rule comes to for a carry-out
help-rules-explain-example =
    sekisho rules explain C-0042
help-rules-explain-ID = Which carry-out.
help-rules-check = Check a rule pack that you write
help-rules-check-example =
    sekisho rules check our-rules.toml
help-rules-check-FILE = The pack.
help-rules-set = Bring a rule pack, or a newer version of one, into the ledger
help-rules-set-example =
    sekisho rules set our-rules.toml
help-rules-set-FILE = A pack as a file, or the name of one that ships.
help-consent = What the client agreed to on paper
help-consent-add = Record what the client agreed to on paper
help-consent-add-example =
    sekisho consent add --contract K-2026-01 --request C-0042 --number 77 --dated 2026-11-18 --by "Yamada Hanako" --evidence letter.pdf
help-consent-add--contract = Under which contract.
help-consent-add--request = The one carry-out it is for.
help-consent-add--scope = What it covers, in the client's words, where it is not for one carry-out.
help-consent-add--until = Its last day.
help-consent-add--to = Only to this recipient. Repeatable.
help-consent-add--via = Only by this road. Repeatable.
help-consent-add--kind = Only for this reason of leaving. Repeatable.
help-consent-add--level = Only information of this level. Repeatable.
help-consent-add--requester = Only where this person asks for it and sends it. Repeatable.
help-consent-add--copies = How many copies there may be, where the letter says so: more than a rule would let be.
help-consent-add--by = Who agreed for the client.
help-consent-add--number = The client's number for the letter.
help-consent-add--dated = The day the letter bears.
help-consent-add--evidence = The letter, kept in the ledger.
help-consent-confirm = Confirm that a consent is what its letter says
help-consent-confirm-example =
    sekisho consent confirm 77
help-consent-confirm-NUMBER = The client's number for it.
help-consent-confirm--contract = Under which contract, where the number alone does not tell.

## Training, pledges, important information

help-check-sheet = Print the check sheet to fill in, or record its answers
help-check-sheet-example =
    sekisho check-sheet --contract K-2026-01 > sheet.toml
    sekisho check-sheet --contract K-2026-01 --answers sheet.toml
help-check-sheet--contract = Under which contract.
help-check-sheet--answers = The template, filled in: yes, no or n/a for each item, and for no the measure agreed with the client.
help-training = What people were taught
help-training-add = Record that people were taught
help-training-add-example =
    sekisho training add --person tanaka --person mori --on 2026-04-08 --topic "handling of personal data"
help-training-add--person = Who took part. Repeatable.
help-training-add--on = On which day.
help-training-add--topic = What about.
help-training-add--contract = Under which contract. Without one, in general.
help-training-add--evidence = A signed list or the slides, kept in the ledger.
help-training-list = List what everybody was taught and pledged
help-training-list-example =
    sekisho training list
help-pledge = Sign a pledge of secrecy, or record one signed on paper
help-pledge-example =
    sekisho pledge --occasion entry
help-pledge--occasion = When you begin, or when you leave. The pledge at check-out is part of checkout.
help-pledge--contract = Under which contract. Without one, in general.
help-pledge--person = Whose pledge, where it was signed on paper.
help-pledge--paper = The signed sheet, kept in the ledger.
help-asset = The register of important information
help-asset-add = Register important information
help-asset-add-example =
    sekisho asset add A-001 --contract K-2026-01 --level 2 --name "Survey drawings" \
      --place "cabinet 3" --received 2026-04-12 --from "Example City"
help-asset-add-ID = Its id: ASCII letters, digits, '.', '_' or '-'.
help-asset-add--contract = Under which contract.
help-asset-add--level = Its level; 1 is the highest.
help-asset-add--name = What it is called.
help-asset-add--place = Where it is kept.
help-asset-add--received = On which day it was received.
help-asset-add--from = Who handed it over.
help-asset-add--means = By which means it came.
help-asset-add--medium = On which medium it came.
help-asset-add--purpose = What it is for.
help-asset-add--received-by = Who took it; you, where it came from somebody and nobody else is named.
help-asset-add--count = How many pieces or records.
help-asset-add--copies-permitted = How many copies of it the client permits.
help-asset-add--people = Personal data of how many people.
help-asset-add--handler = Who handles it. Repeatable.
help-asset-add--until = Until when it may be kept.
help-asset-list = List the register
help-asset-list-example =
    sekisho asset list --contract K-2026-01
help-asset-list--contract = Under which contract.
help-asset-set = Say more of a piece of important information, or say it rightly
help-asset-set-example =
    sekisho asset set A-001 --means "by hand" --medium CD-R --purpose "road ledger" --until 2027-03-31
help-asset-set-ID = Which. What is not given stays. What is said anew of how it came has to be confirmed anew.
help-asset-set--count = How many pieces or records.
help-asset-set--from = Who handed it over.
help-asset-set--handler = Everybody who handles it. Repeatable.
help-asset-set--means = By which means it came.
help-asset-set--medium = On which medium it came.
help-asset-set--people = Personal data of how many people; 0 for none.
help-asset-set--place = Where it is kept.
help-asset-set--purpose = What it is for.
help-asset-set--received-by = Who took it.
help-asset-set--until = Until when it may be kept.
help-asset-set--note = Anything worth noting.
help-asset-confirm = Confirm that information came, or ended, as recorded
help-asset-confirm-example =
    sekisho asset confirm A-001
    sekisho asset confirm A-001 --by "Yamada Hanako" --evidence receipt.pdf
    sekisho asset confirm A-001 --end --evidence receipt.pdf
help-asset-confirm-ID = Which. Whoever took it, or a client with a key, confirms by signing.
help-asset-confirm--end = Confirms, as a second person, that it was given back or disposed of. What was given back needs --evidence, unless the client signs.
help-asset-confirm--by = Who confirmed on paper, for the client.
help-asset-confirm--evidence = The paper, kept in the ledger.
help-asset-confirm--note = Anything worth noting.
help-asset-show = Show a piece of important information
help-asset-show-example =
    sekisho asset show A-001
help-asset-show-ID = Which.
help-asset-check = Record which was found at a stock-take, and list what was not
help-asset-check-example =
    sekisho asset check --contract K-2026-01 --found A-001 --found A-002
help-asset-check--contract = Under which contract.
help-asset-check--found = What was there. Repeatable.
help-asset-check--note = Anything worth noting.
help-asset-copies = Record that copies of it were made, or are gone
help-asset-copies-example =
    sekisho asset copies A-001 --made 1 --place "cabinet 4"
    sekisho asset copies A-001 --gone 1 --note "shredded"
help-asset-copies-ID = Of what.
help-asset-copies--made = How many were made.
help-asset-copies--gone = How many were disposed of or given back.
help-asset-copies--place = Where they are kept, or to whom they went.
help-asset-copies--evidence = What shows it, kept in the ledger.
help-asset-copies--note = Anything worth noting.
help-asset-return = Record that important information was given back
help-asset-return-example =
    sekisho asset return A-001 --to "Example City, Yamada"
help-asset-return-ID = Which.
help-asset-return--to = To whom.
help-asset-return--on = On which day; today when absent.
help-asset-return--place = Where.
help-asset-return--witness = Who saw it.
help-asset-return--evidence = What shows it, kept in the ledger.
help-asset-return--note = Anything worth noting.
help-asset-dispose = Record that important information was disposed of
help-asset-dispose-example =
    sekisho asset dispose A-001 --method dissolve --evidence certificate.pdf
help-asset-dispose-ID = Which.
help-asset-dispose--method = How.
help-asset-dispose--on = On which day; today when absent.
help-asset-dispose--place = Where.
help-asset-dispose--witness = Who saw it.
help-asset-dispose--evidence = What shows it, kept in the ledger.
help-asset-dispose--note = Anything worth noting.
help-contact = The contact tree of a contract
help-contact-add = Put somebody into the contact tree
help-contact-add-example =
    sekisho contact add --contract K-2026-01 --name "Yamada Hanako" --organization "Example City" \
      --role "information policy section" --day 03-0000-0001 --night 090-0000-0001
help-contact-add--contract = Under which contract.
help-contact-add--name = Their name. The same name at the same organization stands in the tree once; what was said last counts.
help-contact-add--organization = Their organization.
help-contact-add--role = As what they are called.
help-contact-add--day = The number that is answered by day. One of the two numbers is needed.
help-contact-add--night = The number that is answered at night and on holidays.
help-contact-add--email = Their mail address.
help-contact-add--order = Whose turn it is: 1 is called first. Without it, behind everybody else.
help-contact-add--side = On whose side. Needed where it is not known: the client's name, an organization in the tree already, and the office's registered people say it.
help-contact-list = List whom to call, first to last
help-contact-list-example =
    sekisho contact list --contract K-2026-01
help-contact-list--contract = Under which contract. Without one, of all contracts.
help-contact-remove = Take somebody out of the contact tree
help-contact-remove-example =
    sekisho contact remove --contract K-2026-01 --name "Yamada Hanako" --organization "Example City"
help-contact-remove--contract = Under which contract.
help-contact-remove--name = Their name.
help-contact-remove--organization = Their organization.
help-duty = What the client is owed on paper
help-duty-list = List what is owed, since when, and what was sent
help-duty-list-example =
    sekisho duty list --contract K-2026-01
help-duty-list--contract = Under which contract. Without one, of all contracts.
help-duty-list--overdue = Only what is late.
help-duty-sent = Record that a paper was sent to the client
help-duty-sent-example =
    sekisho duty sent roster --contract K-2026-01 --on 2026-04-08 --evidence roster.pdf
help-duty-sent-DUTY = Which paper.
help-duty-sent--contract = Under which contract.
help-duty-sent--on = On which day. It answers everything up to that day.
help-duty-sent--evidence = What was sent, kept in the ledger.
help-duty-sent--about = What it is about, where it answers for one thing only: the id of a disposal, of an incident, of a subcontractor.
help-duty-sent--note = Anything worth noting.
help-duty-asked = Record that the client asks for a paper
help-duty-asked-example =
    sekisho duty asked check-sheet --contract K-2026-01 --on 2026-09-01 --by 2026-09-15
help-duty-asked-DUTY = Which paper.
help-duty-asked--contract = Under which contract.
help-duty-asked--on = On which day it was asked for.
help-duty-asked--by = The day by which the client wants it.
help-duty-asked--evidence = The letter, kept in the ledger.

help-form = Write a form that the office hands in: addressee, boxes to stamp, fiscal year and the state of the ledger, for A4
help-form-example =
    sekisho form list
    sekisho form carry-out-register --contract K-2026-01 --fiscal-year 2026 --calendar wareki --out register.html
    sekisho form asset-register --format csv --out assets.csv
help-form-list = List the forms there are
help-form-list-example =
    sekisho form list
help-form-NAME = Which form, as `sekisho form list` names them.
help-form-ID = The one thing it is about: a carry-out (C-0042), a disposal (D-0007) or an incident (I-0003).
help-form--contract = Under which contract. Addressee, contract number and work come from it too.
help-form--person = About whom.
help-form--since = From this day on.
help-form--until = Until this day.
help-form--fiscal-year = The fiscal year, April to March, by the year it begins in: 2026.
help-form--addressee = To whom it is addressed. Default: what office.toml says for the contract, else the contract's client.
help-form--number = Number of the document. Default: blank, to be filled in by hand.
help-form--dated = When it is handed in. Default: today.
help-form--profile = A TOML file with the office's address, name, representative and boxes. Default: office.toml in the home.
help-form--template = Somebody's own form (HTML) to fill in: data-field="FIELD", and data-each="TABLE" for rows. --json shows the names.
help-form--calendar = How days are written: western (2026-11-20) or wareki (Japanese eras). Default: western.
help-form--format = A page to print (html), or rows for a spreadsheet (csv). Default: html.
help-form--bom = Whether CSV begins with a byte order mark. Default: yes.
help-form--out = The file it goes to. Default: standard output.
help-asset-question = Print the question to the client what the level of its information is
help-asset-question-example =
    sekisho asset question --contract K-2026-01
help-asset-question--contract = Under which contract. Everything registered under it at level unknown is asked about.

help-article = PCs, phones and paper that are carried
help-article-take = Ask to carry a PC, a phone or paper, and attest its state
help-article-take-example =
    sekisho article take --device PC-3 --direction out --place "site office" --purpose survey --due 2026-12-01 --contract K-2026-01 --measure two-factor --measure data-encryption
    sekisho article take --paper "drawings A-01 to A-12" --count 12 --level 2 --direction out --place "site office" --purpose survey --due 2026-12-01
help-article-take--device = The registered PC or phone. What is not registered is not the office's.
help-article-take--paper = What is on paper.
help-article-take--count = How many sheets or volumes.
help-article-take--level = How important it is; 1 is the highest.
help-article-take--people = Of how many people it holds personal data; 0 for none.
help-article-take--direction = out of the office, or in: into the client's premises.
help-article-take--place = Where to.
help-article-take--purpose = What for.
help-article-take--on = The day it goes; today where it is absent.
help-article-take--due = The day it is back.
help-article-take--contract = Under which contract.
help-article-take--measure = What is in place, as you attest; repeatable.
help-article-take--repair = It goes for repair.
help-article-take--permission = The client's number for its permission.
help-article-take--permitted-on = The day the permission bears.
help-article-take--permitted-by = Who permitted it for the client.
help-article-take--permission-evidence = The permission, kept in the ledger.
help-article-approve = Permit what waits to go, or confirm what is back; never one's own
help-article-approve-example =
    sekisho article approve E-0007
help-article-approve-ID = Which.
help-article-reject = Refuse what waits to go, or say that it is not back as it should be
help-article-reject-example =
    sekisho article reject E-0007 --reason "drawings of another job are on it"
help-article-reject-ID = Which.
help-article-reject--reason = Why.
help-article-return = Record that it is back, or that paper was destroyed
help-article-return-example =
    sekisho article return E-0007 --cleared data-deleted --saved-to "file server"
    sekisho article return E-0008 --destroyed dissolve --witness "Sato Hanako"
help-article-return-ID = Which.
help-article-return--cleared = What is deleted from the device, as you attest; repeatable.
help-article-return--saved-to = Where what was worked with is saved.
help-article-return--destroyed = How the paper was destroyed; shredding is physical.
help-article-return--witness = Who saw it.
help-article-return--evidence = What shows it, kept in the ledger.
help-article-return--note = Anything worth noting.
help-article-transfer = Record that somebody else carries it from now on
help-article-transfer-example =
    sekisho article transfer E-0007 --to kato
help-article-transfer-ID = Which.
help-article-transfer--to = Who carries it from now on, and answers for it: another requester.
help-article-transfer--reason = Why.
help-article-lost = Record that it was lost with what an open incident is about
help-article-lost-example =
    sekisho article lost E-0008 --incident I-0003 --note "in the same bag"
help-article-lost-ID = Which.
help-article-lost--incident = The open incident: a loss or a theft. Where none is open yet: sekisho incident open E-0007.
help-article-lost--note = Anything worth noting.
help-article-list = List what is or was carried
help-article-list-example =
    sekisho article list --open
help-article-list--contract = Only under this contract.
help-article-list--open = Only what nobody has confirmed the end of.
help-article-list--overdue = Only what is out past its day.
help-article-show = Show one
help-article-show-example =
    sekisho article show E-0007
help-article-show-ID = Which.
