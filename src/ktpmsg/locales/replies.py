"""What stands around the sentences of a reply, and what several problems are told in together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ktpmsg.locales.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CONFIRMED", "PURPOSES", "REPLY"]

REPLY: Mapping[str, Words] = {
    # A message that was not processed.
    "faulty": Words(
        "Maaf, pesan Bapak/Ibu belum diproses. Yang perlu diperbaiki:",
        "Your message has not been processed yet. Please correct:",
    ),
    "format": Words("Formatnya:", "The format:"),
    "formats": Words("Pilih format menurut keperluannya:", "Choose the format for your purpose:"),
    "choose": Words("{field} (pilih satu): {choices}.", "{field} (choose one): {choices}."),
    "optional": Words("Boleh tidak ditulis: {fields}.", "May be left out: {fields}."),
    "example": Words(
        "Contoh (ganti semua isinya dengan data sendiri):",
        "Example (put your own data in place of all of it):",
    ),
    "again": Words(
        "Sesudah diperbaiki, kirim ulang dari awal sampai akhir.",
        "When it is correct, send it again from beginning to end.",
    ),
    "again-each": Words(
        "Sesudah diperbaiki, kirim ulang setiap permintaan dalam pesan sendiri, masing-masing "
        "dari awal sampai akhir.",
        "When they are correct, send each request again in a message of its own, from beginning "
        "to end.",
    ),
    "short": Words("Belum diproses. {count} kesalahan:", "Not processed. {count} mistakes:"),
    "short-one": Words("Belum diproses. 1 kesalahan:", "Not processed. 1 mistake:"),
    "short-too": Words("Juga:", "Also:"),
    "short-again": Words("Kirim ulang:", "Send again:"),
    "one-of": Words("(pilih satu)", "(choose one)"),
    "short-head": Words(
        "Kirim ulang menurut format yang diumumkan, diawali {start}",
        "Send again in the published format, beginning with {start}",
    ),
    # Several problems that are told together.
    "missing": Words(
        "Belum ditulis: {fields}. Tulis di tempatnya: {pieces}",
        "Missing: {fields}. Write them in their place: {pieces}",
    ),
    "empty": Words(
        "Masih kosong: {fields}. Tulis di tempatnya: {pieces}",
        "Empty: {fields}. Write them in their place: {pieces}",
    ),
    "nothing": Words(
        "Isinya belum ditulis. Sesudah {keyword} tulis semua isian: {form}",
        "The fields are missing. Write all of them after {keyword}: {form}",
    ),
    "wrong-digits": Words(
        "{field}: ada angka yang salah tulis ({digits}). {copy}",
        "{field}: some digits are wrong ({digits}). {copy}",
    ),
    "no-number": Words(
        "{field}: yang ditulis bukan nomor yang sebenarnya. {copy} {none_yet}",
        "{field}: this is no real number. {copy} {none_yet}",
    ),
    "digits": Words("angka ke-{first} sampai ke-{last}", "digits {first} to {last}"),
    "way": Words("{start} untuk {purpose}", "{start} {purpose}"),
    # A good message.
    "bring": Words("Harap siapkan: {things}.", "Please have ready: {things}."),
    "next time": Words("Lain kali:", "Next time:"),
    "thanks": Words("Terima kasih.", "Thank you."),
    "confirmed": Words(
        "Pesan {keyword} sudah kami terima.", "We have received your message {keyword}."
    ),
    "confirmed-choice": Words(
        "Pesan {keyword} ({choice}) sudah kami terima.",
        "We have received your message {keyword} ({choice}).",
    ),
}
# What each built-in format is for.
PURPOSES: Mapping[str, Words] = {
    "Ktp": Words("cetak KTP (lewat WhatsApp)", "to have an identity card printed (by WhatsApp)"),
    "Sinkronisasi": Words(
        "sinkronisasi data (lewat WhatsApp)", "to have data synchronised (by WhatsApp)"
    ),
    "Disdukcapil": Words("bertanya (lewat SMS)", "to ask a question (by SMS)"),
}
CONFIRMED: Mapping[str, Words] = {
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
