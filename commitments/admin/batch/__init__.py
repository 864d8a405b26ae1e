"""Many commitments at once: ledger import and export, bulk edits."""
