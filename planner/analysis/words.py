"""What the figures are called, and what each means: texts that the terminal and the pages share."""

from planner.domain.priority import Objective
from planner.resources.catalogue import Translator, marked

OBJECTIVE_LABELS: dict[Objective, str] = {
    "coverage": marked("Shortfall"),
    "departure": marked("Most costly departure"),
    "load": marked("Busiest leader"),
    "balance": marked("Worst direction, per mille short"),
    "nearness": marked("Distance to the levels, in tenths"),
    "changes": marked("Changes"),
    "development": marked("Development steps"),
}

OBJECTIVE_MEANINGS: dict[Objective, str] = {
    "coverage": marked(
        "Carriers that are missing, each weighed by importance. 0 is fully covered."
    ),
    "departure": marked("What the team loses in coverage if that one member leaves."),
    "load": marked("The most leading roles that one person has, in the fairest division."),
    "balance": marked("How short the worst-covered direction is, in per mille."),
    "nearness": marked("How far below the demanded levels the best of the team stays."),
    "changes": marked("Seats that lose the person who sits there now."),
    "development": marked("Steps in which people develop."),
}

STATUS_LABELS = {
    "optimal": marked("Proven best"),
    "feasible": marked("Best found in the time given"),
    "infeasible": marked("Not possible"),
    "unknown": marked("Nothing found in the time given"),
    "evaluated": marked("Worked out as given"),
}


def objective_label(objective: Objective, words: Translator) -> str:
    """Return what an objective is called."""
    return words.say(OBJECTIVE_LABELS[objective])
