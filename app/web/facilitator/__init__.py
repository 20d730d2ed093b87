"""Pages of whoever prepares and leads a workshop."""
