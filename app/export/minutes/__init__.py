"""The minutes of a workshop: one content, in words, of which pages and files are made."""
