"""The ledger (台账) in Excel: out as it stands, and in again as proposals for a batch."""
