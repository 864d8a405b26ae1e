"""Tables of a text: their columns, rows and figures."""
