"""Tests of the door to the evaluator."""
