"""What else a package index has for the same job, on the same rows: `python -m evals.peers EVAL`."""
