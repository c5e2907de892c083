"""What follows from the statements of a Sekisho ledger: who may say what, and what it changes.

Written from docs/spec/statement.md alone; verify_ledger.py reads the file, the tree and the signatures, and has people and their
keys. Here are recipients, media, and a carry-out up to the day it leaves; ledger_contracts.py has what contracts demand of it,
ledger_way_back.py what comes after, and verify_rules.py puts them together.
"""
import datetime
from ledger_articles import Articles
from ledger_contracts import Contracts, founded_under
from ledger_loss import Losses
from ledger_mail import Mails
from ledger_purge import Purges, attachments
from ledger_succession import Successions
from ledger_way_back import WayBack, moment
from verify_ledger import KINDS, People, Wrong, name_of, need, parse_entry, says, sha, signer_of

LEVELS = ["1", "2", "3", "4", "unknown"]
def today(statement): return statement["time"][:10]

class Ledger(WayBack, Contracts, Mails, Purges, Articles, Losses, Successions, People):
    """The registry, the carry-outs and the incidents. `signed_by` checks a signature."""
    def __init__(self, signed_by):
        super().__init__(signed_by)
        self.recipients, self.media, self.carry_outs, self.registered_at, self.index = {}, {}, {}, {}, 0
        self.incidents, self.open_incidents, self.disposals = {}, {}, 0
        self.no_contracts()
        self.no_purges()
        self.no_losses()
        self.no_successions()
        self.articles = {}
        self.looked_at, self.references, self.strays_counted = {}, [], False

    def counted(self, c):
        return [a for a in c["approvals"] if a["counts"] and a["by"] != c["by"] and
                self.may_approve(a["by"], a["time"][:10], {c["by"]}, c, a["index"]) and self.holds_key(a["by"], a["key"])]

    def tally(self, c):
        people = {}
        for a in self.counted(c): people.setdefault(a["by"], a["digest"])
        return list(people.values())

    def needed(self, c): return c["terms"]["approvers"]

    def status(self, c, on):
        if c["withdrawn"] or c["rejected"]: return "withdrawn" if c["withdrawn"] else "rejected"
        if any(a["outcome"] is None for a in c["attempts"]): return "sealing"
        if self.completed(c): return self.status_outside(c)
        expires = datetime.date.fromisoformat(c["request"]["on"]) + datetime.timedelta(days=c["terms"]["days"])
        if datetime.date.fromisoformat(on) >= expires: return "expired"
        if c["attempts"]: return "failed"
        return "approved" if self.needed(c) and len(self.tally(c)) >= self.needed(c) else "requested"

    def is_pending(self, c, on): return self.status(c, on) in ("requested", "approved", "failed")

    def opening_for(self, recipient):
        if recipient == "self": return {"format": "age-passphrase"}
        need(recipient in self.recipients, "the recipient is not registered")
        r = self.recipients[recipient]
        if r["opens"] == "7zip": return {"format": "zip-aes"}
        return {"format": "age-keys", "keys": r["age_keys"]} if "age_keys" in r else {"format": "age-passphrase"}

    def rests_on(self, c, kind, b):
        """The times of the statements that one of this kind rests on."""
        if kind in ("approval", "rejection", "withdrawal"): return [c["time"]]
        if kind == "export-intent": return [c["time"]] + [a["time"] for a in c["approvals"]]
        if kind in ("export-completed", "export-failed"):
            return [a["time"] for a in c["attempts"] if a["outcome"] is None][:1]
        if kind == "confirmation": return [x["time"] for x in c["returns"] + c["disposals"] + c["handed"]]
        if kind in ("witness", "recheck"): return [d["time"] for d in c["disposals"] if d["digest"] == b["disposal"]]
        if kind == "extension-answer": return [x["time"] for x in c["extensions"] if x["approved"] is None]
        if kind.startswith("incident"): return []
        return [a["ended"] for a in c["attempts"] if a["outcome"] == "completed"][:1]

    def take(self, statement, dig, signer, index):
        """Judges and applies a verified statement. `signer` is the key that signed, `index` that of its entry."""
        kind, b, by, on = statement["type"], statement["body"], statement["author"], today(statement)
        c, self.index = None, index
        if kind not in ("registration", "request") and "request" in b:
            c = self.carry_outs.get(b["request"])
            need(c, "no such request")
        self.still_under(kind, b, by, c)
        witnessed, ended = self.witnessed(), c is not None and self.has_ended(c)
        administrator = kind == "founder" or self.has(by, "administrator")
        getattr(self, {"return": "give_back"}.get(kind, kind.replace("-", "_")), self.never)(
            statement, b, by, on, c, dig, signer)
        if c and not kind.startswith("incident"): self.count_copies_of_assets(c)
        self.keep_track(statement, self.carry_outs.get(dig) if kind == "request" else c, index, witnessed, ended)
        self.note_said(statement, administrator)
        self.references += [(index, b.get("request", dig), wanted) for wanted in attachments(b)]
        return self.contradicts_a_purge(index) or self.contradicts_a_succession(index)

    def never(self, *_): raise Wrong("not an entry of its own")

    def acknowledge(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "administrator", "auditor") and says(b["reason"]), "not allowed, or no reason")
        known = self.looked_at.get(b["entry"])
        need(known and known["leaf"] == b["leaf"], "has an effect, or another leaf")
        need(by not in known["by"] and not self.is_acknowledged(b["entry"]), "said already")
        known["by"][by] = self.has(by, "administrator")

    def is_acknowledged(self, index):
        by = self.looked_at.get(index, {"by": {}})["by"]
        return len(by) > 1 and any(by.values())

    def without_effect(self, index, leaf, stage, entry, seen_root):
        """Another history, seen by somebody whose key is good, is what a rewritten log looks like: nobody acknowledges that."""
        if stage == "not-verified":
            s, message, armor = parse_entry(entry)
            differs = not seen_root or seen_root.hex() != s["seen"]["root"]
            keys = self.good(s["author"]) if s["author"] in self.people else []
            if differs and s["origin"] == self.origin and self.signed_by(keys, s["author"], s["type"], message, armor): return
        self.looked_at[index] = {"leaf": leaf, "by": {}}

    def is_late(self, s):
        c = self.carry_outs.get(s["body"].get("request"))
        basis = self.rests_on(c, s["type"], s["body"]) if c else []
        return any(moment(s["time"]) < moment(earlier) for earlier in basis)

    def attachments(self, kept):
        for index, request, wanted in self.references:
            size, content = kept.get(wanted["sha256"], (None, b""))
            if size is None:
                # Absent by the word of two people, or missing.
                if wanted["sha256"] not in self.carry_outs.get(request, {}).get("purged", {}):
                    yield index, "attachment-missing", wanted["sha256"]
            elif size != wanted["size_bytes"] or sha(content).hex() != wanted["sha256"]:
                yield index, "attachment-wrong", wanted["sha256"]

    # People, beyond their keys -----------------------------------------------------------------------------------------
    def person(self, roles, key, particulars):
        return {**super().person(roles, key, particulars), "left": False, "taught": [], "pledges": []}

    def add_key(self, who, key, proof):
        super().add_key(who, key, proof)
        self.added[name_of(key)] = self.index

    def founder(self, s, b, by, on, c, dig, signer):
        office = founded_under(b.get("office"))
        super().founder(s, b, by, on, c, dig, signer)
        self.packs["office"], self.added[name_of(b["key"])] = office, self.index

    def person_left(self, s, b, by, on, c, dig, signer):
        who = b["person"]
        need(self.has(by, "administrator") and who in self.people and self.leaves(who), "not allowed")
        need(not self.people[who]["left"] and not self.carried_by(who) and not self.articles_with(who), "has left, or carries something")
        need(not (b.get("pledged") or self.pledged_leaving) or not self.owes_a_pledge(who), "no pledge at leaving")
        self.pledged_leaving |= b.get("pledged", False)
        self.people[who]["left"] = True

    # Recipients and media ------------------------------------------------------------------------------------------------
    def recipient_add(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "requester", "administrator") and b["id"] != "self" and says(b["name"])
             and says(b["organization"]), "not allowed")
        self.recipients[b["id"]], self.registered_at[b["id"]] = b, s["time"]

    def same_medium(self, medium, serial, uuid):
        """Another medium that nothing tells apart from this one."""
        return any(serial == m["serial"] if serial is not None and m["serial"] is not None
                   else serial is None and m["serial"] is None and uuid is not None and uuid == m["uuid"]
                   for other, m in self.media.items() if other != medium)

    def medium_add(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "administrator") and b["id"] not in self.media
             and not self.same_medium(b["id"], b.get("serial"), b.get("filesystem_uuid")), "not allowed")
        if "owner" in b: self.need_contract(b["owner"])
        self.media[b["id"]] = {**({"owner": b["owner"]} if "owner" in b else {}), "state": "active", "kind": b["kind"], "serial": b.get("serial"), "uuid": b.get("filesystem_uuid"),
                               "capacity": b.get("capacity_bytes"), "holds": set(), "taint": None, "out": {}, "lost_with": None}

    def medium_set(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "administrator") and b["id"] in self.media, "not allowed")
        medium, uuid = self.media[b["id"]], b.get("filesystem_uuid")
        need(uuid is None or not self.same_medium(b["id"], medium["serial"], uuid), "another medium's filesystem")
        need(medium["state"] not in ("lost", "destroyed") or b.get("state", medium["state"]) == medium["state"], "gone")
        if "owner" in medium and b.get("state", medium["state"]) not in ("active", "lost", medium["state"]):
            need(not self.evidence({"body": {"device": b["id"]}}), "kept for an incident")
            if b["state"] == "destroyed":
                need(not any(self.freezing(number) for number in medium["holds"]), "holds evidence")
                self.lent_ends(b["id"], "destroyed")
        if "owner" in medium and b.get("state") == "retired":
            need(says(b.get("reason")) and not any(a["body"].get("device") == b["id"] and a["state"] in ("asked", "out", "returned")
                                                 for a in self.articles.values()), "given back to nobody, or carried")
            self.empty(b["id"])
        medium["uuid"] = uuid or medium["uuid"]
        if "state" in b: self.end_medium(medium, b["state"])

    def end_medium(self, medium, state, incident=None):
        medium["state"], medium["lost_with"] = state, incident
        if state != "active": medium["out"] = {}

    def stock_take(self, s, b, by, on, c, dig, signer):
        seen, identified = b.get("seen", []), b.get("identified", [])
        need(self.has(by, "administrator", "approver", "auditor"), "not allowed")
        need(all(m in self.media for m in seen) and set(identified) <= set(seen), "an unknown medium, or one not seen")
        for medium in (self.media[m] for m in seen): medium["out"] = self.still_out(medium)

    def usable(self, medium): need(self.media.get(medium, {}).get("state") == "active", "the medium is not usable")

    def client_of(self, r):
        """The contract, the organization, and whether that is a registered contract's client."""
        contract = self.contract(r)
        if contract: return r["contract"], contract["client"], True
        return r.get("contract"), self.recipients.get(r["recipient"], {}).get("organization"), False

    def untainted(self, medium, r):
        if not self.media[medium]["taint"]: return
        level, (contract, organization, registered) = self.media[medium]["taint"]
        mine = self.client_of(r)
        need(r["level"] == "unknown" or LEVELS.index(r["level"]) <= LEVELS.index(level), "held something more important")
        need(mine == (contract, organization, registered) or contract is not None and contract == mine[0] or
             organization is not None and organization == mine[1] and
             (None in (contract, mine[0]) or registered and mine[2]), "held another client's")

    # A carry-out until it leaves ------------------------------------------------------------------------------------------
    def request(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "requester") and dig not in self.carry_outs and says(b["purpose"]) and b.get("copies") != 0, "not allowed")
        need(on <= b["on"] <= b["due"], "the days")
        if "medium" in b:
            need(b["via"] not in ("email", "client-system"), "travels on no medium")
            self.usable(b["medium"])
            self.owned(b["medium"], b)
            self.untainted(b["medium"], b)
        else: need(b["via"] != "usb", "no medium")
        need(b["opening"] == self.opening_for(b["recipient"]), "opening")
        self.allow(b, by, on)
        self.carry_outs[dig] = {"digest": dig, "terms": self.terms(b), "number": len(self.carry_outs) + 1, "request": b, "by": by, "time": s["time"],
            "recipient": self.recipients.get(b["recipient"], {}), "approvals": [], "attempts": [], "rejected": False,
            "withdrawn": False, "arrived": False, **self.nothing_outside(by), **self.nothing_purged(s)}

    def judge(self, by, on, c):
        need(by != c["by"] and (self.may_approve(by, on, {c["by"]}, c) or self.has(by, "client")), "may not judge this request")

    def approval(self, s, b, by, on, c, dig, signer):
        self.judge(by, on, c)
        need(self.is_pending(c, on), "not pending")
        need("request_statement" not in b or sha(b["request_statement"].encode()).hex() == b["request"], "embedded")
        standing = [a for a in c["approvals"] if a["by"] == by and self.holds_key(by, a["key"])]
        need(not standing and self.needed(c) is not None, "twice, or no level")
        if self.may_approve(by, on, {c["by"]}, c): self.fit("approver", by, c["request"], on)
        c["approvals"].append({"by": by, "time": s["time"], "index": self.index, "key": signer, "digest": dig,
                               "counts": self.may_approve(by, on, {c["by"]}, c)})

    def rejection(self, s, b, by, on, c, dig, signer):
        self.judge(by, on, c)
        need(self.is_pending(c, on) and says(b["reason"]), "not pending, or no reason")
        c["rejected"] = True

    def withdrawal(self, s, b, by, on, c, dig, signer):
        need(by == c["by"] and (self.is_pending(c, on) or self.status(c, on) == "expired"), "not allowed")
        c["withdrawn"] = True

    def export_intent(self, s, b, by, on, c, dig, signer):
        r, counted, place = c["request"], self.tally(c), b["destination"]
        need(by == c["by"] and self.has(by, "requester") and self.needed(c) is not None, "not allowed")
        need(self.is_pending(c, on) and len(counted) >= self.needed(c) and on >= r["on"], "not approved now")
        need(b["approvals"] == counted and place.get("medium") == r.get("medium"), "approvals or medium")
        self.unfrozen(c)
        self.identified(place)
        if "medium" in r:
            self.usable(r["medium"])
            self.owned(r["medium"], r)
            need(not any(self.freezing(number) for number in self.media[r["medium"]]["holds"]), "holds evidence")
            self.untainted(r["medium"], r)
        self.allow(r, by, on, c)
        able = [p for p in self.people if p != by and self.has(p, "custodian") and not self.leaves(p)]
        custody, secret = b.get("custody"), r["opening"]["format"] != "age-keys"
        need((custody is not None) == secret, "custody")
        if custody:
            need(custody["carrier_holds"] == (not able) and custody["holders"]
                 and set(custody["holders"]) <= set(able or [by]), "custody")
        name = f"C-{c['number']:04}.zip" + ("" if r["opening"]["format"] == "zip-aes" else ".age")
        need(b["package_name"] == name, "package name")
        c["attempts"].append({"digest": dig, "by": by, "time": s["time"], "intent": b, "outcome": None})

    def open_attempt(self, c, intent):
        found = [a for a in c["attempts"] if a["digest"] == intent and a["outcome"] is None]
        need(found, "no such open attempt")
        return found[0]

    def export_completed(self, s, b, by, on, c, dig, signer):
        attempt = self.open_attempt(c, b["intent"])
        need(attempt["by"] == by, "not the author's attempt")
        attempt.update(outcome="completed", ended=s["time"], body=b)
        self.written(c)
        self.count_copies(c)

    def export_failed(self, s, b, by, on, c, dig, signer):
        attempt = self.open_attempt(c, b["intent"])
        need(self.has(by, "administrator") if self.leaves(attempt["by"]) else attempt["by"] == by, "not the author's attempt")
        attempt.update(outcome="failed", ended=s["time"], body=b)

    def passphrase_release(self, s, b, by, on, c, dig, signer):
        r, custody = c["request"], self.done(c)["intent"].get("custody")
        need(custody and by in custody["holders"] and (
            custody["carrier_holds"] or self.has(by, "custodian") and by != c["carrier"]), "no holder")
        address = c["recipient"].get("email")
        named = address is not None and any(address.lower() in w.lower() for w in
                                            (b.get("note", ""), b.get("contact", ""), b["told"]))
        refused = (b["via"] == "hand" and r["via"] in ("usb", "hand") or b["via"] == "letter" and r["via"] == "courier"
                   or b["via"] == "other" and (r["via"] == "email" and named or not says(b.get("note"))))
        need(says(b["told"]) and not refused and (c["arrived"] or not r["after_arrival"]), "channel or arrival")
        self.unfrozen(c)
        need(not any(copy["fate"] == "lost" for copy in c["copies"]), "lost")
        gone = "medium" in r and self.media[r["medium"]]["state"] == "lost"
        need(not any(gone and copy["fate"] == "held" and copy["kind"] == "package" for copy in c["copies"]), "lost")
        need(not any("key" in d["body"] for d in c["disposals"]), "its key is destroyed")
        c["told"].append(b["told"])

    def receipt(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "requester", "custodian"), "not allowed")
        done, code = self.done(c), b["code"]
        if code["kind"] == "arrived":
            need(code["digits"] == done["body"]["package_sha256"][:12], "wrong code")
            c["arrived"] = True
        else:
            kept = done["intent"]["opened_code"]
            need(KINDS["NONCE"](kept["salt"]) and sha(bytes.fromhex(kept["salt"]) + code["code"].encode()).hex() == kept["sha256"],
                 "wrong code")
            c["opened"] = True
            for d in c["disposals"]:
                if d["body"]["method"] == "key": d["level"] = self.level_disposed(c, d["body"], False)

    # What it all comes to ------------------------------------------------------------------------------------------------
    def summary(self, on=None):
        """Everything recomputed, in the words of `sekisho show --json`, as it stands on a day, by default today."""
        on = on or datetime.date.today().isoformat()
        return {"carry_outs": [self.shown(c, self.status(c, on)) for c in self.carry_outs.values()],
                "incidents": [{"id": f"I-{i['number']:04}", "closed": i["closed"],
                               "carry_outs": [f"C-{n:04}" for n in i["carry_outs"]],
                               "despite": [[f"C-{n:04}", *how] for n, *how in i["despite"]]} for i in self.incidents.values()],
                "media": {name: {"state": m["state"], "holds": [f"C-{n:04}" for n in sorted(m["holds"])],
                                 "level": m["taint"] and m["taint"][0],
                                 "out": [f"C-{n:04}" for n in sorted(m["out"])]} for name, m in sorted(self.media.items())},
                "articles": {f"E-{a['number']:04}": [a["kind"], a["by"], a["state"], a["lost"], a["confirmed"], bool(a["to_clear"])] for a in self.articles.values()},
                "restored": self.losses(), "successions": self.succeeded(), "leaving": sorted(p for p in self.people if self.leaves(p)), **self.contracts_summary()}
