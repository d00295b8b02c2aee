"""From a dossier to proven compositions: tiers, the race of solvers, ties, conflicts."""
