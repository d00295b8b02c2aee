"""What it costs to have a person, why it cannot be, and what would make up for it: in sentences."""

from planner.analysis.asked import AskedSentences
from planner.analysis.sentences.figures import phrase, values
from planner.analysis.sentences.voice import Covered, Speech, Voice, amounts
from planner.domain.items import Item
from planner.domain.questions import CompositionAnswer, Needs, WhyNot, WhyNotRow, Worse
from planner.domain.result import DevelopmentAnswer
from planner.domain.said import Said
from planner.dossier.dossier import Dossier


def with_sentences(
    answer: WhyNot, dossier: Dossier, *, grown: CompositionAnswer | None, minimal: bool
) -> WhyNot:
    """Return the answer with its sentences.

    Args:
        answer: what was found.
        dossier: the dossier that it is about.
        grown: a composition after the steps of development that are needed.
        minimal: whether any one item of a conflict left out lets the rest hold.
    """
    return _Told(answer, dossier, grown, minimal).told()


class _Told:
    """One answer, and what there is to say about it."""

    def __init__(
        self, answer: WhyNot, dossier: Dossier, grown: CompositionAnswer | None, minimal: bool
    ) -> None:
        self._answer = answer
        self._dossier = dossier
        self._grown = grown
        self._minimal = minimal
        self._speech = Speech(dossier.situation())

    def told(self) -> WhyNot:
        answer = self._answer
        rows = [row.model_copy(update={"said": self._row(row)}) for row in answer.rows]
        return answer.model_copy(
            update={
                "rows": rows,
                "said": self._speech.said(self._finding),
                "conflict_said": self._conflict(),
                "needs_said": self._needs(),
            }
        )

    @property
    def _closed(self) -> bool:
        """Whether no seat in question is open to the person."""
        return any(item.kind == "eligible" for item in self._answer.conflict)

    def _who(self, voice: Voice) -> str:
        person = voice.names.person(self._answer.person)
        if self._answer.seat is None:
            return person
        seat = voice.names.seat(self._answer.seat)
        return voice.words.say("{person} on the seat {seat}", person=person, seat=seat)

    def _finding(self, voice: Voice) -> str:
        answer = self._answer
        if self._closed:
            return self._not_open(voice)
        if answer.with_them is None:
            return self._impossible(voice)
        if answer.worse is None:
            return voice.words.say(
                "Choosing {who} costs nothing: there is a composition with this choice that is "
                "as good as the best. It covers {percent}.",
                who=self._who(voice),
                percent=voice.names.percent(answer.with_them.coverage_percent),
            )
        # There is an optimum wherever something is possible with the person.
        assert answer.optimum is not None
        return self._cost(voice, answer.worse, answer.optimum, answer.with_them)

    def _cost(
        self, voice: Voice, worse: Worse, optimum: CompositionAnswer, best: CompositionAnswer
    ) -> str:
        most, less = amounts(voice, [_covered(voice, optimum), _covered(voice, best)])
        if worse.objective == "coverage":
            return voice.words.say(
                "Choosing {who} costs coverage: the best composition with this choice covers "
                "{less}, where the best of all covers {most}.",
                who=self._who(voice),
                less=less,
                most=most,
            )
        figure = worse.objective
        before, after = values(voice, figure, (optimum.objectives[figure], best.objectives[figure]))
        return voice.words.say(
            "Choosing {who} costs something: with this choice {figure} is {after} at best, and "
            "{before} in the best of all. It then covers {less}; the best of all covers {most}.",
            who=self._who(voice),
            figure=phrase(voice, figure),
            after=after,
            before=before,
            less=less,
            most=most,
        )

    def _not_open(self, voice: Voice) -> str:
        person = voice.names.person(self._answer.person)
        if self._answer.seat is None:
            return voice.words.say(
                "No seat is open to {person}. Name {person} as a candidate for a seat, and ask "
                "again.",
                person=person,
            )
        return voice.words.say(
            "The seat {seat} is not open to {person}. Name {person} as a candidate for it, and "
            "ask again.",
            seat=voice.names.seat(self._answer.seat),
            person=person,
        )

    def _impossible(self, voice: Voice) -> str:
        who = self._who(voice)
        clash = (
            voice.words.say(
                "{who} does not go together with all of this. Leave any one out, and the rest "
                "fits:",
                who=who,
            )
            if self._minimal
            else voice.words.say(
                "{who} does not go together with all of this; perhaps fewer of them clash already:",
                who=who,
            )
        )
        if self._answer.optimum is not None:
            return clash
        alone = voice.words.say(
            "No composition meets every wish of this dossier, whoever is chosen."
        )
        return f"{alone} {clash}"

    def _conflict(self) -> tuple[Said, ...]:
        if self._closed:
            return ()
        return tuple(map(self._item, self._answer.conflict))

    def _item(self, item: Item) -> Said:
        dossier = self._dossier
        return self._speech.said(lambda voice: AskedSentences(dossier, voice.words).of(item))

    def _row(self, row: WhyNotRow) -> Said:
        def sentence(voice: Voice) -> str:
            values = {
                "team": voice.names.team(row.team),
                "behaviour": voice.names.behaviour(row.behaviour),
            }
            if row.optimum_shortfall == 0:
                return voice.words.say_count(
                    "In {team} ‘{behaviour}’ then lacks {number} carrier, in the best of all none.",
                    "In {team} ‘{behaviour}’ then lacks {number} carriers, in the best of all "
                    "none.",
                    row.with_shortfall,
                    **values,
                )
            return voice.words.say(
                "In {team} ‘{behaviour}’ then lacks {after} carriers, in the best of all {before}.",
                after=row.with_shortfall,
                before=row.optimum_shortfall,
                **values,
            )

        return self._speech.said(sentence)

    def _needs(self) -> tuple[Said, ...]:
        """Return what development would make up for the first priority, and each step of it."""
        answer = self._answer
        if self._closed or answer.optimum is None or (answer.possible and answer.worse is None):
            return ()
        needs = answer.needs
        if needs is None:
            return (self._speech.said(self._out_of_reach),)
        heading = self._speech.said(lambda voice: self._reach(voice, needs))
        return (heading, *map(self._step, needs.development))

    def _step(self, step: DevelopmentAnswer) -> Said:
        return self._speech.said(
            lambda voice: voice.words.say(
                "{person} develops {behaviour} from {start} to {end}.",
                person=voice.names.person(step.person),
                behaviour=voice.names.behaviour(step.behaviour),
                start=voice.names.number(step.start / 10),
                end=voice.names.number(step.end / 10),
            )
        )

    def _first(self, voice: Voice) -> str:
        objective = self._dossier.objectives_in_order()[0].objective
        return phrase(voice, objective)

    def _out_of_reach(self, voice: Voice) -> str:
        return voice.words.say(
            "However far {person} develops, this does not become as good as the best on what "
            "counts most: {objective}.",
            person=voice.names.person(self._answer.person),
            objective=self._first(voice),
        )

    def _reach(self, voice: Voice, needs: Needs) -> str:
        values = {
            "person": voice.names.person(self._answer.person),
            "objective": self._first(voice),
        }
        if needs.steps == 0:
            return voice.words.say(
                "On what counts most ({objective}) the choice is as good as the best already; "
                "{person} needs no development for that.",
                **values,
            )
        # Steps are counted beside the best of all, in a composition that has them.
        assert self._answer.optimum is not None
        assert self._grown is not None
        most, after = amounts(
            voice, [_covered(voice, self._answer.optimum), _covered(voice, self._grown)]
        )
        return voice.words.say_count(
            "With {number} step of development of {person} the choice is at least as good as the "
            "best on what counts most ({objective}); it then covers {after}, the best of all "
            "{most}:",
            "With {number} steps of development of {person} the choice is at least as good as the "
            "best on what counts most ({objective}); it then covers {after}, the best of all "
            "{most}:",
            needs.steps,
            after=after,
            most=most,
            **values,
        )


def _covered(voice: Voice, composition: CompositionAnswer) -> Covered:
    return voice.covered(composition.objectives["coverage"])
