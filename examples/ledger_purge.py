"""How long the attachments of a carry-out are kept, and how two people have them removed, from docs/spec/statement.md alone.
"""
import datetime
from ledger_way_back import moment
from verify_ledger import need

YEARS_MIN, CLOCK_SECONDS = 5, 86_400

def attachments(body):
    """What a body refers to; the body of a mail's draft is one, and so is the text of a pledge. What is on paper is none."""
    found = [body.get(name) for name in ("file_list", "manifest", "fingerprints", "pledge", "evidence", "source", "answers",
                                         "paper", "anomalies", "text", "body", "lost", "attested")]
    found += [body[name].get("evidence") for name in ("external", "permission", "destroyed") if isinstance(body.get(name), dict)]
    return [wanted for wanted in found if isinstance(wanted, dict) and "sha256" in wanted]

def seconds(text): return datetime.datetime.fromisoformat(text).timestamp()

class Purges:
    """Retention, by the times that several people claim."""
    def no_purges(self): self.latest, self.purges_asked, self.last_purge = {}, {}, None

    def nothing_purged(self, s):
        return {"attachments": [], "kept_from": s["time"], "purge": None, "purged": {}}

    # Times ---------------------------------------------------------------------------------------------------------------
    def witnessed(self):
        """The latest time that at least two people have claimed."""
        claimed = sorted(self.latest.values(), key=moment)
        return claimed[-2] if len(claimed) > 1 else None

    def keep_track(self, s, c, index, witnessed, ended):
        """After a statement took effect: what its carry-out has, and which times were claimed."""
        by, at = s["author"], s["time"]
        if c:
            for a in attachments(s["body"]):
                if a not in c["attachments"]: c["attachments"].append(a)
            if not ended and s["type"] not in ("purge", "purge-confirm"):
                c["kept_from"] = max([c["kept_from"], at] + ([witnessed] if witnessed else []), key=moment)
        self.latest[by] = max(self.latest.get(by, at), at, key=moment)
        for clock in list(self.purges_asked.values()) + ([self.last_purge] if self.last_purge else []):
            if clock["contradicted"] is None and seconds(clock["at"]) - seconds(at) > CLOCK_SECONDS:
                clock["contradicted"] = index

    def contradicts_a_purge(self, index): return self.last_purge is not None and self.last_purge["contradicted"] == index

    # Days ----------------------------------------------------------------------------------------------------------------
    def has_ended(self, c): return bool(c["closed"] or c["rejected"] or c["withdrawn"])
    def expires(self, c):
        return (datetime.date.fromisoformat(c["request"]["on"]) + datetime.timedelta(days=c["terms"]["days"])).isoformat()
    def is_over(self, c, on):
        outstanding = not c["closed"] and any(a["outcome"] in (None, "completed") for a in c["attempts"])
        return not outstanding and (self.has_ended(c) or on >= self.expires(c))

    def purgeable_from(self, c):
        """The first day, or none within the calendar."""
        rules, _ = self.rules(c["request"])
        years = max([r["demand"]["years"] for r in rules if r["demand"]["kind"] == "retention"] + [YEARS_MIN])
        since = c["kept_from"][:10] if self.has_ended(c) else max(c["kept_from"][:10], self.expires(c))
        since = datetime.date.fromisoformat(since)
        if since.year + years > 9998: return "9999-99-99"
        last = 28 if (since.month, since.day) == (2, 29) and (since.year + years) % 4 != 0 else since.day
        try: until = since.replace(year=since.year + years, day=last)
        except ValueError: until = since.replace(year=since.year + years, day=28)
        return (until + datetime.timedelta(days=1)).isoformat()

    # The two statements ----------------------------------------------------------------------------------------------------
    def kept(self, c):
        return sorted((a for a in c["attachments"] if a["sha256"] not in c["purged"]), key=lambda a: a["sha256"])

    def waiting(self, c): return c["purge"] if c["purge"] and c["purge"]["attachments"] == self.kept(c) else None

    def its_time(self, s, c, by, on):
        need(by not in self.involved(c), "had a part in it")
        need(self.is_over(c, on), "not over")
        self.unfrozen(c)
        day = self.purgeable_from(c)
        need(on >= day, "kept still")
        need(any(at[:10] >= day for who, at in self.latest.items() if who != by), "one clock alone")

    def purge(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "administrator"), "not an administrator")
        self.its_time(s, c, by, on)
        need(self.kept(c) and b["attachments"] == self.kept(c), "not the attachments it has")
        clock = self.purges_asked.get(c["number"])
        need(not self.waiting(c) or clock["contradicted"] is not None, "asked already")
        c["purge"] = {"digest": dig, "by": by, "time": s["time"], "attachments": b["attachments"]}
        self.purges_asked[c["number"]] = {"at": s["time"], "contradicted": None}

    def purge_confirm(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "administrator", "auditor"), "neither administrator nor auditor")
        asked = self.waiting(c)
        need(asked and asked["digest"] == b["purge"] and asked["by"] != by, "nothing waits for this person")
        self.its_time(s, c, by, on)
        need(moment(s["time"]) >= moment(asked["time"]), "earlier than the asking")
        need(self.purges_asked[c["number"]]["contradicted"] is None, "the log went on at an earlier time")
        c["purged"].update({a["sha256"]: self.index for a in asked["attachments"]})
        c["purge"] = None
        del self.purges_asked[c["number"]]
        if self.last_purge is None or moment(self.last_purge["at"]) <= moment(s["time"]):
            self.last_purge = {"at": s["time"], "contradicted": None}
