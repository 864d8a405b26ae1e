"""Compare what the reader finds in the committed examples with what was last accepted.

    python -m tests.extraction.gate            # plus and minus by kind; fails on any difference
    python -m tests.extraction.gate --accept   # accept what the reader finds now

A rule that mends one text and breaks another shows here before it is committed.
"""

import sys
from collections import Counter
from pathlib import Path

from commitments.extraction import Claim, extract

HERE = Path(__file__).resolve().parent
EXAMPLES = sorted((HERE / "examples").glob("*.txt"))
SEEDS = sorted((HERE.parents[1] / "seeds").glob("*.txt"))
ACCEPTED = HERE / "examples" / "accepted.tsv"


def found() -> list[str]:
    """One line for each claim of each example: where, what kind, what it says."""
    return [
        _line(path.name, claim)
        for path in (*EXAMPLES, *SEEDS)
        for claim in extract(path.read_text(encoding="utf-8"))
    ]


def accepted() -> list[str]:
    return ACCEPTED.read_text(encoding="utf-8").splitlines()


def differences(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """The lines that came and those that went; a line may stand more than once."""
    old, new = Counter(before), Counter(after)
    return sorted((new - old).elements()), sorted((old - new).elements())


def summary(plus: list[str], minus: list[str]) -> str:
    """target +2 −1, level +0 −3"""
    came, went = (Counter(line.split("\t")[3] for line in lines) for lines in (plus, minus))
    return ", ".join(f"{kind} +{came[kind]} −{went[kind]}" for kind in sorted(came | went))


def _line(name: str, claim: Claim) -> str:
    fields = (
        *(name, claim.start, claim.end, claim.kind, claim.metric, claim.comparator, claim.value),
        *(claim.value_max, claim.unit, claim.change, claim.baseline, claim.due, claim.as_of),
        *("、".join(claim.owners), claim.speaker),
    )
    return "\t".join("" if field is None else str(field).replace("\n", " ") for field in fields)


def main() -> int:
    now = found()
    if "--accept" in sys.argv[1:]:
        ACCEPTED.write_text("".join(line + "\n" for line in now), encoding="utf-8")
        return 0
    plus, minus = differences(accepted(), now)
    for sign, lines in (("+", plus), ("-", minus)):
        for line in lines:
            print(sign, line)
    if plus or minus:
        print(f"The reader changed: {summary(plus, minus)}. If that is right, --accept it.")
    return int(bool(plus or minus))


if __name__ == "__main__":
    sys.exit(main())
