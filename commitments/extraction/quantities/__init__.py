"""Numbers with their units and bounds, and what each of them measures."""
