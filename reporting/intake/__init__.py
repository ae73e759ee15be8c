"""What arrives: files out of the inbox, what each sheet claims to be, and what it says.

inbox       which files can be taken now, and which must wait
identify    stamp, words on the sheet, file name: whose form this is, and of which period
              blocks                                       one sheet, several tables: which piece is which
              stamp · titles · unitwords · periodwords     what speaks
              voices · which · whose · when                who is believed
              outline                                      any table as it looks, to tell a sender what was seen
gather      all pieces of a form become one reading: extract each, join what they say
extract     a piece becomes observations, entries and findings, by names and structure, never by address
              view · turned                                where things stand, upright or on their side
              labels · lookup · once                       the words of all forms, indexed once a catalogue
              headings · naming · spans · choosing · table which column is which, and of which time
              fixed_rows · unit_rows · list_rows · lines   the three kinds of form
              seeds · footers                              what we printed ourselves, and what stands below
              cells · values · measures · marks            what stands in a cell
              remarks                                      findings gathered on the way
"""
