"""A workshop played by simulated people over real sockets, against a server that is already running."""
