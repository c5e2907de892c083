"""What the bodies of all other statements of a Sekisho ledger look like, from docs/spec/statement.md and docs/spec/rules.md alone, in the
words of verify_ledger.py, which has those of people and approvals. Imported, it makes that one refuse what has another shape.
"""
import verify_ledger
from verify_ledger import BODIES, KINDS

verify_ledger.learn("""
METHOD: erase-file|overwrite|key|physical|dissolve|declared; CLEARED: data-deleted|history-deleted|photos-deleted; POST:
responsible|supervisor|operations-officer|in-charge|systems-officer|handler; PART: carrier|approver; DUTY: measures| training-report| organization| roster| security-policy|
storage-places| disposal-report| management-report| check-sheet| isms-certificate| audit-report| subcontracting-request| prevention-report|
incident-report| exchange-record| end-confirmation| return| self-check| purge| purge-confirmation; OCCURRENCE: start| yearly| change| training| received| disposal| incident|
incident-closed| subcontracting| end| request; MEASURE: two-factor| data-encryption| login-password| screen-lock| remote-lock|
strap| antivirus| updates| autorun-off| anti-theft| no-full-names| effect-checked| backed-up| emptied| settings-kept| own-login| no-drinking; CODE kind=arrived digits /
kind=opened code; ADDRESS address field=to|cc|bcc|typed; ATTACHED name? sha256=DIGEST size_bytes=N; OVERWRITTEN bytes=N replugged=B
seed serial; SCAN bytes=N found=N unreadable_bytes=N; MEASURED capacity_bytes?=N copies_erased=N copies_left=N gone=B identified=B
in_place?=B other_files=N overwritten?=OVERWRITTEN place=PLACE scan?=SCAN unread=N; LANGUAGES en ja; WHEN levels?=[LEVEL]+
personal-data?=TRUE kinds?=[REASON]+ vias?=[VIA]+ third-party?=TRUE; RULE clause demand=DEMAND en id ja note?=LANGUAGES when?=WHEN+; PACK
client=LANGUAGES id rule=[RULE] title=LANGUAGES version=N; OF articles?=[pc|phone|paper]+ directions?=[out|in]+ lent?=TRUE repair?=TRUE levels?=[LEVEL]+ personal-data?=TRUE; DEMAND
kind=article-measures of=OF measures=[MEASURE] / kind=article-approval at-return?=TRUE of=OF posts?=[POST]+ / kind=article-permission|article-never of=OF /
kind=article-cleared of=OF cleared=[CLEARED] / kind=article-disposal of=OF methods=[METHOD] / kind=asset-disposal methods=[METHOD] shown?=[METHOD]+ / kind=given-back / kind=lent-device devices?=[ID]+ may=[destroyed|kept]+ / kind=approvers people=N /
kind=approval-days|log-review days=N / kind=training days?=N of?=[PART]+ / kind=training-lapses days=N of?=[PART]+ / kind=listed-handler of?=[PART]+ / kind=notified-approver posts=[POST] / kind=forbid-place also?=[TEXT]+ place / kind=never-leaves
except?=[POST]+ / kind=consent single?=TRUE / kind=exchange-record fields=[count| means| medium| purpose| received-by| until|
confirmed] / kind=subcontract-consent each-tier?=TRUE / kind=subcontract-check days?=N / kind=pledge occasion=entry|checkout|leaving of?=[PART]+ / kind=disposal methods?=[METHOD]+
level?=L0|L1|L2|L3|L4|L5 / kind=copy-quota copies=N / kind=file-cap files=N / kind=byte-cap bytes=N / kind=report-within minutes=N / kind=retention years=N
/ kind=notified-sources listed?=TRUE / kind=forbid-via vias=[VIA] / kind=forbid-service domains=[TEXT] / kind=not-served
reason=LANGUAGES / kind=owed duty=DUTY when?=[OCCURRENCE]+ days?=N / kind=reason| place| personal-data-stated| registered-medium|
registered-asset| listed-recipient| subcontract-agreement| subcontract-never| level-known|
encrypted| other-road| separate-custody| unmixed-medium| locked-case| returned| carrier| confirmed-return| witness| check-sheet| notified-places|
contact-tree| hidden-addresses| confirmed-mail| recorded; TIER tier=N under?=ID; VOLUME name sha256=DIGEST size_bytes=N; CONFIRMED
attachment body recipients=[TEXT]; DRAFT addresses=[ADDRESS] attachment=ATTACHED message_id name sha256=DIGEST size_bytes=N;
DESTROYED attested?=[TEXT]+ custody=DIGEST; OUTSIDER evidence=ATTACHMENT name; SCOPE kinds?=[REASON]+ levels?=[LEVEL]+
recipients?=[ID]+ requesters?=[ID]+ text until=DAY vias?=[VIA]+; NO item measure?; PAPER count=N level=LEVEL people?=N title; PERMISSION by dated=DAY evidence=ATTACHMENT number; ENDED
evidence?=ATTACHMENT method=METHOD witness?; COUNTED entries=N sha256=DIGEST;
recipient-add age_keys?=[TEXT]+ email? id=ID name opens=age|7zip|sekisho organization phone? subcontractor?=TIER;
medium-add capacity_bytes?=N filesystem? filesystem_uuid? id=ID kind=usb|sd|disk|backup|pc|phone maker? model? owner?=ID place? serial?;
medium-set filesystem? filesystem_uuid? id=ID place? reason? state?=active|retired|lost|destroyed;
withdrawal request=DIGEST;
export-completed fingerprints=ATTACHMENT intent=DIGEST package_sha256=DIGEST package_size_bytes=N request=DIGEST volumes?=[VOLUME]+
    write_level=V1|V2|V3;
export-failed found intent=DIGEST reason=source-changed| no-room| read-back-differs| cancelled| input-output| crashed request=DIGEST;
passphrase-release contact? note? request=DIGEST told via=phone|sms|hand|letter|other;
receipt code=CODE request=DIGEST;
custody-reseal before=DIGEST custody=CUSTODY request=DIGEST;
restored held=SEEN kept=SEEN lost?=ATTACHMENT reason;
person-left person=ID pledged?=TRUE;
succession-end reason succession=DIGEST;
stock-take identified?=[ID]+ note? seen?=[ID]+;
checkout case? pledge=ATTACHMENT request=DIGEST route?;
transfer reason? request=DIGEST to=ID;
undelivered evidence=ATTACHMENT note? request=DIGEST;
extension due=DAY reason request=DIGEST;
extension-answer approved=B extension=DIGEST reason? request=DIGEST;
hand-over evidence?=ATTACHMENT medium_stays?=TRUE request=DIGEST;
copy-made device?=ID holder?=ID kind=package| office| sent| working| backup| subcontractor| paper| mail| misdelivered place request=DIGEST;
mail-draft body=ATTACHMENT confirmed=CONFIRMED drafts=[DRAFT] hosts?=[TEXT]+ place request=DIGEST subject;
mail-sent addresses=[ADDRESS] attachments=[ATTACHED] counted?=TRUE date?=TIME draft=DIGEST file=ATTACHMENT message_id? other_subject?=TRUE request=DIGEST
    secret?=TRUE source=eml|msg|attachment text=same|more|other|unread;
return begun?=N copies=[N] measured?=MEASURED note? request=DIGEST saved_to? tool;
disposal also?=[N]+ begun?=N copies?=[N]+ evidence?=ATTACHMENT key?=DESTROYED measured?=MEASURED method=METHOD note? place?
    request=DIGEST tool;
witness disposal=DIGEST external?=OUTSIDER request=DIGEST;
recheck bytes=N changed_sectors=N disposal=DIGEST first_changed?=N request=DIGEST serial;
confirmation note? request=DIGEST;
recall contract?=ID number request=DIGEST;
purge attachments=[ATTACHMENT] request=DIGEST;
purge-confirm purge=DIGEST request=DIGEST;
acknowledge entry=N leaf=DIGEST reason;
incident-open article?=DIGEST aware=TIME by? drill?=TRUE kind=lost|stolen|misdelivery|leak|violation|suspected medium?=ID note? occurred?=TIME
    request?=DIGEST;
incident-include incident=DIGEST request=DIGEST;
incident-update evidence?=ATTACHMENT field=course| cause| first-response| secondary-damage| police| recovery| subcontractor| people|
    publication| deletion-request| deletion-answer| written-report| prevention| review| note incident=DIGEST text;
incident-contact at=TIME incident=DIGEST note? whom;
incident-close incident=DIGEST note?;
pack-set pack=PACK source=ATTACHMENT;
contract-add client from?=DAY id=ID number? packs?=[TEXT]+ title? until?=DAY;
contract-set add_packs?=[TEXT]+ id=ID until?=DAY;
directive contract=ID dated=DAY evidence=ATTACHMENT number rules=[RULE];
notification contract=ID dated=DAY evidence?=ATTACHMENT person=ID posts?=[POST]+;
place-notification contract=ID dated=DAY listed=B paths?=[TEXT]+ place;
recipient-listing contract=ID listed=B purpose? recipient=ID;
subcontractor-consent contract=ID dated=DAY evidence=ATTACHMENT number recipient=ID tier=N;
subcontractor-agreement contract=ID dated=DAY evidence=ATTACHMENT recipient=ID until?=DAY;
subcontractor-check contract=ID evidence=ATTACHMENT on=DAY recipient=ID unmet?=[TEXT]+;
consent by contract=ID copies?=N dated=DAY evidence=ATTACHMENT number request?=DIGEST scope?=SCOPE;
consent-confirm consent=DIGEST contract=ID request?=DIGEST;
sheet-answers answers=ATTACHMENT contract=ID noes?=[NO]+;
contact-listing contract=ID day? email? listed=B name night? order=N organization role? side=office|client;
duty-sent about? contract=ID duty=DUTY evidence=ATTACHMENT note? on=DAY;
duty-asked by?=DAY contract=ID duty=DUTY evidence?=ATTACHMENT on=DAY;
training contract?=ID evidence?=ATTACHMENT on=DAY people=[ID] topic;
pledge contract?=ID occasion=entry|checkout|leaving paper?=ATTACHMENT person=ID text=ATTACHMENT;
asset-add contract=ID copies_permitted?=N count?=N from? handlers?=[ID]+ id=ID level=LEVEL means? medium? name people?=N place
    purpose? received=DAY received_by?=ID until?=DAY;
asset-set contract=ID count?=N from? handlers?=[ID]+ id=ID means? medium? note? people?=N place? purpose? received_by?=ID until?=DAY;
asset-confirm by? contract=ID evidence?=ATTACHMENT id=ID note? of=receipt|end;
asset-check contract=ID found?=[ID]+ note?;
asset-copies contract=ID evidence?=ATTACHMENT gone?=N id=ID made?=N note? place?;
asset-end evidence?=ATTACHMENT id=ID method?=METHOD note? on?=DAY place? to? witness?;
log-review anomalies=ATTACHMENT contract?=ID count=N findings?=[TEXT]+ from=DAY note? until=DAY;
article-carry attested=ATTACHMENT contract?=ID device?=ID direction=out|in due=DAY measures?=[MEASURE]+ on=DAY paper?=PAPER
    permission?=PERMISSION place purpose repair?=TRUE;
article-answer approved=B article=DIGEST reason? step=out|back;
article-return article=DIGEST cleared?=[CLEARED]+ destroyed?=ENDED note? saved_to?;
article-transfer article=DIGEST reason? to=ID;
article-lost article=DIGEST incident=DIGEST note?;
evidence-count beside=COUNTED contract=ID not_here?=DIGEST own=COUNTED withheld=N
""")
KINDS["TYPE"] = lambda v: isinstance(v, str) and v in BODIES
