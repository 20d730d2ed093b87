"""Decides, and folds what was decided: no loop, no socket, no disk."""
