"""What is read from a file, what is refused, and how that is told."""
