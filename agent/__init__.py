"""Clarify: loose text in, confirmed work out."""

__version__ = "0.1.0"
