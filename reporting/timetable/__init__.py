"""The timetable: what is due is reckoned from the ledger and the date, and done in order, with nobody at the keyboard.

`due.py` reckons it, pure; `facts.py` asks the ledger and the outbox; `steps.py` carries each step out by the commands;
`rounds.py` makes one round of all that is due; `serve.py` is the loop, the only user of `schedule`. The clock may be
read here.
"""
