"""Where commitments stand on a day: gather the facts, evaluate them, keep what changed."""
