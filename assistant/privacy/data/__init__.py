"""Word lists of the name finder, each a plain text file that a curator can read."""
