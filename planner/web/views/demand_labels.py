"""What the fields of the form of a team's task are called, where a mistake is told elsewhere."""

from planner.resources.catalogue import Translator, marked
from planner.web.views.demand import DemandView

_FIELDS = {
    "importance": marked("importance"),
    "level": marked("level asked"),
    "carriers": marked("carriers"),
    "critical": marked("critical"),
    "spread": marked("circle counts"),
    "note": marked("note"),
}


def field_labels(view: DemandView, words: Translator) -> dict[str, str]:
    """Return the name of each field in words: "Tegenspraak geven, gevraagd niveau"."""
    return {
        f"{key}-{row.position}": f"{row.label}, {words.say(label)}"
        for row in view.rows
        for key, label in _FIELDS.items()
    }
