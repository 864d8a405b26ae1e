"""Whether a stretch of text promises, reports or rules."""
