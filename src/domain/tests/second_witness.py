# Reads what was said as JSON from standard input, an office a line, takes it in by the rules in the folder given, and says in
# a line what came of it.
import json, sys, traceback
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
from ledger_rules import Ledger
from ledger_shapes import BODIES
from verify_ledger import Wrong, sha

def judged(heard):
    ledger = Ledger(lambda *_: True)
    ledger.root_of = lambda size, index: sha(str(size).encode()) if size <= index else None
    effects = []
    for said in heard["said"]:
        statement = said["statement"]
        assert BODIES[statement["type"]](statement["body"]), statement
        try:
            ledger.take(statement, said["digest"], said["key"], effects.count(""))
            effects.append("")
        except Wrong as why:
            effects.append(str(why))
    return {"effects": effects, "summary": ledger.summary(heard["on"])}

for line in sys.stdin:
    try: answer = judged(json.loads(line))
    except Exception: answer = {"failed": traceback.format_exc()}
    print(json.dumps(answer), flush=True)
