"""Every kind of constraint by itself, and its two faces held against each other."""
