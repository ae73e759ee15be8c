"""Licensed typefaces of official documents, and what Word is told to take where they are missing."""

from __future__ import annotations

FALLBACKS = {"方正小标宋简体": "华文中宋", "仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体"}
