"""What the office keeps: units, plans, indicators, breakdowns."""
