"""Clarify over HTTP. What belongs to HTTP stays here; what is decided is decided in `agent`."""
