"""Many commitments at once: ledgers in and out, bulk edits."""
