"""Every sentence for people, in Indonesian and English side by side.

A translator needs to open this file alone. `SENTENCES` has, for each code, what is the matter and
what to do about it; a code may have variants, after a colon. Words in braces are filled in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "CONFIRMED",
    "EXAMPLES",
    "FIELDS",
    "LANGUAGES",
    "POLICE_LETTER",
    "PURPOSES",
    "REPLY",
    "SENTENCES",
    "THE_OLD_CARD",
    "Words",
    "describe",
    "field_label",
    "hint",
    "say",
]

LANGUAGES = ("id", "en")


class Words(NamedTuple):
    """The same words in each language."""

    id: str
    en: str


def say(words: Words, lang: str) -> str:
    """The words in one language: "id" or "en", else ValueError."""
    if lang not in LANGUAGES:
        message = 'lang is "id" or "en"'
        raise ValueError(message)
    return words.id if lang == "id" else words.en


# What an applicant hands in (Perpres 96/2018; the office's announcement of March 2020).
POLICE_LETTER = Words(
    "surat keterangan kehilangan dari kepolisian", "the police report of the loss"
)
THE_OLD_CARD = Words(
    "KTP lama, diserahkan waktu KTP baru diantar", "the old card, handed over at delivery"
)

# What people call a field.
FIELDS = {
    "nik": Words("NIK", "NIK"),
    "nomor_kk": Words("Nomor KK", "KK number"),
    "nama": Words("Nama", "name"),
    "desa": Words("Desa", "village (desa)"),
    "kecamatan": Words("Kecamatan", "district (kecamatan)"),
    "alasan": Words("Alasan", "reason (alasan)"),
    "keperluan": Words("Keperluan", "purpose (keperluan)"),
    "isi_sms": Words("Isi pesan", "question (isi_sms)"),
}


def field_label(field: str, lang: str) -> str:
    """What people call a field; one that has no entry is called by its name."""
    return say(FIELDS.get(field, Words(field, field)), lang)


class Sentence(NamedTuple):
    """What is the matter, and what to do about it, if there is something to say."""

    what: Words
    hint: Words | None = None


_LOOK = Words(
    "Lihat {label} {where}, lalu tulis 16 angkanya lengkap.",
    "Copy all 16 digits of it {where}.",
)

SENTENCES: dict[str, Sentence] = {
    # The message as a whole.
    "empty": Sentence(
        Words("pesannya kosong", "the message is empty"),
        Words("Tulis pesan dengan format di bawah ini.", "Write a message in one of the formats."),
    ),
    "too-long": Sentence(
        Words(
            "pesannya terlalu panjang (lebih dari {limit_id} huruf)",
            "longer than {limit} characters",
        ),
        Words("Kirim satu permintaan saja, yang pendek.", "Send one short request."),
    ),
    "unknown-keyword": Sentence(
        Words(
            "pesannya tidak diawali kata kunci yang kami kenal",
            "it begins with no keyword of ours",
        ),
        Words("Awali pesan dengan salah satu: {keywords}.", "Begin it with one of {keywords}."),
    ),
    "unknown-keyword:other-script": Sentence(
        Words(
            "kata di awal pesan memakai huruf dari aksara lain, walaupun bentuknya mirip",
            "its first word has letters of another script, though they look alike",
        ),
        Words(
            "Hapus, lalu ketik sendiri salah satu: {keywords}.", "Type one of {keywords} yourself."
        ),
    ),
    "wrong-separator": Sentence(
        Words(
            "tanda pemisah antara isian bukan tanda pagar (#)",
            "the fields are parted by something else than #",
        ),
        Words(
            "Awali pesan dengan {keyword} dan tulis tanda # di antara semua isian.",
            "Begin the message with {keyword} and put a # between all fields.",
        ),
    ),
    "template-unfilled": Sentence(
        Words("masih berisi tulisan contoh, belum diisi", "still says what the template says"),
        Words("Ganti dengan data Bapak/Ibu sendiri.", "Put your own data in its place."),
    ),
    "several-messages": Sentence(
        Words("ada lebih dari satu permintaan dalam satu pesan", "more than one message in one"),
        Words(
            "Belum ada yang kami proses. Kirim satu per satu, masing-masing dalam satu pesan.",
            "None was processed. Send each request in a message of its own.",
        ),
    ),
    "missing-field": Sentence(
        Words("belum ditulis", "missing"),
        Words("Tulis sesudah tanda #, menurut urutan formatnya.", "Add it, with a # before it."),
    ),
    "missing-field:one-of": Sentence(
        Words(
            "ada isian yang belum ditulis: dari {candidates} baru ada {given}",
            "a field is missing: of {candidates} there is but {given}",
        ),
        Words(
            "Tulis semua isian berurutan, dengan tanda # di antaranya.",
            "Write all fields in their order, with a # between them.",
        ),
    ),
    "missing-field:choice": Sentence(
        Words("belum ditulis", "missing"),
        Words(
            "Akhiri pesan dengan tanda # dan salah satu dari {choices}.",
            "End the message with a # and one of {choices}.",
        ),
    ),
    "extra-field": Sentence(
        Words("ada isian yang terlalu banyak", "there is a field too many"),
        Words(
            "Tulis hanya isian yang diminta, dan tanda # hanya di antaranya.",
            "Write only the fields asked for, and a # only between them.",
        ),
    ),
    "empty-field": Sentence(
        Words("masih kosong", "empty"),
        Words("Tulis isinya sesudah tanda #.", "Write it after the #."),
    ),
    "empty-field:doubled": Sentence(
        Words("ada dua tanda # tanpa isi di antaranya", "nothing stands between two #"),
        Words("Tulis satu tanda # saja di antara dua isian.", "Put a single # between two fields."),
    ),
    "text-around": Sentence(
        Words("tulisan di luar format tidak dibaca", "there is text around it"),
        Words("Kirim formatnya saja, tanpa tulisan lain.", "Send the format alone."),
    ),
    "text-after": Sentence(
        Words("tulisan atau tanda di akhir tidak dibaca", "something stands after it"),
        Words("Akhiri pesan tanpa tanda atau tulisan lain.", "End the message there."),
    ),
    "keyword-spelling": Sentence(
        Words("kata kunci di awal ditulis lain", "the keyword is written otherwise"),
        Words("Awali pesan dengan {keyword}", "Begin the message with {keyword}"),
    ),
    # Characters.
    "separator-look-alike": Sentence(
        Words("tanda pagarnya bukan # biasa", "a character that only looks like #"),
        Words("Pakai tanda # biasa.", "Use the usual #."),
    ),
    "invisible-character": Sentence(
        Words("ada tanda yang tidak kelihatan", "an invisible character or an unusual space"),
        Words("Ketik ulang bagian itu.", "Type that part again."),
    ),
    "control-character": Sentence(
        Words("ada tanda yang tidak bisa dibaca", "a control character"),
        Words("Hapus semuanya, lalu ketik ulang (jangan disalin).", "Type it again, all of it."),
    ),
    "not-nfc": Sentence(
        Words("ada huruf yang tersusun dari dua tanda", "a letter and its accent apart"),
        Words("Ketik ulang bagian itu.", "Type that part again."),
    ),
    # Numbers.
    "label": Sentence(
        Words("ada nama isian di depan isinya", "the name of the field stands before its value"),
        Words("Tulis isinya saja.", "Write the value alone."),
    ),
    "number-format": Sentence(
        Words(
            "angkanya dipisah-pisah atau ditulis lain", "the digits are written apart or otherwise"
        ),
        Words("Tulis 16 angka berurutan tanpa spasi dan tanda.", "Write 16 digits in a row."),
    ),
    "not-digits": Sentence(
        Words(
            "harus 16 angka bersambung, tanpa huruf, spasi, titik atau tanda lain",
            "not 16 digits: something else is in it",
        ),
        _LOOK,
    ),
    "not-digits:letter-o": Sentence(
        Words("ada huruf O di antara angkanya", "a letter O among the digits"),
        Words("Apakah maksudnya angka nol (0)? Tulis dengan angka.", "Is the digit 0 meant?"),
    ),
    "wrong-length": Sentence(
        Words(
            "yang ditulis {count} angka, padahal {label} ada 16 angka",
            "{count} digit{s}, and {a_number} has 16",
        ),
        _LOOK,
    ),
    "masked-number": Sentence(
        Words("sebagian angkanya ditutup", "some of its digits are hidden"),
        Words("Tulis semua 16 angkanya.", "Write all 16 digits."),
    ),
    "spreadsheet-number": Sentence(
        Words(
            "angkanya diubah oleh program tabel (seperti Excel)",
            "a spreadsheet has changed the number",
        ),
        _LOOK,
    ),
    "two-numbers": Sentence(
        Words("ada dua nomor dalam satu isian", "two numbers in one field"),
        Words("Tulis satu nomor saja di sini.", "Write a single number here."),
    ),
    "number-outside": Sentence(
        Words(
            "ada nomor panjang yang tidak diminta, di luar isian",
            "a long number stands where none belongs",
        ),
        Words(
            "Hapus nomor itu. Yang ditulis hanya nomor yang ada dalam format.",
            "Leave it out: write only the numbers of the format.",
        ),
    ),
    "unknown-province": Sentence(
        Words(
            "dua angka pertamanya salah (bukan kode provinsi)",
            "its first two digits are the code of no province",
        ),
        _LOOK,
    ),
    "unknown-region": Sentence(
        Words(
            "kode wilayahnya tidak ada dalam daftar ({level})",
            "no {level} with this code is known",
        ),
    ),
    "inferred-region": Sentence(
        Words(
            "kode wilayahnya kode lama yang tidak ada dalam daftar ({level})",
            "an old code, in no official table ({level})",
        ),
    ),
    "impossible-date": Sentence(
        Words(
            "angka ke-7 sampai ke-12 harus {date}",
            "digits 7 to 12 are no {date}",
        ),
        _LOOK,
    ),
    "implausible-date": Sentence(
        Words(
            "tanggal di dalamnya tidak lazim untuk Nomor KK",
            "its date is in the future or before 1996",
        ),
        Words(
            "Apakah NIK dan Nomor KK tertukar?",
            "Did NIK and KK number change places?",
        ),
    ),
    "under-age": Sentence(
        Words("menurut NIK, umurnya belum 16 tahun", "by the NIK the applicant is under 16"),
    ),
    "zero-serial": Sentence(
        Words("empat angka terakhirnya 0000", "its last four digits are 0000"),
        _LOOK,
    ),
    "same-number": Sentence(
        Words("sama dengan NIK", "the same as the NIK"),
        Words(
            "Nomor KK ada di bagian atas Kartu Keluarga, dan lain dari NIK.",
            "The KK number stands at the top of the family card, and differs from the NIK.",
        ),
    ),
    "swapped-numbers": Sentence(
        Words("kelihatannya NIK, bukan Nomor KK", "looks like a NIK"),
        Words(
            "Apakah tertukar? Tulis NIK dulu, lalu Nomor KK.",
            "Did they change places? The NIK comes first, then the KK number.",
        ),
    ),
    "swapped-fields": Sentence(
        Words("nama dan NIK tertukar tempat", "name and NIK have changed places"),
        Words("Tulis menurut urutan formatnya.", "Keep to the order of the format."),
    ),
    # Names and places.
    "bad-characters": Sentence(
        Words("ada huruf atau tanda yang tidak dipakai di sini", "a character that no name has"),
        Words("Tulis dengan huruf Latin biasa.", "Write it in plain Latin letters."),
    ),
    "mixed-script": Sentence(
        Words("ada huruf dari aksara lain", "letters of another script among the Latin ones"),
        Words(
            "Hapus semuanya, lalu ketik ulang dengan huruf Latin biasa (jangan disalin).",
            "Type it again, all of it, in Latin letters.",
        ),
    ),
    "no-letters": Sentence(
        Words("tidak ada hurufnya", "there is no letter in it"),
        Words("Tulis dengan huruf.", "Write it in letters."),
    ),
    "digits-in-name": Sentence(Words("ada angka dalam nama", "digits in a name")),
    "long-name": Sentence(
        Words("lebih dari 60 huruf ({count})", "more than 60 characters ({count})"),
    ),
    "unknown-place": Sentence(
        Words("tidak ada dalam daftar resmi", "not in the official list"),
    ),
    "unknown-place:near": Sentence(
        Words("tidak ada dalam daftar resmi", "not in the official list"),
        Words("Apakah maksudnya {near}?", "Is {near} meant?"),
    ),
    # The choice.
    "unknown-choice": Sentence(
        Words("bukan salah satu dari {choices}", "none of {choices}"),
        Words(
            "Tulis satu saja di akhir pesan: {meanings}.",
            "End the message with one of {meanings}.",
        ),
    ),
    "several-choices": Sentence(
        Words("pilih satu saja: {choices}", "choose one of {choices}"),
        Words("Hapus yang tidak perlu.", "Leave out the others."),
    ),
    "choice-spelling": Sentence(
        Words("pilihannya ditulis lain", "the choice is written otherwise"),
        Words("Tulis persis seperti di format, tanpa kata lain.", "Write it as published."),
    ),
    "wrong-order": Sentence(
        Words("urutan isiannya tertukar", "the fields stand in another order"),
        Words("Tulis menurut urutan formatnya.", "Keep to the order of the format."),
    ),
    "missing-separator": Sentence(
        Words("belum ada tanda pemisah di antara dua isian", "no separator between two fields"),
        Words("Tulis tanda {separator} di antaranya.", "Put a {separator} between them."),
    ),
    "two-keywords": Sentence(
        Words("ada dua kata kunci", "two keywords"),
        Words("Awali pesan dengan satu kata kunci saja.", "Begin the message with one keyword."),
    ),
    "struck-out": Sentence(
        Words("tulisannya dicoret", "it is struck out"),
        Words("Kirim ulang tanpa coretan.", "Send it again, not struck out."),
    ),
    "not-a-date": Sentence(
        Words("bukan tanggal yang lengkap", "no complete date"),
        Words("Tulis tanggalnya seperti 17-08-1990.", "Write the date as 17-08-1990."),
    ),
    "date-format": Sentence(
        Words("tanggalnya ditulis lain", "the date is written in another way"),
        Words("Tulis tanggalnya seperti 17-08-1990.", "Write the date as 17-08-1990."),
    ),
    "not-a-phone": Sentence(
        Words("bukan nomor telepon yang lengkap", "no complete telephone number"),
        Words(
            "Tulis nomor HP lengkap, diawali 08 atau 62.",
            "Write the whole number, beginning with 08 or 62.",
        ),
    ),
    "phone-format": Sentence(
        Words("nomor teleponnya dipisah-pisah", "the telephone number is written apart"),
        Words("Tulis nomornya tanpa spasi.", "Write it without spaces."),
    ),
}

_LEVELS = {
    "province": Words("provinsi", "province"),
    "regency": Words("kabupaten/kota", "regency"),
    "district": Words("kecamatan", "district"),
}
_WHERE = {
    "nik": Words("di KTP atau Kartu Keluarga (KK)", "from the identity card or the family card"),
    "nomor_kk": Words("di bagian atas Kartu Keluarga (KK)", "from the top of the family card"),
}
_DATE = {
    "nik": Words(
        "tanggal lahir (tanggal, bulan, tahun; untuk perempuan tanggal + 40)", "date of birth"
    ),
    "nomor_kk": Words("tanggal KK terbit (tanggal, bulan, tahun)", "date of issue"),
}
_MEANINGS = {
    "Pemula": Words("belum pernah punya KTP", "a first card"),
    "Ubah Data": Words("ada data yang berubah", "data have changed"),
}
_A_NUMBER = {"nik": "a NIK", "nomor_kk": "a KK number"}
_VARIANTS = {
    "letter_o": "letter-o",
    "near": "near",
    "candidates": "one-of",
    "doubled": "doubled",
    "choices": "choice",
    "other_script": "other-script",
}


def describe(code: str, field: str | None, facts: Mapping[str, object], lang: str) -> str:
    """What is the matter, in a sentence without a full stop."""
    return _filled(_sentence(code, facts).what, field, facts, lang)


def hint(code: str, field: str | None, facts: Mapping[str, object], lang: str) -> str | None:
    """What to do about it, or None."""
    words = _sentence(code, facts).hint
    if words is None:
        say(Words("", ""), lang)  # a wrong language is wrong here, too
        return None
    return _filled(words, field, facts, lang)


def _sentence(code: str, facts: Mapping[str, object]) -> Sentence:
    variants = (f"{code}:{variant}" for fact, variant in _VARIANTS.items() if facts.get(fact))
    return next((SENTENCES[v] for v in variants if v in SENTENCES), SENTENCES[code])


def _filled(words: Words, field: str | None, facts: Mapping[str, object], lang: str) -> str:
    level, candidates = facts.get("level"), facts.get("candidates")
    return say(words, lang).format_map(
        {
            "separator": "#",
            "keyword": "",
            **facts,
            "s": "" if facts.get("count") == 1 else "s",
            "label": field_label(field, lang) if field else "",
            "date": say(_DATE.get(str(field), Words("", "")), lang),
            "meanings": _meanings(str(facts.get("choices", "")), lang),
            "where": say(_WHERE.get(str(field), Words("", "")), lang),
            "a_number": _A_NUMBER.get(str(field), "it"),
            "level": say(_LEVELS[level], lang) if isinstance(level, str) else "",
            "candidates": ", ".join(field_label(name, lang) for name in candidates)
            if isinstance(candidates, tuple)
            else "",
        }
    )


# What a reply shows in the place of each field: invented people.
EXAMPLES = {
    "nik": "6504014207919001",
    "nomor_kk": "6504011203089002",
    "nama": "Dayang Contoh",
    "desa": "Tideng Pale",
    "kecamatan": "Sesayap",
    "alasan": "Hilang",
    "keperluan": "BPJS Kesehatan",
    "isi_sms": "Apakah KTP saya sudah jadi?",
}


def _meanings(choices: str, lang: str) -> str:
    """The choices, and what those mean that do not say it themselves."""
    words = ((choice, _MEANINGS.get(choice)) for choice in choices.split(", "))
    return ", ".join(f"{choice} ({say(m, lang)})" if m else choice for choice, m in words)


# --- replies and reports -----------------------------------------------------------------------

REPLY = {
    "faulty": Words(
        "Maaf, pesan Bapak/Ibu belum bisa kami proses. Yang perlu diperbaiki:",
        "We cannot process your message yet. Please correct:",
    ),
    "again": Words("Kirim ulang dengan format ini:", "Send it again in this format:"),
    "formats": Words("Kirim pesan dengan salah satu format ini:", "Use one of these formats:"),
    "example": Words("Contoh:", "Example:"),
    "thanks": Words("Terima kasih.", "Thank you."),
    "short": Words("{count} kesalahan.", "{count} mistakes."),
    "short-one": Words("1 kesalahan.", "1 mistake."),
    "short-format": Words("Format:", "Format:"),
    "more": Words("dan {count} kesalahan lain", "and {count} more"),
    "bring": Words("Harap siapkan: {things}.", "Please have ready: {things}."),
    "next time": Words("Lain kali:", "Next time:"),
}
# What each format is for.
PURPOSES = {
    "Ktp": Words("Cetak KTP (WhatsApp)", "To have an identity card printed (WhatsApp)"),
    "Sinkronisasi": Words("Sinkronisasi data (WhatsApp)", "To have data synchronised (WhatsApp)"),
    "Disdukcapil": Words("Bertanya (SMS)", "To ask a question (SMS)"),
}
CONFIRMED = {
    "Ktp": Words(
        "Permintaan cetak KTP ({choice}) sudah kami terima.",
        "We have received your request to print an identity card ({choice}).",
    ),
    "Sinkronisasi": Words(
        "Permintaan sinkronisasi data sudah kami terima.",
        "We have received your request to synchronise your data.",
    ),
    "Disdukcapil": Words("Pertanyaan sudah kami terima.", "We have received your question."),
}
