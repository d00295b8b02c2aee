"""Every kind of constraint, one file each: this list is the table of contents."""

from constraints.apart import Apart
from constraints.attribute_count import AttributeCount
from constraints.attribute_spread import AttributeSpread
from constraints.base import Constraint
from constraints.continuity import Continuity
from constraints.coverage_floor import CoverageFloor
from constraints.critical import Critical
from constraints.departures import Departures
from constraints.development import DevelopmentPermission
from constraints.exclude import Exclude
from constraints.include import Include
from constraints.max_changes import MaxChanges
from constraints.max_load import MaxLoad
from constraints.redundancy import Redundancy
from constraints.tenure import Tenure
from constraints.together import Together

KINDS: tuple[type[Constraint], ...] = (
    Critical,
    CoverageFloor,
    Redundancy,
    Departures,
    MaxLoad,
    MaxChanges,
    Include,
    Exclude,
    Together,
    Apart,
    Tenure,
    Continuity,
    AttributeCount,
    AttributeSpread,
    DevelopmentPermission,
)
