"""Named reads of money and decisions."""
