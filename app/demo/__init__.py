"""The demo: workshops built from the mission's own facts, one to be played and one that was."""
