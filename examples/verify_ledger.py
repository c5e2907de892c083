#!/usr/bin/env python3
"""Checks a Sekisho ledger without Sekisho: this one file, Python's standard library and ssh-keygen.

    verify_ledger.py LEDGER.DB [--against FILE | --against SIZE:ROOT]...

Written from docs/spec/statement.md and docs/spec/ledger.md alone; works on a private copy of the file and its -wal. It judges, to the same findings as `sekisho audit`:
indexes, keys, every node of the tree, the root, checkpoints held elsewhere; of every entry whether its statement stood before, and whether a key that was its author's at
that entry signed it, for this ledger, having seen this very history; whether it is an entry (canonical, its envelope, armor in its one spelling; the body of the types in
SHAPES); and whether its author may say it, for what makes people and keys (PEOPLE, except leaving one contract, the rules that a founder names, and of a succession all but
who asks and who agrees: when, and whether an administrator signed meanwhile, follows from everything). On one side only, never refusing what `audit` lets stand: who may
say anything else (NEEDS), that nobody approves their own request or without the right to, and that a package left on approvals of people who count, each once. All else
that a statement can be refused for, effects, clocks, missing attachments, what was acknowledged or recorded as lost: verify_rules.py, with the modules beside it. Nobody
here judges the file's triggers and settings, or points and numbers inside keys (ssh-keygen judges signatures). Prints JSON: size, root, findings, people with roles and
good keys, who approved each package that left. Exit 0: nothing found and anchored; 1: nothing is wrong, but no checkpoint matches (NOT ANCHORED); 4: something is wrong.
"""
import base64, datetime, functools, hashlib, json, os, re, shutil, sqlite3, struct, subprocess, sys, tempfile
class Wrong(Exception): """Why an entry has no effect."""
def need(holds, why):
    if not holds: raise Wrong(why)
def sha(data): return hashlib.sha256(data).digest()
def day(text): return datetime.date.fromisoformat(text)

# What statements look like, as in docs/spec/statement.md. `name` is a text, `name=KIND` another kind, `name?` may be absent; a|b are
# words, [KIND] a list, KIND+ is not empty; " / " stands between alternatives. In capitals: kinds of their own. ---------
SHAPES = """
SEEN root=DIGEST size=N; REASON: deliver|work|return-to-client|repair; VIA: usb|email|hand|courier|client-system; LEVEL: 1|2|3|4|unknown; ROLE:
requester|approver|custodian|client|auditor|administrator; ATTACHMENT sha256=DIGEST size_bytes=N; PARTICULARS department? email? night? organization? phone? title?; OPENING
format=age-passphrase|zip-aes / format=age-keys keys=[TEXT]; PLACE device? filesystem filesystem_uuid? identified=B medium?=ID path serial?; PERSONAL people=N special=B;
CUSTODY carrier_holds=B holders=[ID] sha256=DIGEST; OPENED salt sha256=DIGEST; founder key=KEY name office?=OFFICE; OFFICE sha256=DIGEST version=N; registration key=KEY;
person-add custody? key=KEY name particulars=PARTICULARS person=ID proof? roles=[ROLE]; person-set custody? name? particulars=PARTICULARS person=ID roles?=[ROLE]; key-add
key=KEY person=ID proof?; key-revoke key=FINGERPRINT person=ID reason?; delegation from=DAY person=ID to=ID until=DAY; delegation-end delegation=DIGEST person=ID reason?
to=ID; request after_arrival=B assets?=[ID]+ contract?=ID copies?=N due=DAY file_count=N file_list=ATTACHMENT items?=[TEXT]+ kind=REASON level=LEVEL like?=DIGEST
manifest=ATTACHMENT medium?=ID on=DAY opening=OPENING personal_data?=PERSONAL place? purpose reason? recipient=ID rules=DIGEST sources_outside?=N total_bytes=N via=VIA;
approval request=DIGEST request_statement?; rejection reason request=DIGEST; export-intent approvals=[DIGEST] custody?=CUSTODY destination=PLACE max_size_bytes?=N
opened_code=OPENED package_name request=DIGEST; person-leave contract?=ID person=ID reason?; succession person=ID reason; succession-confirm reason succession=DIGEST
"""
def like(pattern): return lambda v: isinstance(v, str) and re.fullmatch(pattern, v, re.ASCII) is not None
def again(pattern, spelled):
    """Whether it looks so, and is read and written as itself."""
    def check(v):
        try: return like(pattern)(v) and spelled(v) == v
        except (ValueError, IndexError): return False
    return check
