"""From a file received to a decision on each candidate."""
