"""The dossiers that were read lately, so that nobody waits twice for the same reading."""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock

from planner.dossier.rereading import Reading

# Versions that came of one another share nearly all that they hold; so many bytes of files, or
# the last file by itself where it is larger, take some ten times that much memory.
_MOST_READINGS = 32
_MOST_BYTES = 32 * 1024**2


class AtHand:
    """Readings by the fingerprints of their contents."""

    def __init__(self) -> None:
        """Begin without any."""
        self._readings: OrderedDict[str, Future[Reading]] = OrderedDict()
        self._lock = Lock()

    def get(self, fingerprint: str, read: Callable[[], Reading]) -> Reading:
        """Return a reading; whoever asks first reads, and the others wait for that."""
        with self._lock:
            found = self._readings.get(fingerprint)
            is_first = found is None
            if found is None:
                found = self._readings[fingerprint] = Future()
            self._readings.move_to_end(fingerprint)
        if is_first:
            try:
                found.set_result(read())
            except BaseException as error:
                with self._lock:
                    self._readings.pop(fingerprint, None)
                found.set_exception(error)
            else:
                self._make_room()
        return found.result()

    def put(self, fingerprint: str, reading: Reading) -> None:
        """Keep a reading that came of an edit."""
        self.get(fingerprint, lambda: reading)

    def clear(self) -> None:
        """Let go of all of them."""
        with self._lock:
            self._readings.clear()

    def _make_room(self) -> None:
        with self._lock:
            while len(self._readings) > 1 and self._is_too_much():
                self._readings.popitem(last=False)

    def _is_too_much(self) -> bool:
        read = [each.result() for each in self._readings.values() if each.done()]
        size = sum({reading.origin: reading.origin.size for reading in read}.values())
        return len(self._readings) > _MOST_READINGS or size > _MOST_BYTES
