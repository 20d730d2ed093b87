"""From a template to what pages show: environments, parts, forms, and what a template has at hand."""
