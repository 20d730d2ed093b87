"""Stands before speech-dispatcher: nothing is spoken, Orca writes down what it would say."""

raise ImportError("no speech here")
