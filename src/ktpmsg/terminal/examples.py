"""A message for each code, in which the library finds it: the people in them are invented."""

from __future__ import annotations

import datetime
import functools
from typing import TYPE_CHECKING, NamedTuple

from ktpmsg import api
from ktpmsg.problems import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ktpmsg.problems import Problem
    from ktpmsg.reporting.report import Report

__all__ = ["EXAMPLES", "Example", "example_of"]

_SHOWN = 300  # characters

_TODAY = datetime.date(2026, 12, 1)

_NIK, _KK = "3308155508959001", "3308151203079004"
_SITI = f"#KTP#{_NIK}#{_KK}#Siti Aminah"
_PLACE = "Surodadi#Candimulyo"
_DECOMPOSED = "Rene\u0301"

# The codes of dates and telephone numbers: no built-in format asks for any.
_OFFICE = """\
%import fields (nik, DATE, PHONE)
start: periksa
periksa: "#" "PERIKSA"i "#" nik{"NIK"} "#" tanggal{"Tanggal"} "#" no_hp{"No HP"}
tanggal{words}: DATE  | words -> unfilled
no_hp{words}:   PHONE | words -> unfilled
"""

EXAMPLES: Mapping[Code, str] = {
    Code.EMPTY: " ",
    Code.TOO_LONG: f"#SINKRONISASI#{_NIK}#{_KK}#" + "BPJS Kesehatan, " * 4_096,
    Code.UNKNOWN_KEYWORD: f"#KARTU#{_NIK}#{_KK}#Siti Aminah#{_PLACE}#Hilang",
    Code.WRONG_SEPARATOR: f"#KTP/{_NIK}/{_KK}/Siti Aminah/Surodadi/Candimulyo/Hilang",
    Code.TEMPLATE_UNFILLED: f"#KTP#{_NIK}#{_KK}#Nama#{_PLACE}#Hilang",
    Code.SEVERAL_MESSAGES: f"{_SITI}#{_PLACE}#Hilang\n"
    "#KTP#3308161407889012#3308160201149013#Damar Prakosa#Daleman Kidul#Pakis#Rusak",
    Code.MISSING_FIELD: f"{_SITI}#{_PLACE}",
    Code.EXTRA_FIELD: f"{_SITI}#RT 02 RW 05#{_PLACE}#Hilang",
    Code.EMPTY_FIELD: f"#KTP#{_NIK}#{_KK}##{_PLACE}#Hilang",
    Code.TEXT_AROUND: f"Selamat pagi, mohon dibantu\n{_SITI}#{_PLACE}#Hilang",
    Code.TEXT_AFTER: f"{_SITI}#{_PLACE}#Hilang#terima kasih",
    Code.KEYWORD_SPELLING: f"#SINGKRONISASI#{_NIK}#{_KK}#BPJS Kesehatan",
    Code.SEPARATOR_LOOK_ALIKE: f"{_SITI}#{_PLACE}#Hilang".replace("#", "\uff03"),
    Code.INVISIBLE_CHARACTER: f"#KTP#{_NIK}#{_KK}#Siti\u00a0Aminah#{_PLACE}#Hilang",
    Code.CONTROL_CHARACTER: f"#KTP#{_NIK}#{_KK}#Siti\x07Aminah#{_PLACE}#Hilang",
    Code.NOT_NFC: f"#KTP#{_NIK}#{_KK}#{_DECOMPOSED} Aminah#{_PLACE}#Hilang",
    Code.LABEL: f"#KTP#NIK: {_NIK}#{_KK}#Siti Aminah#{_PLACE}#Hilang",
    Code.NUMBER_FORMAT: f"#KTP#3308 1555 0895 9001#{_KK}#Siti Aminah#{_PLACE}#Hilang",
    Code.NOT_DIGITS: f"#KTP#33O8155508959001#{_KK}#Siti Aminah#{_PLACE}#Hilang",
    Code.WRONG_LENGTH: f"#KTP#330815550895901#{_KK}#Siti Aminah#{_PLACE}#Hilang",
    Code.MASKED_NUMBER: f"#KTP#330815xxxxxx9001#{_KK}#Siti Aminah#{_PLACE}#Hilang",
    Code.SPREADSHEET_NUMBER: f"#KTP#3.30816E+15#{_KK}#Siti Aminah#{_PLACE}#Hilang",
    Code.TWO_NUMBERS: f"#KTP#{_NIK} {_KK}#Siti Aminah#{_PLACE}#Hilang",
    Code.NUMBER_OUTSIDE: f"{_SITI}#{_PLACE}#Hilang NIK ibu saya 3308154905709007",
    Code.UNKNOWN_PROVINCE: f"#KTP#0008155508959001#{_KK}#Siti Aminah#{_PLACE}#Hilang",
    Code.UNKNOWN_REGION: f"#KTP#3308995508959001#{_KK}#Siti Aminah#{_PLACE}#Hilang",
    Code.INFERRED_REGION: f"#SINKRONISASI#6410020505809102#{_KK}#Pindah faskes",
    Code.IMPOSSIBLE_DATE: f"#KTP#3308153002959001#{_KK}#Siti Aminah#{_PLACE}#Hilang",
    Code.IMPLAUSIBLE_DATE: f"#KTP#{_NIK}#3308151203909004#Siti Aminah#{_PLACE}#Hilang",
    Code.UNDER_AGE: f"#KTP#3308155508159001#{_KK}#Siti Aminah#{_PLACE}#Pemula",
    Code.ZERO_SERIAL: f"#KTP#3308155508950000#{_KK}#Siti Aminah#{_PLACE}#Hilang",
    Code.SAME_NUMBER: f"#SINKRONISASI#{_NIK}#{_NIK}#BPJS Kesehatan",
    Code.SWAPPED_NUMBERS: f"#KTP#{_KK}#{_NIK}#Siti Aminah#{_PLACE}#Hilang",
    Code.SWAPPED_FIELDS: f"DISDUKCAPIL#{_NIK}#Siti Aminah#Apakah KTP saya sudah jadi?",
    Code.WRONG_ORDER: f"#KTP#Hilang#Siti Aminah#{_NIK}#{_KK}#{_PLACE}",
    Code.MISSING_SEPARATOR: f"{_SITI}#Surodadi#Candimulyo Hilang",
    Code.TWO_KEYWORDS: f"DISDUKCAPIL#KTP#{_NIK}#{_KK}#Siti Aminah#{_PLACE}#Hilang",
    Code.STRUCK_OUT: f"~{_SITI}#{_PLACE}#Hilang~",
    Code.BAD_CHARACTERS: f"#KTP#{_NIK}#{_KK}#Siti @minah#{_PLACE}#Hilang",
    Code.MIXED_SCRIPT: f"#KTP#{_NIK}#{_KK}#Siti \u0410minah#{_PLACE}#Hilang",
    Code.NO_LETTERS: f"#KTP#{_NIK}#{_KK}#-#{_PLACE}#Hilang",
    Code.DIGITS_IN_NAME: f"#KTP#{_NIK}#{_KK}#Siti Aminah 2#{_PLACE}#Hilang",
    Code.LONG_NAME: f"#KTP#{_NIK}#{_KK}#{'Siti ' * 12}Aminah#{_PLACE}#Hilang",
    Code.UNKNOWN_PLACE: f"{_SITI}#Suradadi#Candimulyo#Hilang",
    Code.UNKNOWN_CHOICE: f"{_SITI}#{_PLACE}#Baru",
    Code.SEVERAL_CHOICES: f"{_SITI}#{_PLACE}#Hilang/Rusak",
    Code.CHOICE_SPELLING: f"{_SITI}#{_PLACE}#Hilng",
    Code.NOT_A_DATE: f"#PERIKSA#{_NIK}#31-11-2026#081200009001",
    Code.DATE_FORMAT: f"#PERIKSA#{_NIK}#7 Desember 2026#081200009001",
    Code.NOT_A_PHONE: f"#PERIKSA#{_NIK}#07-12-2026#8120000",
    Code.PHONE_FORMAT: f"#PERIKSA#{_NIK}#07-12-2026#0812-0000-9001",
}
_OF_AN_OFFICE = {Code.NOT_A_DATE, Code.DATE_FORMAT, Code.NOT_A_PHONE, Code.PHONE_FORMAT}


class Example(NamedTuple):
    """A message, what is found in it, and the problem of the code that it is an example of.

    `published` is the format that it is read by, if that is not built in.
    """

    text: str
    report: Report
    problem: Problem
    published: str | None

    @property
    def shown(self) -> str:
        """The message, as much of it as people care to read."""
        return self.text if len(self.text) <= _SHOWN else self.text[:_SHOWN] + "…"


def example_of(code: Code) -> Example:
    """The example of a code."""
    text = EXAMPLES[code]
    formats = _office() if code in _OF_AN_OFFICE else api.builtin()
    report = formats.check(text, today=_TODAY)
    problem = next(problem for problem in report.problems if problem.code is code)
    published = formats.records["periksa"].published if code in _OF_AN_OFFICE else None
    return Example(text, report, problem, published)


@functools.cache
def _office() -> api.Formats:
    return api.Formats(_OFFICE)
