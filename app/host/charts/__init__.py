"""Charts of `beffroi.report` on pages: places worked out of their numbers, drawn by one set of templates."""
