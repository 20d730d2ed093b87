"""Pages about the site and whoever reads it: accounts, display, promises, the room check."""
