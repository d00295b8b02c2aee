"""Every figure worked out by hand, and its linear face held against exhaustive search."""
