"""Several machines at once, and what happens when some of them die."""
