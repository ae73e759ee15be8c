"""Sentences from figures, worded as a bureau words them (domain: GB/T 15834, GB/T 15835 and office practice)."""
