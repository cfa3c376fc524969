"""Dutch: sentences, words, synonyms and municipalities. Knows no files but its own data."""
