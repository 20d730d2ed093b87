"""Which rooms this process holds."""
