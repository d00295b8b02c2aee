"""Random small teams for the figures, made without the reference of `tests.oracle`."""

import random

from hypothesis import Phase, settings

from planner.figures.team_figures import TeamFigures
from tests.building import dossier, person, row, seat, team, team_figures

CALM = settings(max_examples=150, derandomize=True, database=None, phases=[Phase.generate])
BEHAVIOURS = {"trust": "inward", "candour": "upward", "network": "outward", "crisis": "across"}


def random_team(source: random.Random) -> TeamFigures:
    """Return the figures of a team of at most four members and a circle of at most two."""
    people = [f"p{number}" for number in range(6)]
    everybody = [
        person(
            name,
            {
                behaviour: source.choice([None, 0, 1, 1.5, 2, 2.4, 3])
                for behaviour in BEHAVIOURS
                if source.random() < 0.9
            },
        )
        for name in people
    ]
    demand = [
        row(
            behaviour,
            importance=source.randint(1, 5),
            level=source.choice([0, 1, 1.5, 2, 2.4]),
            carriers=source.choice([1, 1, 2, 3, 7]),
            spread=source.random() < 0.4,
        )
        for behaviour in source.sample(list(BEHAVIOURS), source.randint(0, 4))
    ]
    places = source.randint(1, 4)
    members = source.sample(people, source.randint(0, places))
    circle = source.sample(people, source.randint(0, 2))
    seats = [seat(f"s{number}", optional=True) for number in range(places)]
    case = dossier(
        everybody,
        [team("mt", seats, demand, circle=circle)],
        behaviours=BEHAVIOURS,
        scale=(0, 3),
    )
    sitting = {f"s{number}": name for number, name in enumerate(members)}
    return team_figures(case, sitting, cautious=source.random() < 0.5)
