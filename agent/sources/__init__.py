"""From bytes to arrivals."""
