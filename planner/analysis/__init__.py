"""Questions on top of figures and solver: proposals, evaluation, comparison."""
