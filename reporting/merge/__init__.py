"""From observations in force to city figures: totals, growth, progress, judgements, places, and the way back."""
