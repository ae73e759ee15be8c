"""Supervised workers: child processes that may die, hang or eat memory over one task without harm to anything else."""
