"""The mixed-integer program underneath: variables, requirements, sums."""

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from ortools.math_opt.python import mathopt

from planner.model.part import Part

# What requirements and objectives are made of: a number, a variable, or a sum of these.
Expression: TypeAlias = mathopt.LinearTypes

# No expression of ours reaches this, because what is certain is kept out of the program; a
# limit beyond it asks nothing (or too much), and would only cost the solvers their precision.
_BEYOND = 10**9


def total(terms: Iterable[Expression]) -> Expression:
    """Return the sum of terms, made in one go."""
    gathered = list(terms)
    if all(isinstance(term, int) for term in gathered):
        return sum(gathered)
    return gathered[0] if len(gathered) == 1 else mathopt.fast_sum(gathered)


def is_number(expression: Expression, value: int | None = None) -> bool:
    """Tell whether an expression is a plain number (this one, where a value is given).

    A variable answers `==` with a requirement, so it must not be compared as such.
    """
    return isinstance(expression, int) and (value is None or expression == value)


class Program:
    """A mixed-integer program whose variables and coefficients are all whole numbers."""

    def __init__(self) -> None:
        """Start with an empty program."""
        self.mathopt = mathopt.Model()
        self._held: list[mathopt.LinearConstraint] = []
        self._parts: dict[str, Part] = {}
        # Where what is made now belongs; what is always asked belongs to none.
        self._part: Part | None = None

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Let what is made meanwhile belong to a part, which is awake from now on."""
        around, self._part = self._part, self._parts.setdefault(name, Part())
        self._part.wake()
        try:
            yield
        finally:
            self._part = around

    def indicator(self) -> mathopt.Variable:
        """Return a new variable that is 0 or 1."""
        return self._new(self.mathopt.add_binary_variable())

    def count(self, most: int) -> mathopt.Variable:
        """Return a new whole-number variable from 0 to `most`."""
        return self._new(self.mathopt.add_integer_variable(lb=0, ub=most))

    def _new(self, variable: mathopt.Variable) -> mathopt.Variable:
        if self._part is not None:
            self._part.add_variable(variable)
        return variable

    def at_most(self, expression: Expression, limit: int) -> None:
        """Ensure that an expression is at most a limit."""
        if limit < _BEYOND:
            self._ask(expression, upper=max(limit, -_BEYOND))

    def at_least(self, expression: Expression, limit: int) -> None:
        """Ensure that an expression is at least a limit."""
        if limit > -_BEYOND:
            self._ask(expression, lower=min(limit, _BEYOND))

    def exactly(self, expression: Expression, value: int) -> None:
        """Ensure that an expression has a value."""
        self._ask(expression, lower=value, upper=value)

    def _ask(
        self, expression: Expression, lower: float = -math.inf, upper: float = math.inf
    ) -> None:
        requirement = self._add(expression, lower, upper)
        if requirement is not None and self._part is not None:
            self._part.add_requirement(requirement)

    def hold(self, expression: Expression, *, least: int = -_BEYOND, most: int = _BEYOND) -> None:
        """Ensure that an expression stays between limits, until it is let go."""
        lower = -math.inf if least <= -_BEYOND else min(least, _BEYOND)
        upper = math.inf if most >= _BEYOND else max(most, -_BEYOND)
        constraint = self._add(expression, lower, upper)
        if constraint is not None:
            self._held.append(constraint)

    def let_go(self) -> None:
        """Go back to what is always asked: what was held is let go, and every part rests."""
        for requirement in self._held:
            self.mathopt.delete_linear_constraint(requirement)
        self._held.clear()
        for part in self._parts.values():
            part.rest()

    def _add(
        self, expression: Expression, lower: float = -math.inf, upper: float = math.inf
    ) -> mathopt.LinearConstraint | None:
        if not isinstance(expression, int | float):
            return self.mathopt.add_linear_constraint(lb=lower, ub=upper, expr=expression)
        if lower <= expression <= upper:
            return None
        # Nothing can mend a number: the program as a whole is infeasible.
        return self.mathopt.add_linear_constraint(lb=1, ub=1)

    def both(self, first: Expression, second: Expression) -> Expression:
        """Return an indicator that is 1 exactly where two 0-1 expressions both are."""
        for one, other in ((first, second), (second, first)):
            if is_number(one):
                return other if is_number(one, 1) else 0
        result = self.indicator()
        self.at_most(result - first, 0)
        self.at_most(result - second, 0)
        self.at_least(result - first - second, -1)
        return result

    def at_least_all(self, terms: Iterable[Expression]) -> Expression:
        """Return an indicator that is 1 wherever all of the 0-1 terms are (it may be elsewhere)."""
        gathered = [term for term in terms if not is_number(term, 1)]
        if any(is_number(term, 0) for term in gathered):
            return 0
        if len(gathered) < 2:
            return gathered[0] if gathered else 1
        result = self.indicator()
        self.at_least(result - total(gathered), 1 - len(gathered))
        return result

    def at_most_present(self, presence: Expression) -> Expression:
        """Return an indicator that can be 1 only where a whole-number expression is 1 or more."""
        if isinstance(presence, int | float):
            return int(presence >= 1)
        result = self.indicator()
        self.at_most(result - presence, 0)
        return result
