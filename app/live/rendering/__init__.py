"""What each page shows, drawn from the record."""
