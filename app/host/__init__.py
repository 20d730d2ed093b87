"""Plugins found, checked and drawn."""
