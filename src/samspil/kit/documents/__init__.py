"""Documents to keep, print and hand on: the same description becomes an accessible PDF and a Word file."""
