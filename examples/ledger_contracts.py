"""Contracts, rule packs and what they demand of a carry-out, from docs/spec/statement.md alone: packs and directives, whom and
what the client was told, what the client agreed to, what people were taught and pledged, and important information.
ledger_rules.py has people, media and a carry-out up to the day it leaves.
"""
import datetime, hashlib, json, re, unicodedata
from ledger_way_back import SEALED
from verify_ledger import WHITE, need, says

# The office's rules as they shipped, which stand until a pack-set brings in others: those before founders named any.
OFFICE_2 = [
    ("office-approvers-highest", "承認1", {"kind": "approvers", "people": 2}, {"levels": ["1"]},
     "重要性1（最も高い）の持出しは、申請者以外の2人が承認する",
     "at level 1 (the highest), two people besides the requester approve"),
    ("office-approvers", "承認2", {"kind": "approvers", "people": 1}, None,
     "持出しは、申請者以外の人が承認する",
     "somebody besides the requester approves"),
    ("office-approval-days", "承認3", {"kind": "approval-days", "days": 7}, None,
     "承認の有効期間は、持出予定日から7日間とする",
     "an approval is good for 7 days from the planned day"),
    ("office-level-known", "承認4", {"kind": "level-known"}, None,
     "重要性が分かるまで持ち出さない",
     "nothing leaves before its level is known"),
    ("office-custodian", "鍵1", {"kind": "separate-custody"}, None,
     "パスフレーズは、持出者以外の鍵保管者が保管する",
     "the passphrase is kept by custodians other than the carrier"),
    ("office-other-road", "鍵2", {"kind": "other-road"}, None,
     "パスフレーズは、パッケージとは別の経路で伝える",
     "the passphrase takes another road than the package"),
    ("office-encrypted", "鍵3", {"kind": "encrypted"}, None,
     "暗号化せずに持ち出さない",
     "nothing leaves without encryption"),
    ("office-medium", "媒体1", {"kind": "registered-medium"}, None,
     "持出しには、登録した使用中の媒体だけを使う",
     "only registered media that are in use carry anything out"),
    ("office-unmixed", "媒体2", {"kind": "unmixed-medium"}, None,
     "媒体は、消去が確かめられるまで、重要性の低い情報や別の委託元の情報に使わない",
     "a medium carries nothing less important, and nothing of another client, before it is cleared"),
    ("office-confirmed", "返却1", {"kind": "confirmed-return"}, None,
     "持帰りと廃棄は、行った人以外の承認者が確認する",
     "what came back or was disposed of is confirmed by an approver other than whoever did it"),
    ("office-witness", "返却2", {"kind": "witness"}, {"levels": ["1"]},
     "重要性1（最も高い）の廃棄には立会者が必要",
     "at level 1 (the highest), a disposal needs a witness"),
    ("office-retention", "記録1", {"kind": "retention", "years": 5}, None,
     "記録は、完了から5年間保存する",
     "records are kept for five years after closing"),
]
CARRIER = ("office-carrier", "持出1", {"kind": "carrier"}, None,
           "持出しは、申請した人が行う。ほかの人が引き継ぐときは、引継ぎを記録する",
           "whoever asked for it carries it; where somebody else takes it over, that is recorded")

OFFICE_4 = [
    ("office-training", "教育1", {"kind": "training-lapses", "days": 365, "of": ["carrier", "approver"]}, None,
     "教育を求める文書に期間の定めがないときは、教育を受けた日から1年を有効とする",
     "where a document demands teaching and names no period, it holds for a year"),
    ("office-files", "持出2", {"kind": "file-cap", "files": 10000}, None,
     "一度に持ち出すのは、1万ファイルまでとする", "at most 10,000 files leave at once"),
    ("office-bytes", "持出3", {"kind": "byte-cap", "bytes": 64000000000}, None,
     "一度に持ち出すのは、64 GB までとする", "at most 64 GB leave at once"),
]
OFFICE_5 = OFFICE_4[:1] + [
    ("office-files", "持出2", {"kind": "file-cap", "files": 500000}, None,
     "一度に持ち出すのは、50万ファイルまでとする", "at most 500,000 files leave at once"),
    ("office-bytes", "持出3", {"kind": "byte-cap", "bytes": 1000000000000}, None,
     "一度に持ち出すのは、1 TB までとする", "at most 1 TB leave at once"),
]

def office(version, rules):
    return {"client": {"en": "client", "ja": "委託元"}, "id": "office", "title": {"en": "office rules", "ja": "社内規程"}, "version": version,
            "rule": [{"id": i, "clause": c, "demand": d, "ja": ja, "en": en, **({"when": w} if w else {})}
                     for i, c, d, w, ja, en in rules]}
