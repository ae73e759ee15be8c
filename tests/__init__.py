"""Promises to the people who use the program, held by running it."""
