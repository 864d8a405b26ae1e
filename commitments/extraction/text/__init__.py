"""From the text as received to headings, paragraphs, rows and sentences."""