OFFICES = {2: office(2, OFFICE_2), 3: office(3, OFFICE_2[:4] + [CARRIER] + OFFICE_2[4:]),
           4: office(4, OFFICE_2[:4] + OFFICE_4 + [CARRIER] + OFFICE_2[4:]),
           5: office(5, OFFICE_2[:4] + OFFICE_5 + [CARRIER] + OFFICE_2[4:])}
OFFICE = OFFICES[2]
BEFORE_PACKS = "b84d9ad06dc1b9fa3f841c23ba4be7780eb443ced22838c66262eb4c06735054"
NUMBERS = {"approvers": "people", "approval-days": "days", "training": "days", "copy-quota": "copies", "file-cap": "files",
           "report-within": "minutes", "retention": "years", "owed": "days", "log-review": "days", "subcontract-check": "days", "training-lapses": "days"}

def ascii_lower(words): return re.sub("[A-Z]", lambda found: found[0].lower(), words)
def plain(words): return ascii_lower("".join(one for one in unicodedata.normalize("NFKC", words) if one not in WHITE))
def is_forbidden(asked, d):
    """Whether it is this place, or has one of the names it has besides; rules that list none are compared as they were."""
    if not d.get("also"): return ascii_lower(asked.strip(WHITE)) == ascii_lower(d["place"])
    return plain(asked) in {plain(name) for name in [d["place"]] + d["also"]}
def later(day, days): return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()
def canonical_digest(value):
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
def digest_of(directives, packs): return canonical_digest({"directives": directives, "packs": packs})
def founded_under(named):
    """The office's rules that a founder named; those of before, where none are named."""
    if named is None: return OFFICE
    pack = OFFICES.get(named["version"])
    need(pack and canonical_digest(pack) == named["sha256"], "rules of the office that are not known")
    return pack

def is_id(words): return re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", words, re.ASCII) is not None
def sound(rules):
    """Whether rules make sense, whoever wrote them."""
    need(len({rule["id"] for rule in rules}) == len(rules), "two rules with one id")
    for rule in rules:
        need(is_id(rule["id"]) and all(says(rule[field]) for field in ("clause", "ja", "en")), "a rule that says nothing")
        counted = NUMBERS.get(rule["demand"]["kind"])
        domains = rule["demand"].get("domains")
        need(domains is None or any(says(domain) for domain in domains), "a service without a domain")
        need(1 <= rule["demand"].get("bytes", 1) <= 10 ** 15, "a number that cannot be meant")
        need("note" not in rule or all(says(rule["note"][field]) for field in ("en", "ja")), "a note that says nothing")
        need(counted is None or 1 <= rule["demand"].get(counted, 1) <= 1_000_000, "a number that cannot be meant")

def said(record, field):
    """Whether a record says this of an exchange."""
    value = record.get(field.replace("-", "_"))
    return says(value) if isinstance(value, str) else value is not None

