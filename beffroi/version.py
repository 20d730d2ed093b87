"""Which release this is, by SemVer; the one place that says it."""

VERSION = "0.2.0"
