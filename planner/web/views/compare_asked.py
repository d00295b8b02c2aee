"""What the address of a comparison asks: whom to show, in which order, and whom closely."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from werkzeug.datastructures import MultiDict

from planner.domain.names import Names
from planner.domain.questions import Compared, Comparison
from planner.web.paging import Paged, paged

Order = Literal["contribution", "fit", "name"]
# What names the jobs in the address.
WHY_NOT, UNCERTAINTY = "why_not_job", "uncertainty_job"
ORDERS: tuple[Order, ...] = get_args(Order)
# More than this stand next to each other on no screen; the rest is a list to choose from.
MOST_SHOWN = 8
# So many of the rest stand on a page of that list.
MOST_LISTED = 100
MOST_CLOSE = 4
MOST_QUESTIONS = 8


@dataclass(frozen=True)
class Asked:
    """What the address asks; people that may not take the seat are left out."""

    order: Order
    only_differences: bool
    cautious: bool
    added: tuple[str, ...]
    close: tuple[str, ...]
    left_out: int
    # The questions "why not this person?" of which the answers are shown, and the one how sure.
    why_not: tuple[str, ...]
    uncertainty: str
    # Of those who are not shown: whose names are looked for, and which page of the list.
    find: str
    page: str

    def arguments(self, **changed: Any) -> dict[str, Any]:
        """Return the arguments of an address that asks the same, but for what is changed."""
        values = {
            "order": None if self.order == "contribution" else self.order,
            "rows": None if self.only_differences else "all",
            "cautious": "1" if self.cautious else None,
            "add": list(self.added),
            "close": list(self.close),
            WHY_NOT: list(self.why_not),
            UNCERTAINTY: self.uncertainty or None,
            "find": self.find or None,
            "page": self.page or None,
        }
        return {**values, **changed}

    def fields(self, *left_out: str) -> list[tuple[str, str]]:
        """Return all of it as fields of a form, but for what the form asks itself."""
        kept = self.arguments(**dict.fromkeys(left_out))
        listed = {
            name: value if isinstance(value, list) else [value] for name, value in kept.items()
        }
        return [(name, value) for name, values in listed.items() for value in values if value]


def asked_of(arguments: MultiDict[str, str], comparison: Comparison) -> Asked:
    """Return what an address asks about a comparison."""
    known = {one.person for one in comparison.people}
    close = [one for one in dict.fromkeys(arguments.getlist("close")) if one in known]
    order = arguments.get("order", "")
    return Asked(
        order=next((one for one in ORDERS if one == order), "contribution"),
        only_differences=arguments.get("rows") != "all",
        cautious=arguments.get("cautious") == "1",
        added=tuple(one for one in dict.fromkeys(arguments.getlist("add")) if one in known),
        close=tuple(close[:MOST_CLOSE]),
        left_out=max(0, len(close) - MOST_CLOSE),
        why_not=tuple(dict.fromkeys(arguments.getlist(WHY_NOT)[-MOST_QUESTIONS:])),
        uncertainty=arguments.get(UNCERTAINTY, ""),
        find=arguments.get("find", "").strip()[:200],
        page=arguments.get("page", ""),
    )


def people_shown(
    comparison: Comparison, asked: Asked, incumbent: str | None
) -> tuple[list[Compared], list[Compared]]:
    """Return who is shown and who is not, both by contribution.

    Shown are the first by contribution, the first by job fit, who sits there, and who is asked.
    """
    people = comparison.people
    wanted = {one.person for one in people[:MOST_SHOWN]} | {*asked.added, *asked.close, incumbent}
    wanted |= {one.person for one in people if one.job_fit_rank == 1}
    shown = [one for one in people if one.person in wanted]
    return shown, [one for one in people if one.person not in wanted]


def listed(others: list[Compared], asked: Asked, names: Names) -> Paged[Compared]:
    """Return the page that is asked of those who are not shown, and have a name as is asked."""
    needle = asked.find.casefold()
    found = [one for one in others if not needle or needle in names.person(one.person).casefold()]
    return paged(found, asked.page, MOST_LISTED)


def in_order(people: list[Compared], order: Order, names: Names) -> list[Compared]:
    """Return people in the order that is asked; by contribution they stand already."""
    keys: Mapping[Order, Any] = {
        "contribution": lambda one: one.rank,
        "fit": lambda one: (one.job_fit_rank is None, one.job_fit_rank),
        "name": lambda one: names.person(one.person).casefold(),
    }
    return sorted(people, key=keys[order])
