"""The shared stages that methods are composed of."""
