"""The core's commands: what facilitators ask of the workshop itself. Each says what it changes."""
