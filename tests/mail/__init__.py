"""Tests of the door to mail: what comes in."""
