#!/usr/bin/env python3
"""Checks a Sekisho ledger without Sekisho: Python's standard library and ssh-keygen.

    verify_ledger.py LEDGER.DB [--against FILE | --against SIZE:ROOT]...

Written from docs/spec/statement.md and docs/spec/ledger.md alone, with ledger_shapes.py, ledger_rules.py,
ledger_contracts.py, ledger_mail.py, ledger_purge.py, ledger_loss.py and ledger_way_back.py beside it. Works on a private copy of the file and its -wal, recomputes the tree, folds every entry, and
prints as JSON size, root and findings, and where every carry-out, copy, medium and incident stands today.
Exit 0: nothing found and anchored;
1: nothing is wrong, but a clock disagrees or no checkpoint matches (NOT ANCHORED); 4: something is wrong.
What it leaves to others: the file's triggers and settings, and whether curve points and numbers inside keys and
signatures are in their one spelling (ssh-keygen judges the signatures).
"""
import base64, datetime, json, os, re, shutil, sqlite3, struct, subprocess, sys, tempfile

sys.dont_write_bytecode = True
from ledger_purge import attachments
from ledger_rules import Ledger
from ledger_shapes import BODIES, ENVELOPE, KEY_TYPES, Wrong, fits, need, sha
from ledger_way_back import moment

def read(path): return open(path, "rb").read()

# Canonical JSON -----------------------------------------------------------------------------------------------------
def unique(pairs):
    need(len({key for key, _ in pairs}) == len(pairs), "a key twice")
    return dict(pairs)

def no_float(_): raise Wrong("not an integer")

def canonical(line):
    try:
        value = json.loads(line.decode("utf-8"), object_pairs_hook=unique, parse_float=no_float, parse_constant=no_float)
        again = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise Wrong(f"not JSON: {error}")
    need(again == line, "not canonical JSON")
    return value

# Entries and signatures ---------------------------------------------------------------------------------------------
def parse_entry(entry):
    line, newline, rest = entry.partition(b"\n")
    need(newline and 0 < len(rest) <= 16384 and len(line) < 262144, "not a statement and a signature")
    statement = canonical(line)
    need(fits(ENVELOPE, statement) and fits(BODIES[statement["type"]], statement["body"]), "not a statement")
    parse_armor(rest)
    return statement, line + newline, rest

def parse_armor(armor):
    found = re.fullmatch(rb"-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n-----END SSH SIGNATURE-----\n", armor)
    need(found, "not one armored signature")
    try: blob = base64.b64decode(found[1].replace(b"\n", b""), validate=True)
    except ValueError: raise Wrong("not base64")
    lines = re.findall(b".{1,70}", base64.b64encode(blob))
    need(b"\n".join(lines) == found[1], "the armor is not in its one spelling")
    def take():
        nonlocal blob
        need(len(blob) >= 4, "malformed SSHSIG")
        size = struct.unpack(">I", blob[:4])[0]
        need(len(blob) >= 4 + size, "malformed SSHSIG")
        value, blob = blob[4:4 + size], blob[4 + size:]
        return value
    need(blob[:10] == b"SSHSIG\0\0\0\1", "not SSHSIG version 1")
    blob = blob[10:]
    key, namespace, reserved, message_hash, signature = take(), take(), take(), take(), take()
    need(blob == b"" and reserved == b"" and namespace and message_hash in (b"sha512", b"sha256"), "malformed SSHSIG")
    blob = key; key_type = take().decode("utf-8", "replace")
    blob = signature; algorithm = take().decode("utf-8", "replace"); take()
    need(algorithm in KEY_TYPES.get(key_type, []), f"{algorithm} is not accepted with {key_type}")
    need(len(blob) == (5 if key_type.startswith("sk-") else 0), "malformed SSHSIG")

