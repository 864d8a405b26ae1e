"""What every room of the domain stands on: history rows, rights, versions, jobs, the calendar."""
