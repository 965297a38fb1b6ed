"""What a page shows, as plain values: made by pure functions, so that a template only places them."""
