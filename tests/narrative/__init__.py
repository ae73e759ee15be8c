"""Tests of the briefing's sentences."""
