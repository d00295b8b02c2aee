"""A part of a program that can rest: what one objective needs, while it is another one's turn."""

import math
from dataclasses import dataclass, field

from ortools.math_opt.python import mathopt


@dataclass
class Part:
    """Variables and requirements that were made together.

    A part may use what was made before it, in the program or in an earlier part, and nothing that
    is awake may use a part that rests. Objectives keep to that: they are made, and woken, in the
    same order every time.
    """

    _variables: list[tuple[mathopt.Variable, float]] = field(default_factory=list)
    _requirements: list[tuple[mathopt.LinearConstraint, float, float]] = field(default_factory=list)
    _rests: bool = False

    def add_variable(self, variable: mathopt.Variable) -> None:
        """Take in a variable, with the bounds that it has."""
        self._variables.append((variable, variable.upper_bound))

    def add_requirement(self, requirement: mathopt.LinearConstraint) -> None:
        """Take in a requirement, with the bounds that it has."""
        self._requirements.append((requirement, requirement.lower_bound, requirement.upper_bound))

    def rest(self) -> None:
        """Ask nothing: variables are 0, and requirements are without bounds."""
        if self._rests:
            return
        self._rests = True
        for variable, _ in self._variables:
            variable.upper_bound = 0
        for requirement, _, _ in self._requirements:
            requirement.lower_bound, requirement.upper_bound = -math.inf, math.inf

    def wake(self) -> None:
        """Ask again what was asked when the part was made."""
        if not self._rests:
            return
        self._rests = False
        for variable, most in self._variables:
            variable.upper_bound = most
        for requirement, least, most in self._requirements:
            requirement.lower_bound, requirement.upper_bound = least, most
