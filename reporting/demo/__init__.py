"""The synthetic city of the demonstration: what is true in it, and how its offices fill in their forms."""
