"""Tests of packages and their XML."""
