"""What is explored, in words: the question, what comes of it, and the steps that led there."""

from planner.analysis.findings import Findings, capitalised, number_word, some
from planner.domain.names import Names
from planner.domain.team import Demand
from planner.dossier.exploring import AskedRow, Explored, RowChange, Step
from planner.figures.coverage import shortfall
from planner.figures.departure import departure_losses
from planner.figures.team_figures import TeamFigures
from planner.resources.catalogue import Translator, marked

# A question about more things than this says how many more there are.
_MOST_ASKED = 2


class ExploreWords:
    """Speaks of one exploration in one language."""

    def __init__(self, explored: Explored, words: Translator) -> None:
        """Keep what is explored."""
        self.explored = explored
        self.words = words
        self.names = Names(explored.situation, words.language)

    def question(self) -> str:
        """Return what is asked: "What if N. Bouzid takes Operations?"."""
        if self.explored.is_today:
            return self.words.say("What would you like to try?")
        clauses = [*self._seats(), *self.developments(), *self._rows()]
        if len(clauses) > _MOST_ASKED:
            more = self.words.say("{number} more things change", number=len(clauses) - 1)
            clauses = [clauses[0], more]
        return self.words.say("What if {what}?", what=self.names.listed(clauses))

    def _seats(self) -> list[str]:
        moved = self.explored.moved
        # Who takes a seat says more than who leaves one.
        taken = [(seat, person) for seat, person in moved.items() if person is not None]
        told = [
            self.words.say(
                "{person} takes {seat}", person=self.names.person(person), seat=self._seat(seat)
            )
            for seat, person in taken
        ]
        came_from = self.explored.before.incumbents
        moving = {person for _, person in taken}
        for seat, person in moved.items():
            if person is None and came_from[seat] not in moving:
                told.append(
                    self.words.say(
                        "{person} leaves {seat}",
                        person=self.names.person(came_from[seat] or ""),
                        seat=self._seat(seat),
                    )
                )
        return told

    def _seat(self, seat: str) -> str:
        return self.names.seat(seat)

    def developments(self) -> list[str]:
        """Return who develops what."""
        return [
            self.words.say(
                "{person} grows in ‘{behaviour}’",
                person=self.names.person(step.person),
                behaviour=self.names.behaviour(step.behaviour),
            )
            for step in self.explored.composition.development
        ]

    def _rows(self) -> list[str]:
        return [
            self.words.say(self._otherwise(row), behaviour=self.names.behaviour(row.behaviour))
            for row in self.explored.changed_rows
        ]

    def _otherwise(self, row: AskedRow) -> str:
        if row.after is None:
            return marked("the task no longer asks ‘{behaviour}’")
        if row.before is None:
            return marked("the task also asks ‘{behaviour}’")
        return marked("the task asks something else of ‘{behaviour}’")

    def answer(self, team: str) -> str:
        """Return what comes of it in a few sentences; about departures, of one team."""
        now, then = self.explored.today.teams[team], self.explored.figures.teams[team]
        if not any(each.team.rows for each in self.explored.figures.teams.values()):
            return self.words.say("Nothing is asked of these teams yet, so nothing can be short.")
        if self.explored.is_today:
            return self.words.say(
                "Today {percent} of what the task asks is carried. Choose a seat, and then "
                "somebody from the bench.",
                percent=self._percent(self.explored.today.coverage_percent),
            )
        sentences = [self._coverage(), self._short(), self._departure(now, then)]
        return " ".join(sentence for sentence in sentences if sentence)

    def _coverage(self) -> str:
        before, after = self.explored.today, self.explored.figures
        if before.coverage_percent == after.coverage_percent:
            return self.words.say(
                "Coverage stays {percent}.", percent=self._percent(after.coverage_percent)
            )
        return self.words.say(
            "Coverage goes from {before} to {after}.",
            before=self._percent(before.coverage_percent),
            after=self._percent(after.coverage_percent),
        )

    def _short(self) -> str:
        labels = [
            self.names.behaviour(row.behaviour)
            for team in self.explored.figures.teams.values()
            for row in team.team.rows
            if shortfall(row, team.carriers)
        ]
        if not labels:
            return self.words.say("Every behaviour then has the carriers that are asked.")
        if len(labels) == 1:
            return self.words.say("Only ‘{behaviour}’ is then short.", behaviour=labels[0])
        return capitalised(
            self.words.say(
                "{count} behaviours are then short: {behaviours}.",
                count=number_word(len(labels), self.words),
                behaviours=some(labels, self.names, self.words),
            )
        )

    def _departure(self, now: TeamFigures, then: TeamFigures) -> str:
        losses = departure_losses(then.team, then.carriers)
        if not losses or not then.team.rows:
            return ""
        person = max(losses, key=losses.__getitem__)
        loss, before = losses[person], now.objectives["departure"]
        if loss == 0:
            return self.words.say("Whoever leaves then, nothing falls short.")
        if loss == before:
            return self.words.say(
                "The departure that costs most weighs as much as today: that of {person}.",
                person=self.names.person(person),
            )
        asked_then, asked_now = then.demanded, now.demanded
        told = {
            "person": self.names.person(person),
            "loss": self._percent(round(100 * loss / asked_then, 1)),
            "before": self._percent(round(100 * before / asked_now, 1) if asked_now else 0.0),
        }
        if loss > before:
            return self.words.say(
                "The departure that costs most, that of {person}, weighs heavier than today: "
                "{loss} of what is asked, where it was {before}.",
                **told,
            )
        return self.words.say(
            "The departure that costs most, that of {person}, weighs lighter than today: "
            "{loss} of what is asked, where it was {before}.",
            **told,
        )

    def _percent(self, value: float) -> str:
        return self.words.say("{value}\N{NO-BREAK SPACE}%", value=self.names.number(value))

    def step(self, step: Step) -> str:
        """Return what a step did."""
        if not self._is_known(step):
            return self.words.say("Something that is no longer in the dossier")
        told = [
            self.words.say(
                "{person} on {seat}",
                person=self.words.say("nobody") if person is None else self.names.person(person),
                seat=self._seat(seat),
            )
            for seat, person in step.seats.items()
        ]
        told += [
            self.words.say(
                "{person} to level {level} in ‘{behaviour}’",
                person=self.names.person(each.person),
                level=self.names.number(each.level / 10),
                behaviour=self.names.behaviour(each.behaviour),
            )
            for each in step.levels
        ]
        told += [self._row(each) for each in step.rows]
        told += [self._added(each) for each in step.added]
        told += [self._dropped(each.behaviour) for each in step.dropped]
        return capitalised(some(told, self.names, self.words)) or self.words.say("Nothing")

    def asked(self) -> list[str]:
        """Return what the task asks otherwise than today, row by row."""
        return [
            self._dropped(row.behaviour)
            if row.after is None
            else self._added(row.after)
            if row.before is None
            else self._row(row.after)
            for row in self.explored.changed_rows
        ]

    def _added(self, row: RowChange | Demand) -> str:
        return self.words.say("also in the task: {row}", row=self._row(row))

    def _dropped(self, behaviour: str) -> str:
        return self.words.say(
            "‘{behaviour}’ no longer asked", behaviour=self.names.behaviour(behaviour)
        )

    def _row(self, change: RowChange | Demand) -> str:
        return self.words.say_count(
            "‘{behaviour}’ asks {number} carrier at level {level}, importance {importance}",
            "‘{behaviour}’ asks {number} carriers at level {level}, importance {importance}",
            change.carriers,
            behaviour=self.names.behaviour(change.behaviour),
            level=self.names.number(change.level / 10),
            importance=change.importance,
        )

    def _is_known(self, step: Step) -> bool:
        situation = self.explored.situation
        behaviours = situation.repertoire.by_id
        return (
            all(seat in situation.seats for seat in step.seats)
            and all(person is None or person in situation.people for person in step.seats.values())
            and all(
                each.person in situation.people and each.behaviour in behaviours
                for each in step.levels
            )
            and all(each.behaviour in behaviours for each in (*step.rows, *step.added))
            and all(each.behaviour in behaviours for each in step.dropped)
        )

    def findings(self, team: str) -> Findings:
        """Return what there is to say about a team after the steps."""
        return Findings(self.explored.figures.teams[team], self.names, self.words)
