"""Candidate cases made of what reviewers decided: `clarify eval harvest`."""
