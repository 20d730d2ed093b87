"""What every page stands on: access, security, language, links, files; imports no page."""
