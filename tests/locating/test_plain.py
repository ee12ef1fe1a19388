"""The usual message is read in a quicker way than others, and in no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import TODAY, VECTORS, ktp, sms, sync

import ktpmsg
from ktpmsg.locating.plain import Plain

TEXTS = [vector.text for vector in VECTORS] + [ktp(), sync(), sms()]
BEFORE = [
    *(
        "",
        "",
        "",
        "Selamat pagi pak, ",
        "tolong KTP\n",
        "Hai! ",
        "a. ",
        "min ",
        "#",
        " ",
        "\n",
        "x ",
    ),
    *("Yth. Admin,\n\n", "cek ", "Tuti: ", "sudah 2 kali ", "[16.20, 24/9/2026] Tuti: ", "/ "),
]
INSIDE = [
    *("", "", "", "#", " ", " #", "# ", "##", ".", "*", "~", "(", "\n", "KTP", "#KTP#", "hilang")
]
AFTER = [
    *("", "", "#", "##", " #", "#\n", "\r\n", ".#", ")", "<Pesan ini diedit>", " terima kasih")
]


@st.composite
def nearly(draw: st.DrawFn) -> str:
    """A message with a slip in it, and perhaps something around it."""
    text = draw(st.sampled_from(TEXTS))
    at, end = sorted(draw(st.integers(0, len(text))) for _ in range(2))
    if draw(st.booleans()):
        at = end
    inside = draw(st.sampled_from(INSIDE))
    text = text[:at] + inside + text[end if end - at < 20 else at :]
    return draw(st.sampled_from(BEFORE)) + text + draw(st.sampled_from(AFTER))


def said(report: ktpmsg.Report) -> object:
    """All that a report says."""
    return report.kind, report.message, report.problems, report.reply(), report.draw()


@given(text=nearly(), strict=st.booleans())
def test_both_ways_say_the_same(*, text: str, strict: bool) -> None:
    """What is found at once is what a search would find."""
    quick = said(ktpmsg.check(text, strict=strict, today=TODAY))
    found = [said(report) for report in ktpmsg.find(text, strict=strict, today=TODAY)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Plain, "locate", lambda *_: None)
        patch.setattr("ktpmsg.catalogue.Catalogue.inside", lambda *_: None)
        assert said(ktpmsg.check(text, strict=strict, today=TODAY)) == quick
        again = [said(report) for report in ktpmsg.find(text, strict=strict, today=TODAY)]
        assert again == found
