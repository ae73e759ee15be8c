"""County spreadsheets in; checked figures, filled task tables and Word briefings out.

The map of the house. A module imports only from floors below its own, and from its own room; the rooms of one floor
are blind to one another. ARCHITECTURE.md tells why, tests/test_floors.py holds it.

    __main__                                                        the way in
    cli · frames                                                    people: words typed, notebooks
    timetable                                                       time: what is due now
    commands                                                        order: one command a file, run.py is the story
    catalogue · intake · checks · ledger · merge · narrative ·
        proof · products · outbox · demo                            stages: records in, records out
    sheets · documents · mail · formulas                            doors: one for each outside library
    package                                                         zip, and the XML of strangers
    model                                                           words: frozen records, periods, settings
"""

__version__ = "0.1.0"
