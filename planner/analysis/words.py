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

# What a figure is called where it stands in a reader's units: per cent, people, whole levels.
FIGURE_LABELS: dict[Objective, str] = {
    "coverage": marked("Covered"),
    "departure": marked("Greatest loss when one member leaves"),
    "load": marked("Most behaviours that one person leads"),
    "balance": marked("Worst-covered direction"),
    "nearness": marked("What is missing to the levels that are asked"),
    "changes": marked("People who leave their seat"),
    "development": marked("Development steps"),
}
# What such a figure means.
FIGURE_MEANINGS: dict[Objective, str] = {
    "coverage": marked(
        "How much of what the task asks has its carriers, in per cent. A behaviour counts for as "
        "much as it is important."
    ),
    "departure": marked("What the team loses in coverage if that one member leaves."),
    "load": marked("The most leading roles that one person has, in the fairest division."),
    "balance": marked("How much is covered of the direction that is covered worst, in per cent."),
    "nearness": marked("How far below the demanded levels the best of the team stays."),
    "changes": marked("Seats that lose the person who sits there now."),
    "development": marked("Steps in which people develop."),
}
# Of these a sum over teams means nothing: each team has its own.
OF_ONE_TEAM: tuple[Objective, ...] = ("departure", "load", "balance")

# What a search tries to reach for each objective.
GOALS: dict[Objective, str] = {
    "coverage": marked("as little as possible short"),
    "departure": marked("as little as possible lost when one leaves"),
    "load": marked("leading roles spread as far as possible"),
    "balance": marked("the weakest direction as strong as possible"),
    "nearness": marked("as near the levels as possible"),
    "changes": marked("as few people as possible leave their seat"),
    "development": marked("as few development steps as possible"),
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
