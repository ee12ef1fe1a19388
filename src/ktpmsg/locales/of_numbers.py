"""What is the matter with a number of a message: the sentences, as elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ktpmsg.locales.sentences import Sentence
from ktpmsg.locales.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["OF_NUMBERS"]

_COPY = Words("{copy}", "{copy}")
_COPY_OR_ASK = Words("{copy} {none_yet}", "{copy} {none_yet}")
_IN_A_ROW = Words("Tulis 16 angkanya bersambung.", "Write its 16 digits in a row.")
_ONE = Words(
    "Kalau maksudnya angka satu, ganti dengan angka 1.", "If the digit 1 is meant, type it."
)
_NOT_DIGITS = Words(
    "Tulis 16 angkanya bersambung, angka saja, persis seperti di KTP atau Kartu Keluarga (KK).",
    "Write its 16 digits in a row, digits only, exactly as on the card.",
)

OF_NUMBERS: Mapping[str, Sentence] = {
    # How it is written.
    "label": Sentence(
        Words('ada nama isian di depan isinya, misalnya "NIK:"', "field name before the value"),
        Words("Hapus nama isian itu, tulis isinya saja.", "Write the value alone."),
    ),
    "number-format": Sentence(
        Words("angkanya terpisah atau ditulis lain", "digits in groups, or other signs in it"),
        Words("Tulis 16 angka biasa, bersambung.", "Write 16 usual digits in a row."),
    ),
    "number-format:unusual": Sentence(
        Words("angkanya tidak ditulis dengan angka biasa", "digits of another script or width"),
        Words("Tulis 16 angka biasa, bersambung.", "Write 16 usual digits in a row."),
    ),
    "number-format:among": Sentence(
        Words("ada {signs} di antara angkanya", "{signs} among the digits"), _IN_A_ROW
    ),
    "number-format:beside": Sentence(
        Words("ada {signs} di samping angkanya", "{signs} beside the digits"),
        Words("Tulis 16 angkanya saja.", "Write its 16 digits alone."),
    ),
    "number-format:plain": Sentence(
        Words("ada tanda di antara atau di samping angkanya", "signs among or beside the digits"),
        Words("Tulis angkanya saja, bersambung.", "Write the digits alone, in a row."),
    ),
    "not-digits": Sentence(Words("isinya bukan 16 angka", "not 16 digits"), _COPY_OR_ASK),
    "not-digits:unusual": Sentence(
        Words(
            "ada tanda atau angka kecil yang bukan angka biasa di antara angkanya",
            "an unusual digit in it",
        ),
        Words(
            "Ketik sendiri 16 angkanya di HP, bersambung, persis seperti di kartunya; jangan "
            "di-copy-paste.",
            "Type its 16 digits yourself, in a row, exactly as on the card; do not copy and paste.",
        ),
    ),
    "not-digits:words": Sentence(
        Words("ada kata atau huruf selain angkanya", "words or letters besides the digits"),
        Words(
            "Hapus tulisan itu, tulis 16 angkanya saja, bersambung.",
            "Delete them, and write its 16 digits alone.",
        ),
    ),
    "not-digits:few-digits": Sentence(
        Words("isinya bukan 16 angka, ada kata di dalamnya", "words in it, and not 16 digits"),
        _COPY_OR_ASK,
    ),
    "not-digits:no-digits": Sentence(
        Words("yang ditulis bukan angka", "no digits in it"), _COPY_OR_ASK
    ),
    "not-digits:letter-o": Sentence(
        Words(
            "ada huruf O di antara angkanya (mulai di tempat angka ke-{digit})",
            "the letter O among the digits (from the place of digit {digit})",
        ),
        Words(
            "Kalau maksudnya angka nol, ganti semua huruf O dengan angka 0.",
            "If the digit 0 is meant, type it.",
        ),
    ),
    "not-digits:letter-one": Sentence(
        Words(
            "ada {signs} di antara angkanya (di tempat angka ke-{digit})",
            "{signs} among the digits (in the place of digit {digit})",
        ),
        _ONE,
    ),
    "not-digits:letters-alike": Sentence(
        Words(
            "ada {signs} di antara angkanya (mulai di tempat angka ke-{digit})",
            "{signs} among the digits (from the place of digit {digit})",
        ),
        Words(
            "Kalau maksudnya angka 0 dan angka 1, ganti huruf-huruf itu dengan angka.",
            "If the digits 0 and 1 are meant, type them.",
        ),
    ),
    "not-digits:letters": Sentence(
        Words(
            "ada {signs} di antara angkanya (mulai di tempat angka ke-{digit})",
            "{signs} among the digits (from the place of digit {digit})",
        ),
        _NOT_DIGITS,
    ),
    "not-digits:signs": Sentence(
        Words(
            "ada {signs} di antara angkanya, mulai sesudah angka ke-{after}",
            "{signs} among the digits, from after digit {after}",
        ),
        _NOT_DIGITS,
    ),
    "not-digits:signs-before": Sentence(
        Words("ada {signs} di depan atau di antara angkanya", "{signs} before or among the digits"),
        _NOT_DIGITS,
    ),
    "not-digits:separator": Sentence(
        Words(
            "di tengah angkanya ada tanda {separator}", "a {separator} in the middle of the number"
        ),
        Words(
            "Hapus tanda {separator} di tengah itu, tulis 16 angka {label} bersambung: {piece}",
            "Delete the {separator} in the middle: write its 16 digits in a row: {piece}",
        ),
    ),
    "not-digits:plain": Sentence(
        Words("isinya bukan angka saja", "not digits only"),
        Words("Tulis dengan angka saja.", "Write it in digits only."),
    ),
    "wrong-length": Sentence(
        Words("baru {count} angka, seharusnya 16", "{count} digit{s}, and {a_number} has 16"),
        _COPY,
    ),
    "wrong-length:few": Sentence(
        Words("baru {count} angka, seharusnya 16", "{count} digit{s}, and {a_number} has 16"),
        _COPY_OR_ASK,
    ),
    "wrong-length:many": Sentence(
        Words("ada {count} angka, seharusnya 16", "{count} digits, and {a_number} has 16"),
        _COPY,
    ),
    "wrong-length:plain": Sentence(
        Words("ada {count} angka, paling banyak 20", "{count} digits, and at most 20 are allowed"),
        Words("Tulis angka yang sebenarnya.", "Write the number that is meant."),
    ),
    "masked-number": Sentence(
        Words(
            "sebagian angkanya ditutup (seperti dengan * atau x)", "some of its digits are hidden"
        ),
        Words(
            "Tulis semua 16 angkanya, persis seperti di KTP atau Kartu Keluarga (KK).",
            "Write all 16 digits, with none hidden, exactly as on the card.",
        ),
    ),
    "spreadsheet-number": Sentence(
        Words(
            "di dalamnya ada koma, titik atau huruf, biasanya karena disalin dari Excel",
            "changed by a spreadsheet",
        ),
        _COPY,
    ),
    "number-outside": Sentence(
        Words("ada nomor lain di luar isian", "a number outside the fields"),
        Words(
            "Kalau itu nomor yang benar, tulis di tempatnya menurut format.",
            "If that is the right number, write it in its place in the format.",
        ),
        Words(
            "{place} ada nomor lagi. Kalau itu {numbers} yang benar, tulis nomor itu di tempatnya, "
            "ganti yang salah. Kalau itu nomor orang lain, kirim pesan lain khusus untuk orang "
            "itu. Lalu hapus tulisan di luar format.",
            "There is another number {place}. If it is the right {numbers}, write it in its place "
            "instead of the wrong one. If it is somebody else's, send another message. "
            "Then delete what stands outside the format.",
        ),
    ),
    "number-outside:people": Sentence(
        Words("ada data lagi di luar isian", "more data outside the fields"),
        Words("Kirim satu pesan untuk satu orang.", "Send a message for each person."),
        Words(
            "Ada data lebih dari satu orang atau lebih dari satu permintaan dalam satu pesan. "
            "Belum ada yang kami proses. Kirim satu pesan untuk satu orang, masing-masing diawali "
            "{start}",
            "There are the data of more than one person or request in one message. None was "
            "processed. Send a message for each person, each beginning with {start}",
        ),
    ),
    "number-outside:field": Sentence(
        Words("ada nomor panjang di situ", "a long number in it"),
        Words(
            "Tulis {label} saja di situ: {piece}. Kalau itu NIK atau Nomor KK yang benar, tulis "
            "nomor itu di tempatnya, ganti yang salah. Kalau itu nomor orang lain, kirim pesan "
            "lain khusus untuk orang itu.",
            "Write the {label} alone there: {piece}. If it is the right NIK or KK number, write it "
            "in its place instead of the wrong one. If it is somebody else's, send another "
            "message.",
        ),
    ),
    # What it says.
    "unknown-province": Sentence(
        Words(
            "ada angka yang salah tulis (angka ke-1 dan ke-2)",
            "its first two digits are the code of no province",
        ),
        _COPY,
    ),
    "unknown-region": Sentence(
        Words(
            "kode wilayahnya tidak ada dalam daftar ({level})", "no {level} with this code is known"
        ),
    ),
    "inferred-region": Sentence(
        Words(
            "kode wilayahnya kode lama yang tidak ada dalam daftar ({level})",
            "an old code, in no official table ({level})",
        ),
    ),
    "impossible-date": Sentence(
        Words("ada angka yang salah tulis (angka ke-7 sampai ke-12)", "digits 7 to 12 are no date"),
        _COPY,
    ),
    "implausible-date": Sentence(
        Words(
            "tanggal di dalamnya tidak lazim untuk Nomor KK",
            "its date is in the future or before 1996",
        ),
        Words("Cocokkan lagi dengan Kartu Keluarga (KK).", "Compare it with the family card (KK)."),
    ),
    "under-age": Sentence(
        Words("menurut NIK, umurnya belum 16 tahun", "under 16 by the NIK"),
    ),
    "zero-serial": Sentence(
        Words(
            "ada angka yang salah tulis (angka ke-13 sampai ke-16)", "its last four digits are 0000"
        ),
        _COPY,
    ),
    "same-number": Sentence(
        Words("sama dengan {candidates}", "the same as the {candidates}"),
        Words(
            "Tulis {candidates} dulu, lalu {label}, yaitu {found}. {none_yet}",
            "Write the {candidates} first, then the {label}: {found}. {none_yet}",
        ),
        Words(
            "{candidates} dan {label} sama, seharusnya berlainan. Tulis {candidates} dulu, lalu "
            "{label}, yaitu {found}: {piece}. {none_yet}",
            "{candidates} and {label} are the same, and should differ. Write the {candidates} "
            "first, then the {label}, {found}: {piece}. {none_yet}",
        ),
    ),
    "swapped-numbers": Sentence(
        Words("yang ditulis NIK, bukan Nomor KK", "a NIK instead of a KK number"),
        Words("Tulis {found} di situ. {none_yet}", "Write {found} there. {none_yet}"),
        Words(
            "{label}: yang ditulis di situ NIK, bukan Nomor KK. Periksa kedua nomornya: tulis NIK "
            "dulu, lalu {label}, yaitu {found}: {piece}. {none_yet}",
            "{label}: this is a NIK, not a KK number. Look at both numbers: write the NIK first, "
            "then the {label}, {found}: {piece}. {none_yet}",
        ),
    ),
    "swapped-numbers:several": Sentence(
        Words("yang ditulis NIK, bukan Nomor KK", "a NIK instead of a KK number"),
        Words("Tulis {found} di situ. {none_yet}", "Write {found} there. {none_yet}"),
        Words(
            "Ada lebih dari satu NIK. Satu pesan untuk satu orang: satu NIK, lalu {label}, yaitu "
            "{found}: {piece}. Untuk orang lain, kirim pesan lain. {none_yet}",
            "There is more than one NIK. One message is for one person: one NIK, then the {label}, "
            "{found}: {piece}. For others, send messages of their own. {none_yet}",
        ),
    ),
}
