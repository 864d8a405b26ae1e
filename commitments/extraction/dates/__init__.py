"""Dates and periods as a text names them."""
