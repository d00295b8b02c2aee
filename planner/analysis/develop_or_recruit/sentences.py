"""What develop or recruit says to people, each sentence in Dutch and in English."""

from planner.analysis.asked import AskedSentences
from planner.analysis.develop_or_recruit.question import Question
from planner.analysis.develop_or_recruit.reach import Reach
from planner.analysis.findings import number_word
from planner.analysis.sentences.voice import Speech, Voice
from planner.domain.items import Item
from planner.domain.said import Said
from planner.figures.team_figures import Figures


class Sentences:
    """Makes the sentences about one question, in both languages at once."""

    def __init__(self, question: Question) -> None:
        """Keep the question, and who speaks."""
        self.question = question
        self.speech = Speech(question.problem.situation)

    def asked(self, item: Item) -> Said:
        """Return what an item asks."""
        dossier = self.question.dossier
        return self.speech.said(lambda voice: AskedSentences(dossier, voice.words).of(item))

    def assumptions(self) -> list[Said]:
        """Return what is taken for granted: vacancies may stay, and who may develop what."""
        question = self.question
        told = [_vacancies] if question.vacant else []
        return [
            self.speech.said(lambda voice, tell=tell: tell(voice, question))  # type: ignore[misc]
            for tell in (*told, _developing)
        ]

    def of_choice(self, figures: Figures) -> Said:
        """Return what one choice takes and gives."""
        return self.speech.said(lambda voice: _choice(voice, figures))

    def out_of_reach(self, reach: Reach) -> Said:
        """Return why a row cannot have its carriers."""
        return self.speech.said(lambda voice: _out_of_reach(voice, self.question, reach))


def effort(voice: Voice, figures: Figures) -> str:
    """Return what a composition takes: appointments, seats left empty, development steps.

    There must be one of these: the team as it sits takes nothing.
    """
    incumbents = figures.situation.incumbents
    moved = [
        person
        for seat, person in figures.composition.assignment.items()
        if person != incumbents[seat]
    ]
    emptied = sum(person is None for person in moved)
    numbers = (len(moved) - emptied, emptied, figures.objectives["development"])
    told = zip((appointments, _left_empty, steps), numbers, strict=True)
    return voice.names.listed(tell(voice, number) for tell, number in told if number)


def appointments(voice: Voice, number: int) -> str:
    """Return a number of appointments in words."""
    count = number_word(number, voice.words)
    return voice.words.say_count("{count} appointment", "{count} appointments", number, count=count)


def _left_empty(voice: Voice, number: int) -> str:
    count = number_word(number, voice.words)
    return voice.words.say_count(
        "{count} seat left empty", "{count} seats left empty", number, count=count
    )


def steps(voice: Voice, number: int) -> str:
    """Return a number of development steps in words."""
    count = number_word(number, voice.words)
    return voice.words.say_count(
        "{count} development step", "{count} development steps", number, count=count
    )


def _vacancies(voice: Voice, question: Question) -> str:
    vacant = question.vacant
    return voice.words.say_count(
        "The seat {seats} is vacant now, and may stay so here.",
        "The seats {seats} are vacant now, and may stay so here.",
        len(vacant),
        seats=voice.names.listed(map(voice.names.seat, vacant)),
    )


def _developing(voice: Voice, question: Question) -> str:
    step = voice.names.number(question.step / 10)
    if question.dossier.development is None:
        return voice.words.say(
            "Whoever sits now and keeps a seat may develop all that is asked, by {step} a step; at "
            "most {steps} in all.",
            step=step,
            steps=steps(voice, question.most_steps),
        )
    return voice.words.say(
        "Who may develop what is as the dossier has it, by {step} a step, and for people who sit "
        "now; at most {steps} in all, whatever number the dossier gives.",
        step=step,
        steps=steps(voice, question.most_steps),
    )


def _choice(voice: Voice, figures: Figures) -> str:
    percent = voice.names.percent(figures.coverage_percent)
    if not figures.moves and not figures.objectives["development"]:
        return voice.words.say(
            "As people sit now, {percent} of what is asked is covered.", percent=percent
        )
    return voice.words.say(
        "With {effort}, {percent} of what is asked is covered.",
        effort=effort(voice, figures),
        percent=percent,
    )


def _out_of_reach(voice: Voice, question: Question, reach: Reach) -> str:
    say = voice.words.say
    behaviour = voice.names.behaviour(reach.row.behaviour)
    team = voice.names.team(reach.team.id)
    level = voice.names.number(reach.row.level / 10)
    most, required = reach.most, reach.row.carriers
    most_steps = steps(voice, question.most_steps)
    if not reach.able:
        return say(
            "‘{behaviour}’ stays without a carrier even then: nobody who may count for {team} has "
            "level {level}, and nobody can come there in {steps}.",
            behaviour=behaviour,
            team=team,
            level=level,
            steps=most_steps,
        )
    if not most:
        return say(
            "‘{behaviour}’ stays without a carrier in {team} even then: with at most {steps}, no "
            "composition with one meets all that must hold.",
            behaviour=behaviour,
            team=team,
            steps=most_steps,
        )
    if most == reach.able:
        return say(
            "‘{behaviour}’ gets no more than {most} of the {required} carriers even then: nobody "
            "else who may count for {team} has level {level} or can come there in {steps}.",
            behaviour=behaviour,
            team=team,
            level=level,
            steps=most_steps,
            most=most,
            required=required,
        )
    return say(
        "‘{behaviour}’ gets no more than {most} of the {required} carriers in {team} even then: "
        "with at most {steps}, no composition with more meets all that must hold.",
        behaviour=behaviour,
        team=team,
        steps=most_steps,
        most=most,
        required=required,
    )
