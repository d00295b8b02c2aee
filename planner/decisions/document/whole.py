"""The document of a decision as a whole."""

from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

from planner.decisions.blocks import Document, retold
from planner.decisions.decision import Decision
from planner.decisions.document.choice import choice, departures, present, reasons
from planner.decisions.document.grounds import checking, limits
from planner.decisions.document.proposals import alternatives, comparison
from planner.decisions.document.question import asked, gap, in_short, question
from planner.decisions.document.voice import DecisionVoice
from planner.decisions.typesetting import pdf_of
from planner.resources.catalogue import LANGUAGES

# In the order in which somebody reads who wants to know what was decided, and then why.
_SECTIONS = (
    in_short,
    question,
    gap,
    asked,
    alternatives,
    comparison,
    choice,
    reasons,
    departures,
    present,
    limits,
)


def decision_document(decision: Decision, language: str) -> Document:
    """Return the document of a decision in a language, `nl` or `en`."""
    voice = DecisionVoice(decision, language)
    words = voice.words
    return Document(
        title=voice.calling(words.say("Decision: {title}", title=voice.title)),
        subtitle=words.say(
            "{date} · reference {id}", date=voice.day(decision.date), id=decision.id
        ),
        language=language,
        date=decision.date,
        author="abd-planner",
        blocks=(
            *(retold(each, voice.calling) for section in _SECTIONS for each in section(voice)),
            *checking(voice),
        ),
    )


def decision_pdf(decision: Decision, language: str) -> bytes:
    """Return the document of a decision as PDF/UA-1 and PDF/A-2a."""
    return pdf_of(decision_document(decision, language))


def decision_pdfs(decision: Decision) -> dict[str, bytes]:
    """Return the document of a decision as PDF in each language.

    They are made at the same time: typst lets other threads work while it does, so that neither
    waits for the other, nor anybody else for them.
    """
    with ThreadPoolExecutor(len(LANGUAGES)) as hands:
        made = hands.map(decision_pdf, repeat(decision), LANGUAGES)
        return dict(zip(LANGUAGES, made, strict=True))
