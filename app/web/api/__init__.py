"""What other programs read: a workshop as JSON, by a token of its own."""
