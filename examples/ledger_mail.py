"""Mails: who may draft one and to whom, and what a sent one is compared with, from docs/spec/statement.md alone."""
import re
from ledger_way_back import moment
from verify_ledger import WHITE, need, says

ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~.]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)
DRAFTS = 100

def key(address): return address.strip(WHITE).lower()
def domain_of(address): return key(address).rpartition("@")[2]
def is_within(domain, listed): return domain == listed.lower() or domain.endswith("." + listed.lower())
def is_address(text):
    labels = text.rpartition("@")[2].split(".")
    return len(text) <= 254 and ADDRESS.fullmatch(text) is not None and not any(
        label.startswith("-") or label.endswith("-") for label in labels)

class Mails:
    """The part of a ledger's rules that is about mails."""
    def is_inside(self, address):
        return any("email" in p["particulars"] and key(p["particulars"]["email"]) == key(address) and p["roles"] - {"client"} and not p["leaving"]
                   for p in self.people.values())

    def is_approved(self, c, address):
        asked, same = c["recipient"], lambda r: "email" in r and key(r["email"]) == key(address)
        return bool(asked) and (same(asked) or any(
            same(r) and r["organization"] == asked["organization"] and name != asked["id"]
            and moment(self.registered_at[name]) <= moment(c["time"]) for name, r in self.recipients.items()))

    def mail_draft(self, s, b, by, on, c, dig, signer):
        self.answering(c, by)
        need(c["request"]["via"] == "email", "not by mail")
        self.outside(c)
        self.unfrozen(c)
        need(self.status(c, on) in ("sealed", "out", "arrived"), "its status")
        need(1 <= len(b["drafts"]) <= DRAFTS and says(b["subject"]) and says(b["place"]), "no draft, or too many, or says nothing")
        done = self.completed(c)["body"]
        volumes = done.get("volumes", [])
        files = [(v["sha256"], v["size_bytes"]) for v in volumes] or [(done["package_sha256"], done["package_size_bytes"])]
        for draft in b["drafts"]:
            need((draft["attachment"]["sha256"], draft["attachment"]["size_bytes"]) in files, "not the package")
            to = [x["address"] for x in draft["addresses"]]
            need(to and all(is_address(x["address"]) and x["field"] != "typed" for x in draft["addresses"]), "not an address")
            need(len({key(address) for address in to}) == len(to), "an address twice")
            need(all(self.is_inside(address) or self.is_approved(c, address) for address in to), "not approved")
            outside = [x for x in draft["addresses"] if not self.is_inside(x["address"])]
            need(len(outside) < 2 or all(x["field"] == "bcc" for x in outside), "they would see each other")
        everybody = [x["address"] for draft in b["drafts"] for x in draft["addresses"]]
        demands, _ = self.covering(c["request"])
        forbidden = [one for d in demands if d["kind"] == "forbid-service" for one in d["domains"]]
        hosts = [domain_of(address) for address in everybody] + [host.lower() for host in b.get("hosts", [])]
        need(not any(is_within(host, one) for host in hosts for one in forbidden), "forbid-service")
        outside = {domain_of(address) for address in everybody if not self.is_inside(address)}
        typed = b["confirmed"]
        need({one.strip(WHITE).lower() for one in typed["recipients"]} == (outside or {domain_of(a) for a in everybody})
             and typed["body"].lower().startswith(b["body"]["sha256"][:8])
             and typed["attachment"].lower().startswith(done["package_sha256"][:8]), "not confirmed")
        if not any(x["kind"] == "mail" and x["fate"] == "held" for x in c["copies"]): self.new_copy(c, "mail")
        c["drafts"] += b["drafts"]

    def mail_sent(self, s, b, by, on, c, dig, signer):
        self.answering(c, by)
        self.outside(c)
        draft = next((draft for draft in reversed(c["drafts"]) if draft["sha256"] == b["draft"]), None)
        need(draft, "no such draft")
        c["mailed"] = True
        self.strays_counted |= b.get("counted", False)
        named = {key(x["address"]) for x in draft["addresses"]}
        attached = any(x["sha256"] == draft["attachment"]["sha256"] for x in b["attachments"])
        strays = [key(x["address"]) for x in b["addresses"] if attached and key(x["address"]) not in named]
        there = {key(x["place"]) for x in c["copies"] if x["kind"] == "misdelivered"}
        for stray in dict.fromkeys(strays):
            if self.strays_counted and not (stray in there and (b["draft"], stray) in c["strayed"]):
                self.new_copy(c, "misdelivered", place=stray)
        c["strayed"] |= {(b["draft"], stray) for stray in strays}
        c["differences"].append(self.differences(draft, b))

    def is_mailed_astray(self, c, copy):
        """Whether a mail that was shown took the package where this copy is, without a draft that names the address."""
        return copy["kind"] == "misdelivered" and key(copy["place"]) in {stray for _, stray in c["strayed"]}

    def differences(self, draft, b):
        named = {key(x["address"]): x["field"] for x in draft["addresses"]}
        digests = [x["sha256"] for x in b["attachments"]]
        found = {
            "other-address": any(key(x["address"]) not in named for x in b["addresses"]),
            "shown-address": any(named.get(key(x["address"])) == "bcc" and x["field"] in ("to", "cc") for x in b["addresses"]),
            "no-address": not b["addresses"],
            "no-package": draft["attachment"]["sha256"] not in digests,
            "other-attachment": any(x != draft["attachment"]["sha256"] for x in digests),
            "other-text": b["text"] == "other",
            "unread-text": b["text"] == "unread" and b["source"] != "attachment",
            "other-subject": b.get("other_subject", False),
            "secret": b.get("secret", False),
        }
        return [word for word, there in found.items() if there]
