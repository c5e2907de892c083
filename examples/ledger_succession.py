"""Who becomes administrator of a Sekisho ledger where no administrator can sign, and when. Written from docs/spec/statement.md."""
import datetime
from ledger_purge import CLOCK_SECONDS, seconds
from ledger_way_back import moment
from verify_ledger import day, name_of, need, says

DAYS, DAYS_UNAUDITED = 14, 28

class Successions:
    """What waits and what came of it; who may ask and agree, verify_ledger.py knows. `added` is the entry that brought a key in."""
    def no_successions(self): self.signed_last = None

    def was_known(self, key): return self.signed_last is not None and self.added[name_of(key)] <= self.signed_last
    def is_known(self, who): return any(map(self.was_known, self.good(who)))
    def audits(self, who): return self.has(who, "auditor") and self.trusted(who)

    def days(self, one, second):
        able = any(p != one["person"] and self.audits(p) and self.is_known(p) for p in self.people)
        return DAYS if self.audits(one["by"]) or self.audits(second) or not able else DAYS_UNAUDITED

    def succession(self, s, b, by, on, c, dig, signer):
        need(says(b["reason"]), "no reason")
        witnessed = self.witnessed()
        super().may_succeed(by, b["person"])
        need(self.was_known(signer) and self.is_known(b["person"]), "a key that no administrator could have seen")
        need(not any(one["end"] is None and (one["person"] == b["person"] or one["by"] == by) for one in self.successions.values()), "waits already")
        super().succession(s, b, by, on, c, dig, signer)
        since = max([s["time"]] + ([witnessed] if witnessed else []), key=moment)
        self.successions[dig].update({"since": since, "heard": {}, "ended": None, "contradicted": None})

    def succession_confirm(self, s, b, by, on, c, dig, signer):
        need(says(b["reason"]), "no reason")
        one = self.successions.get(b["succession"])
        need(one and one["end"] is None and one["by"] != by, "nothing waits for this person")
        need(self.was_known(signer) and self.is_known(one["person"]), "a key that no administrator could have seen")
        need(moment(s["time"]) >= moment(one["time"]), "earlier than the asking")
        others = [heard for who, heard in one["heard"].items() if who != by]
        need(others, "nobody else has said anything")
        begun = max(min((first for first, _ in others), key=moment), one["since"], key=moment)
        first_day = (day(begun[:10]) + datetime.timedelta(days=self.days(one, by))).isoformat()
        need(on >= first_day and max((latest for _, latest in others), key=moment)[:10] >= first_day, "before its day, or by one clock alone")
        super().succession_confirm(s, b, by, on, c, dig, signer)
        one["ended"] = s["time"]

    def succession_end(self, s, b, by, on, c, dig, signer):
        one = self.successions.get(b["succession"])
        need(says(b["reason"]) and one and one["end"] is None, "no reason, or nothing waits")
        need(self.has(by, "administrator") or by in (one["by"], one["person"]), "not theirs to stop")
        one["end"] = "stopped"

    def note_said(self, s, administrator):
        """After a statement took effect: an administrator who signs is not lost, and what others say counts the days."""
        by, at = s["author"], s["time"]
        if administrator: self.signed_last = self.index
        for one in self.successions.values():
            if one["end"] is None and administrator: one["end"] = "administrator-signed"
            elif one["end"] is None and one["by"] != by: one["heard"][by] = (one["heard"].get(by, (at,))[0], at)
            elif one["end"] == "confirmed" and one["contradicted"] is None and seconds(one["ended"]) - seconds(at) > CLOCK_SECONDS:
                one["contradicted"] = self.index

    def contradicts_a_succession(self, index): return any(one["contradicted"] == index for one in self.successions.values())
    def succeeded(self): return [[one["person"], one["by"], one["end"]] for one in self.successions.values()]
