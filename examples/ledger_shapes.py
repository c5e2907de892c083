"""What a statement of a Sekisho ledger must look like, from docs/spec/statement.md alone; ledger_rules.py says what follows
from one, verify_ledger.py reads the file.
"""
import base64, datetime, hashlib, re, struct

class Wrong(Exception):
    """Why an entry has no effect."""

def need(holds, why):
    if not holds:
        raise Wrong(why)

def sha(data): return hashlib.sha256(data).digest()
def ssh_string(data): return struct.pack(">I", len(data)) + data
def name_of(key): return "SHA256:" + base64.b64encode(sha(base64.b64decode(key.split(" ")[1]))).decode().rstrip("=")

# Shapes: a function per kind of value, a dict for an object; "key?" is optional. ---------------------------------------
def like(pattern): return lambda v: isinstance(v, str) and re.fullmatch(pattern, v, re.ASCII) is not None
def word(*words): return lambda v: isinstance(v, str) and v in words
def many(of): return lambda v: isinstance(v, list) and all(fits(of, x) for x in v)
def some(of): return lambda v: many(of)(v) and v != []
def text(v): return isinstance(v, str)
def flag(v): return isinstance(v, bool)
def true_only(v): return v is True
def number(v): return type(v) is int and 0 <= v < 2**53
def parsed(how, again, pattern):
    def check(v):
        if not like(pattern)(v): return False
        try: return again(how(v)) == v
        except ValueError: return False
    return check
def fits(shape, v):
    if not isinstance(shape, dict):
        return shape(v)
    if not isinstance(v, dict) or any(k not in shape and k + "?" not in shape for k in v):
        return False
    return all(fits(s, v[k.rstrip("?")]) if k.rstrip("?") in v else k.endswith("?") for k, s in shape.items())
def public_key(v):
    if not like(r"[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,2}")(v): return False
    name, data = v.split(" ")
    try: wire = base64.b64decode(data, validate=True)
    except ValueError: return False
    return name in KEY_TYPES and base64.b64encode(wire).decode() == data and wire.startswith(ssh_string(name.encode()))

KEY_TYPES = {"ssh-ed25519": ["ssh-ed25519"], "ssh-rsa": ["rsa-sha2-512", "rsa-sha2-256"]} | {
    name: [name] for name in ("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
                              "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com")}
