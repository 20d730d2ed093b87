"""The page of a shared screen, and how one is paired."""
