"""Existing work out of the files that trackers and spreadsheets write."""
