"""What was worked out lately, so that looking at a page again costs nothing."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """The answers to the latest questions; a question names all that its answer depends on."""

    def __init__(self, most: int = 64) -> None:
        """Keep at most so many answers."""
        self._most = most
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
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return answer
