"""What each person brings to a seat, and whether job fit says the same: in sentences."""

from collections.abc import Iterable
from functools import partial

from planner.analysis.sentences.reached import breaking, reached, reached_together
from planner.analysis.sentences.voice import Speech, Voice, amounts
from planner.domain.questions import Compared, Comparison, ShortRow
from planner.domain.said import Said
from planner.domain.situation import Situation

# Of those who come first, and of those who fit best, so many are told with their figures.
_MOST_NAMED = 2


def with_sentences(answer: Comparison, situation: Situation) -> Comparison:
    """Return the answer with the finding, and what there is to say about each person."""
    return _Told(answer, situation).told()


def told_about(
    people: Iterable[Compared], answer: Comparison, situation: Situation
) -> list[Compared]:
    """Return some of the people of an answer without sentences, with what there is to say."""
    told = _Told(answer, situation)
    return [person.model_copy(update={"said": told.about(person)}) for person in people]


class _Told:
    """One comparison, and what there is to say about it."""

    def __init__(self, answer: Comparison, situation: Situation) -> None:
        self._answer = answer
        self._situation = situation
        self._speech = Speech(situation)
        self._several = len(situation.teams) > 1

    def told(self) -> Comparison:
        people = [self._compared(person) for person in self._answer.people]
        return self._answer.model_copy(update={"people": people, "said": self._whole()})

    def _compared(self, person: Compared) -> Compared:
        said = self._speech.said
        short = [
            row.model_copy(update={"said": said(partial(_short, person.person, row))})
            for row in person.short
        ]
        return person.model_copy(update={"said": self.about(person), "short": short})

    def about(self, person: Compared) -> tuple[Said, ...]:
        said = self._speech.said
        told = [said(lambda v: self._ranks(v, person)), said(lambda v: self._gain(v, person))]
        if person.unique and not self._explains(person):
            told.append(said(lambda v: self._unique(v, person)))
        if self._left(person.person):
            told.append(said(lambda v: self._leaves(v, person.person)))
        told.append(said(lambda v: self._stays_short(v, person)))
        return tuple(told)

    def _explains(self, person: Compared) -> bool:
        """Tell whether what they alone bring says why the team needs them more than fit tells."""
        return bool(
            person.job_fit_rank is not None
            and person.rank < person.job_fit_rank
            and person.gain
            and person.unique
        )

    def _place(self, voice: Voice, rank: int) -> str:
        if self._several:
            return voice.words.say("number {rank} for all teams together", rank=rank)
        return voice.words.say("number {rank} for this team", rank=rank)

    def _ranks(self, voice: Voice, person: Compared) -> str:
        name, place = voice.names.person(person.person), self._place(voice, person.rank)
        fit = person.job_fit_rank
        if fit is None:
            return voice.words.say("{person} is {place}.", person=name, place=place)
        if fit == person.rank:
            return voice.words.say(
                "{person} is {place}, and also if you look at the job alone.",
                person=name,
                place=place,
            )
        if not self._explains(person):
            return voice.words.say(
                "{person} is {place}, and number {fit} if you look at the job alone.",
                person=name,
                place=place,
                fit=fit,
            )
        return voice.words.say(
            "{person} is {place}, and number {fit} if you look at the job alone: {person} brings "
            "{behaviours}, which nobody else in the team carries.",
            person=name,
            place=place,
            fit=fit,
            behaviours=voice.some_behaviours(person.unique),
        )

    def _gain(self, voice: Voice, person: Compared) -> str:
        name = voice.names.person(person.person)
        figures = (self._answer.empty, person.figures)
        empty, covered = amounts(
            voice,
            [voice.covered(each.objectives["coverage"], self._answer.team) for each in figures],
        )
        if person.gain == 0:
            return voice.words.say(
                "With {person} the team covers as much as with an empty seat: {percent}.",
                person=name,
                percent=covered,
            )
        return voice.words.say(
            "With {person} the team covers {covered}, with an empty seat {empty}.",
            person=name,
            covered=covered,
            empty=empty,
        )

    def _unique(self, voice: Voice, person: Compared) -> str:
        return voice.words.say(
            "{person} brings {behaviours}, which nobody else in the team then carries.",
            person=voice.names.person(person.person),
            behaviours=voice.some_behaviours(person.unique),
        )

    def _left(self, person: str) -> str | None:
        """Return the seat that somebody leaves empty by moving."""
        incumbents = self._situation.incumbents
        return next(
            (
                seat
                for seat, incumbent in incumbents.items()
                if incumbent == person and seat != self._answer.seat
            ),
            None,
        )

    def _leaves(self, voice: Voice, person: str) -> str:
        seat = self._left(person)
        assert seat is not None
        return voice.words.say(
            "{person} then leaves the seat {seat} empty.",
            person=voice.names.person(person),
            seat=voice.names.seat(seat),
        )

    def _stays_short(self, voice: Voice, person: Compared) -> str:
        name = voice.names.person(person.person)
        if not person.short:
            return voice.words.say("With {person} nothing stays short in the team.", person=name)
        return voice.words.say_count(
            "With {person} {number} behaviour stays short: {behaviours}.",
            "With {person} {number} behaviours stay short: {behaviours}.",
            len(person.short),
            person=name,
            behaviours=voice.some_behaviours(row.behaviour for row in person.short),
        )

    def _whole(self) -> tuple[Said, ...]:
        told = [self._finding]
        people, named = self._answer.people, self._named
        if named and self._fitting:
            told.append(lambda voice: reached(voice, self._answer, named))
            if self._several:
                told.append(lambda voice: reached_together(voice, named))
        if people and all(person.violations for person in self._best):
            told.append(lambda voice: breaking(voice, self._best))
        return tuple(self._speech.said(sentence) for sentence in told)

    @property
    def _named(self) -> list[Compared]:
        """Who comes first, and who fits the job best: of each a few, nobody twice."""
        few = [*self._best[:_MOST_NAMED], *self._fitting[:_MOST_NAMED]]
        return list({person.person: person for person in few}.values())

    @property
    def _best(self) -> list[Compared]:
        return [person for person in self._answer.people if person.rank == 1]

    @property
    def _fitting(self) -> list[Compared]:
        return [person for person in self._answer.people if person.job_fit_rank == 1]

    def _finding(self, voice: Voice) -> str:
        """Return whether the highest job fit is the best contribution."""
        people = self._answer.people
        if not people:
            return voice.words.say("Nobody may take this seat. Name candidates for it first.")
        if len(people) == 1:
            return voice.words.say(
                "Only {person} may take this seat.", person=voice.names.person(people[0].person)
            )
        if not self._fitting:
            return voice.words.say(
                "The task of this team asks nothing, so there is no job fit to compare with."
            )
        both = [person.person for person in self._best if person in self._fitting]
        if both:
            return voice.words.say_count(
                "The highest job fit is the best contribution here too: {people} comes first in "
                "both.",
                "The highest job fit is the best contribution here too: {people} come first in "
                "both.",
                len(both),
                people=voice.some_people(both),
            )
        fitting = [person.person for person in self._fitting]
        fit = voice.words.say_count(
            "{people} fits the job best",
            "{people} fit the job best",
            len(fitting),
            people=voice.some_people(fitting),
        )
        return voice.words.say_count(
            "The highest job fit is not the best contribution: {fit}, but {people} comes first "
            "for what is asked.",
            "The highest job fit is not the best contribution: {fit}, but {people} come first "
            "for what is asked.",
            len(self._best),
            fit=fit,
            people=voice.some_people(person.person for person in self._best),
        )


def _short(person: str, row: ShortRow, voice: Voice) -> str:
    return voice.words.say_count(
        "With {person} ‘{behaviour}’ has {carriers} of the {number} carrier that is asked.",
        "With {person} ‘{behaviour}’ has {carriers} of the {number} carriers that are asked.",
        row.required,
        person=voice.names.person(person),
        behaviour=voice.names.behaviour(row.behaviour),
        carriers=row.carriers,
    )
