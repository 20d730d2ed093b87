"""The one door of a workshop: asked, committed, answered, drawn."""
