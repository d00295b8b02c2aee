"""abd-planner: what a person contributes to the repertoire that a team's task needs."""

__version__ = "0.1.0"
