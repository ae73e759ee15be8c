"""What tests of workers need of a system."""

from __future__ import annotations

import os

import pytest

from reporting.workers.usage import usage

needs_usage = pytest.mark.skipif(usage(os.getpid()) is None, reason="the system does not tell what a process uses")
