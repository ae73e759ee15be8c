"""Campaigns: many drawn submissions at once, of which it is known what must be found, and what must not."""
