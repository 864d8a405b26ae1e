"""What units report, when it is due, and the status reports made of it."""
