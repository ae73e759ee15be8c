"""What arrives: files out of the inbox, what each sheet claims to be, and what it says.

inbox       which files can be taken now, and which must wait
identify    stamp, words on the sheet, file name: whose form this is, and of which period
              stamp · titles · unitwords · periodwords     what speaks
              voices · which · whose · when                who is believed
extract     a sheet becomes observations, entries and findings, by names and structure, never by address
              view · headings · table · lookup · footers   where things stand
              fixed_rows · unit_rows · list_rows · lines   the three kinds of form
              cells · values · measures · marks            what stands in a cell
              remarks                                      findings gathered on the way
"""
