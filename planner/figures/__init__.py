"""The figures of a composition (model.md 3): one file each, plain Python."""
