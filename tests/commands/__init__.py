"""The program as people and scripts outside meet it: words go in, an answer, an exit status and files come out."""
