"""The embedded engine: words, tables and structure; no model, no key, no network."""
