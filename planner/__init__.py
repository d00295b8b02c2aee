"""abd-planner: which contribution does a person make to the repertoire that a team's task needs?"""

__version__ = "0.1.0"
