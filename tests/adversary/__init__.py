"""The adversary: honest forms with known figures, altered as offices alter them; for each the right outcome is known.

world       a city with a past, and the forms it sends out
pages       a workbook that can be altered: cells keep their identity wherever they are moved
case        one submission: its workbook, and what must come of it
numerals · marks · rows · columns · sheets · identity · trends · files    the mutations, by what they alter
kinds       the one table of all of them
written     a workbook becomes a file, in every format offices use
judged      a file goes through a pass; what came of it is held against what must come of it
draw        mutations drawn and combined
campaign    thousands of draws: `python -m tests.adversary.campaign`
"""
