"""Engines: from an intake to an untrusted extraction."""
