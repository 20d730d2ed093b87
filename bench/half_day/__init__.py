"""A half-day of two sites, played as its facilitator would, with every gesture counted: `python -m bench.half_day`."""
