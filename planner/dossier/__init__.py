"""The case file as a whole: reading it, with every error and its path, and what it asks."""
