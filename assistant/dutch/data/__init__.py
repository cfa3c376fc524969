"""Word lists, each a plain text file that a curator can read."""
