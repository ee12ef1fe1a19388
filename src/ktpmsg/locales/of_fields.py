"""What is the matter with the fields of a message and their order: the sentences, as elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ktpmsg.locales.sentences import Sentence
from ktpmsg.locales.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["OF_FIELDS"]

_SAY_CHOICE = Words(
    "Tulis satu saja yang sesuai: {meanings}. "
    "Kalau tidak ada yang sesuai, tanyakan dulu kepada petugas.",
    "Write the one that is right: {meanings}. If none is, ask the office first.",
)
_END_CHOICE = Words(
    "Tulis satu yang sesuai di akhir pesan: {endings}.",
    "End the message with the one that is right: {endings}.",
)
_ONE_NUMBER = Words(
    "Satu pesan untuk satu orang; tulis satu {label} saja di situ: {piece}",
    "One message is for one person; write one {label} there: {piece}",
)

OF_FIELDS: Mapping[str, Sentence] = {
    # What is there, and what is not.
    "missing-field": Sentence(
        Words("belum ditulis", "missing"),
        Words("Tulis di tempatnya: {piece}", "Write it in its place: {piece}"),
    ),
    "missing-field:number": Sentence(
        Words("belum ditulis", "missing"),
        Words(
            "Salin {found}, tulis di tempatnya: {piece}. {none_yet}",
            "Write {found} in its place: {piece}. {none_yet}",
        ),
    ),
    "missing-field:choice-last": Sentence(Words("belum ditulis", "missing"), _END_CHOICE),
    "missing-field:choice": Sentence(
        Words("belum ditulis", "missing"),
        Words(
            "Tulis salah satu yang sesuai di tempatnya ({piece}): {meanings}.",
            "Write the one that is right in its place ({piece}): {meanings}.",
        ),
    ),
    "missing-field:one-of": Sentence(
        Words("dari {candidates} baru ada {given}", "only {given} of {candidates} given"),
        Words("Tulis semuanya berurutan: {piece}", "Write all of them in order: {piece}"),
        Words(
            "Dari {candidates} baru {given} yang ditulis. Periksa mana yang belum ada, lalu "
            "tulis semuanya berurutan: {piece}",
            "Only {given} of {candidates} given. See which is missing, and write all of them in "
            "order: {piece}",
        ),
    ),
    "extra-field": Sentence(
        Words(
            "ada isian atau tanda {separator} yang terlalu banyak",
            "a field or a {separator} too many",
        ),
        Words(
            "Tulis tanda {separator} hanya di antara isian: {form}",
            "Write {separator} only between the fields: {form}",
        ),
        Words(
            "Ada isian atau tanda {separator} yang terlalu banyak. Tulis tiap isian satu kali, "
            "tanpa tanda {separator} di dalam isinya: {form}",
            "There is a field or a {separator} too many. Write each field once, with no "
            "{separator} inside of it: {form}",
        ),
    ),
    "extra-field:between": Sentence(
        Words(
            "ada isian atau tanda {separator} yang terlalu banyak di antara {candidates}",
            "a field or a {separator} too many between {candidates}",
        ),
        Words(
            "Tulis tanda {separator} hanya di antara isian: {piece}",
            "Write {separator} only between the fields: {piece}",
        ),
        Words(
            "Di antara {candidates} ada isian atau tanda {separator} yang terlalu banyak. Bagian "
            "itu seharusnya: {piece}. Kalau ada isian yang tidak diminta, hapus isian itu bersama "
            "satu tanda {separator} di depannya. Kalau satu isian terbagi dua oleh tanda "
            "{separator}, ganti tanda {separator} itu dengan spasi.",
            "There is a field or a {separator} too many between {candidates}. "
            "This part should be: {piece}. If there is a value that is not asked for, delete it "
            "with one {separator} before it. If a {separator} parts one value in two, put a space "
            "in its place.",
        ),
    ),
    "extra-field:numbers": Sentence(
        Words("ada nomor yang terlalu banyak", "a number too many"),
        Words("Satu pesan untuk satu orang: {piece}", "One message is for one person: {piece}"),
        Words(
            "Ada lebih dari satu {numbers}. Satu pesan untuk satu orang; untuk orang lain, kirim "
            "pesan lain. Bagian itu seharusnya: {piece}",
            "There is more than one {numbers}. One message is for one person; for somebody else, "
            "send another message. This part should be: {piece}",
        ),
    ),
    "empty-field": Sentence(
        Words("masih kosong", "empty"),
        Words("Tulis isinya di tempatnya: {piece}", "Write it in its place: {piece}"),
    ),
    "empty-field:number": Sentence(
        Words("masih kosong", "empty"),
        Words(
            "Salin {found}, tulis di tempatnya: {piece}. {none_yet}",
            "Write {found} in its place: {piece}. {none_yet}",
        ),
    ),
    "empty-field:choice-last": Sentence(Words("masih kosong", "empty"), _END_CHOICE),
    "empty-field:choice": Sentence(
        Words("masih kosong", "empty"),
        Words(
            "Tulis salah satu yang sesuai di tempatnya ({piece}): {meanings}.",
            "Write the one that is right in its place ({piece}): {meanings}.",
        ),
    ),
    "empty-field:doubled": Sentence(
        Words(
            "ada dua tanda {separator} tanpa isi di antaranya",
            "nothing between two {separator}",
        ),
        Words(
            "Tulis satu tanda {separator} saja di antara dua isian.",
            "Write a single {separator} between two fields.",
        ),
        Words(
            "Ada tanda {separator} yang ditulis dua kali berturut-turut ({separator}{separator}). "
            "Ganti setiap {separator}{separator} dengan satu tanda {separator} saja.",
            "There are two {separator} in a row ({separator}{separator}). "
            "Put a single {separator} in the place of each {separator}{separator}.",
        ),
    ),
    # Their order, and what is between them.
    "swapped-fields": Sentence(
        Words("{candidates} tertukar tempat", "{candidates} have changed places"),
        Words("Tulis menurut urutan format: {form}", "Keep to the order of the format: {form}"),
        Words(
            "{candidates} tertukar tempat. Tulis menurut urutan ini: {form}",
            "{candidates} have changed places. Keep to this order: {form}",
        ),
    ),
    "swapped-fields:adjacent": Sentence(
        Words("{candidates} tertukar tempat", "{candidates} have changed places"),
        Words("Tulis menurut urutan format: {piece}", "Keep to the order of the format: {piece}"),
        Words(
            "{candidates} tertukar tempat. Urutannya: {piece}",
            "{candidates} have changed places. Their order is: {piece}",
        ),
    ),
    "wrong-order": Sentence(
        Words("urutan isiannya lain dari format", "the fields in another order"),
        Words("Tulis menurut urutan format: {form}", "Keep to the order of the format: {form}"),
        Words(
            "Urutan isiannya lain dari format. Tulis menurut urutan ini: {form}",
            "The fields are in another order than published. Keep to this order: {form}",
        ),
    ),
    "wrong-order:first": Sentence(
        Words(
            "urutan isiannya lain dari format: {first} ada di depan",
            "the fields in another order: {first} in front",
        ),
        Words("Tulis menurut urutan format: {form}", "Keep to the order of the format: {form}"),
        Words(
            "Urutan isiannya lain dari format: {first} ada di depan, seharusnya sesudah "
            "{before_first}. Tulis menurut urutan ini: {form}",
            "The fields are in another order than published: {first} is in front, and belongs "
            "after {before_first}. Keep to this order: {form}",
        ),
    ),
    "wrong-order:keyword": Sentence(
        Words(
            "{first} ditulis bersama kata kunci, bukan di tempatnya",
            "{first} beside the keyword instead of in its place",
        ),
        Words(
            "Awali pesan dengan {keyword} saja, lalu tulis {first} di tempatnya: {first_place}",
            "Begin the message with {keyword} alone, and write {first} in its place: {first_place}",
        ),
        Words(
            "{first} salah tempat. Awali pesan dengan {keyword} saja, lalu tulis {first} "
            "sesudah {before_first}: {first_place}",
            "{first} is in the wrong place. Begin the message with {keyword} alone, and write "
            "{first} after {before_first}: {first_place}",
        ),
    ),
    "missing-separator": Sentence(
        Words(
            "belum ada tanda {separator} di antara dua isian",
            "no {separator} between two fields",
        ),
        Words("Tulis: {piece}", "Write: {piece}"),
        Words(
            "Di antara {candidates} belum ada tanda {separator}. Tulis: {piece}",
            "There is no {separator} between {candidates}. Write: {piece}",
        ),
    ),
    "missing-separator:sign": Sentence(
        Words(
            "di antara dua isian ada {sign}, bukan tanda {separator}",
            "{sign} instead of {separator} between two fields",
        ),
        Words("Tulis: {piece}", "Write: {piece}"),
        Words(
            "Di antara {candidates} ada {sign}. Ganti dengan tanda {separator}, jadi: {piece}",
            "There is {sign} between {candidates}. Put {separator} in its place: {piece}",
        ),
    ),
    "missing-separator:end": Sentence(
        Words("belum ada tanda {separator} di akhir", "no {separator} at the end"),
        Words("Akhiri pesan dengan tanda {separator}", "End the message with {separator}"),
        Words(
            "Di akhir pesan belum ada tanda {separator}. Akhiri pesan dengan tanda {separator}",
            "There is no {separator} at the end. End the message with {separator}",
        ),
    ),
    "two-numbers": Sentence(
        Words("ada dua nomor dalam satu isian", "two numbers in one field"),
        _ONE_NUMBER,
    ),
    "two-numbers:space": Sentence(
        Words(
            "belum ada tanda {separator} di antara {candidates}",
            "no {separator} between {candidates}",
        ),
        Words("Tulis: {piece}", "Write: {piece}"),
        Words(
            "Di antara {candidates} belum ada tanda {separator}. Tulis: {piece}",
            "There is no {separator} between {candidates}. Write: {piece}",
        ),
    ),
    "two-numbers:sign": Sentence(
        Words(
            "di antara {candidates} ada {sign}, bukan tanda {separator}",
            "{sign} instead of {separator} between {candidates}",
        ),
        Words("Tulis: {piece}", "Write: {piece}"),
        Words(
            "Di antara {candidates} ada {sign}. Ganti dengan tanda {separator}, jadi: {piece}",
            "There is {sign} between {candidates}. Put {separator} in its place: {piece}",
        ),
    ),
    # Names, places, codes and texts.
    "bad-characters": Sentence(
        Words("ada huruf atau tanda yang tidak dipakai di sini", "a character that is not allowed"),
        Words("Tulis dengan huruf Latin biasa.", "Write it in plain Latin letters."),
    ),
    "bad-characters:sign": Sentence(
        Words("ada {sign} di dalamnya", "{sign} in it, which is not allowed"),
        Words(
            "Tulis lagi tanpa {sign}, seperti di KTP atau surat aslinya.",
            "Write it without that sign, as in the papers.",
        ),
    ),
    "mixed-script": Sentence(
        Words(
            "ada huruf asing yang bentuknya mirip huruf biasa",
            "letters of another script among the Latin ones",
        ),
        Words(
            "Hapus isinya, lalu ketik lagi sendiri di HP, jangan di-copy-paste.",
            "Type it yourself in Latin letters, do not copy and paste it.",
        ),
    ),
    "no-letters": Sentence(
        Words("tidak ada hurufnya", "no letter in it"),
        Words("Tulis namanya dengan huruf.", "Write the name in letters."),
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
        _SAY_CHOICE,
        Words(
            "{label}: yang ditulis bukan salah satu pilihannya. Tulis satu saja yang sesuai di "
            "tempatnya ({piece}): {meanings}. Kalau tidak ada yang sesuai, tanyakan dulu kepada "
            "petugas.",
            "{label}: this is none of the choices. Write the one that is right in its place "
            "({piece}): {meanings}. If none is, ask the office first.",
        ),
    ),
    "unknown-choice:choice-last": Sentence(
        Words("bukan salah satu dari {choices}", "none of {choices}"),
        _SAY_CHOICE,
        Words(
            "{label}: yang ditulis bukan salah satu pilihannya. Ganti dengan satu saja yang "
            "sesuai: {endings}. Kalau tidak ada yang sesuai, tanyakan dulu kepada petugas.",
            "{label}: this is none of the choices. Put the one that is right in its place: "
            "{endings}. If none is, ask the office first.",
        ),
    ),
    "several-choices": Sentence(
        Words("pilih satu saja dari {choices}", "choose one of {choices}"),
        Words("Tulis satu saja yang sesuai.", "Write only the one that is right."),
        Words(
            "{label}: ada lebih dari satu pilihan. Tulis satu saja yang sesuai di tempatnya "
            "({piece}): {meanings}.",
            "{label}: there is more than one choice. Write only the one that is right in its "
            "place ({piece}): {meanings}.",
        ),
    ),
    "several-choices:choice-last": Sentence(
        Words("pilih satu saja dari {choices}", "choose one of {choices}"),
        Words("Tulis satu saja yang sesuai.", "Write only the one that is right."),
        Words(
            "{label}: ada lebih dari satu pilihan. Tulis satu saja yang paling sesuai: {endings}.",
            "{label}: there is more than one choice. Write only the one that fits best: {endings}.",
        ),
    ),
    "choice-spelling": Sentence(
        Words("tulisan pilihannya belum tepat", "misspelled choice, or words around it"),
        Words(
            "Tulis satu pilihan saja, persis seperti salah satu ini: {or_choices}.",
            "Write one choice alone, exactly as one of these: {or_choices}.",
        ),
    ),
    # Dates and telephone numbers.
    "not-a-date": Sentence(
        Words("yang ditulis bukan tanggal", "not a date"),
        Words(
            "Tulis tanggal, bulan dan tahun dengan angka, seperti 17-08-1990.",
            "Write day, month and year in digits, as in 17-08-1990.",
        ),
    ),
    "not-a-date:short-year": Sentence(
        Words("tahunnya belum empat angka", "the year has not four digits"),
        Words(
            "Tulis tahunnya lengkap empat angka, seperti 17-08-1990.",
            "Write the year with four digits, as in 17-08-1990.",
        ),
    ),
    "not-a-date:no-such-day": Sentence(
        Words("tanggal itu tidak ada di kalender", "no such day in the calendar"),
        Words(
            "Tulis tanggal yang sebenarnya: tanggal, bulan, lalu tahun, seperti 17-08-1990.",
            "Write the real date: day, month, then year, as in 17-08-1990.",
        ),
    ),
    "date-format": Sentence(
        Words("tanggalnya ditulis dengan cara lain", "a date written in another way"),
        Words(
            "Tulis tanggal-bulan-tahun dengan angka, seperti 17-08-1990.",
            "Write day, month and year in digits, as in 17-08-1990.",
        ),
    ),
    "not-a-phone": Sentence(
        Words("yang ditulis bukan nomor telepon yang lengkap", "not a complete telephone number"),
        Words(
            "Tulis nomor telepon lengkap dengan angka, diawali 0 atau 62. "
            "Kalau tidak punya, tanyakan dulu kepada petugas.",
            "Write the whole number in digits, beginning with 0 or 62. "
            "If there is none, ask the office first.",
        ),
    ),
    "phone-format": Sentence(
        Words("ada spasi atau tanda di antara angkanya", "spaces or signs in the number"),
        Words("Tulis angkanya bersambung.", "Write its digits in a row."),
    ),
}
