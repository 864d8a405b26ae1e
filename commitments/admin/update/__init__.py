"""Progress updates and their evidence."""
