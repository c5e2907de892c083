"""What two people say of a Sekisho ledger that was damaged: histories that are lost. Written from docs/spec/statement.md."""
import json
from verify_ledger import name_of, need, says

class Losses:
    """Lost histories in log order; `root_of` gives the log's own roots before an entry, and `added` is the entry that brought a key in."""
    def no_losses(self): self.restorations, self.root_of, self.added = [], None, {}

    def root_at(self, size):
        root = self.root_of(size, self.index)
        return root and root.hex()

    def restored(self, s, b, by, on, c, dig, signer):
        held, kept, same = b["held"], b["kept"], (b["held"], b["kept"], b.get("lost"))
        need(self.has(by, "administrator", "auditor") and says(b["reason"]), "not allowed, or no reason")
        need(kept["size"] < held["size"] and self.root_at(held["size"]) != held["root"], "not lost")
        need(self.root_at(kept["size"]) == kept["root"], "another root")
        need(self.added[name_of(signer)] < kept["size"], "a key that came after the histories parted")
        known = next((r for r in self.restorations if r["same"] == same), None)
        if known is None:
            known = {"same": same, "by": {}}
        need(by not in known["by"] and not self.is_recorded(known), "said already")
        known["by"][by] = self.has(by, "administrator")
        if known not in self.restorations: self.restorations.append(known)

    def custody_reseal(self, s, b, by, on, c, dig, signer):
        old, new = self.done(c)["intent"].get("custody"), b["custody"]
        need(old and by in old["holders"] and (old["carrier_holds"] or self.has(by, "custodian") and by != c["carrier"]), "no holder")
        self.unfrozen(c)
        need(not any("key" in d["body"] for d in c["disposals"]), "its key is destroyed")
        able = [p for p in self.people if p != c["carrier"] and self.has(p, "custodian") and not self.leaves(p)]
        need(b["before"] == old["sha256"] != new["sha256"] and new["carrier_holds"] == (not able)
             and new["holders"] and set(new["holders"]) <= set(able or [c["carrier"]]), "custody")
        self.done(c)["intent"]["custody"] = new

    def is_recorded(self, one): return len(one["by"]) > 1 and any(one["by"].values())

    def is_lost(self, size, root, kept):
        """Whether two people recorded this tree as lost; `kept` are the attachments by digest."""
        tree = {"root": root, "size": size}
        for one in filter(self.is_recorded, self.restorations):
            held, _, wanted = one["same"]
            row = kept.get(wanted["sha256"]) if wanted else None
            listed = json.loads(row[1])["entries"] if row and size < held["size"] else []
            if held == tree or any(entry["index"] + 1 == size and entry["root"] == root for entry in listed): return True
        return False

    def losses(self):
        return [[r["same"][0]["size"], r["same"][1]["size"], self.is_recorded(r), sorted(r["by"])] for r in self.restorations]