digest, hex32, ident = like("[0-9a-f]{64}"), like("[0-9a-f]{32}"), like(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
origin_name, fingerprint = like(r"[!-*,-~]{1,255}"), like("SHA256:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]")
day = parsed(datetime.date.fromisoformat, lambda d: d.isoformat(), r"\d{4}-\d\d-\d\d")
time = parsed(datetime.datetime.fromisoformat, lambda t: t.isoformat(), r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
role = word("requester", "approver", "custodian", "client", "auditor", "administrator")
attachment = {"sha256": digest, "size_bytes": number}
particulars = {k + "?": text for k in ("department", "email", "night", "organization", "phone", "title")}
def opening(v): return any(fits(s, v) for s in ({"format": word("age-passphrase", "zip-aes")},
                                                {"format": word("age-keys"), "keys": many(text)}))
def code(v): return any(fits(s, v) for s in ({"kind": word("arrived"), "digits": text},
                                             {"kind": word("opened"), "code": text}))
addressed = {"address": text, "field": word("to", "cc", "bcc", "typed")}
attached = {"name?": text, "sha256": digest, "size_bytes": number}
destination = {"device?": text, "filesystem": text, "filesystem_uuid?": text, "identified": flag, "medium?": ident,
               "path": text, "serial?": text}
measured = {"capacity_bytes?": number, "copies_erased": number, "copies_left": number, "gone": flag, "identified": flag,
            "in_place?": flag, "other_files": number, "place": destination, "unread": number,
            "overwritten?": {"bytes": number, "replugged": flag, "seed": text, "serial": text},
            "scan?": {"bytes": number, "found": number, "unreadable_bytes": number}}
via, kind = word("usb", "email", "hand", "courier", "client-system"), word("deliver", "work", "return-to-client", "repair")
level, method = word("1", "2", "3", "4", "unknown"), word("erase-file", "overwrite", "key", "physical", "dissolve", "declared")
post = word("responsible", "supervisor", "operations-officer", "handler")
both = {"en": text, "ja": text}
duty = word("measures", "training-report", "organization", "roster", "security-policy", "storage-places", "disposal-report",
            "management-report", "check-sheet", "isms-certificate", "subcontracting-request", "prevention-report",
            "incident-report", "exchange-record", "end-confirmation")
occurrence = word("start", "yearly", "change", "training", "received", "disposal", "incident", "incident-closed", "subcontracting", "end",
                  "request")
measure = word("two-factor", "data-encryption", "login-password", "screen-lock", "remote-lock", "strap", "antivirus", "updates",
               "autorun-off", "anti-theft", "no-full-names", "effect-checked", "backed-up", "emptied")
clearing = word("data-deleted", "history-deleted", "photos-deleted")
def scope(v): return fits({"articles?": some(word("pc", "phone", "paper")), "directions?": some(word("out", "in")),
                           "repair?": true_only}, v)
DEMANDS = {
    "article-measures": {"of": scope, "measures": many(measure)}, "article-approval": {"of": scope, "posts?": some(post)},
    "article-permission": {"of": scope}, "article-cleared": {"of": scope, "cleared": many(clearing)},
    "article-disposal": {"of": scope, "methods": many(method)},
    "approvers": {"people": number}, "approval-days": {"days": number}, "notified-approver": {"posts": many(post)},
    "forbid-place": {"place": text}, "never-leaves": {"except?": some(post)}, "reason": {}, "place": {},
    "personal-data-stated": {}, "consent": {"single?": true_only}, "registered-medium": {}, "registered-asset": {}, "listed-recipient": {},
    "exchange-record": {"fields": many(word("count", "means", "medium", "purpose", "received-by", "until", "confirmed"))},
    "subcontract-consent": {}, "subcontract-agreement": {}, "subcontract-check": {"days?": number}, "subcontract-never": {}, "training": {"days": number},
    "pledge": {"occasion": word("entry", "checkout", "leaving")}, "listed-handler": {}, "level-known": {}, "encrypted": {},
    "other-road": {}, "separate-custody": {}, "unmixed-medium": {}, "locked-case": {}, "returned": {}, "carrier": {}, "confirmed-return": {}, "witness": {},
    "disposal": {"methods?": some(method), "level?": word("L0", "L1", "L2", "L3", "L4", "L5")},
    "copy-quota": {"copies": number}, "file-cap": {"files": number}, "report-within": {"minutes": number},
    "retention": {"years": number}, "log-review": {"days": number}, "check-sheet": {}, "notified-places": {}, "notified-sources": {"listed?": true_only}, "contact-tree": {}, "forbid-via": {"vias": many(via)},
    "forbid-service": {"domains": many(text)}, "hidden-addresses": {}, "confirmed-mail": {},
    "recorded": {}, "not-served": {"reason": both}, "owed": {"duty": duty, "when?": some(occurrence), "days?": number},
}
def demand(v):
    named = isinstance(v, dict) and isinstance(v.get("kind"), str) and v["kind"] in DEMANDS
    return named and fits({"kind": text, **DEMANDS[v["kind"]]}, v)
def when(v): return v != {} and fits({"levels?": some(level), "personal-data?": true_only, "kinds?": some(kind),
                                      "vias?": some(via), "third-party?": true_only}, v)
rule = {"clause": text, "demand": demand, "en": text, "id": text, "ja": text, "when?": when}
BODIES = {
    "founder": {"key": public_key, "name": text, "office?": {"sha256": digest, "version": number}},
    "registration": {"key": public_key},
    "person-add": {"custody?": text, "key": public_key, "name": text, "particulars": particulars, "person": ident,
                   "proof?": text, "roles": many(role)},
    "person-set": {"custody?": text, "name?": text, "particulars": particulars, "person": ident, "roles?": many(role)},
    "key-add": {"key": public_key, "person": ident, "proof?": text},
    "key-revoke": {"key": fingerprint, "person": ident, "reason?": text},
    "delegation": {"from": day, "person": ident, "to": ident, "until": day},
    "recipient-add": {"age_keys?": some(text), "email?": text, "id": ident, "name": text, "organization": text,
                      "opens": word("age", "7zip", "sekisho"), "phone?": text,
                      "subcontractor?": {"tier": number, "under?": ident}},
    "medium-add": {"capacity_bytes?": number, "filesystem?": text, "filesystem_uuid?": text, "id": ident,
                   "kind": word("usb", "sd", "disk", "backup", "pc", "phone"),
                   "maker?": text, "model?": text, "place?": text, "serial?": text},
    "medium-set": {"filesystem?": text, "filesystem_uuid?": text, "id": ident, "place?": text, "reason?": text,
                   "state?": word("active", "retired", "lost", "destroyed")},
    "request": {"after_arrival": flag, "assets?": some(ident), "contract?": ident, "copies?": number, "due": day, "file_count": number,
                "file_list": attachment, "items?": some(text), "kind": kind, "level": level, "like?": digest, "manifest": attachment, "medium?": ident,
                "on": day, "opening": opening, "personal_data?": {"people": number, "special": flag}, "place?": text,
                "purpose": text, "reason?": text, "recipient": ident, "rules": digest,
                "sources_outside?": number, "total_bytes": number, "via": via},
    "approval": {"request": digest, "request_statement?": text},
    "rejection": {"reason": text, "request": digest},
    "withdrawal": {"request": digest},
    "export-intent": {"approvals": many(digest), "destination": destination, "max_size_bytes?": number,
                      "custody?": {"carrier_holds": flag, "holders": many(ident), "sha256": digest},
                      "opened_code": {"salt": text, "sha256": digest}, "package_name": text, "request": digest},
    "export-completed": {"fingerprints": attachment, "intent": digest, "package_sha256": digest, "request": digest,
                         "package_size_bytes": number, "write_level": word("V1", "V2", "V3"),
                         "volumes?": some({"name": text, "sha256": digest, "size_bytes": number})},
    "export-failed": {"found": text, "intent": digest, "request": digest, "reason": word("source-changed", "no-room",
                      "read-back-differs", "cancelled", "input-output", "crashed")},
    "passphrase-release": {"contact?": text, "note?": text, "request": digest, "told": text,
                           "via": word("phone", "sms", "hand", "letter", "other")},
    "receipt": {"code": code, "request": digest},
    "person-leave": {"contract?": ident, "person": ident, "reason?": text},
    "person-left": {"person": ident, "pledged?": true_only},
    "stock-take": {"identified?": some(ident), "note?": text, "seen?": some(ident)},
    "checkout": {"case?": text, "pledge": attachment, "request": digest, "route?": text},
    "transfer": {"reason?": text, "request": digest, "to": ident},
    "undelivered": {"evidence": attachment, "note?": text, "request": digest},
    "extension": {"due": day, "reason": text, "request": digest},
    "extension-answer": {"approved": flag, "extension": digest, "reason?": text, "request": digest},
    "hand-over": {"evidence?": attachment, "medium_stays?": true_only, "request": digest},
    "copy-made": {"device?": ident, "holder?": ident, "place": text, "request": digest, "kind": word(
        "package", "office", "sent", "working", "backup", "subcontractor", "paper", "mail")},
    "mail-draft": {"body": attachment, "confirmed": {"attachment": text, "body": text, "recipients": many(text)},
                   "drafts": many({"addresses": many(addressed), "attachment": attached, "message_id": text, "name": text,
                                   "sha256": digest, "size_bytes": number}),
                   "hosts?": some(text), "place": text, "request": digest, "subject": text},
    "mail-sent": {"addresses": many(addressed), "attachments": many(attached), "date?": time, "draft": digest,
                  "file": attachment, "message_id?": text, "request": digest, "secret?": true_only,
                  "source": word("eml", "msg", "attachment"), "text": word("same", "more", "other", "unread")},
    "return": {"begun?": number, "copies": many(number), "measured?": measured, "note?": text, "request": digest, "saved_to?": text,
               "tool": text},
    "disposal": {"also?": some(number), "begun?": number, "copies?": some(number), "evidence?": attachment, "key?": {"attested?": some(text), "custody": digest},
                 "measured?": measured, "note?": text, "place?": text, "request": digest, "tool": text,
                 "method": method},
    "witness": {"disposal": digest, "external?": {"evidence": attachment, "name": text}, "request": digest},
    "recheck": {"bytes": number, "changed_sectors": number, "disposal": digest, "first_changed?": number,
                "request": digest, "serial": text},
    "confirmation": {"note?": text, "request": digest},
    "recall": {"contract?": ident, "number": text, "request": digest},
    "incident-open": {"aware": time, "by?": text, "drill?": true_only, "medium?": ident, "note?": text, "occurred?": time,
                      "request?": digest,
                      "kind": word("lost", "stolen", "misdelivery", "leak", "violation", "suspected")},
    "incident-include": {"incident": digest, "request": digest},
    "incident-update": {"evidence?": attachment, "incident": digest, "text": text, "field": word(
        "course", "cause", "first-response", "secondary-damage", "police", "recovery", "subcontractor", "people",
        "publication", "deletion-request", "deletion-answer", "written-report", "prevention", "review", "note")},
    "incident-contact": {"at": time, "incident": digest, "note?": text, "whom": text},
    "incident-close": {"incident": digest, "note?": text},
    "pack-set": {"pack": {"client": both, "id": text, "rule": many(rule), "title": both, "version": number},
                 "source": attachment},
    "contract-add": {"client": text, "from?": day, "id": ident, "number?": text, "packs?": some(text), "title?": text, "until?": day},
    "contract-set": {"add_packs?": some(text), "id": ident, "until?": day},
    "directive": {"contract": ident, "dated": day, "evidence": attachment, "number": text, "rules": many(rule)},
    "notification": {"contract": ident, "dated": day, "evidence?": attachment, "person": ident, "posts?": some(post)},
    "place-notification": {"contract": ident, "dated": day, "listed": flag, "paths?": some(text), "place": text},
    "recipient-listing": {"contract": ident, "listed": flag, "purpose?": text, "recipient": ident},
    "subcontractor-consent": {"contract": ident, "dated": day, "evidence": attachment, "number": text,
                              "recipient": ident, "tier": number},
    "subcontractor-agreement": {"contract": ident, "dated": day, "evidence": attachment, "recipient": ident, "until?": day},
    "subcontractor-check": {"contract": ident, "evidence": attachment, "on": day, "recipient": ident, "unmet?": some(text)},
    "consent": {"by": text, "contract": ident, "copies?": number, "dated": day, "evidence": attachment, "number": text, "request?": digest,
                "scope?": {"kinds?": some(kind), "recipients?": some(ident), "text": text, "until": day,
                           "vias?": some(via)}},
    "consent-confirm": {"consent": digest, "contract": ident, "request?": digest},
    "sheet-answers": {"answers": attachment, "contract": ident, "noes?": some({"item": text, "measure?": text})},
    "training": {"contract?": ident, "evidence?": attachment, "on": day, "people": many(ident), "topic": text},
    "pledge": {"contract?": ident, "occasion": word("entry", "checkout", "leaving"), "paper?": attachment,
               "person": ident, "text": attachment},
    "asset-add": {"contract": ident, "copies_permitted?": number, "count?": number, "from?": text, "handlers?": some(ident),
                  "id": ident, "level": level, "means?": text, "medium?": text, "name": text, "people?": number, "place": text,
                  "purpose?": text, "received": day, "received_by?": ident, "until?": day},
    "asset-set": {"contract": ident, "count?": number, "from?": text, "handlers?": some(ident), "id": ident, "means?": text,
                  "medium?": text, "note?": text, "people?": number, "place?": text, "purpose?": text, "received_by?": ident,
                  "until?": day},
    "asset-confirm": {"by?": text, "contract": ident, "evidence?": attachment, "id": ident, "note?": text, "of": word("receipt", "end")},
    "asset-copies": {"contract": ident, "evidence?": attachment, "gone?": number, "id": ident, "made?": number, "note?": text,
                     "place?": text},
    "asset-check": {"contract": ident, "found?": some(ident), "note?": text},
    "contact-listing": {"contract": ident, "day?": text, "email?": text, "listed": flag, "name": text, "night?": text,
                        "order": number, "organization": text, "role?": text, "side": word("office", "client")},
    "acknowledge": {"entry": number, "leaf": digest, "reason": text},
    "custody-reseal": {"before": digest, "custody": {"carrier_holds": flag, "holders": many(ident), "sha256": digest}, "request": digest},
    "restored": {"held": {"root": digest, "size": number}, "kept": {"root": digest, "size": number},
                 "lost?": attachment, "reason": text},
    "purge": {"attachments": many(attachment), "request": digest},
    "purge-confirm": {"purge": digest, "request": digest},
    "log-review": {"anomalies": attachment, "contract?": ident, "count": number, "findings?": some(text), "from": day,
                   "note?": text, "until": day},
    "article-carry": {"attested": attachment, "contract?": ident, "device?": ident, "direction": word("out", "in"), "due": day,
                      "measures?": some(measure), "on": day, "paper?": {"count": number, "level": level, "title": text},
                      "permission?": {"by": text, "dated": day, "evidence": attachment, "number": text}, "place": text,
                      "purpose": text, "repair?": true_only},
    "article-answer": {"approved": flag, "article": digest, "reason?": text, "step": word("out", "back")},
    "article-return": {"article": digest, "cleared?": some(clearing), "note?": text, "saved_to?": text,
                       "destroyed?": {"evidence?": attachment, "method": method, "witness?": text}},
    "evidence-count": {"beside": {"entries": number, "sha256": digest}, "contract": ident, "not_here?": digest,
                       "own": {"entries": number, "sha256": digest}, "withheld": number},
    "duty-sent": {"about?": text, "contract": ident, "duty": duty, "evidence": attachment, "note?": text, "on": day},
    "duty-asked": {"by?": day, "contract": ident, "duty": duty, "evidence?": attachment, "on": day},
    "asset-end": {"evidence?": attachment, "id": ident, "method?": method, "note?": text, "to?": text},
}
ENVELOPE = {"author": ident, "body": lambda v: True, "nonce": hex32, "origin": text, "time": time,
            "seen": {"root": digest, "size": number}, "type": word(*BODIES), "version": lambda v: v is not True and v == 1}
