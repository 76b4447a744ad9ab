"""A file arrives, proves what it is, and becomes a value."""
