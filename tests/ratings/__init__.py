"""Judgements of several people, and what they can bear."""
