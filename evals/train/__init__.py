"""How the weights that are shipped were made. Nothing here is needed to run Clarify."""
