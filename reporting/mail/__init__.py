"""Mail: the one door to mailboxes and to mails as bytes. Nothing in a mail is ever run, followed or fetched.

`parse.py` takes a mail apart (`parts.py`, `headers.py`, `charsets.py`, `texts.py`; `tnef.py` and `outlook.py` for what
Outlook makes of it; `automatic.py`, `trusted.py`, `shared.py` for what it says of itself). `imap.py` is a mailbox.

`compose.py` writes one, `gate.py` says whether it may leave, `smtp.py` and `drop.py` are the two ways out, `sent.py`
asks a mailbox whether it left, `passwords.py` fetches what the settings never hold.
"""
