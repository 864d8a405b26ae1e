"""Registers: units, plans, indicators, dimensions."""
