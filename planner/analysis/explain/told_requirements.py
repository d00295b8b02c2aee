"""Whether each thing that is asked binds, what asking a step less would give, and so what to do."""

from dataclasses import dataclass

from planner.analysis.answers import changes_between, developments
from planner.analysis.explain.binding import Binding, Weakened
from planner.analysis.explain.optimum import Optimum
from planner.analysis.explain.speaking import Both, Speaking, in_a_row
from planner.analysis.sentences.voice import amounts
from planner.domain.explanation import Improvement, Reached, Relaxed, RequirementAnswer
from planner.domain.priority import Objective
from planner.dossier.requirements import Requirement
from planner.dossier.weakening import instead
from planner.figures.team_figures import Figures
from planner.solver.problem import Problem


@dataclass(frozen=True)
class Told:
    """What answers about requirements are told beside: the optimum, and the proposal."""

    problem: Problem
    proposed: Figures
    best: Optimum
    both: Both

    def requirement(self, asked: Requirement, binding: Binding | None) -> RequirementAnswer:
        """Return the answer about one requirement."""
        binds = None if binding is None else binding.binds
        left_out = self._improvement(binding.left_out) if binding and binding.binds else None
        relaxed = self._relaxed(asked, binding.step) if binding and binding.step else None
        return RequirementAnswer(
            item=asked.item,
            asks=self.both.said(lambda speaking: speaking.asks(asked)),
            binds=binds,
            left_out=left_out,
            relaxed=relaxed,
            text=self.both.said(
                lambda speaking: self._text(speaking, asked, binding, left_out, relaxed)
            ),
        )

    def _improvement(self, then: Optimum) -> Improvement | None:
        """Return the first objective that can come to less; `None` where none can."""
        for objective, before in self.best.values.items():
            after = then.values[objective]
            if after < before:
                return Improvement(objective=objective, before=before, after=after)
            assert after == before
        return None

    def _relaxed(self, asked: Requirement, weakened: Weakened) -> Relaxed:
        weaker = weakened.requirement
        return Relaxed(
            asks=None if weaker is None else self.both.said(lambda s: s.asks(weaker)),
            instead=None if weaker is None else instead(asked, weaker),
            improves=self._improvement(weakened.optimum),
            composition=reached(self.proposed, weakened.optimum),
        )

    def _text(
        self,
        speaking: Speaking,
        asked: Requirement,
        binding: Binding | None,
        left_out: Improvement | None,
        relaxed: Relaxed | None,
    ) -> str:
        words = speaking.words
        if binding is None:
            return words.say("Whether this costs anything is not known: the time ran out.")
        if left_out is None:
            return words.say("This costs nothing: without it no better composition exists either.")
        if binding.step is None or relaxed is None:
            return in_a_row(
                words.say("This costs something."),
                self._then(speaking, speaking.condition(asked.item, None), left_out),
                words.say("What asking a little less would give is not known: the time ran out."),
            )
        weaker = binding.step.requirement
        asks = None if weaker is None else speaking.asks(weaker)
        condition = speaking.condition(asked.item, asks)
        if relaxed.improves is None:
            return in_a_row(
                words.say("This costs something, but a little less is not enough."),
                words.say("{condition}, nothing better exists yet.", condition=condition),
                self._then(speaking, speaking.condition(asked.item, None), left_out),
            )
        return in_a_row(
            words.say("This costs something."),
            self._then(speaking, condition, relaxed.improves),
            told_beside(speaking, self.proposed, relaxed.composition),
        )

    def _then(self, speaking: Speaking, condition: str, improves: Improvement) -> str:
        """Return what can be better under a condition; what counts more stays as it is."""
        words = speaking.words
        before, after = speaking.values(improves.objective, improves.before, improves.after)
        sentence = words.say(
            "{condition}, {figure} can go down to {after}; as it is asked now, to {before}.",
            condition=condition,
            figure=speaking.phrase(improves.objective),
            after=after,
            before=before,
        )
        if improves.objective == self._first:
            return sentence
        return in_a_row(sentence, words.say("What counts more can stay as good."))

    @property
    def _first(self) -> Objective:
        return self.problem.priorities[0].objective


def reached(beside: Figures, then: Optimum) -> Reached:
    """Return a composition with its figures; its changes are against another composition."""
    figures = Figures(beside.situation, then.composition)
    return Reached(
        assignment=dict(then.composition.assignment),
        objectives=figures.objectives,
        coverage_percent=figures.coverage_percent,
        changes=changes_between(beside.composition.assignment, then.composition.assignment),
        development=developments(then.composition),
    )


def told_beside(speaking: Speaking, proposed: Figures, then: Reached) -> str:
    """Return what is covered then, what is worse than in the proposal, and who sits where."""
    words = speaking.words
    now, later = amounts(
        speaking.voice,
        [
            speaking.voice.covered(proposed.objectives["coverage"]),
            speaking.voice.covered(then.objectives["coverage"]),
        ],
    )
    same = proposed.objectives["coverage"] == then.objectives["coverage"]
    covers = (
        words.say("As much is covered: {later}.", later=later)
        if same
        else words.say("Covered is then {later}, in the proposal {now}.", later=later, now=now)
    )
    worse = speaking.worse(proposed.objectives, then.objectives)
    return in_a_row(
        covers,
        words.say("Worse than in the proposal: {what}.", what=worse) if worse else "",
        speaking.instead(then.changes),
        speaking.developing(then.development),
    )
