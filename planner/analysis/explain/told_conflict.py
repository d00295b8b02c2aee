"""How little each item of a clash must give way, in words."""

from planner.analysis.explain.loosening import Loosening
from planner.analysis.explain.speaking import Both, Speaking, in_a_row
from planner.analysis.explain.told_requirements import reached
from planner.domain.composition import Composition
from planner.domain.explanation import ClashingItem, Loosened, Reached
from planner.dossier.requirements import Requirement
from planner.dossier.weakening import instead
from planner.figures.team_figures import Figures
from planner.solver.problem import Problem


def told_item(
    problem: Problem, asked: Requirement, loosening: Loosening | None, both: Both
) -> ClashingItem:
    """Return the answer about one item of a clash; the changes are against today."""
    smallest = None if loosening is None else _loosened(problem, asked, loosening, both)
    return ClashingItem(
        item=asked.item,
        asks=both.said(lambda speaking: speaking.asks(asked)),
        scope=None if loosening is None else loosening.scope,
        smallest=smallest,
        text=both.said(lambda speaking: _text(speaking, asked, loosening, smallest)),
    )


def _loosened(problem: Problem, asked: Requirement, loosening: Loosening, both: Both) -> Loosened:
    weaker, then = loosening.requirement, loosening.optimum
    today = Figures(problem.situation, Composition(problem.situation.incumbents))
    return Loosened(
        asks=None if weaker is None else both.said(lambda speaking: speaking.asks(weaker)),
        instead=None if weaker is None else instead(asked, weaker),
        composition=None if then is None else reached(today, then),
    )


def _text(
    speaking: Speaking,
    asked: Requirement,
    loosening: Loosening | None,
    smallest: Loosened | None,
) -> str:
    words = speaking.words
    if loosening is None or smallest is None:
        return words.say("How little is enough here is not known: the time ran out.")
    less = loosening.requirement
    condition = speaking.condition(asked.item, None if less is None else speaking.asks(less))
    if smallest.composition is None:
        return in_a_row(
            words.say("{condition}, this clash is solved.", condition=condition),
            words.say(
                "But something else clashes besides: even without this altogether, nothing fits."
            ),
        )
    return in_a_row(
        words.say("{condition}, everything else fits.", condition=condition),
        words.say("Giving way less than that is not enough.") if less is not None else "",
        _fitting(speaking, smallest.composition),
    )


def _fitting(speaking: Speaking, then: Reached) -> str:
    """Return what the best composition then covers, and who sits where instead of who does now."""
    percent = speaking.names.percent(then.coverage_percent)
    covers = speaking.words.say("The best composition then covers {percent}.", percent=percent)
    return in_a_row(covers, speaking.instead(then.changes), speaking.developing(then.development))
