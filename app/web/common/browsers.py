"""The oldest browsers in which one can do everything that one has to: tests/test_browser_features.py works it out."""

OLDEST = {"Firefox": 115, "Safari": 16.4, "Chrome": 108, "Edge": 108}

OLDEST_BROWSERS = ", ".join(f"{name} {version:g}" for name, version in OLDEST.items())
