"""Which release this is, by SemVer; the one place that says it."""

VERSION = "0.1.0"
