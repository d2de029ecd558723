"""Reads the plans of municipalities from the documents they stand in: bytes → blocks → roles → plan."""
