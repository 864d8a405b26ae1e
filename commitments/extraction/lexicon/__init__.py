"""Every list of words that the reader knows, one subject a file."""
