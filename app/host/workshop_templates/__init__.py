"""Templates of workshops: an agenda and its tables without anybody in it, as a file, shipped, or taken from one."""
