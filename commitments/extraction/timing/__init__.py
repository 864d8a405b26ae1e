"""When a promise is due and when a reported figure held."""
