"""What a socket says, and what becomes of it."""
