"""Batches: many changes at once, previewed row by row, applied, and reverted where possible."""
