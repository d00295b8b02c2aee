"""What recruitment alone, development alone, and mixes of both give: in sentences."""

from planner.analysis.develop_or_recruit.sentences import Sentences, effort, steps
from planner.analysis.findings import capitalised
from planner.analysis.sentences.voice import Covered, Voice, amounts
from planner.domain.said import Said
from planner.figures.team_figures import Figures


def covered(figures: Figures) -> Covered:
    """Return how much a composition covers, as sentences tell it."""
    asked = sum(team.demanded for team in figures.teams.values())
    return Covered(figures.objectives["coverage"], asked)


class WaySentences:
    """Says what the two pure ways give, beside the team as it sits, and how mixes compare."""

    def __init__(self, sentences: Sentences, today: Figures) -> None:
        """Keep who speaks, and what is covered today."""
        self._speech = sentences.speech
        self._most_steps = sentences.question.most_steps
        self._today = today

    def recruitment(self, best: Figures | None, known: bool) -> Said:
        """Return what recruitment alone gives: `None` is nothing, or `known` is false."""
        return self._speech.said(lambda voice: self._recruitment(voice, best, known))

    def development(self, best: Figures | None, known: bool) -> Said:
        """Return what development alone gives: `None` is nothing, or `known` is false."""
        return self._speech.said(lambda voice: self._development(voice, best, known))

    def _recruitment(self, voice: Voice, best: Figures | None, known: bool) -> str:
        say = voice.words.say
        if best is None:
            return (
                say("The time ran out before it was known what recruitment alone gives.")
                if not known
                else say(
                    "Recruitment alone is not enough: without development, not all that must "
                    "hold can be met."
                )
            )
        now, then = amounts(voice, [covered(self._today), covered(best)])
        if not best.moves:
            return say(
                "Recruitment alone adds nothing: whoever is appointed, no more is covered than the "
                "{percent} of now.",
                percent=now,
            )
        return say(
            "Recruitment alone: with {effort}, {percent} of what is asked is covered; now it is "
            "{now}. More appointments add nothing to that.",
            effort=effort(voice, best),
            percent=then,
            now=now,
        )

    def _development(self, voice: Voice, best: Figures | None, known: bool) -> str:
        say, most = voice.words.say, steps(voice, self._most_steps)
        if best is None:
            return (
                say("The time ran out before it was known what development alone gives.")
                if not known
                else say(
                    "Development alone is not enough: with everybody where they sit now and at "
                    "most {steps}, not all that must hold can be met.",
                    steps=most,
                )
            )
        now, then = amounts(voice, [covered(self._today), covered(best)])
        taken = best.objectives["development"]
        if not taken:
            return say(
                "Development alone adds nothing: with at most {steps}, no more is covered than the "
                "{percent} of now.",
                steps=most,
                percent=now,
            )
        told = say(
            "Development alone: with {effort}, {percent} of what is asked is covered; now it is "
            "{now}.",
            effort=effort(voice, best),
            percent=then,
            now=now,
        )
        beyond = (
            say("More steps, up to {number}, add nothing to that.", number=self._most_steps)
            if taken < self._most_steps
            else say("More steps than that are not looked at.")
        )
        return f"{told} {beyond}"

    def mixes(
        self, found: list[Figures], recruitment: Figures | None, development: Figures | None
    ) -> list[Said]:
        """Return which mixes are worth a thought; `found` are all points of the front.

        Told are the lightest choice (the fewest moves and steps together), where something has to
        be done; the lightest mix that covers at least what recruitment alone can, with fewer
        moves; the same for development, with fewer steps; and what it takes to cover the most
        that can be covered.
        """
        mixed = [one for one in found if one.moves and one.objectives["development"]]
        light, best = _lightest(found), _lightest(found, min(map(_coverage, found)))
        told = [] if mixed else [self._speech.said(_no_mix)]
        if _effort(light) and light is not best:
            told.append(self._speech.said(lambda voice: _light(voice, light)))
        if recruitment is not None:
            lighter = [one for one in mixed if one.moves < recruitment.moves]
            told += self._instead(lighter, recruitment)
        if development is not None:
            taken = development.objectives["development"]
            lighter = [one for one in mixed if one.objectives["development"] < taken]
            told += self._instead(lighter, development)
        if _effort(best):
            told.append(self._speech.said(lambda voice: self._most(voice, best)))
        return told

    def _instead(self, mixed: list[Figures], pure: Figures) -> list[Said]:
        enough = [one for one in mixed if _coverage(one) <= _coverage(pure)]
        if not enough:
            return []
        mix = _lightest(enough, _coverage(pure))
        return [self._speech.said(lambda voice: self._compared(voice, mix, pure))]

    def _compared(self, voice: Voice, mix: Figures, pure: Figures) -> str:
        if _coverage(mix) == _coverage(pure):
            told = voice.words.say(
                "{mix} cover as much as {other}.",
                mix=effort(voice, mix),
                other=effort(voice, pure),
            )
            return capitalised(told)
        more, less = amounts(voice, [covered(mix), covered(pure)])
        told = (
            voice.words.say(
                "{mix} cover {percent}: more than appointments alone, however many; they cover "
                "{other} at most.",
                mix=effort(voice, mix),
                percent=more,
                other=less,
            )
            if pure.moves
            else voice.words.say(
                "{mix} cover {percent}: more than at most {steps} alone; they cover {other} at "
                "most.",
                mix=effort(voice, mix),
                percent=more,
                steps=steps(voice, self._most_steps),
                other=less,
            )
        )
        return capitalised(told)

    def _most(self, voice: Voice, best: Figures) -> str:
        if not _coverage(best):
            return voice.words.say(
                "All that is asked can be covered, with {effort}.", effort=effort(voice, best)
            )
        most, _ = amounts(voice, [covered(best), Covered(0, covered(best).asked)])
        return voice.words.say(
            "Whoever is appointed, with at most {steps} no more than {percent} can be covered. It "
            "takes {effort}.",
            steps=steps(voice, self._most_steps),
            percent=most,
            effort=effort(voice, best),
        )

    def not_known(self) -> Said:
        """Return that mixes are not told, because not all are known."""
        return self._speech.said(
            lambda voice: voice.words.say("The time ran out before all mixes were known.")
        )


def _no_mix(voice: Voice) -> str:
    return voice.words.say(
        "A mix of appointments and steps adds nothing to what appointments alone or development "
        "alone give."
    )


def _coverage(figures: Figures) -> int:
    return figures.objectives["coverage"]


def _effort(figures: Figures) -> int:
    return figures.moves + figures.objectives["development"]


def _light(voice: Voice, light: Figures) -> str:
    return voice.words.say(
        "As it is now, not all that must hold is met. The lightest choice that does is {effort}: "
        "then {percent} of what is asked is covered.",
        effort=effort(voice, light),
        percent=voice.names.percent(light.coverage_percent),
    )


def _lightest(found: list[Figures], enough: int | None = None) -> Figures:
    """Return what takes the fewest moves and steps together, of all that covers `enough`.

    Of equals it is the one that covers the most, then the one with the fewest moves.
    """
    return min(
        (one for one in found if enough is None or _coverage(one) <= enough),
        key=lambda one: (_effort(one), _coverage(one), one.moves),
    )
