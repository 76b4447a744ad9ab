"""The article's words become a dossier; each item keeps the words that it came from."""
