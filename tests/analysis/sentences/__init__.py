"""What the analyses say, in sentences."""
