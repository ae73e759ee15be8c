"""What arrives: files out of the inbox, what each sheet claims to be, and what it says.

inbox       which files can be taken now, and which must wait
members     the files of an archive
scans       whose stamped scan a picture is
secret      marks of secrecy, wherever on a file they stand
identify    stamp, words on the sheet, file name: whose form this is, and of which period
              blocks                                       one sheet, several tables: which piece is which
              stamp · titles · unitwords · periodwords     what speaks
              voices · which · whose · when                who is believed
              outline                                      any table as it looks, to tell a sender what was seen
missing     a sheet that went out in the workbook and did not come back
gather      all pieces of a form become one reading: extract each, join what they say
extract     a piece becomes observations, entries and findings, by names and structure, never by address
              view · turned                                where things stand, upright or on their side
              labels · lookup · once                       the words of all forms, indexed once a catalogue
              headings · naming · spans · choosing · table which column is which, and of which time
              fixed_rows · unit_rows · list_rows · lines   the three kinds of form
              seeds · footers                              what we printed ourselves, and what stands below
              cells · values                               what stands in a cell
              typed · numerals · marks · shown · advice    texts, words, marks, formats; what to write instead
              measures · measured · general · ditto        in which measure a figure stands; 同上
              remarks                                      findings gathered on the way
"""
