"""The alternatives that were on the table, and the people who might have taken a seat."""

from collections.abc import Iterator

from planner.decisions.blocks import Bar, Bars, Block, Heading, Paragraph, Points, Table
from planner.decisions.document.figures import figures_table
from planner.decisions.document.voice import DecisionVoice
from planner.decisions.parts import Comparison, Composition


def alternatives(voice: DecisionVoice) -> Iterator[Block]:
    """Yield the proposals beside each other, and beside today and the choice."""
    words, answer = voice.words, voice.decision.answer
    yield Heading(words.say("The alternatives"))
    if answer.status == "infeasible":
        yield Paragraph(
            words.say(
                "There were no proposals: what was asked cannot hold together. Of these, leave any "
                "one out and the rest fits:"
            )
            if answer.conflict_minimal
            else words.say("There were no proposals: these cannot hold together:")
        )
        yield Points(tuple(broken.text.in_language(voice.language) for broken in answer.conflict))
    else:
        yield Paragraph(_how_many(voice))
    yield _coverage(voice)
    if answer.proposals:
        yield from _each(voice)
        yield figures_table(voice, _columns(voice))
    yield from _certainty(voice)


def _how_many(voice: DecisionVoice) -> str:
    answer = voice.decision.answer
    number = len(answer.proposals)
    shown = voice.words.say_count(
        "{number} proposal was on the table.", "{number} proposals were on the table.", number
    )
    if answer.exhausted:
        more = voice.words.say("It is proven that no more exist that differ enough.")
    elif all(proposal.proven for proposal in answer.proposals):
        more = voice.words.say(
            "Each is proven to be the best of all that differ enough from the earlier ones."
        )
    else:
        more = voice.words.say(
            "Not all are proven to be the best: they are the best that was found in the time given."
        )
    return f"{shown} {more}"


def _columns(voice: DecisionVoice) -> list[tuple[str, Composition]]:
    """Return today, each proposal and the choice, where it is none of them."""
    words, decision = voice.words, voice.decision
    columns: list[tuple[str, Composition]] = [(words.say("Today"), decision.today)]
    columns += [
        (words.say("Proposal {number}", number=proposal.rank), proposal)
        for proposal in decision.answer.proposals
    ]
    if decision.choice.proposal is None:
        columns.append((words.say("The choice"), decision.choice))
    return columns


def _coverage(voice: DecisionVoice) -> Bars:
    words = voice.words
    bars = [
        Bar(label, float(one.coverage_percent) / 100, voice.percent(one.coverage_percent))
        for label, one in _columns(voice)
    ]
    described = voice.names.listed(f"{bar.label} {bar.value}" for bar in bars)
    caption = words.say("How much of what is asked each covers")
    description = words.say(
        "A bar for each composition, as long as the part of the task that it covers: {bars}.",
        bars=described,
    )
    return Bars(caption, description, tuple(bars))


def _each(voice: DecisionVoice) -> Iterator[Block]:
    words = voice.words
    for proposal in voice.decision.answer.proposals:
        yield Heading(words.say("Proposal {number}", number=proposal.rank), 2)
        moves = voice.moves(proposal) or [words.say("Everybody stays where they sit.")]
        steps = [
            words.say(
                "{person} develops {behaviour} from {start} to {end}.",
                person=voice.person(step.person),
                behaviour=voice.names.behaviour(step.behaviour),
                start=voice.names.number(step.start / 10),
                end=voice.names.number(step.end / 10),
            )
            for step in proposal.development
        ]
        short = voice.short(proposal)
        lacks = (
            words.say("Stays short of carriers: {rows}.", rows=voice.names.listed(short))
            if short
            else words.say("Nothing stays short of carriers.")
        )
        yield Points((*moves, *steps, lacks))


def _certainty(voice: DecisionVoice) -> Iterator[Block]:
    certainty, words = voice.decision.certainty, voice.words
    if certainty is None:
        return
    yield Paragraph(
        words.say(
            "How sure this is: the levels were drawn {draws} times within their intervals.",
            draws=voice.names.number(certainty.draws),
        )
    )
    yield Points(
        tuple(
            words.say(
                "Proposal {rank} covered most in {share} of the draws; in nine of ten draws it "
                "covered between {low} and {high}.",
                rank=one.rank,
                share=voice.share(one.best_share),
                low=voice.percent(one.p5),
                high=voice.percent(one.p95),
            )
            for one in certainty.proposals
        )
    )


def comparison(voice: DecisionVoice) -> Iterator[Block]:
    """Yield, for each seat, the people who might have taken it."""
    yield Heading(voice.words.say("The comparison"))
    yield Paragraph(
        voice.words.say(
            "For each seat: everybody who may take it, while everybody else stays where they sit. "
            "This is about what somebody adds to this team for this task, not about who they are."
        )
    )
    for compared in voice.decision.comparisons:
        if compared.people:
            yield _compared(voice, compared)
        else:
            yield Paragraph(
                voice.words.say(
                    "{seat}: nobody may take this seat.", seat=voice.names.seat(compared.seat)
                )
            )


def _compared(voice: DecisionVoice, compared: Comparison) -> Table:
    words, certainty = voice.words, voice.decision.certainty
    shares = (
        {}
        if certainty is None
        else {one.person: one.best_share for one in certainty.seats.get(compared.seat, ())}
    )
    columns = [
        words.say("Person"),
        words.say("Rank"),
        words.say("Covers"),
        words.say("Adds"),
        words.say("Rank by job fit"),
    ]
    rows = []
    for one in compared.people:
        cells = [
            voice.person(one.person),
            str(one.rank),
            voice.percent(one.coverage_percent),
            voice.percent(one.coverage_percent - compared.empty_percent),
            "–" if one.job_fit_rank is None else str(one.job_fit_rank),
        ]
        if shares:
            share = shares.get(one.person)
            cells.append("–" if share is None else voice.share(share))
        rows.append((*cells, voice.behaviours(one.unique)))
    if shares:
        columns.append(words.say("Best in the draws"))
    return Table(
        caption=words.say(
            "{seat}; with an empty seat the team covers {percent}",
            seat=voice.names.seat(compared.seat),
            percent=voice.percent(compared.empty_percent),
        ),
        columns=(*columns, words.say("Carries alone")),
        rows=tuple(rows),
        widths=(6, *(3 for _ in columns[1:]), 7),
        numeric=frozenset(range(1, len(columns))),
    )
