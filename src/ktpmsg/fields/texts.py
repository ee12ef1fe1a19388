"""Words of any kind: on one line, or to the end of the message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ktpmsg.fields.base import NO, PERHAPS, Field, spaced
from ktpmsg.fields.dates import date_like
from ktpmsg.fields.repairs import Step, at_the_end, chat_mark
from ktpmsg.problems import Code, Finding
from ktpmsg.text import characters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ktpmsg.text.mapped import Edit

__all__ = ["LineField", "TextField"]

# What a reply's example shows for the built-in fields of free text.
_EXAMPLES = {"keperluan": "BPJS Kesehatan", "isi_sms": "Apakah KTP saya sudah jadi?"}


class _Words(Field):
    """What both have in common: any characters but controls, and no marks upon marks."""

    def _is_clean(self, text: str, keep: str = "") -> bool:
        if text.isascii():
            return True  # the pattern admits no ASCII control
        return not (
            characters.control(text) or characters.has_slips(text, keep) or characters.stacked(text)
        )

    def faults(self, text: str, own: Collection[str] = ()) -> Iterator[Finding]:  # noqa: ARG002
        """The first characters that no text has."""
        span = characters.stacked(text)
        if span is None:
            bad = [at for at, char in enumerate(text) if not self._matches(f"a{char}a")]
            span = (bad[0], bad[0] + 1) if bad else (0, len(text))
        sign = text[span[0] : span[0] + 1]
        facts = (("sign", sign),) if sign.isprintable() and not sign.isalnum() else ()
        yield Finding(Code.BAD_CHARACTERS, *span, facts)

    @property
    def example(self) -> str:
        """Words that could stand there."""
        return _EXAMPLES.get(self.name) or f"Contoh {self.words.lower()}"


class LineField(_Words):
    """Any words without a separator or a line break: an address, a subject."""

    terminal = "LINE"

    def __init__(self, name: str, words: str, separator: str, pattern: str) -> None:
        super().__init__(name, words, separator, pattern)
        apart = re.escape(separator)
        ends = rf"(?:{apart}|\Z)" if separator else r"\Z"
        # ASCII that begins with a letter or digit, without "~", brackets at its end, or a label.
        self.plain = (
            rf"(?=[A-Za-z0-9](?:(?!{apart or '(?!)'})[ -}}])*+(?<![)>]){ends})"
            rf"(?!{self.unfilled.pattern}{ends})(?!{self.label.pattern})"
        )
        self._is_plain = re.compile(self.plain).match

    def _own_steps(self) -> Sequence[Step]:
        return (
            Step(Code.INVISIBLE_CHARACTER, characters.invisible),
            Step(Code.NOT_NFC, characters.decomposed),
        )

    def convert(self, text: str) -> str:
        """The words, with single spaces."""
        return spaced(text)

    def as_published(self, text: str, own: Collection[str] = ()) -> str | None:  # noqa: ARG002
        """The words, if there is nothing in them to be repaired."""
        if not self._matches(text):
            return None
        if self._is_plain(text):
            return spaced(text)
        is_right = self._is_clean(text) and not self.unfilled.fullmatch(text)
        return spaced(text) if is_right and self._needs_no_repair(text) else None

    def _fits(self, typed: str, regency: str | None) -> int:  # noqa: ARG002
        return NO if date_like(typed) else PERHAPS


class TextField(_Words):
    """The citizen's own words, to the end of the message, kept as they were typed.

    Line breaks, separators and emoji are text. Whether another message or a chat entry begins
    inside is not judged here.
    """

    terminal = "TEXT"
    is_open = may_have_lines = True

    def __init__(self, name: str, words: str, separator: str, pattern: str) -> None:
        super().__init__(name, words, separator, pattern)
        self.plain = rf"(?!{self.unfilled.pattern}\Z)"

    def _steps(self) -> Sequence[Step]:
        return (
            Step(Code.INVISIBLE_CHARACTER, self._invisible),
            Step(Code.NOT_NFC, characters.decomposed),
            at_the_end(self.separator),
        )

    def _invisible(self, text: str) -> Sequence[Edit]:
        """Invisible characters, but what emoji are joined with: "BPJS<U+200B>"."""
        return characters.invisible(text, characters.JOINERS)

    def convert(self, text: str) -> str:
        """The text as it is; a LookupError where there is something to be repaired."""
        if chat_mark(text) is not None or not self._is_clean(text, characters.JOINERS):
            raise LookupError
        return text

    def end(self, text: str, start: int, limit: int) -> int:  # noqa: ARG002
        """The end of the message."""
        return limit
