"""How the weights of the embedded engine come about."""
