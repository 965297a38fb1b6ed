"""Pages for people: rendered here, with no build step and no request to anywhere else."""
