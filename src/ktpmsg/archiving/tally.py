"""How many messages there were, by day, format, verdict and code: nothing personal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import attrs
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa

__all__ = ["VERDICTS", "Tally"]

VERDICTS = ("good", "mended", "faulty")


@attrs.define
class Tally:
    """Counts of messages.

    `verdicts` are by day (ISO, or "" where none is known), format ("" where none was recognised)
    and verdict; `codes` by code, each once a message.
    """

    verdicts: Counter[tuple[str, str, str]] = attrs.Factory(Counter)
    codes: Counter[str] = attrs.Factory(Counter)

    def count(self, batch: pa.RecordBatch) -> None:
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
            self.verdicts[str(day or ""), kind or "", verdict] += 1
            self.codes.update(set(codes))

    @classmethod
    def of_all(cls, tallies: Iterable[Tally]) -> Tally:
        """All of them together."""
        found = cls()
        for tally in tallies:
            found.verdicts.update(tally.verdicts)
            found.codes.update(tally.codes)
        return found

    def by_day(self) -> dict[str, Counter[str]]:
        """The verdicts by day, in order."""
        return self._by(0)

    def by_format(self) -> dict[str, Counter[str]]:
        """The verdicts by format, in order."""
        return self._by(1)

    def _by(self, place: int) -> dict[str, Counter[str]]:
        found: dict[str, Counter[str]] = {}
        for key, count in sorted(self.verdicts.items()):
            found.setdefault(key[place], Counter())[key[-1]] += count
        return dict(sorted(found.items()))

    @property
    def total(self) -> Counter[str]:
        """How many there were of each verdict."""
        found: Counter[str] = Counter()
        for key, count in self.verdicts.items():
            found[key[-1]] += count
        return found

    def most_frequent(self, number: int) -> list[tuple[str, int]]:
        """The codes that were told most, with how many messages had each."""
        return sorted(self.codes.items(), key=lambda item: (-item[1], item[0]))[:number]

    def to_json(self) -> dict[str, Any]:
        """The counts as JSON can hold them."""
        return {
            "verdicts": [[*key, count] for key, count in sorted(self.verdicts.items())],
            "codes": dict(sorted(self.codes.items())),
        }

    @classmethod
    def of_json(cls, found: dict[str, Any]) -> Tally:
        """The counts that `to_json` wrote; LookupError, TypeError or ValueError for others."""
        verdicts = {(day, kind, told): int(n) for day, kind, told, n in found["verdicts"]}
        return cls(Counter(verdicts), Counter(found["codes"]))