def signed_by(keys, who, kind, message, armor, scratch):
    """Whether one of `keys` signed `message` as a statement of this kind."""
    for name, data in (("signers", "".join(f'{who} namespaces="sekisho-{kind}-v1" {key}\n' for key in keys).encode()),
                       ("signature", armor)):
        with open(os.path.join(scratch, name), "wb") as file:
            file.write(data)
    return keys and subprocess.run(
        ["ssh-keygen", "-Y", "verify", "-f", "signers", "-I", who, "-n", f"sekisho-{kind}-v1", "-s", "signature"],
        cwd=scratch, input=message, capture_output=True).returncode == 0

# The tree -----------------------------------------------------------------------------------------------------------
def node_index(level, offset):
    m = (offset + 1) * 2**level - 1
    total = level
    while m:
        total, m = total + m, m // 2
    return total

class Tree:
    """The right edge of a growing tree: what is completed by each leaf, and the root so far."""
    def __init__(self): self.size, self.peaks = 0, []
    def push(self, leaf):
        nodes, n = [leaf], self.size
        while n & 1:
            nodes.append(sha(b"\1" + self.peaks.pop() + nodes[-1]))
            n >>= 1
        self.peaks.append(nodes[-1])
        self.size += 1
        return nodes
    def root(self): return join(self.peaks)

def join(peaks):
    if not peaks: return sha(b"")
    root = peaks[-1]
    for peak in reversed(peaks[:-1]): root = sha(b"\1" + peak + root)
    return root

def stored_root(size, stored):
    peaks, at = [], 0
    for level in range(53, -1, -1):
        if size >> level & 1:
            peaks.append(stored.get(node_index(level, at >> level), b""))
            at += 1 << level
    return join(peaks)

# The whole file -------------------------------------------------------------------------------------------------------
def signer_of(armor):
    blob = base64.b64decode(b"".join(armor.split(b"\n")[1:-2]))
    wire = blob[14:14 + struct.unpack(">I", blob[10:14])[0]]
    return wire[4:4 + struct.unpack(">I", wire[:4])[0]].decode() + " " + base64.b64encode(wire).decode()

