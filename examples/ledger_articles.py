"""Devices and paper that are carried, from docs/spec/statement.md and docs/spec/rules.md alone."""
from ledger_contracts import is_forbidden
from verify_ledger import need, says

class Articles:
    """What is asked for, permitted, brought back and confirmed."""
    def article(self, b):
        need(b["article"] in self.articles, "an unknown article")
        return self.articles[b["article"]]

    def article_kind(self, device):
        need(device in self.media, "an unknown device")
        need(self.media[device]["kind"] in ("pc", "phone"), "no device")
        return self.media[device]["kind"]

    def article_rules(self, b, kind, *wanted):
        """The demands of these kinds that are meant for it."""
        lent, paper = "owner" in self.media.get(b.get("device"), {}), b.get("paper")
        for rule in self.rules(b)[0]:
            demand, of = rule["demand"], rule["demand"].get("of", {})
            if demand["kind"] in wanted and (not of.get("articles") or kind in of["articles"]) and (
                    not of.get("directions") or b["direction"] in of["directions"]) and (
                    "repair" not in of or b.get("repair")) and ("lent" not in of or lent) and (
                    not paper or not of.get("levels") or paper["level"] in of["levels"] + ["unknown"]) and (
                    not paper or not of.get("personal-data") or paper.get("people") != 0):
                yield demand

    def article_carry(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "requester"), "not allowed")
        if "contract" in b: self.need_contract(b["contract"])
        need(not self.has_left(by, b), "left the contract")
        need(says(b["place"]) and says(b["purpose"]) and b["on"] <= b["due"], "no place or purpose, or back before it goes")
        need("permission" not in b or says(b["permission"]["number"]) and says(b["permission"]["by"]), "a permission says nothing")
        need(("device" in b) != ("paper" in b), "a device or paper")
        if "device" in b:
            kind = self.article_kind(b["device"])
            need(self.media[b["device"]]["state"] == "active", "not in use")
            self.owned(b["device"], b)
            need(not any(a["body"].get("device") == b["device"] and a["state"] in ("asked", "out", "returned")
                         for a in self.articles.values()), "carried already")
            self.with_its_packages({"body": b}, by)
        else:
            kind = "paper"
            need(says(b["paper"]["title"]) and b["paper"]["count"] and not b.get("measures"), "paper that is none")
        self.carried_as_demanded(b, kind)
        self.fit("carrier", by, b, on)
        self.articles[dig] = {"number": len(self.articles) + 1, "by": by, "kind": kind, "body": b, "state": "asked", "back": None,
                              "lost": None, "confirmed": False, "earlier": set(), "permitted_by": None, "to_clear": False}

    def owned(self, medium, b):
        need(self.media[medium].get("owner") in (None, b.get("contract")), "lent under another contract")

    def lent_ends(self, medium, end):
        """Refuses to let what a client lent be destroyed or kept, unless the newest of its letters about it lets it."""
        owner = self.media[medium].get("owner")
        meant = lambda d: d["kind"] == "given-back" or d["kind"] == "lent-device" and medium in d.get("devices", [medium])
        if not owner: return
        directed = self.last_said({"contract": owner}, lambda rule: meant(rule["demand"]))[1]
        lets = any(meant(rule["demand"]) and end in rule["demand"].get("may", []) for rule in directed)
        need(lets or not any(rule["demand"]["kind"] == "given-back" for rule in self.rules({"contract": owner})[0]), "given-back")

    def empty(self, medium):
        there = any(copy["device"] == medium and copy["fate"] == "held" for c in self.carry_outs.values() for copy in c["copies"])
        stands = {c["number"] for c in self.carry_outs.values() if self.is_carried(c) or self.freezing(c["number"])}
        need(not there and not self.media[medium]["holds"] & stands, "something is on it")

    def with_its_packages(self, a, to):
        """What is out on it goes along; what nobody carries any more is not out from then on."""
        out = self.media.get(a["body"].get("device"), {}).get("out", {})
        parts = {number for number, who in out.items() if who != to}
        need(not any(c["number"] in parts and self.is_carried(c) for c in self.carry_outs.values()), "a package is out on it")
        return lambda: [out.pop(number) for number in parts]

    def evidence(self, a):
        """An open incident, no drill, is about it, or about the device it is, or about what is on that."""
        device = a["body"].get("device")
        there = {c["number"] for c in self.carry_outs.values() for x in c["copies"] if device and x["device"] == device and x["fate"] == "held"}
        if any(self.freezing(number) for number in there | self.media.get(device, {"holds": set()})["holds"]): return True
        same = lambda i: device and device in (i["body"].get("medium"), *(x["body"].get("device") for x in i["articles"]))
        return any(i["number"] in self.open_incidents and (a in i["articles"] or same(i)) for i in self.incidents.values())

    def carried_as_demanded(self, b, kind):
        for d in self.article_rules(b, kind, "forbid-place", "article-measures", "article-permission", "article-never"):
            need(d["kind"] != "article-never", "never carried")
            need(d["kind"] != "forbid-place" or not is_forbidden(b["place"], d), "a place that is forbidden")
            need(set(d.get("measures", [])) <= set(b.get("measures", [])), "not attested")
            need(d["kind"] != "article-permission" or "permission" in b, "not permitted by the client")

    def article_answer(self, s, b, by, on, c, dig, signer):
        a = self.article(b)
        need(by not in {a["by"], a["back"], *a["earlier"]}, "their own")
        need(self.may_approve(by, on, {a["by"]}, {"request": a["body"]}), "may not approve")
        if b["step"] == "back" and b["approved"] and a["lost"]:
            need(a["lost"] not in self.open_incidents and not a["confirmed"], "its incident is open, or it is confirmed")
            a["confirmed"] = True
            return
        need(a["state"] == {"out": "asked", "back": "returned"}[b["step"]], "not now")
        need(b["approved"] or says(b.get("reason")), "no reason")
        if not b["approved"]:
            a["state"], a["back"] = ("refused" if b["step"] == "out" else "out"), None
            return
        need(b["step"] == "back" or not self.leaves(a["by"]) and not self.has_left(a["by"], a["body"]), "goes with nobody who leaves")
        for d in self.article_rules(a["body"], a["kind"], "article-approval"):
            need(b["step"] == "back" and "at-return" not in d or not d.get("posts") or set(d["posts"]) & set(self.posts(a["body"], by)), "not notified in a post")
        need(b["step"] == "back" or not self.evidence(a), "kept for an incident")
        if b["step"] == "out":
            self.with_its_packages(a, a["by"])
            self.fit("approver", by, a["body"], on)
            a["permitted_by"] = by
        a["state"], a["confirmed"] = ("out", False) if b["step"] == "out" else ("closed", True)

    def article_return(self, s, b, by, on, c, dig, signer):
        a = self.article(b)
        need(by == a["by"] or self.leaves(a["by"]) and self.has(by, "administrator"), "not the carrier")
        if a["to_clear"] and a["state"] in ("returned", "closed"): return self.cleared_later(a, b)
        need(a["state"] == "out" and all(says(b[field]) for field in ("note", "saved_to") if field in b), "not now, or says nothing")
        how = b.get("destroyed")
        need(how is None or a["kind"] == "paper" and ("evidence" in how or says(how.get("witness"))), "not destroyed")
        need(a["kind"] != "paper" or not b.get("cleared"), "paper is not cleared")
        no_more_out, kept = self.with_its_packages(a, None), self.evidence(a)
        need(not kept or how is None and not b.get("cleared"), "kept for an incident")
        if "data-deleted" in b.get("cleared", []): self.empty(a["body"]["device"])
        for d in self.article_rules(a["body"], a["kind"], "article-disposal", *([] if kept else ["article-cleared"])):
            need(set(d.get("cleared", [])) <= set(b.get("cleared", [])), "not cleared")
            need(how is None or "methods" not in d or how["method"] in d["methods"], "destroyed otherwise")
        a.update(state="returned", back=by, to_clear=kept and any(d["cleared"] for d in self.article_rules(a["body"], a["kind"], "article-cleared")))
        no_more_out()

    def cleared_later(self, a, b):
        """What an incident put off is attested once none keeps it."""
        device, cleared = a["body"]["device"], b.get("cleared", [])
        need(not self.evidence(a) and "destroyed" not in b and all(says(b[field]) for field in ("note", "saved_to") if field in b), "kept, destroyed, or says nothing")
        self.usable(device)
        need(not any(x["body"].get("device") == device and x["state"] in ("asked", "out", "returned") and x is not a
                     for x in self.articles.values()), "carried")
        if "data-deleted" in cleared: self.empty(device)
        need(cleared and all(set(d["cleared"]) <= set(cleared) for d in self.article_rules(a["body"], a["kind"], "article-cleared")), "not cleared")
        a["to_clear"] = False

    def article_transfer(self, s, b, by, on, c, dig, signer):
        a = self.article(b)
        need(a["state"] == "out" and ("reason" not in b or says(b["reason"])), "not now, or says nothing")
        need(by == a["by"] or self.leaves(a["by"]) and self.has(by, "approver", "administrator"), "not the carrier")
        need(self.has(b["to"], "requester") and not self.leaves(b["to"]) and b["to"] != a["by"], "the new carrier")
        need(not self.has_left(b["to"], a["body"]) and b["to"] != a["permitted_by"], "left the contract, or permitted it")
        no_more_out = self.with_its_packages(a, b["to"])
        self.fit("carrier", b["to"], a["body"], on)
        a["earlier"].add(a["by"])
        a["by"] = b["to"]
        no_more_out()

    def article_lost(self, s, b, by, on, c, dig, signer):
        a, incident = self.article(b), self.the_incident(b)
        need("drill" not in incident["body"] and incident["body"]["kind"] in ("lost", "stolen"), "no loss")
        need(a["state"] == "out" and ("note" not in b or says(b["note"])), "not now, or says nothing")
        self.article_concerned(a, incident, by)

    def article_concerned(self, a, incident, by):
        """Lost where that is what happened and it was out; a device is lost with it."""
        if a not in incident["articles"]: incident["articles"].append(a)
        if "drill" in incident["body"] or incident["body"]["kind"] not in ("lost", "stolen") or a["state"] != "out": return
        a.update(state="lost", lost=incident["number"], back=by)
        if "device" in a["body"]: self.freeze_all_on(a["body"]["device"], incident, by)

    def taken_along(self, c, by, device):
        """A package goes along on a device only with somebody who may carry it, where a rule says so."""
        kind, under = self.media[device]["kind"], {k: v for k, v in c["request"].items() if k == "contract"}
        if kind not in ("pc", "phone"): return
        a = next((a for a in self.carried_as(device) if a["by"] == by and not a["earlier"]), None)
        if a is None:
            asked = self.article_rules({"device": device, "direction": "out", **under}, kind, "article-approval", "article-permission")
            need(not list(asked), "nobody permitted to carry it")
            return
        if a["body"].get("contract") == c["request"].get("contract") and a["body"]["direction"] == "out": return
        b = {**{k: v for k, v in a["body"].items() if k != "contract"}, **under, "direction": "out"}
        self.carried_as_demanded(b, kind)
        for d in self.article_rules(b, kind, "article-approval"):
            need(not d.get("posts") or set(d["posts"]) & set(self.posts(b, a["permitted_by"])), "not notified in a post")

    def articles_with(self, who): return [a for a in self.articles.values() if a["state"] in ("out", "returned") and a["by"] == who]

    def carried_as(self, device):
        """What is out as this device."""
        return [a for a in self.articles.values() if a["state"] == "out" and a["body"].get("device") == device]
