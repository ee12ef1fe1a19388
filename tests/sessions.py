"""The session that the contract promises, and what runs sessions."""

from __future__ import annotations

import doctest
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

# Documents whose code needs a framework: tests/integrations runs them.
FRAMEWORKS = (
    "columns.md",
    "django.md",
    "fastapi.md",
    "pydantic.md",
    "spark.md",
    "sqlalchemy.md",
    "storing.md",
)

_BLOCK = re.compile(r"^```(python|pycon)\n(.*?)^```$", re.DOTALL | re.MULTILINE)

SESSION = """
>>> import ktpmsg
>>> m = ktpmsg.parse("#KTP#3308155508959001#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Hilang")
>>> m
Ktp(nik='330815**********', nomor_kk='330815**********', nama='***', desa='***', kecamatan='***', alasan='Hilang')
>>> m.nik.birth_date(), m.nik.sex.value, str(m.nik.region)
(datetime.date(1995, 8, 15), 'P', 'Candimulyo, Kabupaten Magelang, Jawa Tengah')
>>> m.nik == "3308155508959001", f"{m.nik}", len({m.nik, m.nomor_kk})
(True, '330815**********', 2)
>>> m.desa, m.village_code
('Surodadi', '3308152019')
>>> print(ktpmsg.check("#KTP#330815550895901#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Hilang/Rusak"))
KTP message: 2 errors
  #KTP#330815*********#330815**********#***********#Surodadi#Candimulyo#Hilang/Rusak
       ^^^^^^^^^^^^^^^                                                  ^^^^^^^^^^^^
  nik     wrong-length     15 digits, and a NIK has 16
  alasan  several-choices  choose one of Pemula, Hilang, Rusak, Ubah Data
"""


def run_session(text: str, name: str) -> int:
    """Run a text as one session; how many examples there were, none of which failed."""
    test = doctest.DocTestParser().get_doctest(text, {}, name, None, 0)
    told: list[str] = []
    failed, tried = doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert not failed, "".join(told)
    return tried


def documented(document: Path) -> list[tuple[str, str]]:
    """The blocks of code and the sessions in a document: which of both it is, and the text."""
    return _BLOCK.findall(document.read_text("utf-8"))


def run_documented(document: Path, names: dict[str, Any]) -> None:
    """Run all of them in the same names, one after the other."""
    run_blocks(documented(document), names, document.name)


def run_blocks(blocks: list[tuple[str, str]], names: dict[str, Any], name: str) -> None:
    """Run some blocks in the same names; what a session prints is what it shows."""
    parser = doctest.DocTestParser()
    for kind, text in blocks:
        if kind == "python":
            exec(compile(text, name, "exec"), names)  # noqa: S102 - our own documents
            continue
        test = parser.get_doctest(text, names, name, None, 0)
        told: list[str] = []
        failed, tried = doctest.DocTestRunner(verbose=False).run(
            test, out=told.append, clear_globs=False
        )
        names.update(test.globs)
        assert not failed, "".join(told)
        assert tried
