"""Workbooks: sheets measured before they are built."""
