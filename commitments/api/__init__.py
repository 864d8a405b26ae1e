"""The HTTP interface for programs: one file a resource."""
