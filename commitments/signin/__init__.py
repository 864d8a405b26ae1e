"""The door: the sign-in page, the second factor, sign-in by a directory, and who is kept out."""
