"""Accounts: passwords, tokens, the second factor, and who a directory says somebody is."""
