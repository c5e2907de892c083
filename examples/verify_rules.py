#!/usr/bin/env python3
"""Checks a Sekisho ledger without Sekisho, and judges every statement by every rule.

    verify_rules.py LEDGER.DB [--against FILE | --against SIZE:ROOT]...

What verify_ledger.py does, with what it leaves to others: ledger_shapes.py, ledger_rules.py, ledger_contracts.py, ledger_mail.py,
ledger_articles.py, ledger_purge.py, ledger_loss.py, ledger_succession.py and ledger_way_back.py beside it, written from docs/spec/ alone. Prints where every carry-out, copy,
medium and incident stands today. Exit 0: nothing found and anchored; 1: nothing is wrong, but a clock disagrees or no checkpoint
matches (NOT ANCHORED); 4: something is wrong.
"""
import sys

sys.dont_write_bytecode = True
import ledger_shapes  # what every body looks like
from ledger_rules import Ledger
from verify_ledger import main

if __name__ == "__main__": main(Ledger, __doc__)
