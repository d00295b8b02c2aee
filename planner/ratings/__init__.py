"""Judgements of several people: how they become levels, and what may not be read into them."""
