"""What leaves the house: tables, JSON, a person's own data."""
