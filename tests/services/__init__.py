"""Real programs that tests start privately: own folder, own port, stopped at the end."""
