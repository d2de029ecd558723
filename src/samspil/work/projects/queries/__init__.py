"""Named reads of projects."""
