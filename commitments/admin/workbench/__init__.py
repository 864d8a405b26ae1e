"""The start page: what is waiting for this person, and what happened since yesterday."""
