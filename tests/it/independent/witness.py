# Reads paths of ledgers from standard input, and says in a line of JSON for each what both verifiers in the folder given find: the one
# file alone, and the one with every rule. A signature that was checked once is remembered: the ledgers have many entries in common.
import json, sys, tempfile, traceback
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
from verify_ledger import People, Signatures, check

class Remembered(Signatures):
    known = {}
    def __call__(self, *claim):
        claim = (tuple(claim[0]),) + claim[1:]
        if claim not in self.known: self.known[claim] = super().__call__(*claim)
        return self.known[claim]

def judged(path, judge):
    with tempfile.TemporaryDirectory() as folder:
        report = check(path, [], folder, judge(Remembered(folder)))
        return {name: report[name] for name in ("size", "root", "findings", "acknowledged")}

# Before the rules are there: they teach it the shapes of everything else.
alone = {path: judged(path, People) for path in sys.stdin.readline().split()}
import ledger_shapes
from ledger_rules import Ledger
for path, report in alone.items():
    try: answer = {"alone": report, "rules": judged(path, Ledger)}
    except Exception: answer = {"failed": traceback.format_exc()}
    print(json.dumps(answer), flush=True)