def check(path, against, scratch):
    for ending in ("", "-wal"):
        if os.path.exists(path + ending): shutil.copyfile(path + ending, os.path.join(scratch, "ledger.db" + ending))
    db = sqlite3.connect(os.path.join(scratch, "ledger.db"))
    if db.execute("PRAGMA application_id").fetchone()[0] != 0x53454B49 or db.execute("PRAGMA user_version").fetchone()[0] != 1:
        sys.exit("not a ledger of a known version")
    stored = dict(db.execute("SELECT node_index, hash FROM node"))
    kept = {row[0].hex(): row[1:] for row in db.execute("SELECT digest, size_bytes, content FROM attachment")}
    def signature_check(*claim): return signed_by(*claim, scratch)
    tree, ledger, findings, roots, changed = Tree(), Ledger(signature_check, parse_entry), [], [sha(b"")], None
    before, references = set(), []
    def root_at(size, index):
        past = changed is not None and changed < size <= index
        return stored_root(size, stored) if past else roots[size] if size <= index else None
    ledger.root_of = root_at
    def found(index, kind, detail): findings.append({"index": index, "kind": kind, "detail": str(detail)})
    for place, (index, key, entry) in enumerate(db.execute("SELECT entry_index, entry_key, body FROM entry ORDER BY 1")):
        if index != place: sys.exit(f"entry {place} is missing")
        said = sha(entry.partition(b"\n")[0] + b"\n")
        if said != key: found(index, "key", "not the statement's digest")
        first = node_index(0, index)
        leaf = sha(b"\0" + entry).hex()
        nodes = tree.push(bytes.fromhex(leaf))
        roots.append(tree.root())
        if any(stored.get(first + n) != node for n, node in enumerate(nodes)):
            found(index, "tree", "the stored nodes do not follow from the entries")
            changed = index if changed is None else changed
        try: statement, message, armor = parse_entry(entry)
        except Wrong as why:
            found(index, "not-an-entry", why)
            ledger.without_effect[index] = {"leaf": leaf, "by": {}}
            continue
        if said in before:
            found(index, "not-allowed", "said before")
            ledger.without_effect[index] = {"leaf": leaf, "by": {}}
            continue
        before.add(said)
        seen_root = root_at(statement["seen"]["size"], index)
        try: ledger.verify(index, statement, message, armor, seen_root)
        except Wrong as why:
            found(index, "not-verified", why)
            # Another history is what a rewritten log looks like to whoever came later: nobody acknowledges that.
            differs = not seen_root or seen_root.hex() != statement["seen"]["root"]
            if not (differs and statement["origin"] == ledger.origin and
                    signature_check([signer_of(armor)], statement["author"], statement["type"], message, armor)):
                ledger.without_effect[index] = {"leaf": leaf, "by": {}}
            continue
        if said != key: continue
        c = ledger.carry_outs.get(statement["body"].get("request"))
        basis = ledger.rests_on(c, statement["type"], statement["body"]) if c else []
        if any(moment(statement["time"]) < moment(earlier) for earlier in basis):
            found(index, "clock", "earlier than a statement it rests on")
        try: ledger.take(statement, sha(message).hex(), signer_of(armor), index)
        except Wrong as why:
            found(index, "not-allowed", why)
            ledger.without_effect[index] = {"leaf": leaf, "by": {}}
            continue
        if ledger.contradicts_a_purge(index): found(index, "clock", "well before the time of a purge")
        references += [(index, statement["body"].get("request", sha(message).hex()), wanted)
                       for wanted in attachments(statement["body"])]
    for index, request, wanted in references:
        row = kept.get(wanted["sha256"])
        if row is None:
            # Absent by the word of two people, or missing.
            if wanted["sha256"] not in ledger.carry_outs.get(request, {}).get("purged", {}):
                found(index, "attachment-missing", wanted["sha256"])
        elif row[0] != wanted["size_bytes"] or sha(row[1]).hex() != wanted["sha256"]:
            found(index, "attachment-wrong", wanted["sha256"])
    findings.sort(key=lambda finding: (finding["index"] is None, finding["index"]))
    if len(stored) != node_index(0, tree.size): found(None, "store", "the number of tree nodes is wrong")
    told = lambda f: f["kind"] in ("not-an-entry", "not-verified", "not-allowed", "key") and ledger.is_acknowledged(f["index"])
    acknowledged, findings = [f for f in findings if told(f)], [f for f in findings if not told(f)]
    anchored, of_earlier = 0, []
    for size, root, origin in against:
        if size <= tree.size and roots[size] == root and origin in (None, ledger.origin): anchored = max(anchored, size)
        elif origin in (None, ledger.origin) and ledger.is_lost(size, root.hex(), kept): of_earlier.append(size)
        else: found(None, "checkpoint", f"the first {size} entries are not those of a checkpoint held elsewhere")
    return {"origin": ledger.origin, "size": tree.size, "root": tree.root().hex(), "anchored": anchored, "findings": findings,
            "acknowledged": acknowledged, "of_earlier": of_earlier,
            **ledger.summary(datetime.date.today().isoformat())}

def held(given):
    if re.fullmatch("[0-9]+:[0-9a-f]{64}", given):
        return int(given.split(":")[0]), bytes.fromhex(given.split(":")[1]), None
    origin, size, root = read(given).decode().split("\n")[:3]
    return int(size), base64.b64decode(root, validate=True), origin

if __name__ == "__main__":
    words = sys.argv[1:]
    if len(words) % 2 == 0 or any(flag != "--against" for flag in words[1::2]):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        report = check(words[0], [held(given) for given in words[2::2]], folder)
    print(json.dumps(report, indent=2, ensure_ascii=False))
    kinds = {finding["kind"] for finding in report["findings"]}
    sys.exit(4 if kinds - {"clock"} else 1 if kinds or not report["anchored"] or report["of_earlier"] else 0)
