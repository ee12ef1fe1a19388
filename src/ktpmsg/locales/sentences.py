"""What is the matter with a message as a whole, and what to do about it: the sentences.

For each code: `what` is the matter, in a phrase without a full stop; what to `do`, in a sentence;
and `reply`, what a reply says where that is not "{field}: {what}. {do}". A code may have variants,
after a colon (`telling.py` says which is taken). Words in braces are filled in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ktpmsg.locales.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["OF_MESSAGES", "Sentence"]


class Sentence(NamedTuple):
    """What is the matter, what to do about it if there is something to say, and both in a reply."""

    what: Words
    do: Words | None = None
    reply: Words | None = None


_BEGIN = Words("Awali pesan dengan {keyword}", "Begin the message with {keyword}")
_TYPE_AGAIN = Words(
    "Hapus bagian itu, lalu ketik lagi sendiri di HP; jangan di-copy-paste.",
    "Type that part yourself, do not copy and paste it.",
)

OF_MESSAGES: Mapping[str, Sentence] = {
    "empty": Sentence(
        Words("pesannya kosong", "the message is empty"),
        Words("Tulis pesan menurut format.", "Write a message in one of the formats."),
    ),
    "too-long": Sentence(
        Words(
            "pesannya terlalu panjang (lebih dari {limit_id} huruf)",
            "longer than {limit} characters",
        ),
        Words(
            "Kirim satu permintaan saja, menurut format.", "Send one short request, as published."
        ),
    ),
    "wrong-separator": Sentence(
        Words(
            "isian dipisah dengan {sign}, bukan tanda {separator}",
            "fields separated by {sign} instead of {separator}",
        ),
        Words(
            "Tulis tanda {separator} di antara semua isian, diawali {beginning}",
            "Write {separator} between all fields; begin with {beginning}",
        ),
        Words(
            "Isian dipisah dengan {sign}. Ganti semua {sign} di antara isian dengan tanda "
            "{separator}, jadi diawali {beginning}",
            "The fields are separated by {sign}. Put {separator} in its place between all fields, "
            "and begin with {beginning}",
        ),
    ),
    "wrong-separator:space": Sentence(
        Words(
            "isian hanya dipisah dengan {sign}, belum dengan tanda {separator}",
            "fields separated by {sign} instead of {separator}",
        ),
        Words(
            "Tulis tanda {separator} di antara semua isian, diawali {beginning}",
            "Write {separator} between all fields; begin with {beginning}",
        ),
        Words(
            "Isian hanya dipisah dengan {sign}. Tulis tanda {separator} di antara semua isian, "
            "jadi diawali {beginning}",
            "The fields are separated by {sign} only. Write {separator} between all fields, "
            "and begin with {beginning}",
        ),
    ),
    "wrong-separator:line": Sentence(
        Words(
            "setiap isian di baris sendiri, belum ada tanda {separator} di antaranya",
            "fields separated by line breaks instead of {separator}",
        ),
        Words(
            "Tulis tanda {separator} di antara semua isian, diawali {beginning}",
            "Write {separator} between all fields; begin with {beginning}",
        ),
        Words(
            "Isian ditulis di baris sendiri-sendiri, belum ada tanda {separator} di antaranya. "
            "Tulis tanda {separator} di antara semua isian, jadi diawali {beginning}",
            "Each field is on a line of its own, with no {separator} between them. "
            "Write {separator} between all fields, and begin with {beginning}",
        ),
    ),
    "wrong-separator:labels": Sentence(
        Words(
            "setiap isian ditulis di baris sendiri dengan nama isiannya",
            "each field on a line of its own, behind its name",
        ),
        Words(
            "Tulis isinya saja, dengan tanda {separator} di antaranya, diawali {beginning}",
            "Write the values alone, with {separator} between them; begin with {beginning}",
        ),
        Words(
            'Isian ditulis baris per baris dengan nama isiannya (seperti "NIK:"). Hapus nama '
            "isiannya, tulis isinya saja berurutan, dipisah tanda {separator}: {form}",
            "Each field is on a line of its own, behind its name. Write the values alone, in "
            "order, with {separator} between them, and begin with {beginning}",
        ),
    ),
    "wrong-separator:keyword": Sentence(
        Words(
            "sesudah kata kunci ada {sign}, bukan tanda {separator}",
            "{sign} instead of {separator} after the keyword",
        ),
        _BEGIN,
        Words(
            "Sesudah kata pembuka ada {sign}, bukan tanda {separator}. "
            "Awali pesan dengan {keyword}",
            "At the beginning, after the keyword, there is {sign} instead of {separator}. "
            "Begin the message with {keyword}",
        ),
    ),
    "template-unfilled": Sentence(
        Words("masih berisi tulisan format, belum diisi", "still says what the template says"),
        Words("Ganti tulisan itu dengan data yang sebenarnya.", "Put the real data in its place."),
    ),
    "template-unfilled:message": Sentence(
        Words("isinya masih tulisan format, belum diisi", "still says what the template says"),
        Words(
            "Ganti setiap tulisan itu dengan data yang sebenarnya.",
            "Put the real data in the place of each of its words.",
        ),
        Words(
            "Isi pesannya masih tulisan format, belum diganti dengan data. "
            "Ganti setiap tulisan itu dengan data yang sebenarnya.",
            "The message still has the words of the format. "
            "Put the real data in the place of each of them.",
        ),
    ),
    "template-unfilled:fields": Sentence(
        Words(
            "{candidates} masih tulisan format, belum diisi",
            "{candidates} still as in the template",
        ),
        Words("Ganti dengan data yang sebenarnya.", "Put the real data in their place."),
        Words(
            "{candidates}: masih tulisan format, belum diisi. Ganti tulisan itu dengan datanya, "
            "tepat di tempatnya: {piece}",
            "{candidates}: still as in the template. Put the data just in their place: {piece}",
        ),
    ),
    "template-unfilled:behind": Sentence(
        Words(
            "{candidates} masih tulisan format, belum diisi",
            "{candidates} still as in the template",
        ),
        Words("Ganti dengan data yang sebenarnya.", "Put the real data in their place."),
        Words(
            "{candidates}: masih tulisan format, belum diisi. Ganti dengan datanya: {piece}. "
            "{behind}: hapus tulisan formatnya juga, tulis isinya saja. Kalau di situ ada "
            "nomor, tulis nomor itu di tempatnya sendiri.",
            "{candidates}: still as in the template. Put the data just in their place: {piece}. "
            "{behind}: delete the words of the template there, too, and write the value alone. "
            "If there is a number, write it in its own place.",
        ),
    ),
    "template-unfilled:example": Sentence(
        Words("isinya dari contoh kami, bukan data sendiri", "the data of our own example"),
        Words("Ganti dengan data Bapak/Ibu sendiri.", "Put your own data in its place."),
    ),
    "template-unfilled:example-fields": Sentence(
        Words(
            "{candidates} dari contoh kami, bukan data sendiri",
            "{candidates} of our own example",
        ),
        Words("Ganti dengan data Bapak/Ibu sendiri.", "Put your own data in their place."),
        Words(
            "{candidates}: nomornya dari contoh kami. Ganti dengan nomor Bapak/Ibu sendiri.",
            "{candidates}: the numbers are those of our example. Put your own in their place.",
        ),
    ),
    "template-unfilled:choice": Sentence(
        Words("belum dipilih", "not chosen yet"),
        Words(
            "Tulis satu saja yang sesuai di tempatnya ({piece}): {meanings}.",
            "Write the one that is right in its place ({piece}): {meanings}.",
        ),
    ),
    "template-unfilled:choice-last": Sentence(
        Words("belum dipilih", "not chosen yet"),
        Words(
            "Akhiri pesan dengan satu saja yang sesuai: {endings}.",
            "End the message with the one that is right: {endings}.",
        ),
    ),
    "several-messages": Sentence(
        Words("ada lebih dari satu permintaan dalam satu pesan", "more than one message in one"),
        Words(
            "Belum ada yang diproses. Kirim satu pesan untuk setiap permintaan.",
            "None was processed. Send a message for each request.",
        ),
        Words(
            "Ada lebih dari satu permintaan dalam satu pesan. Belum ada yang kami proses. "
            "Kirim satu pesan untuk setiap permintaan, masing-masing dari awal sampai "
            "akhir format.",
            "There is more than one request in one message. None of them was processed. "
            "Send a message for each request, each in the whole format.",
        ),
    ),
    "text-around": Sentence(
        Words("ada tulisan lain di luar isian", "extra text around the message"),
        Words("Kirim isian format saja.", "Send the format alone."),
        Words(
            "Ada tulisan lain yang tidak perlu. Kirim isian format saja, tanpa tulisan lain.",
            "There is other text, which is not needed. Send the format alone.",
        ),
    ),
    "text-around:before": Sentence(
        Words("ada tulisan lain di depan pesan", "extra text before the message"),
        Words("Awali pesan langsung dengan {beginning}", "Begin the message with {beginning}"),
        Words(
            "Di depan pesan ada tulisan lain. Hapus tulisan itu, mulai pesan langsung dengan "
            "{beginning}",
            "There is other text before the message. Delete it, and begin with {beginning}",
        ),
    ),
    "text-around:after": Sentence(
        Words("ada tulisan lain sesudah pesan", "extra text after the message"),
        Words("Akhiri pesan sesudah {last}.", "End the message after the {last}."),
        Words(
            "Sesudah isian terakhir ada tulisan lain. Hapus tulisan itu, akhiri pesan sesudah "
            "{last}.",
            "There is other text after the last field. Delete it: end the message "
            "after the {last}.",
        ),
    ),
    "text-around:signs-before": Sentence(
        Words("ada {signs} di depan pesan", "extra text before the message: {signs}"),
        Words("Awali pesan langsung dengan {beginning}", "Begin the message with {beginning}"),
        Words(
            "Di depan pesan ada {signs}. Hapus tanda itu, mulai pesan langsung dengan {beginning}",
            "There is {signs} before the message. Delete it, and begin with {beginning}",
        ),
    ),
    "text-around:signs-after": Sentence(
        Words("ada {signs} sesudah pesan", "extra text after the message: {signs}"),
        Words("Akhiri pesan sesudah {last}.", "End the message after the {last}."),
        Words(
            "Sesudah isian terakhir ada {signs}. Hapus tanda itu, akhiri pesan sesudah {last}.",
            "There is {signs} after the last field. Delete it: end the message after the {last}.",
        ),
    ),
    "text-around:field": Sentence(
        Words(
            "ada {signs} di depan atau di sekeliling isinya", "{signs} before or around the value"
        ),
        Words("Tulis isinya saja, tanpa tanda itu.", "Write the value alone."),
    ),
    "text-after": Sentence(
        Words("ada tulisan lain sesudah isinya", "extra text after the message"),
        Words("Tulis isinya saja, tanpa tulisan lain.", "Write the value alone."),
    ),
    "text-after:signs": Sentence(
        Words("ada {signs} sesudah isinya", "extra text after the message: {signs}"),
        Words("Tulis isinya saja, tanpa tanda itu.", "Write the value alone."),
    ),
    "text-after:signs-around": Sentence(
        Words("ada {signs} di samping isinya", "{signs} beside the value"),
        Words("Tulis isinya saja, tanpa tanda itu.", "Write the value alone."),
    ),
    "struck-out": Sentence(
        Words("ada bagian yang dicoret", "struck out"),
        Words(
            "Tulis satu isi yang benar saja, tanpa coretan.", "Write what is right, not struck out."
        ),
    ),
    "struck-out:message": Sentence(
        Words("pesannya dicoret", "struck out"),
        Words("Kirim ulang tanpa coretan.", "Send it again, not struck out."),
        Words(
            "Pesannya dicoret. Kalau masih perlu, tulis lagi tanpa coretan.",
            "The message is struck out. If it is still wanted, write it again, not struck out.",
        ),
    ),
    "separator-look-alike": Sentence(
        Words(
            "ada tanda yang mirip {separator}, tetapi bukan tanda {separator} biasa",
            "a character that only looks like {separator}",
        ),
        Words("Ketik tanda {separator} biasa dari papan ketik HP.", "Type a usual {separator}."),
        Words(
            "Ada tanda yang mirip {separator}, tetapi bukan tanda {separator} biasa. "
            "Hapus tanda itu, lalu ketik sendiri tanda {separator} di HP.",
            "A separator only looks like {separator}. Type the usual {separator} in its place.",
        ),
    ),
    "invisible-character": Sentence(
        Words(
            "ada tanda yang tidak kelihatan, biasanya terbawa waktu menyalin",
            "an invisible character or an unusual space",
        ),
        _TYPE_AGAIN,
    ),
    "control-character": Sentence(
        Words("ada tanda tersembunyi yang tidak bisa dibaca", "a control character"), _TYPE_AGAIN
    ),
    "not-nfc": Sentence(
        Words("ada huruf yang tersusun dari dua tanda", "a letter and its accent apart"),
        _TYPE_AGAIN,
    ),
}
