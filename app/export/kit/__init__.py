"""What is printed before the day: the kit of a workshop, and a booklet of methods without one."""
