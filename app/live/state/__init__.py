"""What is true now and never logged: who is there, who leads, what the screens show."""
