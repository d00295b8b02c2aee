"""What only the organisation knows that uses the planner: `[organisation]` in its settings.

It fills in what the program says of itself in public, and what the archive asks of each decision.
"""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from planner.decisions.accountability.program import Deployment
from planner.decisions.archive import ArchiveFacts, Valuation
from planner.domain.faults import fault
from planner.domain.record import Record

Text = Annotated[str, Field(strict=True, max_length=2500)]
# A number of years, months, weeks or days, as ISO 8601 has it: P20Y, P6M, P1Y6M.
DURATION = r"^P(?=\d)(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,5}D)?$"


def _duration(value: str) -> str:
    if value and not re.match(DURATION, value):
        raise fault("must be a duration such as P20Y: twenty years")
    return value


class Assessment(Record):
    """An assessment of what the use of the planner does to people, such as a DPIA."""

    title: Text
    link: Text = ""


class Organisation(Record):
    """Who uses the planner, and on what ground."""

    name: Text = ""
    contact: Text = ""
    website: Text = ""
    status: Literal["In ontwikkeling", "In gebruik", "Buiten gebruik"] = "In ontwikkeling"
    # The month in which the use began, such as 2026-03.
    begin: Annotated[str, Field(strict=True, pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$")] = ""
    provider: Text = ""
    source_code: Text = ""
    source_id: Text = ""
    # On what ground of the GDPR data of people are worked with.
    lawful_basis: Text = ""
    processing_register: Text = ""
    impact_assessments: tuple[Assessment, ...] = ()
    # Where the ids of decisions are from, such as the name of a register of documents.
    archive_source: Text = "abd-planner"
    # What the selection list says of decisions: their valuation, their category and term.
    valuation: Valuation = "N"
    category: Text = ""
    selection_list: Text = ""
    keep: Annotated[str, Field(strict=True), AfterValidator(_duration)] = ""

    @property
    def deployment(self) -> Deployment:
        """What the program says of itself in public is filled in with this."""
        return Deployment(
            organisation=self.name,
            contact=self.contact,
            website=self.website,
            status=self.status,
            begin=self.begin,
            provider=self.provider,
            source_code=self.source_code,
            source_id=self.source_id,
            lawful_basis=self.lawful_basis,
            processing_register=self.processing_register,
            impact_assessments=tuple((each.title, each.link) for each in self.impact_assessments),
        )

    @property
    def archive(self) -> ArchiveFacts:
        """What the archive asks of each decision."""
        return ArchiveFacts(
            organisation=self.name,
            source=self.archive_source,
            valuation=self.valuation,
            category=self.category,
            selection_list=self.selection_list,
            keep=self.keep,
        )
