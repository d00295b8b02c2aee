"""What the handlers of the workbench share: which exploration is meant, and its page."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, abort, make_response, redirect, request, url_for

from planner.domain.team import Seat
from planner.dossier.exploring import Explored, Step, explore
from planner.resources.catalogue import marked
from planner.store.scenarios import Exploration, Explorations, Outdated, TooManySteps
from planner.web.answering import answer, wants_fragment
from planner.web.identity import works_as
from planner.web.language import words
from planner.web.screens.cautious import has_intervals, is_cautious
from planner.web.screens.explore_steps import GROWTH
from planner.web.screens.opened import Opened, opened
from planner.web.screens.weighed import weighed
from planner.web.services import services
from planner.web.telling import tell
from planner.web.views.explore import chosen_seat, workbench
from planner.web.views.scenarios import Pill, label_of, pills

# What the address and the forms call it where nothing is explored.
TODAY = "today"
OUTDATED = marked(
    "Somebody else went on with this exploration meanwhile. This is how it stands now; what you "
    "did last has not been taken over."
)
_FULL = marked("This exploration has so many steps that no more can be kept. Start a new one.")


@dataclass(frozen=True)
class Exploring:
    """What somebody explores: the kept exploration (`None` for today), and the chosen seat."""

    found: Opened
    kept: Exploration | None
    explored: Explored
    seat: Seat | None

    @property
    def is_other_version(self) -> bool:
        """Tell whether the dossier was changed since the last step was taken."""
        return self.kept is not None and self.kept.based_on != self.found.version


def owner() -> str:
    """Return whose explorations without a name those of this request are."""
    return works_as()


def explorations() -> Explorations:
    """Return the explorations of the application's store."""
    return Explorations(services().store)


def find_kept(dossier: str, exploration: str) -> Exploration | None:
    """Return the exploration of an id, nothing for today; 404 where there is none by that id."""
    if exploration in ("", TODAY):
        return None
    kept = explorations().find(exploration, dossier)
    if kept is None:
        abort(404)
    return kept


def exploring(dossier: str, kept: Exploration | None = None) -> Exploring:
    """Return what the request is about; `kept` where that is known already."""
    found = opened(dossier)
    if kept is None:
        kept = find_kept(found.id, request.values.get("exploration", ""))
    explored = explore(found.dossier, () if kept is None else kept.taken, is_cautious())
    return Exploring(found, kept, explored, chosen_seat(explored, request.values.get("seat")))


def see(dossier: str, exploration: str | None, seat: str | None = None) -> Response:
    """Lead to an exploration; the address says which, and which seat is looked at."""
    address = url_for(
        "explore.show", dossier=dossier, exploration=exploration or TODAY, seat=seat or None
    )
    return redirect(address, 303)  # type: ignore[return-value]


def page(
    shown: Exploring, *, status: int = 200, notice: str = "", name_refused: str = ""
) -> Response:
    """Return the workbench, or the fragment of it that htmx asks for."""
    found, kept = shown.found, shown.kept
    steps: tuple[Step, ...] = () if kept is None else kept.steps
    done = 0 if kept is None else kept.done
    view = workbench(found.dossier, shown.explored, steps, done, shown.seat, words())
    listed = explorations().of_dossier(found.id, owner())
    response = make_response(
        answer(
            "pages/explore/show.html",
            "fragments/explore/_workbench.html",
            dossier=found,
            kept=kept,
            label=words().say("Today") if kept is None else label_of(kept, words()),
            view=view,
            pills=_with_shown(pills(listed, kept, words()), kept),
            notice=notice,
            name_refused=name_refused,
            growth=GROWTH,
            swapped=wants_fragment(),
            is_other_version=shown.is_other_version,
            cautious=is_cautious(),
            has_intervals=has_intervals(found.dossier),
            weighed=weighed(found, shown.explored, view.team, shown.seat, words()),
        ),
        status,
    )
    if wants_fragment():
        response.headers["HX-Push-Url"] = _pushed()
    return response


def _pushed() -> str:
    """Return the address that the browser is to show; none where it shows that already.

    A step leads to the address at which it was taken: "back" must not lead from it to itself.
    """
    if request.method != "GET":
        return "false"
    shown = request.headers.get("HX-Current-URL", "").partition("#")[0]
    return "false" if shown.endswith(request.full_path) else request.full_path


def _with_shown(listed: list[Pill], kept: Exploration | None) -> list[Pill]:
    """Return the pills, and one for what is shown where it is not among them."""
    if kept is None or any(pill.id == kept.id for pill in listed):
        return listed
    return [*listed, Pill(kept.id, label_of(kept, words()), True)]


def changed(
    dossier: str,
    change: Callable[[Exploration, int], Exploration],
    said: str = "",
    undo: str = "",
) -> Response:
    """Change the exploration that a form is about, and lead to it; 404 for today."""
    shown = exploring(dossier)
    kept = shown.kept
    if kept is None:
        abort(404)
    version = form_version()
    return written(shown, lambda: change(kept, version), said, undo)


def written(
    shown: Exploring, write: Callable[[], Exploration], said: str = "", undo: str = ""
) -> Response:
    """Write, and lead to what comes of it; where that cannot be, show how it stands and why.

    `said` is told on the page that comes next, with the address that takes it back.
    """
    try:
        kept = write()
    except Outdated as error:
        now = exploring(shown.found.id, error.kept)
        return page(now, status=409, notice=words().say(OUTDATED))
    except TooManySteps:
        return page(shown, status=422, notice=words().say(_FULL))
    if said:
        tell(said, undo)
    shown_next = kept.id if kept.dropped_at is None else None
    return see(shown.found.id, shown_next, request.form.get("seat"))


def form_version() -> int:
    """Return the version of the exploration that the form was made from; 400 where it has none."""
    value = request.form.get("version", "")
    if not value.isdecimal() or not value.isascii() or len(value) > 9:
        abort(400)
    return int(value)
