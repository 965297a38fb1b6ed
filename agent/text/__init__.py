"""Text as given, made readable for the rest: all offsets count in the original."""
