"""What was worked out lately, so that looking at a page again costs nothing."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """The answers to the latest questions; a question names all that its answer depends on."""

    def __init__(self, most: int = 64, weigh: Callable[[Value], int] | None = None) -> None:
        """Keep answers that weigh at most so much together, and the last one in any case.

        Args:
            most: how much may be kept.
            weigh: what an answer weighs; each of them 1 by default.
        """
        self._most = most
        self._weigh = weigh or (lambda _: 1)
        self._answers: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, question: Hashable, work_out: Callable[[], Value]) -> Value:
        """Return the answer to a question; it is worked out where nobody asked it lately."""
        with self._lock:
            if question in self._answers:
                self._answers.move_to_end(question)
                return self._answers[question]
        answer = work_out()
        with self._lock:
            self._answers[question] = answer
            while len(self._answers) > 1 and self._weight > self._most:
                self._answers.popitem(last=False)
        return answer

    @property
    def _weight(self) -> int:
        return sum(map(self._weigh, self._answers.values()))
