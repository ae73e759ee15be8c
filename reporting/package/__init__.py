"""Zip packages and their XML: read with limits, copied part by part, written the same way every time."""
