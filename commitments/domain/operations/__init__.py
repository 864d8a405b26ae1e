"""Whether the service works, and what an administrator must know of it."""
