"""Measurements of Clarify itself."""
