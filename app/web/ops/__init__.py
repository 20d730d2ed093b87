"""What machines ask: health, metrics, and which process has a workshop."""
