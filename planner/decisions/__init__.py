"""A decision as something that lasts: its file, its document, its letters, and how to check it.

Plain data go in and documents come out; who keeps them, and where, is told elsewhere.
"""
