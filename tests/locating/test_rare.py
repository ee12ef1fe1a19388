"""What few texts come to: many words, and signs where a separator should be."""

from __future__ import annotations

import itertools
import string

from markupsafe import escape
from people import KK, KTP, NIK, TODAY

import ktpmsg


def test_more_words_than_are_kept() -> None:
    """A text of very many different words is read as any other, and so is what comes after it."""
    words = map("".join, itertools.product(string.ascii_lowercase, repeat=3))
    before = " ".join(f"x{word}" for word in itertools.islice(words, 8_000))
    for text in (f"{before}\n{KTP}", KTP):
        report = ktpmsg.check(text, today=TODAY)
        assert report.ok
        assert report.message == ktpmsg.parse(KTP, today=TODAY)


def test_a_number_in_a_template() -> None:
    """Where templates escape what they show, a number is masked: `{{ nik }}` in Jinja."""
    assert str(escape(ktpmsg.Nik(NIK))) == "330815**********"
    assert KK[:6] in str(escape(ktpmsg.NomorKK(KK)))
    assert KK not in str(escape(ktpmsg.NomorKK(KK)))


def test_free_text_with_the_sign_that_stands_for_the_separator() -> None:
    """Another sign behind the keyword stands for each separator, but not inside the free text."""
    text = f"DISDUKCAPIL;Siti Aminah;{NIK};Kapan jadi; dan di mana?"
    report = ktpmsg.check(text, today=TODAY)
    assert [(str(p.code), p.field) for p in report.errors] == [("wrong-separator", None)]
    assert "titik koma (;)" in report.reply("id")
