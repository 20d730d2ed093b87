"""A method checked as its users will use it: `beffroi check`."""
