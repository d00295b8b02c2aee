"""Several rounds together: regions that were solved each by itself."""

from collections.abc import Sequence

from planner.analysis.sentences.voice import Covered, Speech, Voice, amounts
from planner.domain.composition import Composition
from planner.domain.rounds import RoundReport
from planner.domain.said import Said
from planner.dossier.dossier import Dossier
from planner.figures.team_figures import Figures


def over_all(rounds: Sequence[tuple[Dossier, RoundReport]]) -> Said:
    """Return what all rounds with a proposal come to together; there must be a round."""
    speech = Speech(rounds[0][0].situation())
    done = [(dossier, report) for dossier, report in rounds if report.after is not None]
    return speech.said(lambda voice: _told(voice, done))


def _told(voice: Voice, done: Sequence[tuple[Dossier, RoundReport]]) -> str:
    if not done:
        return voice.words.say("None of these rounds has a proposal.")
    asked = sum(_demanded(dossier) for dossier, _ in done)
    before = sum(report.before.objectives["coverage"] for _, report in done)
    after = sum(report.after.objectives["coverage"] for _, report in done if report.after)
    now, then = amounts(voice, [Covered(before, asked), Covered(after, asked)])
    return voice.words.say_count(
        "{number} round has a proposal: {after} of what is asked is covered then; now it is "
        "{before}.",
        "{number} rounds have a proposal: together {after} of what is asked is covered then; now "
        "it is {before}.",
        len(done),
        before=now,
        after=then,
    )


def _demanded(dossier: Dossier) -> int:
    """Return what all teams of a dossier ask together."""
    situation = dossier.situation()
    today = Figures(situation, Composition(situation.incumbents))
    return sum(team.demanded for team in today.teams.values())
