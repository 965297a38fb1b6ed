"""How well work is read out of texts."""
