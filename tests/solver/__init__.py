"""Proposals and conflicts: proven, repeatable, and never wrong."""
