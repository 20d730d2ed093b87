"""How fast and how far: an open-loop generator, this server, and peers beside it, in one table."""
