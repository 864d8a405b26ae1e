"""Tests mirror the code; what needs real services finds them in tests/services."""
