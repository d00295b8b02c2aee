"""Ratings and rounds in a few words."""

import datetime

from planner.domain.repertoire import Repertoire, Scale
from planner.ratings.rating import Evidence, Rating, Round

FIVE = Scale(minimum=1, maximum=5)
DAY = datetime.date(2026, 3, 1)


def rating(person, level, source="committee", rater="r1", behaviour="crisis", told="", **more):
    if source == "self":
        rater = person
    return Rating(
        person=person,
        behaviour=behaviour,
        level=level,
        source=source,
        rater=rater,
        date=more.pop("date", DAY),
        instrument=more.pop("instrument", "interview"),
        evidence=Evidence(situation=told),
        **more,
    )


def round_of(*ratings, scale=FIVE):
    return Round(scale=scale, ratings=tuple(ratings))


def rated(person, behaviour="crisis", **levels):
    """Return ratings by source: each level is of a rater of its own."""
    return [
        rating(person, level, source, f"{source}-{position}", behaviour)
        for source, given in levels.items()
        for position, level in enumerate(given)
    ]


def table(rows, behaviour="crisis", source="committee"):
    """Return ratings of a table: a row a person, a column a rater; `None` where nobody rated."""
    return [
        rating(f"p{person}", level, source, f"r{rater}", behaviour)
        for person, row in enumerate(rows)
        for rater, level in enumerate(row)
        if level is not None
    ]


def repertoire(*behaviours, scale=(1, 5)):
    return Repertoire.model_validate(
        {
            "id": "small",
            "scale": {"minimum": scale[0], "maximum": scale[1]},
            "directions": [{"id": "inward"}],
            "behaviours": [
                {"id": name, "direction": "inward", "label": label}
                if label
                else {"id": name, "direction": "inward"}
                for name, label in behaviours
            ],
        }
    )
