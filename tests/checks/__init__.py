"""Tests of the checks: what each catches, and what it must leave alone."""
