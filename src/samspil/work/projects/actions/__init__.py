"""What can be done with projects."""
