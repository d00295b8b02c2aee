"""What departures do to a team, in sentences."""

from planner.analysis.findings import Findings
from planner.analysis.sentences.voice import Covered, Speech, Voice, amounts
from planner.domain.composition import Composition, TeamComposition
from planner.domain.questions import Departure, Replacement, ShortRow, Stress, TeamStress
from planner.domain.said import Said
from planner.domain.situation import Situation
from planner.domain.team import Demand
from planner.figures.coverage import shortfall
from planner.figures.team_figures import TeamFigures


def with_sentences(answer: Stress, situation: Situation) -> Stress:
    """Return the answer with what there is to say about each team and each departure."""
    speech = Speech(situation)
    today = Composition(situation.incumbents)
    teams = {}
    for team, stress in answer.teams.items():
        of_team = TeamComposition(situation, situation.teams_by_id[team], today)
        teams[team] = _Team(speech, TeamFigures(of_team), stress).told()
    return answer.model_copy(update={"teams": teams})


class _Team:
    """One sitting team, and what there is to say about its departures."""

    def __init__(self, speech: Speech, sitting: TeamFigures, answer: TeamStress) -> None:
        self._speech = speech
        self._sitting = sitting
        self._answer = answer
        self._now = Covered(sitting.coverage, sitting.demanded)
        self._rows = {row.behaviour: row for row in sitting.team.rows}

    def _covered(self, short: int) -> Covered:
        return Covered(short, self._now.asked)

    def told(self) -> TeamStress:
        departures = [self._departure(departure) for departure in self._answer.departures]
        return self._answer.model_copy(
            update={"departures": departures, "said": self._whole(departures)}
        )

    def _departure(self, departure: Departure) -> Departure:
        short = [
            row.model_copy(update={"said": self._short(departure, row)}) for row in departure.short
        ]
        return departure.model_copy(
            update={
                "short": short,
                "said": self._loss(departure),
                "replacement_said": self._replacement(departure),
            }
        )

    def _loss(self, departure: Departure) -> Said:
        def sentence(voice: Voice) -> str:
            people = voice.names.people(departure.people)
            before, after = amounts(voice, [self._now, self._covered(departure.coverage)])
            if departure.coverage_lost == 0:
                return voice.words.say(
                    "Without {people} the team covers as much as now: {percent}.",
                    people=people,
                    percent=before,
                )
            return voice.words.say(
                "Without {people} coverage falls from {before} to {after}.",
                people=people,
                before=before,
                after=after,
            )

        return self._speech.said(sentence)

    def _short(self, departure: Departure, row: ShortRow) -> Said:
        before = len(self._sitting.carriers[row.behaviour])

        def sentence(voice: Voice) -> str:
            people = voice.names.people(departure.people)
            behaviour = voice.names.behaviour(row.behaviour)
            if row.carriers == 0:
                return voice.words.say_count(
                    "Without {people} nobody in the team carries ‘{behaviour}’ any more, where "
                    "the task asks {number} carrier.",
                    "Without {people} nobody in the team carries ‘{behaviour}’ any more, where "
                    "the task asks {number} carriers.",
                    row.required,
                    people=people,
                    behaviour=behaviour,
                )
            # At least two carried it before: the English is the same whatever the number.
            return voice.words.say_count(
                "Without {people} ‘{behaviour}’ falls back from {before} carriers to {number}, "
                "where the task asks {required}.",
                "Without {people} ‘{behaviour}’ falls back from {before} carriers to {number}, "
                "where the task asks {required}.",
                row.carriers,
                people=people,
                behaviour=behaviour,
                before=before,
                required=row.required,
            )

        return self._speech.said(sentence)

    def _replacement(self, departure: Departure) -> Said:
        found = departure.replacement

        def sentence(voice: Voice) -> str:
            seats = [voice.names.seat(seat) for seat in departure.seats]
            if found is None:
                return voice.words.say(
                    "Nobody without a seat may take over {seats}: look for candidates in time.",
                    seats=voice.names.listed(seats, last=("of", "or")),
                )
            if found.coverage == departure.coverage:
                return voice.words.say(
                    "Nobody without a seat who may take over adds anything to what is then covered."
                )
            return self._best(voice, departure, found)

        return self._speech.said(sentence)

    def _best(self, voice: Voice, departure: Departure, found: Replacement) -> str:
        taken = {seat: person for seat, person in found.assignment.items() if person is not None}
        people = voice.names.people(taken.values())
        then = self._covered(found.coverage)
        _, percent = amounts(voice, [self._now, then])
        if then.short == self._now.short:
            after = voice.words.say("{percent} again", percent=percent)
        elif then.short < self._now.short:
            after = voice.words.say("{percent}, more than now", percent=percent)
        else:
            after = voice.words.say("{percent}, less than now", percent=percent)
        if len(taken) == len(departure.people):
            return voice.words.say(
                "Nobody without a seat who may take over adds more than {people}: then the team "
                "covers {after}.",
                people=people,
                after=after,
            )
        return voice.words.say(
            "Only one of the two seats can be taken over. Nobody without a seat adds more there "
            "than {people} on {seat}: then the team covers {after}.",
            people=people,
            seat=voice.names.seat(next(iter(taken))),
            after=after,
        )

    def _whole(self, departures: list[Departure]) -> tuple[Said, ...]:
        """Return the finding for the team, the heaviest thing first, and where to begin."""
        single = [departure for departure in departures if len(departure.people) == 1]
        most = max((departure.coverage_lost for departure in single), default=0)
        if not single or most == 0:
            return (self._unharmed(bool(single)), *self._pair(departures, most))
        worst = [departure for departure in single if departure.coverage_lost == most]
        told = [self._hardest(worst)]
        if len(worst) == 1:
            told += [row.said for row in worst[0].short if row.said]
            told += [worst[0].replacement_said] if worst[0].replacement_said else []
        return (*told, *self._begin(worst), *self._pair(departures, most))

    def _unharmed(self, anybody: bool) -> Said:
        def sentence(voice: Voice) -> str:
            team = voice.names.team(self._sitting.team.team.id)
            if not anybody:
                return voice.words.say("Nobody sits in {team}, so nobody can leave.", team=team)
            return voice.words.say(
                "Whichever member leaves, {team} keeps covering {percent}.",
                team=team,
                percent=voice.names.percent(self._now.percent),
            )

        return self._speech.said(sentence)

    def _hardest(self, worst: list[Departure]) -> Said:
        def sentence(voice: Voice) -> str:
            before, after = amounts(voice, [self._now, self._covered(worst[0].coverage)])
            return voice.words.say(
                "The departure of {people} hurts {team} most: coverage then falls from {before} "
                "to {after}.",
                people=voice.one_of(departure.people[0] for departure in worst),
                team=voice.names.team(self._sitting.team.team.id),
                before=before,
                after=after,
            )

        return self._speech.said(sentence)

    def _begin(self, worst: list[Departure]) -> list[Said]:
        """Return with which row to begin, and who comes nearest to carrying it too."""
        _, first = max(
            ((self._weight(row), row) for departure in worst for row in departure.short),
            key=lambda weighed: weighed[0],
        )
        row = self._rows[first.behaviour]

        def begin(voice: Voice) -> str:
            return voice.words.say(
                "Begin with ‘{behaviour}’: nothing of what then falls short weighs more. Help "
                "somebody grow to level {level}, or find somebody who has it.",
                behaviour=voice.names.behaviour(row.behaviour),
                level=voice.names.number(row.level / 10),
            )

        return [self._speech.said(begin), self._speech.said(lambda v: self._nearest(v, row))]

    def _nearest(self, voice: Voice, row: Demand) -> str:
        return Findings(self._sitting, voice.names, voice.words).nearest(row)

    def _weight(self, short: ShortRow) -> int:
        row = self._rows[short.behaviour]
        return row.importance * (short.shortfall - shortfall(row, self._sitting.carriers))

    def _pair(self, departures: list[Departure], most: int) -> list[Said]:
        """Return what the worst pair costs, where that is more than any single departure."""
        pairs = [departure for departure in departures if len(departure.people) == 2]
        worst = max(pairs, key=lambda departure: departure.coverage_lost, default=None)
        if worst is None or worst.coverage_lost <= most:
            return []

        def sentence(voice: Voice) -> str:
            _, after = amounts(voice, [self._now, self._covered(worst.coverage)])
            return voice.words.say(
                "If two leave together, coverage falls to {after} in the worst case: without "
                "{people}.",
                people=voice.names.people(worst.people),
                after=after,
            )

        return [self._speech.said(sentence)]
