"""A small application that reads messages: what a type checker has to accept, and to refuse."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, assert_never, assert_type

import attrs

import ktpmsg
from ktpmsg import (
    Alasan,
    Code,
    Disdukcapil,
    Formats,
    Ktp,
    Message,
    MessageError,
    Nik,
    NomorKK,
    Problem,
    Record,
    Region,
    Report,
    Sex,
    Sinkronisasi,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@attrs.frozen
class CekKtp(Record):
    """A format of an office's own."""

    nik: Nik


def desk(message: Message) -> str:
    """Who takes care of a message; every record has somebody, or this file is no valid Python."""
    match message:
        case Ktp(alasan=Alasan.HILANG):
            return "loss"
        case Ktp(nik=Nik() as nik, desa=str(desa), village_code=str() | None as code):
            return f"{desa} {code} {nik.region}"
        case Ktp(nama=nama):
            return nama
        case Sinkronisasi(nik, nomor_kk, keperluan):
            return f"{keperluan} {nik.digits == nomor_kk.digits}"
        case Disdukcapil(isi_sms=question):
            return question
        case _:
            assert_never(message)


def ages(messages: Iterable[Message], today: datetime.date) -> list[int]:
    """The years since the birth dates."""
    return [today.year - message.nik.birth_date(today).year for message in messages]


def family(message: Message) -> NomorKK | None:
    """The number of the family card, of a message that has one."""
    if isinstance(message, Disdukcapil):
        return None
    assert_type(message, Ktp | Sinkronisasi)
    return message.nomor_kk


def women(reports: Iterable[Report]) -> Iterator[Nik]:
    """The numbers of women who sent a good message."""
    for report in reports:
        if report.message is not None and report.message.nik.sex is Sex.FEMALE:
            yield report.message.nik


def sender(report: Report) -> tuple[Nik, str | None] | None:
    """Who sent a message, and from which village: a report is narrowed to its message by a look."""
    message = report.message
    if message is None:
        return None
    assert_type(message, Ktp | Sinkronisasi | Disdukcapil)
    return message.nik, message.village_code if isinstance(message, Ktp) else None


def of_an_office(formats: Formats, text: str) -> Nik | None:
    """The number in a message of a format of the office's own, whose class it gave."""
    report = formats.check(text)
    if isinstance(report.message, CekKtp):
        return report.message.nik
    record = formats.parse(text)
    return record.nik if isinstance(record, CekKtp) else None


def as_text(nik: Nik) -> dict[str, str]:
    """A number is a str."""
    return {nik: nik.digits, "region": nik[:6]}


def first_error(text: str) -> tuple[Code, str | None, int] | None:
    """The code, the field and the place of the first error."""
    try:
        message = ktpmsg.parse(text, strict=True)
    except MessageError as error:
        assert_type(error.report, Report | None)
        problem: Problem = error.problems[0]
        start, _ = problem.span
        return problem.code, problem.field, start
    assert_type(message, Ktp | Sinkronisasi | Disdukcapil)
    return None


def table(lines: Iterable[str]) -> list[tuple[int, str, str]]:
    """A row for each message in a chat: its line, its record class and where the sender lives."""
    rows = []
    for report in ktpmsg.find(lines, today=datetime.date(2026, 11, 23)):
        kind: str = report.kind.__name__ if report.kind else "-"
        region: Region | None = report.message.nik.region if report.message else None
        rows.append((report.line, kind, str(region) if region else report.reply("en", short=True)))
    return rows


def mistakes(message: Message) -> None:
    """What a type checker refuses: an unused `ignore` is an error in strict mode."""
    ktpmsg.parse(b"")  # type: ignore[arg-type]
    ktpmsg.check("", today="2026-11-23")  # type: ignore[arg-type]
    message.nomor_kk  # type: ignore[union-attr]  # noqa: B018
    message.nik = Nik("")  # type: ignore[misc]
