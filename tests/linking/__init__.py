"""Who wrote what: workshops are played, and a program tries to name the authors from all that is kept."""
