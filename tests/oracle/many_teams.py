"""Makes small random rounds: several teams that share their candidates."""

import random

from .dossiers import FEW_COMPOSITIONS, KINDS, OBJECTIVES, Maker, most_compositions

MOST_COMPOSITIONS = 10_000
BY_TEAM = [kind for kind in KINDS if kind != "max_changes"]
"""The kinds that judge each team by itself (`include` where it names a seat)."""


def random_round(source: random.Random, *, most: int = MOST_COMPOSITIONS) -> dict:
    """Return a random valid dossier of two to four teams; `most` limits its compositions.

    Coverage comes first, nobody develops, and nothing is asked of several teams together.
    """
    while True:
        dossier = _RoundMaker(source).dossier()
        if FEW_COMPOSITIONS <= most_compositions(dossier) <= most:
            return dossier


class _RoundMaker(Maker):
    """Makes one round."""

    kinds = BY_TEAM

    def dossier(self) -> dict:
        """Return the whole dossier."""
        people = [self.person(name) for name in self.people]
        candidates = self.some(self.people, 3, 5)
        for number in range(1, 1 + self.source.choice((2, 2, 3, 3, 4))):
            self.teams.append(self.team(number))
        dossier = {
            "format": "abd-planner/dossier/1",
            "title": "Ronde",
            "repertoire": self.repertoire(),
            "people": people,
            "candidates": candidates,
            "teams": self.teams,
            "constraints": [self.constraint() for _ in range(self.source.choice((0, 2, 4, 7)))],
            "priorities": self.priorities(),
        }
        if self.chance(85):
            self.make_room(dossier)
        return dossier

    def seat(self, name: str) -> dict:
        """Return one seat; often it is vacant and open to all candidates, like others."""
        if self.chance(50):
            return {"id": name, "optional": True} if self.chance(25) else {"id": name}
        return super().seat(name)

    def constraint(self) -> dict:
        """Return a random constraint that judges each team by itself."""
        made = super().constraint()
        if made["kind"] == "include":
            made.setdefault("seat", self.source.choice(self.seats)["id"])
        return made

    def priorities(self) -> list[dict]:
        """Return coverage before some other objectives, sometimes none."""
        others = [name for name in OBJECTIVES if name != "coverage"]
        made = []
        for objective in ["coverage", *self.some(others, 0 if self.chance(10) else 2)]:
            entry: dict = {"objective": objective}
            if self.chance(35):
                entry["slack"] = self.slack(objective)
            made.append(entry)
        return made
