"""The part of a table of ratings that has no holes: the same raters for the same people."""

from collections.abc import Mapping
from fractions import Fraction

# Levels in tenths, by person and rater.
Table = Mapping[str, Mapping[str, int]]

# Less than this share of the ratings would say little about the rest.
LEAST_SHARE = Fraction(1, 2)


def complete_block(table: Table) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return people and raters who all rated all of them; `None` where raters are not the same.

    While there are holes, the person or the rater with the largest share of holes is left out; a
    person before a rater where these are equal, because a committee's number should stand. There
    remain two of each at least, and half of the ratings.
    """
    people = [person for person, levels in table.items() if levels]
    raters = list(dict.fromkeys(rater for person in people for rater in table[person]))
    ratings = sum(len(table[person]) for person in people)
    if ratings < LEAST_SHARE * len(people) * len(raters):
        return None
    while len(people) > 1 and len(raters) > 1:
        missing_of = {p: sum(r not in table[p] for r in raters) for p in people}
        missing_by = {r: sum(r not in table[p] for p in people) for r in raters}
        person = max(reversed(people), key=missing_of.__getitem__)
        rater = max(reversed(raters), key=missing_by.__getitem__)
        if not missing_of[person]:
            enough = len(people) * len(raters) >= LEAST_SHARE * ratings
            return (tuple(people), tuple(raters)) if enough else None
        if Fraction(missing_of[person], len(raters)) >= Fraction(missing_by[rater], len(people)):
            people.remove(person)
        else:
            raters.remove(rater)
    return None
