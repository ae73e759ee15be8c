"""The one door to the expression evaluator: `parse` reads a formula of the catalogue, `evaluate` works it out."""
