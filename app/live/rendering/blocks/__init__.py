"""The core's own blocks, one a file: for whom, what it shows, what makes it stale (`BLOCK`).

A new one is a file here and its template, `templates/live/<name>_<audience>.html`.
"""
