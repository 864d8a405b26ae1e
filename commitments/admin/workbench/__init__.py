"""The start page: what waits for me, what happened since yesterday."""
