"""One file a noun: thin endpoints that hand over and hand out."""
