"""The words that matching knows, one concern a file."""
