"""Pages of whoever takes part: joining, the page of a workshop, their own data, without a network."""
