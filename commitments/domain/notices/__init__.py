"""What reaches a person: notices, reminder slips, the daily mail."""
