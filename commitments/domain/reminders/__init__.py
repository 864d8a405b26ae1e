"""Reminder rules of the office, and the daily run that issues slips by them."""
