"""Word files: paragraphs, lists, tables and tracked changes."""
