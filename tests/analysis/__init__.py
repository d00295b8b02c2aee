"""Questions on top of figures: evaluation and comparison."""
