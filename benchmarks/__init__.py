"""Measures of speed, size and quality; see README.md. Nothing here is part of the program."""
