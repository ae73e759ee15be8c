"""One command a file; run is the story, office opens a home. What a command gives is an answer: document and words."""
