"""Backups: the whole installation in one file, checked when written and before it is used."""
