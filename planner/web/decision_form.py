"""What is typed on the page of a decision: read as a draft, or refused with each mistake."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from planner.domain.faults import Fault, fault_at
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.resources.catalogue import marked
from planner.store.decision_drafts import Attendee, Drafted
from planner.web.editing import Refusal
from planner.web.language import language
from planner.web.named_people import NotNamed, chosen_or_named

MOST_LETTERS = 20_000
MOST_SHORT_LETTERS = 200
MOST_PRESENT = 40
TEXTS = ("reasons", "departure", "withdrawal")
ALTERNATIVES = "alternatives"

Form = MultiDict[str, str]


@dataclass(frozen=True)
class Typed:
    """What was typed, and what is wrong with it by the name of its field."""

    drafted: Drafted
    faults: Mapping[str, tuple[Fault, ...]]


def read_draft(form: Form, stands: Drafted, situation: Situation, earlier: Sequence[int]) -> Typed:
    """Return what a form says of a decision.

    Args:
        form: what was sent; whatever it does not name stays as it stands.
        stands: what is written so far.
        situation: who may sit where.
        earlier: the numbers of the decisions that can be withdrawn.
    """
    faults: dict[str, tuple[Fault, ...]] = {}
    seats = dict(stands.seats)
    for name, seat, typed in _seats(form):
        try:
            seats[seat] = _occupant(name, seat, typed, situation)
        except NotNamed as error:
            faults[name] = (error.fault,)
    texts = {name: _text(form.get(name, getattr(stands, name))) for name in TEXTS}
    for name, text in texts.items():
        if len(text) > MOST_LETTERS:
            faults[name] = (fault_at(name, "is longer than {most} letters", most=MOST_LETTERS),)
    withdraws = form.get("withdraws", "")
    if withdraws and withdraws not in map(str, earlier):
        faults["withdraws"] = (fault_at("withdraws", "must be one of the choices"),)
        withdraws = ""
    present = tuple(_present(form, faults)) if "present" in form else stands.present
    drafted = Drafted(
        seats=seats, present=present, withdraws=int(withdraws) if withdraws else None, **texts
    )
    return Typed(drafted, faults)


def typed_of(drafted: Drafted, situation: Situation) -> dict[str, str]:
    """Return what the fields of a form show of a draft, by their names."""
    present = {
        f"present-{part}-{position}": getattr(each, part)
        for position, each in enumerate(drafted.present)
        for part in ("name", "role")
    }
    seats = {
        name_of_seat(situation, seat): person or ""
        for seat, person in drafted.seats.items()
        if seat in situation.seats
    }
    withdraws = "" if drafted.withdraws is None else str(drafted.withdraws)
    texts = {name: getattr(drafted, name) for name in TEXTS}
    return {**seats, **present, **texts, "withdraws": withdraws}


@dataclass(frozen=True)
class AsSaved(Refusal):
    """Mistakes in what is saved: the fields show that, for nothing else was typed."""

    saved: Mapping[str, str] = field(default_factory=dict)

    def typed(self, name: str) -> str:
        """Return what is saved of a field."""
        return self.saved.get(name, "")


def name_of_seat(situation: Situation, seat: str) -> str:
    """Return the name of a seat's field; an id may hold what no name of a field can."""
    return f"seat-{list(situation.seats).index(seat)}"


def _seats(form: Form) -> Iterator[tuple[str, str, str | None]]:
    """Yield each field of a seat: its name, the seat and the person.

    The form says itself which seat a field is about: by now the dossier may have others.
    """
    for name in form:
        if name.startswith("seat-") and f"of-{name}" in form:
            yield name, form[f"of-{name}"], form[name] or None


def _occupant(name: str, seat: str, typed: str | None, situation: Situation) -> str | None:
    """Return who is to sit on a seat: nobody, whoever is chosen, or whoever is named.

    Raises:
        NotNamed: nobody who may sit there is meant, or it fits several people.
    """
    known = situation.seats.get(seat)
    if known is None:
        raise NotNamed(fault_at(name, "must be one of the choices"))
    if typed is None:
        return None
    return chosen_or_named(name, typed, situation.may_sit(known), Names(situation, language()))


def _present(form: Form, faults: dict[str, tuple[Fault, ...]]) -> Iterator[Attendee]:
    for position in range(MOST_PRESENT):
        typed = {}
        for part in ("name", "role"):
            name = f"present-{part}-{position}"
            typed[part] = " ".join(form.get(name, "").split())
            if len(typed[part]) > MOST_SHORT_LETTERS:
                most = MOST_SHORT_LETTERS
                faults[name] = (fault_at(name, "is longer than {most} letters", most=most),)
        if any(typed.values()):
            yield Attendee(**typed)


def _text(typed: str) -> str:
    return typed.replace("\r\n", "\n").replace("\r", "\n").strip()


_DEPARTURE = marked("is missing: the choice is not the first proposal. Say why")


def fields_of(faults: Sequence[Fault], situation: Situation) -> dict[str, tuple[Fault, ...]]:
    """Return the mistakes of a decision by the fields of its page; the rest under no name."""
    found: dict[str, tuple[Fault, ...]] = {}
    for each in faults:
        name, told = _field_of(each, situation)
        found[name] = (*found.get(name, ()), told)
    return found


def _field_of(told: Fault, situation: Situation) -> tuple[str, Fault]:
    match told.path:
        case "choice.reasons":
            return "reasons", told
        case "choice.departure.reason" | "choice.departure":
            return "departure", fault_at(told.path, _DEPARTURE)
        case "withdraws.reason":
            return "withdrawal", told
        case "present":
            return "present-name-0", fault_at(told.path, "must hold at least one name")
    if told.path == "answer" or told.path.startswith("answer."):
        return ALTERNATIVES, told
    if told.path.startswith("present["):
        position, _, part = told.path.removeprefix("present[").partition("].")
        return f"present-{part}-{position}", told
    start = "choice.assignment."
    if told.path.startswith(start) and told.path.removeprefix(start) in situation.seats:
        return name_of_seat(situation, told.path.removeprefix(start)), told
    return "", told
