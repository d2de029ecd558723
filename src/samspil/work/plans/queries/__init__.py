"""Named reads of the plans room."""
