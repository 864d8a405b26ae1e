"""Every address, each role, objects of one unit: nothing of it comes through to another."""
