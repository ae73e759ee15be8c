"""Products as people read them, from records to printed pages."""
