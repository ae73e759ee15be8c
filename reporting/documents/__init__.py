"""The one door to Word and PDF: templates compiled and filled, native charts, page geometry, rendering."""
