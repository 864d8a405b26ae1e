"""Reminder rules, slips, reporting duties and notices."""
