"""Many changes at once: proposed, tried, looked at, made, and taken back where that can be."""
