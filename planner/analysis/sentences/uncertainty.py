"""How sure proposals and choices are, in sentences: certainty as how often it would come true."""

from collections.abc import Mapping
from functools import partial

from planner.analysis.findings import some
from planner.analysis.sentences.voice import Speech, Voice
from planner.domain.questions import PersonShare, ProposalUncertainty, Uncertainty
from planner.domain.said import Said
from planner.domain.situation import Situation
from planner.resources.catalogue import Translator


def with_sentences(answer: Uncertainty, situation: Situation) -> Uncertainty:
    """Return the answer with how sure each proposal and each person on a seat is.

    Two are as good as equal where, of the draws in which one of the two is best, neither is
    best in two thirds or more: where the first is best less than twice as often as the other.
    The levels are then not sure enough to tell them apart. Otherwise the first stands out.
    """
    return _Told(answer, situation).told()


class _Told:
    """One answer, and what there is to say about it."""

    def __init__(self, answer: Uncertainty, situation: Situation) -> None:
        self._answer = answer
        self._speech = Speech(situation)
        self._uncertain = any(
            level is not None and level.low != level.high
            for person in situation.people.values()
            for level in person.levels.values()
        )

    def told(self) -> Uncertainty:
        answer = self._answer
        seats = {
            seat: [one.model_copy(update={"said": self._person(seat, one)}) for one in people]
            for seat, people in answer.seats.items()
        }
        return answer.model_copy(
            update={
                "proposals": [
                    one.model_copy(update={"said": self._proposal(one)}) for one in answer.proposals
                ],
                "seats": seats,
                "said": self._whole(),
                "seats_said": {
                    seat: self._speech.said(partial(self._seat, seat, people))
                    for seat, people in answer.seats.items()
                },
            }
        )

    def _proposal(self, proposal: ProposalUncertainty) -> Said:
        return self._speech.said(
            lambda voice: voice.words.say(
                "In {draws} proposal {rank} covers most.",
                draws=frequency(voice.words, proposal.best_share),
                rank=proposal.rank,
            )
        )

    def _person(self, seat: str, one: PersonShare) -> Said:
        return self._speech.said(
            lambda voice: voice.words.say(
                "In {draws} most is covered with {person} on {seat}.",
                draws=frequency(voice.words, one.best_share),
                person=voice.names.person(one.person),
                seat=voice.names.seat(seat),
            )
        )

    def _whole(self) -> tuple[Said, ...]:
        told = [self._proposals]
        if not self._uncertain:
            told.append(_no_interval)
        elif self._answer.proposals or self._answer.seats:
            told.append(_shared)
        return tuple(self._speech.said(sentence) for sentence in told)

    def _proposals(self, voice: Voice) -> str:
        shares = {str(one.rank): one.best_share for one in self._answer.proposals}
        if not shares:
            return voice.words.say("There is no proposal to weigh.")
        if len(shares) == 1:
            return voice.words.say(
                "There is one proposal only, so there is no other to weigh it against."
            )
        first, *others = as_good_as_equal(shares)
        if not others:
            return voice.words.say(
                "Proposal {rank} stands out: it covers most at least twice as often as any other.",
                rank=first,
            )
        ranks = some([first, *others], voice.names, voice.words)
        if not self._uncertain:
            return voice.words.say("The proposals {ranks} cover the same.", ranks=ranks)
        return voice.words.say(
            "The difference between the proposals {ranks} is smaller than the uncertainty of the "
            "levels. Look at the levels again, or choose between them on other grounds.",
            ranks=ranks,
        )

    def _seat(self, seat: str, people: list[PersonShare], voice: Voice) -> str:
        title = voice.names.seat(seat)
        if len(people) == 1:
            return voice.words.say(
                "Only {person} may take the seat {seat}.",
                person=voice.names.person(people[0].person),
                seat=title,
            )
        equal = as_good_as_equal({one.person: one.best_share for one in people})
        if len(equal) == 1:
            return voice.words.say(
                "{person} stands out on the seat {seat}: at least twice as often the best there "
                "as anybody else.",
                person=voice.names.person(equal[0]),
                seat=title,
            )
        if not self._uncertain:
            return voice.words.say(
                "On the seat {seat} it makes no difference for coverage whom you choose of "
                "{people}.",
                people=voice.some_people(equal),
                seat=title,
            )
        return voice.words.say(
            "On the seat {seat} the difference between {people} is smaller than the uncertainty "
            "of the levels. Look at their levels again, or choose on other grounds.",
            people=voice.some_people(equal),
            seat=title,
        )


def as_good_as_equal(shares: Mapping[str, float]) -> list[str]:
    """Return the first, and who cannot be told apart from it; the largest share first."""
    ordered = sorted(shares, key=lambda one: -shares[one])
    most = shares[ordered[0]]
    return [ordered[0], *(one for one in ordered[1:] if most < 2 * shares[one])]


def _no_interval(voice: Voice) -> str:
    return voice.words.say(
        "No level in this dossier has an interval, so every draw is the same. Give a low and a "
        "high end to levels that are not sure."
    )


def _shared(voice: Voice) -> str:
    return voice.words.say("Where several are the best in a draw, they share that draw evenly.")


def frequency(words: Translator, share: float) -> str:
    """Return how often something is so, as so many of 100 draws."""
    number = int(100 * share + 0.5)
    if share == 0:
        return words.say("no draw")
    if share == 1:
        return words.say("every draw")
    if 100 * share < 1:
        return words.say("fewer than 1 of 100 draws")
    if 100 * share > 99:
        return words.say("more than 99 of 100 draws")
    # A share is a float: a hundredth of it is told apart from a rounded one by a wide margin.
    if abs(100 * share - number) < 1e-9:
        return words.say("{number} of 100 draws", number=number)
    return words.say("about {number} of 100 draws", number=number)
