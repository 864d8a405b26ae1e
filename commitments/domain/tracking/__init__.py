"""The life of a commitment: registered, assigned, moved, targeted, split, measured."""
