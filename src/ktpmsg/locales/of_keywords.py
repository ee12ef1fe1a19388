"""What is the matter with the keyword of a message: the sentences, as elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ktpmsg.locales.sentences import Sentence
from ktpmsg.locales.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["OF_KEYWORDS"]

_BEGIN = Words("Awali pesan dengan {keyword}", "Begin the message with {keyword}")
OF_KEYWORDS: Mapping[str, Sentence] = {
    "unknown-keyword": Sentence(
        Words("tidak diawali kata kunci yang kami kenal", "no known keyword at the beginning"),
        Words("Awali pesan dengan {keywords}", "Begin the message with {keywords}"),
        Words(
            "Pesannya belum menurut format. Pilih format yang sesuai, diawali {keywords}",
            "The message is not in one of the formats. Write in the one for your purpose, "
            "beginning with {keywords}",
        ),
    ),
    "unknown-keyword:no-keyword": Sentence(
        Words("tidak menurut format", "not in the format"),
        Words("Tulis pesan menurut format.", "Write the message in the format."),
        Words(
            "Pesannya belum menurut format. Tulis semua isian menurut format.",
            "The message is not in the format. Write all fields in the format.",
        ),
    ),
    "unknown-keyword:other-script": Sentence(
        Words(
            "kata di awal memakai huruf dari aksara lain, walaupun bentuknya mirip",
            "letters of another script in the first word, though they look alike",
        ),
        Words(
            "Ketik sendiri {keywords} di HP, jangan disalin-tempel.", "Type {keywords} yourself."
        ),
        Words(
            "Kata di awal pesan memakai huruf asing yang bentuknya mirip huruf biasa. Hapus kata "
            "itu, lalu ketik sendiri di HP menurut format, diawali {keywords}",
            "The first word has foreign letters that look like ours. Delete that word and type it "
            "yourself, in the format, beginning with {keywords}",
        ),
    ),
    "unknown-keyword:spelled-out": Sentence(
        Words(
            'kata "pagar" ditulis sebagai ganti tanda #', 'the word "pagar" instead of the sign #'
        ),
        Words(
            'Ganti setiap kata "pagar" dengan tanda #, diawali {keywords}',
            'Put the sign # in place of each word "pagar"; begin with {keywords}',
        ),
        Words(
            'Ganti setiap kata "pagar" dengan tanda #, jadi diawali {keywords}',
            'Put the sign # in place of each word "pagar", and begin with {keywords}',
        ),
    ),
    "keyword-spelling": Sentence(
        Words("kata kunci salah tulis", "misspelled keyword"),
        _BEGIN,
        Words(
            "Awal pesan belum tepat. Perbaiki, jadi diawali {keyword}",
            "The beginning is not as published. Begin the message with {keyword}",
        ),
    ),
    "keyword-spelling:no-lead": Sentence(
        Words(
            "belum ada tanda {separator} di depan kata kunci",
            "misspelled keyword: no {separator} before it",
        ),
        _BEGIN,
        Words(
            "Di paling depan pesan belum ada tanda {separator}. Awali pesan dengan {keyword}",
            "There is no {separator} before the first word. Begin the message with {keyword}",
        ),
    ),
    "keyword-spelling:lead": Sentence(
        Words(
            "ada tanda {separator} di depan kata kunci",
            "misspelled keyword: a {separator} before it",
        ),
        _BEGIN,
        Words(
            "Di paling depan pesan tidak perlu tanda {separator}. Awali pesan dengan {keyword}",
            "There is no need of {separator} before the first word. "
            "Begin the message with {keyword}",
        ),
    ),
    "keyword-spelling:no-separator": Sentence(
        Words(
            "belum ada tanda {separator} sesudah kata kunci",
            "misspelled keyword: no {separator} after it",
        ),
        _BEGIN,
        Words(
            "Sesudah kata pembuka belum ada tanda {separator}. Awali pesan dengan {keyword}",
            "There is no {separator} after the keyword. Begin the message with {keyword}",
        ),
    ),
    "keyword-spelling:doubled": Sentence(
        Words(
            "tanda {separator} di awal ditulis lebih dari satu kali",
            "misspelled keyword: more than one {separator}",
        ),
        _BEGIN,
        Words(
            "Di awal pesan ada tanda {separator} yang ditulis lebih dari satu kali. "
            "Awali pesan dengan {keyword}",
            "There is more than one {separator} in a row at the beginning. "
            "Begin the message with {keyword}",
        ),
    ),
    "keyword-spelling:words": Sentence(
        Words("ada kata lain bersama kata kunci", "misspelled keyword: other words beside it"),
        _BEGIN,
        Words(
            "Di awal pesan ada kata yang tidak perlu. Awali pesan dengan {keyword} saja, "
            "langsung diikuti {first_piece}",
            "There are words at the beginning that are not needed. Begin the message with "
            "{keyword} alone, followed by {first_piece}",
        ),
    ),
    "two-keywords": Sentence(
        Words("ada dua kata kunci", "two keywords"),
        Words("Awali pesan dengan satu kata kunci saja.", "Begin the message with one keyword."),
        Words(
            "Di awal pesan ada dua kata pembuka. Pakai satu saja, menurut keperluannya: {choose}",
            "There are two keywords at the beginning. Use the one for your purpose: {choose}",
        ),
    ),
    "two-keywords:field": Sentence(
        Words("isinya kata kunci, bukan nama", "a keyword instead of a name"),
        Words("Tulis nama orangnya di tempat {label}.", "Write the name of the person there."),
        Words(
            "Di tempat {label} ada kata pembuka pesan. Pakai satu kata pembuka saja, menurut "
            "keperluannya: {choose}. Hapus yang lain, dan tulis nama orangnya di tempat {label}.",
            "There is a keyword in the place of the {label}. Use the one keyword for your purpose: "
            "{choose}. Write the name of the person in the place of the {label}.",
        ),
    ),
}
