"""A thread that looks after what runs in other threads, a moment at a time."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition, Thread

_SECONDS_WITHOUT_WORK = 1.0


class Watch:
    """Calls what it is given every so many seconds; its thread ends where nothing is given."""

    def __init__(self, seconds: float) -> None:
        """Keep how many seconds there are between two looks."""
        self._seconds = seconds
        self._changed = Condition()
        self._looks: list[Callable[[], None]] = []
        self._is_awake = False

    @contextmanager
    def over(self, look: Callable[[], None]) -> Iterator[None]:
        """Let `look` be called in the watching thread as long as the context lasts.

        It is called for the first time within `seconds`, never after the context, and by one
        thread at a time. It may not raise: nobody would hear of it.
        """
        with self._changed:
            self._looks.append(look)
            if not self._is_awake:
                self._is_awake = True
                Thread(target=self._run, daemon=True).start()
            self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._looks.remove(look)

    def _run(self) -> None:
        while True:
            with self._changed:
                if not self._changed.wait_for(lambda: self._looks, _SECONDS_WITHOUT_WORK):
                    self._is_awake = False
                    return
            time.sleep(self._seconds)
            with self._changed:
                for look in self._looks:
                    look()
