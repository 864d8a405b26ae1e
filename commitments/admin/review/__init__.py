"""Documents and the decision on each candidate in them."""
