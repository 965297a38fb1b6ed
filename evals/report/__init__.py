"""A run of an eval as a page that people look at."""
