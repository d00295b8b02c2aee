"""The program as it is, but that every dossier is a round over many teams.

    python -m tests.oracle.run --rounds --skip-invalid \
        --command "python -m tests.solver.teamwise_program"

The worker processes of a search import this module too, so they are told the same.
"""

from planner.cli.main import main
from planner.solver import teamwise

teamwise.MANY_TEAMS = 1

if __name__ == "__main__":
    main()
