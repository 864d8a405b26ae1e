"""Who is responsible and who speaks."""
