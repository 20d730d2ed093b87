"""`beffroi dev`: a throw-away workshop on one method, its pages side by side, begun anew when a file of it is saved."""
