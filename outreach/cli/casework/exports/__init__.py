"""A case in a file for somebody else."""
