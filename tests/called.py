"""Calls of the command `ktpmsg`, for the tests of it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

from ktpmsg import check
from ktpmsg.terminal import command as terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

GOOD = "#KTP#3308155508959001#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Hilang"
MENDED = "KTP#3308161407889012#3308160201149013#Damar Prakosa#Daleman Kidul#Pakis#Rusak."
FAULTY = "#KTP#330815550895901#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Hilang/Rusak"
SYNC = "#SINKRONISASI#3308081412009137#3308081206079138#BPJS Kesehatan"
SMS = "DISDUKCAPIL#Bimo Sadewantoro#3308211103969381#Sudah jadi?"
PLACE = "#KTP#5307080304859093#5307080509129094#Wira Samudranto#Udek Du’en#Talibura#Rusak"
NIK = "3308155508959001"
KK = "3308151203079004"

# The formats of an office, as a grammar.
OFFICE = """\
// #PERIKSA#3308155508959001#Siti Aminah#Gigi#07-12-2026
%import fields (nik, nama, DATE, PHONE)
start: periksa | cek_ktp
periksa: "#" "PERIKSA"i "#" nik{"NIK"} "#" nama{"Nama"} "#" poli{"Poli"} "#" tanggal{"Tanggal"} ["#" no_hp{"No HP"}]
cek_ktp: "CEK"i "#" "KTP"i "#" nik{"NIK"}
poli{words}:    "Umum"i | "Gigi"i | words -> unfilled
tanggal{words}: DATE  | words -> unfilled
no_hp{words}:   PHONE | words -> unfilled
"""
VISIT = "#PERIKSA#3308155508959001#Siti Aminah#Gigi#07-12-2026"


def drawn(text: str, lang: str = "en", *, strict: bool = False) -> str:
    """Return what the library draws of a message, as a paragraph."""
    return check(text, strict=strict).draw(lang) + "\n"


class Outcome(NamedTuple):
    """What came of a call of the command."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of JSON that were written."""
        return [json.loads(line) for line in self.out.splitlines()]


class Pieces(io.RawIOBase):
    """A file that gives these pieces, one at a time, and raises what is no piece."""

    def __init__(self, pieces: Iterator[bytes | BaseException]) -> None:
        self._pieces = pieces

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Give the next piece."""
        piece = next(self._pieces, b"")
        if not isinstance(piece, bytes):
            raise piece
        buffer[: len(piece)] = piece
        return len(piece)


def pieces(*given_pieces: bytes | BaseException) -> io.BufferedReader[Pieces]:
    """Return a file of pieces."""
    return io.BufferedReader(Pieces(iter(given_pieces)))


class Terminal(io.TextIOWrapper):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def ktpmsg(
    *arguments: str,
    stdin: bytes | str | io.BufferedReader[Pieces] = b"",
    encoding: str = "utf-8",
    terminals: str = "",
    **environment: str,
) -> Outcome:
    """Call the command in this process, with nothing in the environment but what is given.

    `terminals` names the streams that are terminals: "stdin", "stdout", "stderr".
    """
    data = stdin.encode() if isinstance(stdin, str) else stdin
    out, err = io.BytesIO(), io.BytesIO()
    streams = {
        "stdin": io.BytesIO(data) if isinstance(data, bytes) else data,
        "stdout": out,
        "stderr": err,
    }
    with contextlib.ExitStack() as stack:
        for name, stream in streams.items():
            kind = Terminal if name in terminals else io.TextIOWrapper
            text = kind(stream, encoding=encoding, newline="\n", write_through=True)
            stack.callback(text.detach)  # or it would close the stream
            stack.enter_context(mock.patch.object(sys, name, text))
        stack.enter_context(mock.patch.dict(os.environ, environment, clear=True))
        status = terminal.main(arguments)
    return Outcome(status, out.getvalue().decode(encoding), err.getvalue().decode(encoding))