def public_key(v):
    wire, name = base64.b64decode(v.split(" ")[1], validate=True), v.split(" ")[0]
    return f"{name} {base64.b64encode(wire).decode()}" if name in KEY_TYPES and wire[4:4 + wire[3]] == name.encode() and wire[:3] == b"\0\0\0" else None
def kind(k):
    if k[-1] == "+": return lambda v: v not in ([], {}) and kind(k[:-1])(v)
    if k[0] == "[": return lambda v: isinstance(v, list) and all(map(kind(k[1:-1]), v))
    return lambda v: KINDS[k](v) if k in KINDS else isinstance(v, str) and v in k.split("|")
def shape(text):
    forms = [{name.rstrip("?"): (name[-1] != "?", kind(of or "TEXT")) for name, _, of in (field.partition("=") for field in form.split())}
             for form in text.split(" / ")]
    return lambda v: isinstance(v, dict) and any(v.keys() <= form.keys() and all(
        of(v[name]) if name in v else not must for name, (must, of) in form.items()) for form in forms)
KEY_TYPES = {"ssh-ed25519": ["ssh-ed25519"], "ssh-rsa": ["rsa-sha2-512", "rsa-sha2-256"]} | {name: [name] for name in (
    "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com")}
KINDS = {"TEXT": lambda v: isinstance(v, str), "B": lambda v: isinstance(v, bool), "TRUE": lambda v: v is True, "ANY": lambda v: True, "TYPE": lambda v: isinstance(v, str),
         "N": lambda v: type(v) is int and 0 <= v < 2**53, "ONE": lambda v: v is not True and v == 1, "KEY": again("[a-z0-9@.-]+ [A-Za-z0-9+/]+=*", public_key),
         "DIGEST": like("[0-9a-f]{64}"), "NONCE": like("[0-9a-f]{32}"), "ID": like("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"),
         "DAY": again(r"\d{4}-\d\d-\d\d", lambda v: day(v).isoformat()), "FINGERPRINT": like("SHA256:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]"),
         "TIME": again(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", lambda v: datetime.datetime.fromisoformat(v).isoformat())}
BODIES = {}
def learn(shapes):
    for named in " ".join(shapes.split()).replace("| ", "|").split("; "):
        name, _, fields = named.partition(" ")
        if name[-1] == ":": KINDS[name[:-1]] = kind(fields)
        else: (KINDS if name.isupper() else BODIES)[name] = shape(fields)
learn(SHAPES)
ENVELOPE = "author=ID body=ANY nonce=NONCE origin seen=SEEN time=TIME type=TYPE version=ONE"
# Entries and signatures ---------------------------------------------------------------------------------------------------------------
def parse_entry(entry):
    line, newline, armor = entry.partition(b"\n")
    need(newline and 0 < len(armor) <= 16384 and len(line) < 262144, "not a statement and a signature")
    try: # a key twice, a fraction and white space are lost in reading: written again, the line differs
        s = json.loads(line.decode("utf-8"), parse_float=str, parse_constant=str)
        need(json.dumps(s, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8") == line, "not canonical JSON")
        parse_armor(armor)
    except (ValueError, RecursionError) as error: raise Wrong(f"malformed: {error}")
    need(shape(ENVELOPE)(s) and BODIES.get(s["type"], KINDS["ANY"])(s["body"]), "not a statement")
    return s, line + newline, armor
def parse_armor(armor):
    found = re.fullmatch(rb"-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n-----END SSH SIGNATURE-----\n", armor)
    blob = need(found, "not one armored signature") or base64.b64decode(found[1].replace(b"\n", b""), validate=True)
    need(b"\n".join(re.findall(b".{1,70}", base64.b64encode(blob))) == found[1], "the armor is not in its one spelling")
    def take():
        nonlocal blob
        size = struct.unpack(">I", blob[:4])[0] if len(blob) >= 4 else len(blob)
        need(len(blob) >= 4 + size, "malformed SSHSIG")
        value, blob = blob[4:4 + size], blob[4 + size:]; return value
    need(blob[:10] == b"SSHSIG\0\0\0\1", "not SSHSIG version 1"); blob = blob[10:]
    key, namespace, reserved, message_hash, signature = [take() for _ in range(5)]
    need(blob == b"" and reserved == b"" and namespace and message_hash in (b"sha512", b"sha256"), "malformed SSHSIG")
    blob = key; key_type = take().decode("utf-8", "replace")
    blob = signature; algorithm = take().decode("utf-8", "replace"); take()
    need(algorithm in KEY_TYPES.get(key_type, []), f"{algorithm} is not accepted with {key_type}")
    need(len(blob) == (5 if key_type.startswith("sk-") else 0), "malformed SSHSIG")
def signer_of(armor):
    blob = base64.b64decode(b"".join(armor.split(b"\n")[1:-2]))
    wire = blob[14:14 + struct.unpack(">I", blob[10:14])[0]]; return wire[4:4 + struct.unpack(">I", wire[:4])[0]].decode() + " " + base64.b64encode(wire).decode()
def name_of(key): return "SHA256:" + base64.b64encode(sha(base64.b64decode(key.split(" ")[1]))).decode().rstrip("=")
class Signatures:
    """Whether one of `keys` signed `message` as a statement of this kind: asked of ssh-keygen, in a folder of its own."""
    def __init__(self, scratch): self.scratch = scratch
    def __call__(self, keys, who, kind, message, armor):
        signers = "".join(f'{who} namespaces="sekisho-{kind}-v1" {key}\n' for key in keys)
        for name, data in (("signers", signers.encode()), ("signature", armor)):
            with open(os.path.join(self.scratch, name), "wb") as file: file.write(data)
        return bool(keys) and subprocess.run(
            ["ssh-keygen", "-Y", "verify", "-f", "signers", "-I", who, "-n", f"sekisho-{kind}-v1", "-s", "signature"],
            cwd=self.scratch, input=message, capture_output=True).returncode == 0
# Who signed, and who may ---------------------------------------------------------------------------------------------------------------
WHITE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
def says(words): return words is not None and words.strip(WHITE) != ""
PEOPLE = ("founder", "registration", "person-add", "person-set", "key-add", "key-revoke", "delegation", "delegation-end", "person-leave", "succession", "succession-confirm")
NEEDS = {kind: roles for roles, kinds in {
    "administrator": "medium-add medium-set person-left pack-set contract-add contract-set directive notification place-notification "
                     "recipient-listing subcontractor-consent subcontractor-agreement contact-listing training purge",
    "administrator auditor": "purge-confirm acknowledge restored", "auditor": "evidence-count", "auditor approver": "log-review",
    "administrator approver": "duty-sent duty-asked incident-close", "requester custodian": "receipt", "requester": "request export-intent article-carry",
    "administrator approver auditor": "stock-take subcontractor-check consent-confirm sheet-answers asset-check",
    "requester approver administrator": "recall consent", "requester administrator": "recipient-add asset-add asset-end asset-set asset-copies",
}.items() for kind in kinds.split()}
class People:
    """Who is registered with which keys and roles; carry-outs as far as approvals go."""
    def __init__(self, signed_by): self.signed_by, self.origin, self.people, self.owners, self.asked, self.successions = signed_by, None, {}, {}, {}, {}
    def has(self, who, *roles): return who in self.people and bool(self.people[who]["roles"] & set(roles))
    def leaves(self, who): return self.people[who]["leaving"]
    def holds_key(self, who, key): return self.people[who]["keys"].get(key) and not self.leaves(who)
    def good(self, who): return [key for key in self.people[who]["keys"] if self.holds_key(who, key)]
    def other_administrator(self, who): return any(p != who and self.has(p, "administrator") and self.good(p) for p in self.people)
    def may_approve(self, who, on, involved, c, index=None):
        left = lambda p: self.has_left(p, c["request"])
        return not self.leaves(who) and not left(who) and (self.has(who, "approver") or any(
            giver not in involved and not left(giver) and a <= on <= b and self.has(giver, "approver") and self.holds_key(giver, key)
            and (ended is None or index is not None and index < ended) for giver, key, a, b, ended in self.people[who]["delegations"].values()))
    def verify(self, index, s, message, armor, seen_root):
        need(index or s["type"] == "founder", "the first entry is not a founder's")
        need(not index or s["origin"] == self.origin, "said in another ledger")
        need(not index or s["author"] in self.people, "not registered at this entry")
        keys = self.good(s["author"]) if index else [s["body"]["key"]]
        need(self.signed_by(keys, s["author"], s["type"], message, armor), "no good key of its author signed it")
        need(s["seen"]["size"] <= index and seen_root and seen_root.hex() == s["seen"]["root"], "the author saw another history")
    def take(self, s, dig, signer, index):
        """Refuses what its author may not say, else does what it says. `signer` is the key that signed."""
        name, b, by, on, self.index = s["type"], s["body"], s["author"], s["time"][:10], index
        if name in PEOPLE: return getattr(self, name.replace("-", "_"))(s, b, by, on, None, dig, signer)
        need(name not in NEEDS or self.has(by, *NEEDS[name].split()), "not allowed")
        if name == "request": self.asked[dig] = {"request": b, "by": by, "approvals": {}, "left": []}
        elif name in ("approval", "rejection", "export-intent"):
            c = self.asked.get(b["request"])
            need(c and (by == c["by"]) == (name == "export-intent"), "no such request, or the wrong person")
            able = self.may_approve(by, on, {c["by"]}, c)
            need(name == "export-intent" or able or self.has(by, "client"), "may not approve")
            if name == "approval": c["approvals"][dig] = (by, on, signer, able, index)
            if name == "export-intent": c["left"].append(self.approvers(c, b["approvals"]))
    def approvers(self, c, digests):
        given = [c["approvals"].get(digest) for digest in digests]
        need(given and all(a and a[3] and self.may_approve(a[0], a[1], {c["by"]}, c, a[4]) and self.holds_key(a[0], a[2]) for a in given),
             "rests on an approval that does not count")
        need(len({a[0] for a in given}) == len(given), "counts somebody twice")
        return [a[0] for a in given]
    def add_key(self, who, key, proof):
        need(name_of(key) not in self.owners, "the key is somebody's already")
        if proof is not None:
            s, message, armor = parse_entry(proof.encode())
            need(s["type"] == "registration" and s["body"]["key"] == key and s["author"] == who and s["origin"] in (self.origin, "-")
                 and self.signed_by([key], who, "registration", message, armor), "the proof does not hold")
        self.owners[name_of(key)] = who
    def person(self, roles, key, particulars):
        return {"roles": set(roles), "keys": {key: True}, "delegations": {}, "leaving": False, "particulars": dict(particulars)}
    def founder(self, s, b, by, on, c, dig, signer):
        need(self.origin is None and says(b["name"]), "founded already, or without a name")
        self.origin, self.people[by], self.owners[name_of(b["key"])] = s["origin"], self.person(["administrator"], b["key"], {}), by
    def person_add(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "administrator") and b["person"] not in self.people and says(b["name"]), "not allowed")
        self.add_key(b["person"], b["key"], b.get("proof")); self.people[b["person"]] = self.person(b["roles"], b["key"], b["particulars"])
    def person_set(self, s, b, by, on, c, dig, signer):
        need(b["person"] in self.people and (self.has(by, "administrator") or by == b["person"] and not {"roles", "name"} & b.keys()), "not allowed")
        need("name" not in b or says(b["name"]), "no name")
        need("administrator" in b.get("roles", ["administrator"]) or not self.has(b["person"], "administrator")
             or self.other_administrator(b["person"]), "the last administrator")
        if "roles" in b: self.people[b["person"]]["roles"] = set(b["roles"])
        self.people[b["person"]]["particulars"].update(b["particulars"])
    def key_add(self, s, b, by, on, c, dig, signer):
        need(b["person"] in self.people and (by == b["person"] or self.has(by, "administrator")), "not allowed")
        self.add_key(b["person"], b["key"], b.get("proof")); self.people[b["person"]]["keys"][b["key"]] = True
    def key_revoke(self, s, b, by, on, c, dig, signer):
        who = b["person"]
        need(who in self.people and (by == who or self.has(by, "administrator")), "not allowed")
        found = [key for key, good in self.people[who]["keys"].items() if good and name_of(key) == b["key"]]; need(found, "no such good key")
        need(not self.has(who, "administrator") or len(self.good(who)) != 1 or self.other_administrator(who), "the last administrator's key")
        self.people[who]["keys"][found[0]] = False
    def delegation(self, s, b, by, on, c, dig, signer):
        need(by == b["person"] and self.has(by, "approver") and b["to"] in self.people and b["to"] != by and b["from"] <= b["until"], "not allowed")
        self.people[b["to"]]["delegations"][dig] = (by, signer, b["from"], b["until"], None)
    def delegation_end(self, s, b, by, on, c, dig, signer):
        given = (by == b["person"] or self.has(by, "administrator")) and self.people.get(b["to"], {"delegations": {}})["delegations"].get(b["delegation"])
        need(given and given[0] == b["person"] and given[4] is None and given[3] >= on, "not allowed, or none stands"); self.people[b["to"]]["delegations"][b["delegation"]] = (*given[:4], self.index)
    def person_leave(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "administrator") and b["person"] in self.people and not self.leaves(b["person"]), "not allowed")
        if "contract" in b: return self.leave_contract(b["contract"], b["person"])
        need(not self.has(b["person"], "administrator") or self.other_administrator(b["person"]), "the last administrator")
        self.people[b["person"]]["leaving"] = True
    def trusted(self, who): return self.has(who, "approver", "custodian", "auditor") and not self.has(who, "administrator")
    def may_succeed(self, by, who):
        need(self.trusted(by) and by != who and who in self.people and self.good(who) and self.people[who]["roles"] - {"client"}
             and not self.has(who, "administrator"), "not allowed")
    def succession(self, s, b, by, on, c, dig, signer):
        self.may_succeed(by, b["person"])
        self.successions[dig] = {"person": b["person"], "by": by, "key": signer, "time": s["time"], "end": None}
    def succession_confirm(self, s, b, by, on, c, dig, signer):
        one = self.successions.get(b["succession"], {"end": "never asked"})
        need(not one["end"] and one["by"] != by and self.trusted(one["by"]) and self.holds_key(one["by"], one["key"]), "nobody else who still may asks for it")
        self.may_succeed(by, one["person"])
        need((day(on) - day(one["time"][:10])).days >= 13, "before its days, in any time zone")
        for other in self.successions.values(): other["end"] = other["end"] or ("confirmed" if other is one else "overtaken")
        self.people[one["person"]]["roles"].add("administrator")
    # verify_rules.py knows more of these:
    is_acknowledged = is_lost = is_late = has_left = lambda self, *_: False; leave_contract = without_effect = lambda self, *_: None
    def registration(self, *_): raise Wrong("not an entry of its own")
    def attachments(self, kept):
        return [(None, "attachment-wrong", digest) for digest, (size, content) in kept.items() if (size, sha(content).hex()) != (len(content), digest)]
    def summary(self):
        return {"people": {who: {"roles": sorted(p["roles"]), "keys": sorted(map(name_of, self.good(who)))} for who, p in self.people.items()},
                "left": {dig: c["left"] for dig, c in self.asked.items() if c["left"]}}

# The tree, and the whole file ------------------------------------------------------------------------------------------------------------
def node_index(level, offset):
    m = (offset + 1) * 2**level - 1
    return level + sum(m >> i for i in range(m.bit_length()))
def join(peaks): return functools.reduce(lambda root, peak: sha(b"\1" + peak + root), reversed(peaks)) if peaks else sha(b"")
def push(peaks, size, leaf):
    """The nodes that the leaf completes, having put the last of them on the right edge of the tree."""
    nodes = [leaf]
    while size & 1:
        nodes.append(sha(b"\1" + peaks.pop() + nodes[-1])); size >>= 1
    peaks.append(nodes[-1]); return nodes
def stored_root(size, stored):
    levels = [level for level in range(53, -1, -1) if size >> level & 1]
    return join([stored.get(node_index(level, (size >> level + 1 << level + 1) >> level), b"") for level in levels])
def check(path, against, scratch, ledger):
    for ending in ("", "-wal"):
        if os.path.exists(path + ending): shutil.copyfile(path + ending, os.path.join(scratch, "ledger.db" + ending))
    db = sqlite3.connect(os.path.join(scratch, "ledger.db"))
    if [db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")] != [0x53454B49, 1]:
        sys.exit("not a ledger of a known version")
    stored = dict(db.execute("SELECT node_index, hash FROM node"))
    peaks, findings, roots, changed, before, size = [], [], [sha(b"")], None, set(), 0
    def found(index, kind, detail): findings.append({"index": index, "kind": kind, "detail": str(detail)})
    def root_at(size, index):
        return stored_root(size, stored) if changed is not None and changed < size <= index else roots[size] if size <= index else None
    ledger.root_of = root_at
    for index, key, entry in db.execute("SELECT entry_index, entry_key, body FROM entry ORDER BY 1"):
        if index != size: sys.exit(f"entry {size} is missing")
        said, leaf, stage, seen_root = sha(entry.partition(b"\n")[0] + b"\n"), sha(b"\0" + entry), "not-an-entry", None
        if said != key: found(index, "key", "not the statement's digest")
        nodes, size = push(peaks, size, leaf), size + 1
        roots.append(join(peaks))
        if any(stored.get(node_index(0, index) + n) != node for n, node in enumerate(nodes)):
            found(index, "tree", "the stored nodes do not follow from the entries")
            changed = index if changed is None else changed
        try:
            s, message, armor = parse_entry(entry)
            stage = "not-allowed"
            need(said not in before, "said before"); before.add(said)
            stage, seen_root = "not-verified", root_at(s["seen"]["size"], index)
            ledger.verify(index, s, message, armor, seen_root)
            if said != key: continue
            if ledger.is_late(s): found(index, "clock", "earlier than a statement it rests on")
            stage = "not-allowed"
            if ledger.take(s, said.hex(), signer_of(armor), index): found(index, "clock", "well before the time of a purge or a succession")
        except Wrong as why:
            found(index, stage, why)
            ledger.without_effect(index, leaf.hex(), stage, entry, seen_root)
    kept = {row[0].hex(): row[1:] for row in db.execute("SELECT digest, size_bytes, content FROM attachment")}
    for finding in ledger.attachments(kept): found(*finding)
    if len(stored) != node_index(0, size): found(None, "store", "the number of tree nodes is wrong")
    findings.sort(key=lambda finding: (finding["index"] is None, finding["index"]))
    told = lambda f: f["kind"] in ("not-an-entry", "not-verified", "not-allowed", "key") and ledger.is_acknowledged(f["index"])
    acknowledged, findings[:], anchored, earlier = [f for f in findings if told(f)], [f for f in findings if not told(f)], 0, []
    for held_size, root, origin in against:
        if held_size <= size and roots[held_size] == root and origin in (None, ledger.origin): anchored = max(anchored, held_size)
        elif origin in (None, ledger.origin) and ledger.is_lost(held_size, root.hex(), kept): earlier.append(held_size)
        else: found(None, "checkpoint", f"the first {held_size} entries are not those of a checkpoint held elsewhere")
    return {"origin": ledger.origin, "size": size, "root": roots[-1].hex(), "anchored": anchored, "findings": findings,
            "acknowledged": acknowledged, "of_earlier": earlier, **ledger.summary()}
def held(given):
    if re.fullmatch("[0-9]+:[0-9a-f]{64}", given): return int(given.split(":")[0]), bytes.fromhex(given.split(":")[1]), None
    origin, size, root = open(given, "rb").read().decode().split("\n")[:3]; return int(size), base64.b64decode(root, validate=True), origin
def main(judge, usage):
    words = sys.argv[1:]
    if len(words) % 2 == 0 or any(flag != "--against" for flag in words[1::2]): sys.exit(usage)
    with tempfile.TemporaryDirectory() as folder:
        report = check(words[0], [held(given) for given in words[2::2]], folder, judge(Signatures(folder)))
    print(json.dumps(report, indent=2, ensure_ascii=False))
    kinds = {finding["kind"] for finding in report["findings"]}
    sys.exit(4 if kinds - {"clock"} else 1 if kinds or not report["anchored"] or report["of_earlier"] else 0)
if __name__ == "__main__": main(People, __doc__)
