"""One phenomenon a file: each rule proposes what it finds in a sentence."""
