"""Who shows what, and what they are sent."""
