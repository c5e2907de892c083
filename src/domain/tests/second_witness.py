# Reads what was said as JSON from standard input, takes it in by the rules in the folder given, and says what came of it.
import json, sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
from ledger_rules import Ledger
from ledger_shapes import BODIES, Wrong, fits

heard = json.load(sys.stdin)
ledger = Ledger(lambda *_: True, None)
effects = []
for said in heard["said"]:
    statement = said["statement"]
    assert fits(BODIES[statement["type"]], statement["body"]), statement
    try:
        ledger.take(statement, said["digest"], said["key"])
        effects.append("")
    except Wrong as why:
        effects.append(str(why))
json.dump({"effects": effects, "summary": ledger.summary(heard["on"])}, sys.stdout)
