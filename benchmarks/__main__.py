"""`python -m benchmarks [NAME...]`: runs the benchmarks and prints their tables."""

import sys

from benchmarks import (
    all_of_government,
    at_work,
    large_dossier,
    memory,
    one_team,
    quality,
    results_page,
    set_covering,
    sweeps,
    tables,
    what_if,
)

BENCHMARKS = {
    "one-team": one_team.run,
    "round-coverage": all_of_government.coverage,
    "round-objectives": all_of_government.objectives,
    "quality": quality.run,
    "set-covering": set_covering.run,
    "what-if": what_if.run,
    "at-work": at_work.run,
    "sweeps": sweeps.run,
    "memory": memory.run,
    "large-dossier": large_dossier.run,
    "tables": tables.run,
}


def main(names: list[str]) -> int:
    """Run the benchmarks that are named, or all."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"No such benchmark: {', '.join(unknown)}; there are: {', '.join(BENCHMARKS)}")
        return 2
    for name in names or BENCHMARKS:
        BENCHMARKS[name]().show()
        results_page.write(name, list(BENCHMARKS))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
