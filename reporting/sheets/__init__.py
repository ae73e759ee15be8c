"""The one door to spreadsheets: look at what a file is, read it, patch it, write new ones."""
