"""What becomes of a carry-out that left, from docs/spec/statement.md alone: the road, the copies, how each ended and how much
is known of it, and incidents. ledger_rules.py has people, media and what comes before.
"""
import datetime, re
from verify_ledger import need, says

LOSSES = ("lost", "stolen")
SEALED = ("package", "office", "sent", "mail")
def moment(text):
    """A time that compares as times do: by instant, then by offset."""
    at = datetime.datetime.fromisoformat(text)
    return at, at.utcoffset()

class WayBack:
    """The second half of a ledger's rules."""
    def nothing_outside(self, requester):
        return {"carrier": requester, "carriers": {requester}, "opened": False, "out": False, "told": [], "extensions": [], "drafts": [], "mailed": False, "strayed": set(), "differences": [],
                "copies": [], "returns": [], "disposals": [], "handed": [], "recalls": set(), "incidents": [], "closed": False}

    def completed(self, c): return next((a for a in c["attempts"] if a["outcome"] == "completed"), None)
    def done(self, c):
        need(self.completed(c), "not completed")
        return self.completed(c)
    def outside(self, c): need(self.completed(c) and not c["closed"], "not outside")
    def carrying(self, c, by): need(by == c["carrier"], "not the carrier")
    def answering(self, c, by): need(by in (c["by"], c["carrier"]), "neither the requester nor the carrier")
    def carried_by(self, who): return [c for c in self.carry_outs.values() if c["carrier"] == who and self.is_carried(c)]
    def is_carried(self, c): return not c["closed"] and any(a["outcome"] != "failed" for a in c["attempts"])
    def medium_of(self, c): return self.done(c)["intent"]["destination"].get("medium")
    def freezing(self, number): return next((i for i, about in self.open_incidents.items() if number in about), None)
    def unfrozen(self, c): need(self.freezing(c["number"]) is None, "frozen by an incident")
    def unfrozen_there(self, c):
        self.unfrozen(c)
        on_it = self.media.get(self.medium_of(c), {}).get("holds", ())
        need(not any(self.freezing(number) for number in on_it), "something else there is frozen by an incident")
    def despite(self, c, begun, there):
        """Tells every open incident of what it should have kept; without `begun` it is missing."""
        on_it = self.media.get(self.medium_of(c), {}).get("holds", set()) if there else set()
        for incident in self.incidents.values():
            if self.open_incidents.get(incident["number"], set()) & (on_it | {c["number"]}):
                incident["despite"].append((c["number"], begun is not None and begun <= incident["index"], begun is None))
    def involved(self, c): return c["carriers"] | {x["by"] for x in c["returns"] + c["disposals"] + c["handed"]}
    def judges_the_end(self, c, by, on):
        need(by != c["by"] and self.may_approve(by, on, self.involved(c), c), "may not judge its end")
    def copy_on_medium(self, c, numbers): return any(x["medium"] and x["number"] in numbers for x in c["copies"])
    def holds_others(self, c, medium):
        carried = {x["number"] for x in self.carry_outs.values() if self.is_carried(x)}
        return any(n in carried or self.freezing(n) for n in self.media[medium]["holds"] - {c["number"]})
    def carried_there(self, c, counts=lambda n: True):
        others = self.media[self.medium_of(c)]["holds"] - {c["number"]}
        return {x["number"] for x in self.carry_outs.values() if x["number"] in others and self.is_carried(x) and counts(x["number"])}
    def forget(self, c):
        """Its medium holds the package no more, unless an incident is open about it."""
        if self.freezing(c["number"]) is None: self.media[self.medium_of(c)]["holds"].discard(c["number"])
    def still_out(self, medium):
        """Who has it along, by what somebody still carries."""
        carried = {x["number"] for x in self.carry_outs.values() if self.is_carried(x)}
        return {number: who for number, who in medium["out"].items() if number in carried}
    def with_nobody(self, c):
        medium = self.media.get(self.medium_of(c))
        if medium: medium["out"] = {number: who for number, who in self.still_out(medium).items() if number != c["number"]}

    def status_outside(self, c):
        if any(x["fate"] == "lost" for x in c["copies"]): return "lost"
        if c["closed"]: return "closed"
        if c["handed"]: return "handed-over"
        if not any(x["fate"] == "held" for x in c["copies"]):
            disposed = max([d["index"] for d in c["disposals"] if d["body"].get("copies")], default=0)
            return "disposed" if disposed > max([r["index"] for r in c["returns"]], default=0) else "returned"
        return "opened" if c["opened"] else "arrived" if c["arrived"] else "out" if c["out"] or c["mailed"] else "sealed"

    # Copies and what is known of their end --------------------------------------------------------------------------------
    def new_copy(self, c, kind, medium=None, holder=None, device=None, place=""):
        c["copies"].append({"place": place, "number": len(c["copies"]) + 1, "kind": kind, "medium": medium, "holder": holder, "device": device,
                            "fate": "held", "under": None})

    def written(self, c):
        medium, r = self.medium_of(c), c["request"]
        sent = medium is None and r["recipient"] != "self"
        self.new_copy(c, "office" if sent else "package", medium)
        if sent: self.new_copy(c, "sent", holder=r["recipient"])
        if medium:
            m, mine = self.media[medium], self.client_of(r)
            level, client = m["taint"] or (r["level"], mine)
            m["holds"].add(c["number"])
            contract, (organization, registered) = client[0], client[1:] if client[1] is not None else mine[1:]
            m["taint"] = (min(level, r["level"]), (mine[0] if contract is None else contract, organization, registered))

    def same_place(self, c, m):
        written, read = self.done(c)["intent"]["destination"], m["place"]
        uuid = written.get("filesystem_uuid")
        same = uuid is not None and uuid == read.get("filesystem_uuid")
        if "medium" in written or "medium" in read:
            return written.get("medium") == read.get("medium") and (read["identified"] or same)
        return (written["path"], written["filesystem"]) == (read["path"], read["filesystem"]) and (uuid is None or same)

    def level_measured(self, c, m):
        if m is None or not self.same_place(c, m): return "L0"
        if "overwritten" in m: return "L3"
        if not m["gone"] or m["copies_left"] > 0: return "L0"
        scan = m.get("scan")
        if scan and scan["found"] == scan["unreadable_bytes"] == 0 and scan["bytes"] == m.get("capacity_bytes"): return "L2"
        return "L1" if m["identified"] else "L0"

    def level_disposed(self, c, b, witnessed):
        if b["method"] in ("erase-file", "overwrite"): return self.level_measured(c, b.get("measured"))
        if b["method"] == "key":
            attested = b["key"].get("attested", [])
            return "L4" if (all(t in attested for t in c["told"]) if c["told"] else not c["opened"]) else "L0"
        return "L5" if b["method"] in ("physical", "dissolve") and witnessed and "evidence" in b else "L0"

    def level_of(self, c, copy):
        """What is known of the end of a copy, by everything that was done to it."""
        if copy["fate"] not in ("returned", "disposed"): return None
        known = [r["level"] if copy["number"] == 1 else "L0" for r in c["returns"] if copy["number"] in r["body"]["copies"]]
        for d in c["disposals"]:
            method = d["body"]["method"]
            reached = (copy["kind"] in SEALED if method == "key" else copy["number"] == 1
                       if method in ("erase-file", "overwrite") else True)
            if copy["number"] in d["body"].get("copies", []): known.append(d["level"] if reached else "L0")
        return max(known)

    def is_weak(self, c, copy):
        d = next(d for d in c["disposals"] if d["number"] == copy["under"])
        return d["body"]["method"] == "key" or d["level"] == "L0"

    def is_out(self, c, copy, m):
        out = self.media.get(copy["medium"], {}).get("out", {})
        return c["number"] in out and m is not None and self.same_place(c, m)

    def is_found(self, c, copy, m, shown):
        return copy["number"] == 1 and m is not None and self.same_place(c, m) or copy["medium"] is None and shown

    def named(self, c, numbers):
        need(all(a < b for a, b in zip(numbers, numbers[1:])), "copies do not rise")
        need(all(1 <= n <= len(c["copies"]) for n in numbers), "no such copy")
        return [c["copies"][n - 1] for n in numbers]

    def identified(self, place):
        serial = self.media.get(place.get("medium"), {}).get("serial")
        need(not place["identified"] or serial is not None and serial == place.get("serial"), "not the registered serial")

    def at_hand(self, m, copies):
        """Refuses what was measured at another medium than it names, or than the copies are on."""
        place = m["place"]
        need(all(copy["medium"] in (None, place.get("medium")) for copy in copies), "another medium")
        if "medium" not in place: return
        need(place["medium"] in self.media, "an unknown medium")
        medium = self.media[place["medium"]]
        self.identified(place)
        for registered, found in ((medium["serial"], place.get("serial")), (medium["capacity"], m.get("capacity_bytes"))):
            need(None in (registered, found) or registered == found, "another serial or capacity")

    # On the road ------------------------------------------------------------------------------------------------------------
    def checkout(self, s, b, by, on, c, dig, signer):
        self.carrying(c, by)
        self.outside(c)
        self.unfrozen(c)
        need(c["request"]["via"] in ("usb", "hand", "courier") and not c["out"], "nothing to carry, or out already")
        need(self.status(c, on) in ("sealed", "arrived", "opened"), "its status")
        need(all(says(b[field]) for field in ("case", "route") if field in b), "says nothing")
        need("case" in b or not c["terms"]["case"], "no locked case")
        medium = self.media.get(self.medium_of(c))
        if medium:
            self.usable(self.medium_of(c))
            self.owned(self.medium_of(c), c["request"])
            self.taken_along(c, by, self.medium_of(c))
            still = self.still_out(medium)
            need(set(still.values()) <= {by}, "out with somebody else")
            medium["out"] = {**still, c["number"]: by}
        c["out"] = True

    def transfer(self, s, b, by, on, c, dig, signer):
        self.outside(c)
        if by != c["carrier"]: need(self.leaves(c["carrier"]) and self.has(by, "approver", "administrator"), "not the carrier")
        need(self.has(b["to"], "requester") and not self.leaves(b["to"]) and b["to"] != c["carrier"], "the new carrier")
        need(not self.has_left(b["to"], c["request"]), "left the contract")
        self.fit("carrier", b["to"], c["request"], on)
        medium = self.media.get(self.medium_of(c))
        if medium and c["number"] in medium["out"]: medium["out"][c["number"]] = b["to"]
        c.update(carrier=b["to"], carriers=c["carriers"] | {b["to"]}, out=False)

    def undelivered(self, s, b, by, on, c, dig, signer):
        self.carrying(c, by)
        self.unfrozen(c)
        need(self.status(c, on) in ("sealed", "out") and c["request"]["recipient"] != "self", "its status")
        self.with_nobody(c)
        c["out"] = c["mailed"] = False

    def due(self, c): return ([c["request"]["due"]] + [x["due"] for x in c["extensions"] if x["approved"]])[-1]

    def extension(self, s, b, by, on, c, dig, signer):
        self.carrying(c, by)
        self.outside(c)
        need(says(b["reason"]) and all(x["approved"] is not None for x in c["extensions"]), "no reason, or one waits")
        need(b["due"] > self.due(c), "not later")
        c["extensions"].append({"digest": dig, "due": b["due"], "time": s["time"], "approved": None})

    def extension_answer(self, s, b, by, on, c, dig, signer):
        self.judges_the_end(c, by, on)
        self.outside(c)
        need(by not in c["carriers"], "carries or carried it")
        waiting = [x for x in c["extensions"] if x["approved"] is None and x["digest"] == b["extension"]]
        need(waiting and (b["approved"] or says(b.get("reason"))), "none waits, or no reason")
        waiting[0]["approved"] = b["approved"]

    def hand_over(self, s, b, by, on, c, dig, signer):
        self.answering(c, by)
        self.outside(c)
        self.unfrozen(c)
        r, medium, stays = c["request"], self.medium_of(c), b.get("medium_stays", False)
        need(r["kind"] in ("deliver", "return-to-client") and r["recipient"] != "self" and not c["handed"], "does not stay")
        need(c["opened"] or "evidence" in b, "no receipt")
        if medium and stays:
            self.usable(medium)
            if not self.to_the_client(r): self.lent_ends(medium, "kept")
            need(all(x["fate"] == "held" for x in c["copies"] if x["medium"]) and not self.holds_others(c, medium), "the medium")
        for x in c["copies"]:
            if x["kind"] == "sent" and x["fate"] in ("held", "lost") or \
                    stays and x["kind"] == "package" and x["medium"] and x["fate"] == "held":
                x.update(fate="handed-over", under=None)
        if medium and stays:
            self.with_nobody(c)
            self.end_medium(self.media[medium], "retired")
            self.media[medium]["holds"].discard(c["number"])
        c["handed"].append({"by": by, "time": s["time"]})

    # Coming back ------------------------------------------------------------------------------------------------------------
    def copy_made(self, s, b, by, on, c, dig, signer):
        self.answering(c, by)
        self.outside(c)
        need(says(b["place"]) and (b["kind"] != "subcontractor" or "holder" in b), "no place, or no holder")
        need("holder" not in b or b["holder"] in self.recipients, "an unknown holder")
        need(b["kind"] not in ("package", "sent"), "comes of the export")
        if "device" in b: self.article_kind(b["device"])
        self.new_copy(c, b["kind"], holder=b.get("holder"), device=b.get("device"), place=b["place"])

    def give_back(self, s, b, by, on, c, dig, signer):
        self.carrying(c, by)
        self.outside(c)
        copies, m, missing = self.named(c, b["copies"]), b.get("measured"), False
        need(copies, "no copies")
        for copy in copies:
            need(copy["kind"] != "misdelivered", "is with somebody it was not meant for")
            need(copy["fate"] == "held" or copy["fate"] == "lost" and self.is_found(c, copy, m, says(b.get("note")))
                 or copy["fate"] == "disposed" and self.is_weak(c, copy)
                 or copy["fate"] in ("returned", "disposed") and self.is_out(c, copy, m), "accounted for, or lost")
            need(m is not None or copy["medium"] is None, "not measured")
        if m is not None:
            self.at_hand(m, copies)
            need("overwritten" not in m, "clearing a medium is a disposal")
            if "in_place" in m or m["copies_erased"] > 0:
                if "begun" in b: self.despite(c, b["begun"], True)
                else: self.unfrozen_there(c)
            elif m["gone"] and c["number"] in self.media.get(self.medium_of(c), {"holds": (c["number"],)})["holds"]:
                self.despite(c, None, True)
                missing = self.freezing(c["number"]) is not None
        level = "L0" if missing else self.level_measured(c, m)
        for copy in copies: copy.update(fate="returned", under=None)
        if self.copy_on_medium(c, b["copies"]) and self.same_place(c, m):
            self.with_nobody(c)
            c["out"] = False
            if level != "L0": self.forget(c)
        c["returns"].append({"by": by, "time": s["time"], "index": self.index, "level": level, "body": b})

    def disposal(self, s, b, by, on, c, dig, signer):
        method, m, medium = b["method"], b.get("measured"), self.medium_of(c)
        copies = self.named(c, b.get("copies", []))
        there = method not in ("key", "declared")
        for copy in copies:
            fate = copy["fate"]
            need(method == "declared" or copy["kind"] != "misdelivered", "is with somebody it was not meant for")
            need(fate == "held" or fate == "lost" and (method == "key" or self.is_found(c, copy, m, "evidence" in b))
                 or there and (fate == "returned" or fate == "disposed" and self.is_weak(c, copy)), "accounted for, or lost")
        if method not in ("key", "overwrite"):
            need(copies, "no copies")
            self.outside(c)
        need("also" not in b or method == "physical", "only what is destroyed takes others along")
        if method == "key": self.key_destroyed(c, b, by, copies)
        else: self.disposed_of(c, b, by, copies)
        self.disposals += 1
        level = self.level_disposed(c, b, False)
        for copy in copies:
            if method != "key" or level == "L4" and copy["fate"] == "held": copy.update(fate="disposed", under=self.disposals)
        if method != "key" and self.copy_on_medium(c, b.get("copies", [])):
            if method == "overwrite" and level == "L3": self.with_nobody(c)
            if level != "L0": self.forget(c)
            if method == "physical":
                self.media[medium]["holds"].discard(c["number"])
                self.end_medium(self.media[medium], "destroyed")
        if method == "overwrite" and level == "L3": self.media[medium].update(taint=None, holds=set())
        c["disposals"].append({"number": self.disposals, "digest": dig, "by": by, "time": s["time"], "index": self.index,
                               "level": level, "body": b, "witnesses": set()})

    def key_destroyed(self, c, b, by, copies):
        custody = self.done(c)["intent"].get("custody")
        need(custody and "measured" not in b and "begun" not in b and b.get("key", {}).get("custody") == custody["sha256"], "not the key")
        stays = [p for p in custody["holders"]
                 if p in self.people and not self.leaves(p) and (custody["carrier_holds"] or self.has(p, "custodian"))]
        need(by in custody["holders"] and (custody["carrier_holds"] or self.has(by, "custodian"))
             or not stays and self.has(by, "custodian", "administrator"), "not a custodian")
        need(all(copy["kind"] in SEALED for copy in copies), "not sealed")

    def disposed_of(self, c, b, by, copies):
        method, m, done = b["method"], b.get("measured"), "begun" in b
        there = method in ("erase-file", "overwrite") or method == "physical" and any(copy["medium"] for copy in copies)
        if not done: self.unfrozen(c)
        need(by in (c["by"], c["carrier"]) or self.has(by, "custodian", "administrator"), "not allowed")
        need("key" not in b, "a key")
        if m is not None: self.at_hand(m, copies)
        if method == "erase-file":
            need(m and "overwritten" not in m, "not measured")
            if not done: self.unfrozen_there(c)
        elif method == "overwrite":
            whole, medium = (m or {}).get("overwritten"), self.medium_of(c)
            need(whole and whole["bytes"] == m.get("capacity_bytes") and whole["serial"] == m["place"].get("serial", "")
                 and re.fullmatch("[0-9a-f]{64}", whole["seed"]), "not measured")
            need(medium and medium == m["place"].get("medium"), "the medium")
            need(not (self.carried_there(c, lambda n: not self.freezing(n)) if done else self.holds_others(c, medium)), "others")
        else: need(m is None and ("evidence" in b or says(b.get("note"))), "no evidence and no note")
        if method == "physical":
            need(there or "also" not in b, "no medium")
            if there:
                also = b.get("also", [])
                need(sorted(set(also)) == also and c["number"] not in also, "others do not rise")
                if not done: self.unfrozen_there(c)
                if self.media[self.medium_of(c)]["state"] != "destroyed":
                    self.lent_ends(self.medium_of(c), "destroyed")
                    need(self.carried_there(c) <= set(also), "others")
        if done: self.despite(c, b["begun"], there)

    def the_disposal(self, c, digest):
        found = [d for d in c["disposals"] if d["digest"] == digest]
        need(found, "no such disposal")
        return found[0]

    def witness(self, s, b, by, on, c, dig, signer):
        disposed, outsider = self.the_disposal(c, b["disposal"]), b.get("external")
        who = ("outside", outsider["name"]) if outsider else ("inside", by)
        need(by != disposed["by"] and (not outsider or says(outsider["name"])), "no witness")
        shown = disposed["body"].get("evidence", {}).get("sha256")
        need(not outsider or outsider["evidence"]["sha256"] != shown, "the evidence of the disposal")
        need(who not in disposed["witnesses"], "a witness already")
        disposed["witnesses"].add(who)
        disposed["level"] = self.level_disposed(c, disposed["body"], True)

    def recheck(self, s, b, by, on, c, dig, signer):
        disposed = self.the_disposal(c, b["disposal"])
        whole = disposed["body"].get("measured", {}).get("overwritten")
        need(by != disposed["by"] and whole, "the same desk, or no noise")
        need((b["serial"], b["bytes"]) == (whole["serial"], whole["bytes"]), "another medium")
        need((b["changed_sectors"] == 0) == ("first_changed" not in b), "where it changed")

    def confirmation(self, s, b, by, on, c, dig, signer):
        self.judges_the_end(c, by, on)
        self.outside(c)
        need(by not in self.involved(c), "involved")
        self.unfrozen(c)
        need(not any(x["fate"] == "held" for x in c["copies"]), "copies are held")
        need(self.disposed_as_demanded(c), "disposed of otherwise than a rule takes")
        unseen = [d for d in c["disposals"] if self.is_ours(c, d) and not d["witnesses"]
                  and d["body"]["method"] != "key" and d["level"] < "L3"]
        need(not c["terms"]["witness"] or not unseen, "no witness")
        c["closed"] = True

    def is_ours(self, c, disposed):
        """Whether it tells of more than what a mail took to strangers: of that nobody here chose how, or could see it."""
        return any(not self.is_mailed_astray(c, c["copies"][n - 1]) for n in disposed["body"].get("copies", []))

    def recall(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "requester", "approver", "administrator") and says(b["number"]), "not allowed")
        need(b["number"] not in c["recalls"], "recalled already")
        self.done(c)
        recipient = c["request"]["recipient"]
        need("subcontractor" in self.recipients.get(recipient, {}) or "subcontractor" in c["recipient"], "no subcontractor")
        if not any(x["kind"] == "subcontractor" and x["holder"] == recipient and x["fate"] == "held" for x in c["copies"]):
            self.new_copy(c, "subcontractor", holder=recipient)
        c["closed"] = False
        c["recalls"].add(b["number"])

    # Incidents --------------------------------------------------------------------------------------------------------------
    def incident_open(self, s, b, by, on, c, dig, signer):
        need("medium" not in b or b["medium"] in self.media, "an unknown medium")
        need(all(moment(b[field]) <= moment(s["time"]) for field in ("aware", "occurred") if field in b), "has not come yet")
        need("request" in b or "medium" in b or "article" in b or says(b.get("note")), "about nothing")
        article = self.article(b) if "article" in b else None
        number = len(self.incidents) + 1
        incident = self.incidents[dig] = {"number": number, "by": by, "body": b, "carry_outs": [], "articles": [], "fields": set(),
                                          "told": False, "closed": False, "index": self.index, "despite": []}
        if "drill" not in b:
            self.open_incidents[number] = set()
        if article: self.article_concerned(article, incident, by)
        if "drill" not in b and "medium" in b: self.freeze_all_on(b["medium"], incident, by)
        if c: self.concerned(c, incident, by)

    def freeze_all_on(self, medium, incident, by):
        held = {c["number"] for c in self.carry_outs.values() for x in c["copies"] if x["device"] == medium and x["fate"] == "held"}
        self.open_incidents[incident["number"]] |= self.media[medium]["holds"] | held
        if incident["body"]["kind"] not in LOSSES: return
        self.end_medium(self.media[medium], "lost", incident["number"])
        for article in self.carried_as(medium): self.article_concerned(article, incident, by)

    def concerned(self, c, incident, by):
        incident["carry_outs"].append(c["number"])
        if "drill" in incident["body"]: return
        c["incidents"].append(incident["number"])
        self.open_incidents[incident["number"]].add(c["number"])
        if incident["body"]["kind"] not in LOSSES: return
        devices = {incident["body"].get("medium"), *(a["body"].get("device") for a in incident["articles"])} - {None}
        medium = self.completed(c) and self.medium_of(c)
        package = incident["body"].get("request") == c["digest"] or medium and self.media[medium]["state"] == "lost" or not any(
            x["device"] in devices for x in c["copies"])
        for x in c["copies"]:
            if x["fate"] == "held" and (x["device"] in devices or package and x["kind"] in ("package", "sent")):
                x.update(fate="lost", under=incident["number"])
        if medium and package: self.freeze_all_on(medium, incident, by)

    def the_incident(self, b):
        incident = self.incidents.get(b["incident"])
        need(incident and not incident["closed"], "no such open incident")
        return incident

    def incident_include(self, s, b, by, on, c, dig, signer):
        incident = self.the_incident(b)
        if c["number"] not in incident["carry_outs"]: return self.concerned(c, incident, by)
        lost = {name for name, m in self.media.items() if m["state"] == "lost" and m["lost_with"] == incident["number"]}
        lost = [x for x in c["copies"] if x["fate"] == "held" and (x["device"] in lost or x["medium"] in lost)]
        need(lost and "drill" not in incident["body"], "included already")
        for x in lost: x.update(fate="lost", under=incident["number"])

    def incident_update(self, s, b, by, on, c, dig, signer):
        incident = self.the_incident(b)
        need(says(b["text"]) and (b["field"] != "written-report" or "evidence" in b), "says nothing")
        incident["fields"].add(b["field"])

    def incident_contact(self, s, b, by, on, c, dig, signer):
        incident = self.the_incident(b)
        need(says(b["whom"]) and moment(b["at"]) <= moment(s["time"]), "says nothing, or has not come yet")
        incident["told"] = True

    def incident_close(self, s, b, by, on, c, dig, signer):
        incident = self.the_incident(b)
        drill, kind = "drill" in incident["body"], incident["body"]["kind"]
        need(self.has(by, "approver", "administrator") and by != incident["by"], "not allowed")
        need(not any(x["number"] in incident["carry_outs"] for x in self.carried_by(by)), "carries what it concerns")
        need(not any(a["by"] == by for a in incident["articles"]), "carries what it concerns")
        needed = {"review"} if drill else {"review", "written-report", "prevention"}
        if kind == "misdelivery" and not drill: needed |= {"deletion-request", "deletion-answer"}
        need(needed <= incident["fields"] and (drill or incident["told"]), "something is not on record")
        self.open_incidents.pop(incident["number"], None)
        incident["closed"] = True

    # What it comes to ---------------------------------------------------------------------------------------------------------
    def shown(self, c, status):
        frozen, under = self.freezing(c["number"]), {"disposed": "D", "lost": "I"}
        return {"id": f"C-{c['number']:04}", "status": status, "carrier": c["carrier"], "due": self.due(c),
                "frozen_by": frozen and f"I-{frozen:04}",
                "copies": [{"number": x["number"], "kind": x["kind"], "fate": x["fate"], "level": self.level_of(c, x),
                            "under": f"{under[x['fate']]}-{x['under']:04}" if x["fate"] in under else None}
                           for x in c["copies"]],
                "disposals": [{"id": f"D-{d['number']:04}", "level": d["level"]} for d in c["disposals"]],
                "attachments_kept": len(self.kept(c)),
                "attachments_purged": len(c["attachments"]) - len(self.kept(c)),
                "incidents": [f"I-{n:04}" for n in c["incidents"]], "mails_sent": [{"differences": d} for d in c["differences"]]}
