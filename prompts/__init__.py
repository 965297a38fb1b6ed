"""Prompts are files; a released file never changes."""
