"""Tests of the door to spreadsheets."""