class Contracts:
    """What a contract asks for, and what is on record of it."""
    def no_contracts(self):
        self.packs, self.contracts, self.assets, self.left, self.pledged_leaving = {}, {}, {}, {}, False

    def contract(self, b): return self.contracts.get(b.get("contract"))
    def need_contract(self, name): need(name in self.contracts, "an unknown contract")
    def administers(self, by): need(self.has(by, "administrator"), "not an administrator")

    # The rules in force ---------------------------------------------------------------------------------------------------
    def rules(self, request):
        """The rules of the office, of the contract's packs and of the client's directives, and what names them."""
        contract = self.contract(request)
        named = [self.packs[name] for name in contract["packs"] if name != "office"] if contract else []
        packs, directives = [self.packs.get("office", OFFICE)] + named, contract["directives"] if contract else []
        digests = {digest_of(directives, packs)} | ({BEFORE_PACKS} if packs == [OFFICE] and not directives else set())
        return [rule for pack in packs for rule in pack["rule"]] + [r for d in directives for r in d["rules"]], digests

    def last_said(self, b, speaks):
        """The rules in force, without what older letters say of what a newer one speaks of."""
        letters = self.contract(b)["directives"] if self.contract(b) else []
        last = max((at for at, letter in enumerate(letters) if any(map(speaks, letter["rules"]))), default=0)
        of_packs = self.rules(b)[0]
        directed = [r for at, letter in enumerate(letters) for r in letter["rules"] if at >= last or not speaks(r)]
        return of_packs[:len(of_packs) - sum(len(letter["rules"]) for letter in letters)], directed

    def to_the_client(self, request):
        contract, recipient = self.contract(request), self.recipients.get(request["recipient"])
        return bool(contract and recipient) and recipient["organization"] == contract["client"]

    def covering(self, request):
        """The demands meant for this request, and by what they are named."""
        rules, digests = self.rules(request)
        return [rule["demand"] for rule in rules if self.covers(rule.get("when", {}), request)], digests

    def covers(self, when, r):
        stated = r.get("personal_data")
        personal = stated is None or stated["people"] > 0 or stated["special"]
        return ((not when.get("levels") or r["level"] in when["levels"] + ["unknown"])
                and (personal or "personal-data" not in when)
                and (not when.get("kinds") or r["kind"] in when["kinds"])
                and (not when.get("vias") or r["via"] in when["vias"])
                and not ("third-party" in when and self.to_the_client(r)))

    def terms(self, request):
        """What the rules come to for a request from the day it is asked on."""
        demands, _ = self.covering(request)
        of = lambda kind: [d for d in demands if d["kind"] == kind]
        known = not of("level-known") or request["level"] != "unknown"
        meant = lambda rule: rule["demand"]["kind"] == "disposal" and self.covers(rule.get("when", {}), request)
        disposals = [rule["demand"] for rules in self.last_said(request, meant) for rule in rules if meant(rule)]
        return {"approvers": max([d["people"] for d in of("approvers")] + [1]) if known else None,
                "days": min([d["days"] for d in of("approval-days")] + [92]),
                "witness": bool(of("witness")), "case": bool(of("locked-case")), "disposals": disposals}

    def allow(self, request, by, on, c=None):
        """Refuses what a rule in force stands against; without a carry-out it is being asked for."""
        need("contract" not in request or not self.contracts or request["contract"] in self.contracts, "an unknown contract")
        demands, digests = self.covering(request)
        need(request["rules"] in digests, "other rules are in force")
        for demand in demands:
            judge = getattr(self, "rule_" + demand["kind"].replace("-", "_"), None)
            if judge: need(judge(demand, request, by, on), demand["kind"])
            judge = c and getattr(self, "leaving_" + demand["kind"].replace("-", "_"), None)
            if judge: need(judge(demand, c, on), demand["kind"])

    # Looked at when it is asked for, and again when it leaves ------------------------------------------------------------
    def rule_forbid_place(self, d, r, by, on): return not is_forbidden(r.get("place", ""), d)
    def rule_forbid_via(self, d, r, by, on): return r["via"] not in d["vias"]
    def rule_forbid_service(self, d, r, by, on):
        address = self.recipients.get(r["recipient"], {}).get("email") if r["via"] == "email" else None
        domain = (address or "").strip(WHITE).lower().rpartition("@")[2]
        return not domain or not any(domain == one.lower() or domain.endswith("." + one.lower()) for one in d["domains"])
    def rule_reason(self, d, r, by, on): return says(r.get("reason"))
    def rule_place(self, d, r, by, on): return says(r.get("place"))
    def rule_personal_data_stated(self, d, r, by, on): return "personal_data" in r
    def rule_file_cap(self, d, r, by, on): return r["file_count"] <= d["files"]
    def rule_byte_cap(self, d, r, by, on): return r["total_bytes"] <= d["bytes"]
    def rule_notified_places(self, d, r, by, on): return bool(self.contract(r) and self.contract(r)["places"])
    def rule_notified_sources(self, d, r, by, on): return "listed" in d or r.get("sources_outside", 0) == 0
    def rule_registered_asset(self, d, r, by, on):
        mine = [a for a in self.assets.values() if not a["ended"] and a["contract"] == r.get("contract") and self.contract(r)]
        return bool(r.get("assets")) and set(r["assets"]) <= {a["id"] for a in mine}
    def rule_listed_recipient(self, d, r, by, on):
        listed = self.contract(r)["recipients"] if self.contract(r) else ()
        return r["recipient"] == "self" or self.to_the_client(r) or r["recipient"] in listed
    def tier(self, r): return self.recipients.get(r["recipient"], {}).get("subcontractor", {}).get("tier")
    def rule_subcontract_consent(self, d, r, by, on):
        agreed = self.contract(r)["subcontractors"] if self.contract(r) else {}
        return self.tier(r) is None or agreed.get(r["recipient"]) == self.tier(r) and ("each-tier" not in d or self.agreed_above(r["recipient"], agreed))
    def agreed_above(self, who, agreed):
        """Whether somebody is registered at each tier above, one under the other, and the client agreed to each."""
        while self.recipients[who]["subcontractor"]["tier"] > 1:
            tier, who = self.recipients[who]["subcontractor"]["tier"] - 1, self.recipients[who]["subcontractor"].get("under")
            if self.recipients.get(who, {}).get("subcontractor", {}).get("tier") != tier or agreed.get(who) != tier: return False
        return True
    def organization(self, r): return self.recipients[r["recipient"]]["organization"]
    def rule_subcontract_agreement(self, d, r, by, on):
        contract = self.contract(r) or {"agreements": {}}
        organization, dated, until = contract["agreements"].get(r["recipient"], (None, "", ""))
        return self.tier(r) is None or (organization == self.organization(r) and dated <= on and (until is None or on <= until))
    def rule_subcontract_check(self, d, r, by, on):
        contract = self.contract(r) or {"checks": {}}
        organization, day, unmet = contract["checks"].get(r["recipient"], (None, "", ["never"]))
        return self.tier(r) is None or (organization == self.organization(r) and not unmet
                                        and ("days" not in d or on <= later(day, d["days"])))
    def rule_subcontract_never(self, d, r, by, on): return self.tier(r) is None
    def here(self, r): return (None, r["contract"]) if self.contract(r) else (None,)
    def rule_training(self, d, r, by, on):
        days = [day for contract, day in self.people[by]["taught"] if contract in self.here(r)]
        return bool(days) and ("days" not in d or on <= later(max(days), d["days"]))
    def rule_training_lapses(self, d, r, by, on):
        """Where a document that names no period demands teaching."""
        asked = any(other["kind"] == "training" and "days" not in other for other in self.meant(r))
        return not asked or self.rule_training(d, r, by, on)
    def meant(self, r):
        """The demands meant for a request, or for what is carried: a rule for some roads or reasons is about packages."""
        if "kind" in r: return self.covering(r)[0]
        level, people = r.get("paper", {}).get("level", "unknown"), r.get("paper", {}).get("people")
        return [rule["demand"] for rule in self.rules(r)[0] for when in [rule.get("when", {})]
                if not when.get("kinds") and not when.get("vias") and (not when.get("levels") or level in when["levels"] + ["unknown"])
                and ("personal-data" not in when or people != 0)]
    def fit(self, part, person, r, on):
        """Whoever carries or approves was taught, pledged and is known to the client, where rules say so."""
        for d in self.meant(r):
            if part in d.get("of", []) and d["kind"] in ("training", "training-lapses", "pledge", "listed-handler"):
                need(getattr(self, "rule_" + d["kind"].replace("-", "_"))(d, r, person, on), d["kind"])
    def rule_pledge(self, d, r, by, on):
        return d["occasion"] != "entry" or any(
            occasion == "entry" and contract in self.here(r) for contract, occasion in self.people[by]["pledges"])
    def rule_listed_handler(self, d, r, by, on): return bool(self.posts(r, by))
    def posts(self, r, who): return self.contract(r)["notified"].get(who, []) if self.contract(r) else []

    # Looked at when it leaves ---------------------------------------------------------------------------------------------
    def leaving_check_sheet(self, d, c, on):
        contract = self.contract(c["request"])
        return bool(contract) and contract["noes"] is not None and all("measure" in no for no in contract["noes"])
    def leaving_consent(self, d, c, on):
        contract = self.contract(c["request"])
        if not contract: return False
        signed = any(self.has(a["by"], "client") and self.holds_key(a["by"], a["key"])
                     and self.people[a["by"]]["particulars"].get("organization") == contract["client"] for a in c["approvals"])
        return signed or any(x["confirmed"] and self.within(x["body"], c, on) and ("request" in x["body"] or "single" not in d)
                             for x in contract["consents"].values())
    def within(self, consent, c, on):
        if "request" in consent: return consent["request"] == c["digest"]
        scope, r = consent["scope"], c["request"]
        return on <= scope["until"] and all(not scope.get(field) or one in scope[field] for field, one in (
            ("kinds", r["kind"]), ("vias", r["via"]), ("recipients", r["recipient"]), ("levels", r["level"]),
            ("requesters", c["by"])))
    def leaving_notified_approver(self, d, c, on):
        return any(set(self.posts(c["request"], a["by"])) & set(d["posts"]) for a in self.counted(c))
    def leaving_never_leaves(self, d, c, on):
        return bool(d.get("except")) and self.leaving_notified_approver({"posts": d["except"]}, c, on)
    def leaving_level_known(self, d, c, on): return c["request"]["level"] != "unknown"
    def leaving_copy_quota(self, d, c, on):
        r, contract = c["request"], self.contract(c["request"])
        standing = [x["body"] for x in contract["consents"].values() if x["confirmed"] and self.within(x["body"], c, on)] if contract else []
        agreed, asks = max([x["copies"] for x in standing if "copies" in x], default=0), r.get("copies", 1)
        if self.left.get(self.content(c), 0) + asks > max(d["copies"], agreed): return False
        ours = [a for a in self.assets.values() if a["id"] in r.get("assets", []) and a["contract"] == r.get("contract")]
        return all(self.copies_of(a) + asks <= max(a["permitted"], agreed) for a in ours if a["permitted"] is not None)
    def leaving_approvers(self, d, c, on): return len({a["by"] for a in self.counted(c)}) >= d["people"]
    def content(self, c): return c["request"].get("contract"), c["request"]["manifest"]["sha256"]

    def count_copies(self, c):
        """Counts a package that left, where a rule of its contract limits how often the same content does."""
        rules, _ = self.rules(c["request"])
        if "contract" in c["request"] and any(rule["demand"]["kind"] == "copy-quota" for rule in rules):
            self.left[self.content(c)] = self.left.get(self.content(c), 0) + c["request"].get("copies", 1)

    def copies_of(self, asset): return asset["here"] + sum(asset["out"].values())
    def count_copies_of_assets(self, c):
        """Counts anew which copies of a carry-out there are, for each piece of information that it holds."""
        kinds = [x["kind"] for x in c["copies"] if x["fate"] not in ("returned", "disposed")]
        sealed = [kind for kind in kinds if kind in SEALED]
        there = len(kinds) - len(sealed) + bool(sealed)
        for name in c["request"].get("assets", []):
            if name in self.assets: self.assets[name]["out"][c["number"]] = there

    def disposed_as_demanded(self, c):
        return all(not demand.get("methods") or d["body"]["method"] in demand["methods"]
                   or "level" in demand and d["level"] >= demand["level"]
                   for demand in c["terms"]["disposals"] for d in c["disposals"] if self.is_ours(c, d))

    # Packs and contracts --------------------------------------------------------------------------------------------------
    def pack_set(self, s, b, by, on, c, dig, signer):
        self.administers(by)
        pack = b["pack"]
        sound(pack["rule"])
        need(is_id(pack["id"]) and pack["version"] > 0 and all(
            says(pack[field][language]) for field in ("title", "client") for language in ("ja", "en")), "a pack that says nothing")
        before = self.packs.get(pack["id"], OFFICE if pack["id"] == "office" else None)
        need(before is None or pack["version"] > before["version"], "not newer")
        self.packs[pack["id"]] = pack

    def contract_add(self, s, b, by, on, c, dig, signer):
        self.administers(by)
        need(b["id"] not in self.contracts and says(b["client"]) and set(b.get("packs", [])) <= set(self.packs), "not allowed")
        self.contracts[b["id"]] = {"client": b["client"], "packs": list(b.get("packs", [])), "directives": [], "notified": {}, "gone": set(),
                                   "places": {}, "recipients": set(), "subcontractors": {}, "agreements": {}, "checks": {}, "consents": {}, "noes": None, "contacts": {},
                                   "sent": []}

    def contract_set(self, s, b, by, on, c, dig, signer):
        self.administers(by)
        self.need_contract(b["id"])
        need(set(b.get("add_packs", [])) <= set(self.packs), "an unknown pack")
        packs = self.contracts[b["id"]]["packs"]
        for name in b.get("add_packs", []):
            if name not in packs: packs.append(name)

    def directive(self, s, b, by, on, c, dig, signer):
        self.administers(by)
        self.need_contract(b["contract"])
        need(says(b["number"]) and b["rules"], "no number, or no rules")
        sound(b["rules"])
        self.contract(b)["directives"].append({"dated": b["dated"], "number": b["number"], "rules": b["rules"]})

    def notification(self, s, b, by, on, c, dig, signer):
        self.administers(by)
        self.need_contract(b["contract"])
        need(b["person"] in self.people, "not registered")
        self.contract(b)["notified"].pop(b["person"], None)
        if b.get("posts"):
            self.contract(b)["notified"][b["person"]] = b["posts"]
            self.contract(b)["gone"].discard(b["person"])

    BEGIN = ("approval", "rejection", "export-intent", "passphrase-release", "checkout", "extension", "extension-answer",
             "confirmation", "recall")

    def has_left(self, who, request): return who in (self.contract(request) or {"gone": ()})["gone"]
    def still_under(self, kind, b, by, c):
        begins = b if kind == "request" else c["request"] if kind in self.BEGIN else {}
        need(not self.has_left(by, begins), "left the contract")

    def leave_contract(self, name, who):
        self.need_contract(name)
        need(who not in self.contracts[name]["gone"], "left it already")
        self.contracts[name]["gone"].add(who)
        self.contracts[name]["notified"].pop(who, None)

    def owes_a_pledge(self, who):
        """Whether a contract that somebody worked under asks for a pledge at leaving that is not on record."""
        person, asks = self.people[who], {"kind": "pledge", "occasion": "leaving"}
        worked = lambda name, contract: (
            who in contract["notified"] or who in contract["gone"]
            or any(under == name for under, _ in person["taught"] + person["pledges"])
            or any(asset["contract"] == name and who in asset["handlers"] for asset in self.assets.values()))
        pledged = lambda name: any(at == "leaving" and under in (None, name) for under, at in person["pledges"])
        return any(worked(name, contract) and not pledged(name)
                   and any(rule["demand"] == asks for rule in self.rules({"contract": name})[0])
                   for name, contract in self.contracts.items())

    def listed(self, b, of, name):
        (self.contract(b)[of].add if b["listed"] else self.contract(b)[of].discard)(name)

    def place_notification(self, s, b, by, on, c, dig, signer):
        self.administers(by)
        self.need_contract(b["contract"])
        need(says(b["place"]), "no place")
        for path in b.get("paths", []): self.need_folder(path)
        if b["listed"]: self.contract(b)["places"][b["place"]] = b.get("paths", [])
        else: self.contract(b)["places"].pop(b["place"], None)

    def need_folder(self, path):
        """Refuses what is not written from its root, and where systems keep the folders of single users."""
        parts = re.split(r"[/\\]", path)
        drive = lambda part: re.fullmatch(r"[A-Za-z]:", part)
        rooted = path.startswith(("/", "\\\\")) or len(parts) > 1 and drive(parts[0])
        need(rooted and ".." not in parts, "not from its root")
        named = [part for part in parts if part not in ("", ".", "?") and not drive(part)]
        need(named and named[0].lower() not in ("home", "users", "root"), "somebody's own folder")

    def recipient_listing(self, s, b, by, on, c, dig, signer):
        self.administers(by)
        self.need_contract(b["contract"])
        need(b["recipient"] in self.recipients, "an unknown recipient")
        self.listed(b, "recipients", b["recipient"])

    def contact_listing(self, s, b, by, on, c, dig, signer):
        self.administers(by)
        self.need_contract(b["contract"])
        need(says(b["name"]) and says(b["organization"]) and (says(b.get("day")) or says(b.get("night"))), "no name or number")
        contacts, who = self.contract(b)["contacts"], (b["name"], b["organization"])
        need(b["listed"] or who in contacts, "nobody of that name")
        contacts.pop(who, None)
        if b["listed"]: contacts[who] = b["order"]

    def subcontractor_consent(self, s, b, by, on, c, dig, signer):
        self.administers(by)
        self.need_contract(b["contract"])
        need(says(b["number"]) and self.tier(b) == b["tier"], "no number, or not registered at this tier")
        self.contract(b)["subcontractors"][b["recipient"]] = b["tier"]

    def subcontractor_agreement(self, s, b, by, on, c, dig, signer):
        self.administers(by)
        self.need_contract(b["contract"])
        need(self.tier(b) is not None and b["dated"] <= b.get("until", b["dated"]), "no subcontractor, or over before it begins")
        self.contract(b)["agreements"][b["recipient"]] = (self.organization(b), b["dated"], b.get("until"))

    def subcontractor_check(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "approver", "administrator", "auditor"), "not allowed")
        self.need_contract(b["contract"])
        need(self.tier(b) is not None and b["on"] <= on and all(says(item) for item in b.get("unmet", [])), "not allowed")
        checks = self.contract(b)["checks"]
        if b["recipient"] not in checks or checks[b["recipient"]][1] <= b["on"]:
            checks[b["recipient"]] = (self.organization(b), b["on"], b.get("unmet", []))

    def consent(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "requester", "approver", "administrator") and says(b["number"]) and says(b["by"]), "not allowed")
        need(b.get("copies") != 0, "no copies")
        self.need_contract(b["contract"])
        need(("request" in b) != ("scope" in b), "for a request or for a scope")
        need(c is None or c["request"].get("contract") == b["contract"], "under another contract")
        need("scope" not in b or says(b["scope"]["text"]), "says nothing")
        need(all(person in self.people for person in b.get("scope", {}).get("requesters", [])), "nobody")
        self.contract(b)["consents"][dig] = {"by": by, "body": b, "confirmed": None}

    def consent_confirm(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "approver", "administrator", "auditor"), "not allowed")
        self.need_contract(b["contract"])
        consent = self.contract(b)["consents"].get(b["consent"])
        need(consent and not consent["confirmed"] and consent["body"].get("request") == b.get("request"), "no such consent")
        need(by != consent["by"] and (c is None or by != c["by"]), "no second person")
        consent["confirmed"] = by

    def sheet_answers(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "approver", "administrator", "auditor"), "not allowed")
        self.need_contract(b["contract"])
        need(all(says(no["item"]) for no in b.get("noes", [])), "an item says nothing")
        self.contract(b)["noes"] = b.get("noes", [])

    def evidence_count(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "auditor"), "not an auditor")
        self.need_contract(b["contract"])

    NO_PAPER = ("exchange-record", "end-confirmation", "return", "self-check", "purge", "purge-confirmation")

    def duty_sent(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "administrator", "approver") and ("about" not in b or says(b["about"])), "not allowed")
        self.need_contract(b["contract"])
        need(b["on"] <= on and b["duty"] not in self.NO_PAPER, "a day that has not come, or no paper")
        self.contract(b)["sent"].append((b["on"], b["duty"]))

    def duty_asked(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "administrator", "approver"), "not allowed")
        self.need_contract(b["contract"])
        need(b["duty"] not in self.NO_PAPER, "no paper")
        need(b["on"] <= on and b.get("by", b["on"]) >= b["on"], "a day that has not come, or before the day it was asked")

    def log_review(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "auditor", "approver"), "not allowed")
        if "contract" in b: self.need_contract(b["contract"])
        need(b["from"] <= b["until"] <= on and all(says(found) for found in b.get("findings", [])), "days or findings")

    # People and important information ---------------------------------------------------------------------------------------
    def training(self, s, b, by, on, c, dig, signer):
        self.administers(by)
        if "contract" in b: self.need_contract(b["contract"])
        need(says(b["topic"]) and b["people"] and b["on"] <= on and set(b["people"]) <= set(self.people), "not allowed")
        for person in b["people"]: self.people[person]["taught"].append((b.get("contract"), b["on"]))

    def pledge(self, s, b, by, on, c, dig, signer):
        need(b["person"] in self.people and b["occasion"] != "checkout", "not allowed")
        if "contract" in b: self.need_contract(b["contract"])
        need(self.has(by, "administrator") if "paper" in b else by == b["person"], "for somebody else")
        self.people[b["person"]]["pledges"].append((b.get("contract"), b["occasion"]))

    def asset_add(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "requester", "administrator") and b["id"] not in self.assets, "not allowed")
        self.need_contract(b["contract"])
        need(says(b["name"]) and says(b["place"]) and set(b.get("handlers", []) + [b.get("received_by", by)]) <= set(self.people), "not allowed")
        rules, _ = self.rules({"contract": b["contract"]})
        for rule in rules:
            if rule["demand"]["kind"] == "exchange-record" and "from" in b and self.is_about(rule.get("when", {}), b):
                need(all(said(b, field) for field in rule["demand"]["fields"] if field != "confirmed"), "exchange-record")
        self.assets[b["id"]] = {"id": b["id"], "contract": b["contract"], "handlers": b.get("handlers", []), "ended": False, "end_confirmed": None, "checked": None, "here": 0, "out": {},
                                "permitted": b.get("copies_permitted"), "level": b["level"], "received": b["received"], **self.exchange_of(b, by, {})}

    def exchange_of(self, b, by, before):
        """What is said of how it came, by whom, and that nobody confirmed it yet."""
        told = {field: b[field] for field in ("from", "people", "received_by") if field in b}
        if set(b) & {"count", "from", "means", "medium", "purpose", "received_by", "until"} or not before:
            told.update(said_by=by, client=None, office=None)
        return {"people": None, **told} if not before else told

    def asset_set(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "requester", "administrator"), "not allowed")
        self.need_contract(b["contract"])
        self.held_asset(b["id"])
        need(self.assets[b["id"]]["contract"] == b["contract"] and set(b) - {"contract", "id", "note"}, "another contract, or nothing")
        need(all(says(b[field]) for field in ("from", "means", "medium", "place", "purpose") if field in b), "says nothing")
        need(set(b.get("handlers", []) + [b.get("received_by", by)]) <= set(self.people), "an unknown person")
        self.assets[b["id"]].update(self.exchange_of(b, by, self.assets[b["id"]]))
        if b.get("handlers"): self.assets[b["id"]]["handlers"] = b["handlers"]

    def asset_confirm(self, s, b, by, on, c, dig, signer):
        self.need_contract(b["contract"])
        asset = self.assets.get(b["id"])
        need(asset and asset["contract"] == b["contract"], "unknown")
        stands_for = self.has(by, "client") and self.people[by]["particulars"].get("organization") == self.contract(b)["client"]
        if b["of"] == "end":
            return self.end_confirm(asset, b, by, stands_for)
        need("from" in asset, "made here")
        if "by" in b:
            need("evidence" in b and self.has(by, "requester", "administrator") and says(b["by"]), "not on paper")
            side = "client"
        else:
            side = "office" if asset.get("received_by") == by else "client"
            need(side == "office" or stands_for, "for neither side")
        need(not asset[side] and (side == "client" or asset["said_by"] != by), "confirmed already")
        asset[side] = by

    def end_confirm(self, asset, b, by, stands_for):
        """A second person, once; a paper for what was given back, or the client's own signature."""
        need(stands_for or self.has(by, "requester", "approver", "administrator", "auditor"), "not allowed")
        need(asset["ended"] and not asset["end_confirmed"] and asset["ended_by"] != by, "not ended, confirmed already, or their own")
        need("by" not in b or says(b["by"]), "nobody")
        need("evidence" in b or ("by" not in b and (asset["disposed"] or stands_for)), "no paper")
        asset["end_confirmed"] = by

    def held_asset(self, name): need(name in self.assets and not self.assets[name]["ended"], "unknown or ended")

    def asset_check(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "administrator", "approver", "auditor"), "not allowed")
        self.need_contract(b["contract"])
        for name in b.get("found", []): self.held_asset(name)
        for name in b.get("found", []): self.assets[name]["checked"] = by

    def asset_copies(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "requester", "administrator"), "not allowed")
        self.need_contract(b["contract"])
        self.held_asset(b["id"])
        asset = self.assets[b["id"]]
        need(asset["contract"] == b["contract"] and ("made" in b) != ("gone" in b) and b.get("made", b.get("gone")) > 0, "not one of the two")
        if "made" in b:
            need(says(b.get("place")), "no place")
            self.may_copy(asset, b["made"], on)
        need(b.get("gone", 0) <= asset["here"], "more than there are")
        asset["here"] += b.get("made", 0) - b.get("gone", 0)

    def may_copy(self, asset, made, on):
        """Whether rules, consents to everything and the client's own number let so many more copies be."""
        general = [x["body"] for x in self.contracts[asset["contract"]]["consents"].values()
                   if x["confirmed"] and on <= x["body"].get("scope", {}).get("until", "")
                   and not {"kinds", "levels", "recipients", "requesters", "vias"} & set(x["body"]["scope"])]
        agreed = max([x["copies"] for x in general if "copies" in x], default=0)
        rules, _ = self.rules({"contract": asset["contract"]})
        limits = [rule["demand"]["copies"] for rule in rules if rule["demand"]["kind"] == "copy-quota" and self.is_about(rule.get("when", {}), asset)]
        for limit in limits + [None]:
            most = min((n for n in (limit, asset["permitted"]) if n is not None), default=None)
            need(most is None or self.copies_of(asset) + made <= max(most, agreed), "copy-quota")

    def is_about(self, when, asset):
        """Whether a rule is about information itself, and about this piece."""
        return ((not when.get("levels") or asset["level"] in when["levels"] + ["unknown"])
                and ("personal-data" not in when or asset.get("people") != 0) and not when.get("kinds") and not when.get("vias"))

    def asset_end(self, s, b, by, on, c, dig, signer):
        need(self.has(by, "requester", "administrator"), "not allowed")
        self.held_asset(b["id"])
        need("method" in b or says(b.get("to")), "given back to nobody")
        need(all(says(b[field]) for field in ("place", "witness") if field in b) and b.get("on", on) <= on, "says nothing, or a day that has not come")
        need(b.get("on", on) >= self.assets[b["id"]]["received"] or "on" not in b, "before it came")
        if "method" in b: self.asset_disposed_as_demanded(self.assets[b["id"]], b)
        self.assets[b["id"]].update(ended=True, ended_by=by, disposed="method" in b)

    def asset_disposed_as_demanded(self, asset, b):
        about = lambda rule: self.is_about(rule.get("when", {}), asset)
        ways = ("asset-disposal", "given-back") if "from" in asset else ("asset-disposal",)
        rules = self.last_said(asset, lambda rule: rule["demand"]["kind"] in ways and about(rule))
        of_packs, directed = ([rule["demand"] for rule in those if about(rule)] for those in rules)
        for d in of_packs + directed:
            if d["kind"] == "asset-disposal":
                need(b["method"] in d["methods"] and (b["method"] not in d.get("shown", []) or "evidence" in b), "asset-disposal")
            if d["kind"] == "given-back" and "from" in asset:
                need(any(x["kind"] == "asset-disposal" and b["method"] in x["methods"] for x in directed), "given-back")

    # What it comes to -------------------------------------------------------------------------------------------------------
    def shown_contract(self, contract):
        noes = contract["noes"]
        return {"packs": contract["packs"], "directives": [d["number"] for d in contract["directives"]],
                "notified": contract["notified"], "left": sorted(contract["gone"]), "places": contract["places"],
                "contacts": [who for who, _ in sorted(contract["contacts"], key=contract["contacts"].get)],
                "sent": sorted([on, duty] for on, duty in contract["sent"]),
                "recipients": sorted(contract["recipients"]), "subcontractors": contract["subcontractors"],
                "agreements": {name: [dated, until] for name, (_, dated, until) in contract["agreements"].items()},
                "checks": {name: [day, unmet] for name, (_, day, unmet) in contract["checks"].items()},
                "consents": [{"number": x["body"]["number"], "confirmed_by": x["confirmed"]}
                             for x in contract["consents"].values()],
                "sheet_open": None if noes is None else [no["item"] for no in noes if "measure" not in no]}

    def contracts_summary(self):
        people = {name: {"taught": [on for _, on in p["taught"]], "pledges": [occasion for _, occasion in p["pledges"]]}
                  for name, p in sorted(self.people.items()) if p["taught"] or p["pledges"]}
        return {"contracts": {name: self.shown_contract(c) for name, c in sorted(self.contracts.items())},
                "packs": {name: pack["version"] for name, pack in sorted(self.packs.items())},
                "assets": {name: {"ended": a["ended"], "checked_by": a["checked"], "copies": self.copies_of(a),
                                  "confirmed": [a["client"], a["office"]], "end_confirmed": a["end_confirmed"]} for name, a in sorted(self.assets.items())},
                "staff": people}
