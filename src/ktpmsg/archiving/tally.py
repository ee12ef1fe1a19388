"""How many messages there were, by office, day, format, verdict and code: nothing personal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import attrs
import pyarrow.compute as pc

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["VERDICTS", "Tally"]

VERDICTS = ("good", "mended", "faulty")


@attrs.define
class Tally:
    """Counts of messages.

    `verdicts` are by office, day (ISO, or "" where none is known), format ("" where none was
    recognised) and verdict; `codes` by office and code, each once a message.
    """

    verdicts: Counter[tuple[str, str, str, str]] = attrs.Factory(Counter)
    codes: Counter[tuple[str, str]] = attrs.Factory(Counter)

    def count(self, batch: pa.RecordBatch, office: str) -> None:
        """Count the messages of a batch; rows that are null are none."""
        problems = batch["problems"]
        severities = problems.flatten().field("severity")
        rows = pc.list_parent_indices(problems).filter(pc.equal(severities, "repaired"))
        mended = set(rows.to_pylist())
        told = (batch[name].to_pylist() for name in ("ok", "day", "kind", "codes"))
        for row, (ok, day, kind, codes) in enumerate(zip(*told, strict=True)):
            if ok is None:
                continue
            verdict = "faulty" if not ok else "mended" if row in mended else "good"
            self.verdicts[office, str(day or ""), kind or "", verdict] += 1
            self.codes.update((office, code) for code in set(codes))

    def add(self, other: Tally) -> None:
        """Take in another."""
        self.verdicts.update(other.verdicts)
        self.codes.update(other.codes)

    def by(self, place: int) -> dict[str, Counter[str]]:
        """The verdicts by office (0), day (1) or format (2), in order."""
        found: dict[str, Counter[str]] = {}
        for key, count in sorted(self.verdicts.items(), key=lambda item: item[0][place]):
            found.setdefault(key[place], Counter())[key[3]] += count
        return found

    @property
    def total(self) -> Counter[str]:
        """How many there were of each verdict."""
        found: Counter[str] = Counter()
        for key, count in self.verdicts.items():
            found[key[3]] += count
        return found

    def most_frequent(self, number: int, office: str | None = None) -> list[tuple[str, int]]:
        """The codes that were told most, with how many messages had each."""
        found: Counter[str] = Counter()
        for (its_office, code), count in self.codes.items():
            if office in {None, its_office}:
                found[code] += count
        return sorted(found.items(), key=lambda item: (-item[1], item[0]))[:number]

    def to_json(self) -> dict[str, Any]:
        """The counts as JSON can hold them."""
        return {
            "verdicts": [[*key, count] for key, count in sorted(self.verdicts.items())],
            "codes": [[*key, count] for key, count in sorted(self.codes.items())],
        }

    @classmethod
    def of_json(cls, found: dict[str, Any]) -> Tally:
        """The counts that `to_json` wrote; LookupError, TypeError or ValueError for others."""
        verdicts = {(a, b, c, d): int(n) for a, b, c, d, n in found["verdicts"]}
        codes = {(a, b): int(n) for a, b, n in found["codes"]}
        return cls(Counter(verdicts), Counter(codes))
