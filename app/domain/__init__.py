"""What a workshop is, without a database, a page or a socket."""
