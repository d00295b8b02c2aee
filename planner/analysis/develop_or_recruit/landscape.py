"""The smallest coverage for each number of moves and steps, as far as it is known or follows."""

import math

# At most so many moves, and at most so many steps.
Cell = tuple[int, int]

# No composition within these moves and steps keeps what must hold.
IMPOSSIBLE = math.inf


class Landscape:
    """A table of moves by steps; more of either never makes the smallest coverage larger.

    So whatever lies between two cells with the same value has it too, and most of the table
    follows from a few solved cells.
    """

    def __init__(self, moves: int, steps: int) -> None:
        """Begin with nothing known, up to so many moves and steps."""
        self.most = (moves, steps)
        self._known: dict[Cell, float] = {}
        self._cells = [(move, step) for move in range(moves + 1) for step in range(steps + 1)]

    def note(self, cell: Cell, value: float) -> None:
        """Take in the smallest coverage of a cell; `IMPOSSIBLE` where there is none."""
        self._known[cell] = value

    def _floors(self) -> dict[Cell, float]:
        """Return for each cell what is proven: no coverage is smaller."""
        floors: dict[Cell, float] = {}
        for moves, steps in reversed(self._cells):
            floors[moves, steps] = max(
                self._known.get((moves, steps), 0),
                floors.get((moves + 1, steps), 0),
                floors.get((moves, steps + 1), 0),
            )
        return floors

    def _ceilings(self) -> dict[Cell, float]:
        """Return for each cell a coverage that is certainly possible there."""
        ceilings: dict[Cell, float] = {}
        for moves, steps in self._cells:
            ceilings[moves, steps] = min(
                self._known.get((moves, steps), IMPOSSIBLE),
                ceilings.get((moves - 1, steps), IMPOSSIBLE),
                ceilings.get((moves, steps - 1), IMPOSSIBLE),
            )
        return ceilings

    def settled(self, cell: Cell) -> bool:
        """Tell whether the smallest coverage of a cell is known."""
        return self._floors()[cell] == self._ceilings()[cell]

    def open_cells(self) -> list[Cell]:
        """Return the open cells that no other open cell exceeds: the next questions.

        None of them decides another, so they can be answered side by side.
        """
        floors, ceilings = self._floors(), self._ceilings()
        above: dict[Cell, bool] = {}
        found = []
        for moves, steps in reversed(self._cells):
            beyond = above.get((moves + 1, steps), False) or above.get((moves, steps + 1), False)
            is_open = floors[moves, steps] != ceilings[moves, steps]
            if is_open and not beyond:
                found.append((moves, steps))
            above[moves, steps] = is_open or beyond
        return found
