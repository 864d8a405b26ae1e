"""Lists of words that rules of the reader share, one subject a file."""
