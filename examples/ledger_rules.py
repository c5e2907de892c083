"""What a statement of a Sekisho ledger must look like, and what follows from it.

Written from docs/spec/statement.md alone; verify_ledger.py reads the file, the tree and the signatures, and asks here
whether a statement has the shape of its type and whether its author may say it.
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
particulars = {k + "?": text for k in ("department", "email", "organization", "phone", "title")}
def opening(v): return any(fits(s, v) for s in ({"format": word("age-passphrase", "zip-aes")},
                                                {"format": word("age-keys"), "keys": many(text)}))
def code(v): return any(fits(s, v) for s in ({"kind": word("arrived"), "digits": text},
                                             {"kind": word("opened"), "code": text}))
BODIES = {
    "founder": {"key": public_key, "name": text},
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
    "medium-add": {"capacity_bytes?": number, "id": ident, "kind": word("usb", "sd", "disk", "backup", "pc", "phone"),
                   "maker?": text, "model?": text, "place?": text, "serial?": text},
    "medium-set": {"id": ident, "place?": text, "reason?": text, "state?": word("active", "retired", "lost")},
    "request": {"after_arrival": flag, "contract?": ident, "due": day, "file_count": number, "file_list": attachment,
                "items?": some(text), "kind": word("deliver", "work", "return-to-client", "repair"),
                "level": word("1", "2", "3", "4", "unknown"), "like?": digest, "manifest": attachment, "medium?": ident,
                "on": day, "opening": opening, "personal_data?": {"people": number, "special": flag}, "place?": text,
                "purpose": text, "reason?": text, "recipient": ident, "rules": digest, "total_bytes": number,
                "via": word("usb", "email", "hand", "courier", "client-system")},
    "approval": {"request": digest, "request_statement?": text},
    "rejection": {"reason": text, "request": digest},
    "withdrawal": {"request": digest},
    "export-intent": {"approvals": many(digest), "destination": {"device?": text, "filesystem": text, "path": text,
                      "identified": flag, "medium?": ident, "serial?": text}, "max_size_bytes?": number,
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
}
ENVELOPE = {"author": ident, "body": lambda v: True, "nonce": hex32, "origin": text, "time": time,
            "seen": {"root": digest, "size": number}, "type": word(*BODIES), "version": lambda v: v is not True and v == 1}

# What follows from statements -----------------------------------------------------------------------------------------
RULES = "b84d9ad06dc1b9fa3f841c23ba4be7780eb443ced22838c66262eb4c06735054"
WHITE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
def says(words): return words is not None and words.strip(WHITE) != ""
def today(statement): return statement["time"][:10]

class Ledger:
    """The registry and the carry-outs. `signed_by` checks a signature, `parse_entry` takes an entry apart."""
    def __init__(self, signed_by, parse_entry):
        self.signed_by, self.parse_entry, self.origin = signed_by, parse_entry, None
        self.people, self.owners, self.recipients, self.media, self.carry_outs = {}, {}, {}, {}, {}

    def has(self, who, *roles): return who in self.people and bool(self.people[who]["roles"] & set(roles))
    def good(self, who): return [key for key, good in self.people[who]["keys"].items() if good]
    def other_administrator(self, who):
        return any(p != who and self.has(p, "administrator") and self.good(p) for p in self.people)
    def may_approve(self, who, on, requester):
        return self.has(who, "approver") or any(
            giver != requester and a <= on <= b and self.has(giver, "approver") and self.people[giver]["keys"].get(key)
            for giver, key, a, b in self.people[who]["delegations"])

    def verify(self, index, statement, message, armor, seen_root):
        seen, author, kind = statement["seen"], statement["author"], statement["type"]
        need(seen["size"] <= index and seen_root and seen_root.hex() == seen["root"], "the author saw another history")
        if index == 0:
            need(kind == "founder", "the first entry is not a founder's")
            keys = [statement["body"]["key"]]
        else:
            need(statement["origin"] == self.origin, "said in another ledger")
            need(author in self.people, f"{author} is not registered at this entry")
            keys = self.good(author)
        need(self.signed_by(keys, author, kind, message, armor), f"no good key of {author} signed it")

    def add_key(self, who, key, proof):
        need(name_of(key) not in self.owners, "the key is somebody's already")
        if proof is not None:
            statement, message, armor = self.parse_entry(proof.encode())
            need(statement["type"] == "registration" and statement["body"]["key"] == key and statement["author"] == who
                 and statement["origin"] in (self.origin, "-")
                 and self.signed_by([key], who, "registration", message, armor), "the proof does not hold")

    def tally(self, c):
        people = {}
        for a in c["approvals"]:
            if a["counts"] and a["by"] != c["by"] and self.may_approve(a["by"], a["time"][:10], c["by"]) and \
                    self.people[a["by"]]["keys"].get(a["key"]):
                people.setdefault(a["by"], a["digest"])
        return list(people.values())

    def needed(self, c): return 2 if c["request"]["level"] == "1" else 1

    def status(self, c, on):
        last = [a for a in c["attempts"] if a["outcome"] == "completed"]
        if c["withdrawn"] or c["rejected"]: return "ended"
        if any(a["outcome"] is None for a in c["attempts"]): return "sealing"
        if last: return "sealed"
        expires = datetime.date.fromisoformat(c["request"]["on"]) + datetime.timedelta(days=7)
        return "expired" if datetime.date.fromisoformat(on) >= expires else "pending"

    def opening_for(self, recipient):
        if recipient == "self": return {"format": "age-passphrase"}
        need(recipient in self.recipients, "the recipient is not registered")
        r = self.recipients[recipient]
        if r["opens"] == "7zip": return {"format": "zip-aes"}
        return {"format": "age-keys", "keys": r["age_keys"]} if "age_keys" in r else {"format": "age-passphrase"}

    def rests_on(self, c, kind):
        if kind in ("approval", "rejection", "withdrawal"): return [c["time"]]
        if kind == "export-intent": return [c["time"]] + [a["time"] for a in c["approvals"]]
        if kind in ("export-completed", "export-failed"):
            return [a["time"] for a in c["attempts"] if a["outcome"] is None][:1]
        return [a["ended"] for a in c["attempts"] if a["outcome"] == "completed"][:1]

    def take(self, statement, dig, signer):
        """Judges and applies a verified statement. `signer` is the key that signed."""
        kind, b, by, on = statement["type"], statement["body"], statement["author"], today(statement)
        c = None
        if kind not in ("registration", "request") and "request" in b:
            c = self.carry_outs.get(b["request"])
            need(c, "no such request")
        getattr(self, kind.replace("-", "_"), self.never)(statement, b, by, on, c, dig, signer)

    def never(self, *_): raise Wrong("not an entry of its own")

    def founder(self, s, b, by, on, c, dig, signer):
        need(self.origin is None and says(b["name"]), "founded already, or without a name")
        self.origin = s["origin"]
        self.people[by] = {"roles": {"administrator"}, "keys": {b["key"]: True}, "delegations": []}
        self.owners[name_of(b["key"])] = by

    def person_add(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "administrator") and b["person"] not in self.people and says(b["name"]), "not allowed")
        self.add_key(b["person"], b["key"], b.get("proof"))
        self.people[b["person"]] = {"roles": set(b["roles"]), "keys": {b["key"]: True}, "delegations": []}
        self.owners[name_of(b["key"])] = b["person"]

    def person_set(self, s, b, by, on, c, dig, signer):
        who = b["person"]
        need(who in self.people, "not registered")
        need(self.has(by, "administrator") or by == who and "roles" not in b and "name" not in b, "not allowed")
        need("name" not in b or says(b["name"]), "no name")
        if self.has(who, "administrator") and "administrator" not in b.get("roles", ["administrator"]):
            need(self.other_administrator(who), "the last administrator")
        if "roles" in b: self.people[who]["roles"] = set(b["roles"])

    def key_add(self, s, b, by, on, c, dig, signer):
        need(b["person"] in self.people and (by == b["person"] or self.has(by, "administrator")), "not allowed")
        self.add_key(b["person"], b["key"], b.get("proof"))
        self.people[b["person"]]["keys"][b["key"]] = True
        self.owners[name_of(b["key"])] = b["person"]

    def key_revoke(self, s, b, by, on, c, dig, signer):
        who = b["person"]
        need(who in self.people and (by == who or self.has(by, "administrator")), "not allowed")
        found = [key for key in self.good(who) if name_of(key) == b["key"]]
        need(found, "no such good key")
        if self.has(who, "administrator") and len(self.good(who)) == 1:
            need(self.other_administrator(who), "the last administrator's key")
        self.people[who]["keys"][found[0]] = False

    def delegation(self, s, b, by, on, c, dig, signer):
        need(by == b["person"] and self.has(by, "approver") and b["to"] in self.people and b["to"] != by
             and b["from"] <= b["until"], "not allowed")
        self.people[b["to"]]["delegations"].append((by, signer, b["from"], b["until"]))

    def recipient_add(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "requester", "administrator") and b["id"] != "self" and says(b["name"])
             and says(b["organization"]), "not allowed")
        self.recipients[b["id"]] = b

    def medium_add(self, s, b, by, on, c, dig, signer):
        serials = [m["serial"] for m in self.media.values() if m["serial"] is not None]
        need(self.has(by, "administrator") and b["id"] not in self.media and b.get("serial") not in serials, "not allowed")
        self.media[b["id"]] = {"state": "active", "serial": b.get("serial")}

    def medium_set(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "administrator") and b["id"] in self.media, "not allowed")
        medium = self.media[b["id"]]
        need(not (medium["state"] == "lost" and b.get("state") == "active"), "lost")
        medium["state"] = b.get("state", medium["state"])

    def usable(self, medium): need(self.media.get(medium, {}).get("state") == "active", "the medium is not usable")

    def request(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "requester") and dig not in self.carry_outs and says(b["purpose"]), "not allowed")
        need(on <= b["on"] <= b["due"], "the days")
        if "medium" in b: self.usable(b["medium"])
        else: need(b["via"] != "usb", "no medium")
        need(b["opening"] == self.opening_for(b["recipient"]) and b["rules"] == RULES, "opening or rules")
        self.carry_outs[dig] = {"number": len(self.carry_outs) + 1, "request": b, "by": by, "time": s["time"],
            "email": self.recipients.get(b["recipient"], {}).get("email"), "approvals": [], "attempts": [], "rejected": False, "withdrawn": False, "arrived": False}

    def judge(self, by, on, c):
        need(by != c["by"] and (self.may_approve(by, on, c["by"]) or self.has(by, "client")), "may not judge this request")
        need(self.status(c, on) == "pending", "not pending")

    def approval(self, s, b, by, on, c, dig, signer):
        self.judge(by, on, c)
        need("request_statement" not in b or sha(b["request_statement"].encode()).hex() == b["request"], "embedded")
        standing = [a for a in c["approvals"] if a["by"] == by and self.people[by]["keys"].get(a["key"])]
        need(not standing and c["request"]["level"] != "unknown", "twice, or no level")
        c["approvals"].append({"by": by, "time": s["time"], "key": signer, "digest": dig,
                               "counts": self.may_approve(by, on, c["by"])})

    def rejection(self, s, b, by, on, c, dig, signer):
        self.judge(by, on, c)
        need(says(b["reason"]), "no reason")
        c["rejected"] = True

    def withdrawal(self, s, b, by, on, c, dig, signer):
        need(by == c["by"] and self.status(c, on) in ("pending", "expired"), "not allowed")
        c["withdrawn"] = True

    def export_intent(self, s, b, by, on, c, dig, signer):
        r, counted = c["request"], self.tally(c)
        need(by == c["by"] and self.has(by, "requester") and r["level"] != "unknown", "not allowed")
        need(self.status(c, on) == "pending" and len(counted) >= self.needed(c) and on >= r["on"], "not approved now")
        need(b["approvals"] == counted and b["destination"].get("medium") == r.get("medium"), "approvals or medium")
        if "medium" in r: self.usable(r["medium"])
        able = [p for p in self.people if p != by and self.has(p, "custodian")]
        custody, secret = b.get("custody"), r["opening"]["format"] != "age-keys"
        need((custody is not None) == secret, "custody")
        if custody:
            need(custody["carrier_holds"] == (not able) and custody["holders"]
                 and set(custody["holders"]) <= set(able or [by]), "custody")
        name = f"C-{c['number']:04}.zip" + ("" if r["opening"]["format"] == "zip-aes" else ".age")
        need(b["package_name"] == name, "package name")
        c["attempts"].append({"digest": dig, "by": by, "time": s["time"], "intent": b, "outcome": None})

    def ends(self, s, b, by, c, outcome):
        found = [a for a in c["attempts"] if a["digest"] == b["intent"] and a["outcome"] is None]
        need(found and found[0]["by"] == by, "no open attempt of the author")
        found[0].update(outcome=outcome, ended=s["time"], body=b)

    def export_completed(self, s, b, by, on, c, dig, signer): self.ends(s, b, by, c, "completed")
    def export_failed(self, s, b, by, on, c, dig, signer): self.ends(s, b, by, c, "failed")

    def done(self, c):
        last = [a for a in c["attempts"] if a["outcome"] == "completed"]
        need(last, "not completed")
        return last[0]

    def passphrase_release(self, s, b, by, on, c, dig, signer):
        r, custody = c["request"], self.done(c)["intent"].get("custody")
        need(custody and by in custody["holders"] and (custody["carrier_holds"] or self.has(by, "custodian")), "no holder")
        address = c["email"]
        named = address is not None and any(address.lower() in w.lower() for w in
                                            (b.get("note", ""), b.get("contact", ""), b["told"]))
        refused = (b["via"] == "hand" and r["via"] in ("usb", "hand") or b["via"] == "letter" and r["via"] == "courier"
                   or b["via"] == "other" and (r["via"] == "email" and named or not says(b.get("note"))))
        need(says(b["told"]) and not refused and (c["arrived"] or not r["after_arrival"]), "channel or arrival")

    def receipt(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "requester", "custodian"), "not allowed")
        done, code = self.done(c), b["code"]
        if code["kind"] == "arrived":
            need(code["digits"] == done["body"]["package_sha256"][:12], "wrong code")
            c["arrived"] = True
        else:
            kept = done["intent"]["opened_code"]
            need(hex32(kept["salt"]) and sha(bytes.fromhex(kept["salt"]) + code["code"].encode()).hex() == kept["sha256"],
                 "wrong code")
