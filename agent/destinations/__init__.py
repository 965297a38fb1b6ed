"""Where confirmed work is committed to."""
