"""What each code of a problem means, in Indonesian and English side by side.

The sentences of `words` speak of one message, and to its sender; these speak of any, and to those
who read reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ktpmsg.locales.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MEANINGS"]

MEANINGS: Mapping[str, Words] = {
    # The message as a whole.
    "empty": Words(
        "Pesannya tidak berisi apa-apa selain spasi.",
        "The message holds nothing but white space.",
    ),
    "too-long": Words(
        "Pesannya lebih dari 65.536 huruf, dan tidak dibaca.",
        "The message is longer than 65,536 characters, and is not read.",
    ),
    "unknown-keyword": Words(
        "Pesannya tidak diawali kata kunci format mana pun.",
        "The message begins with the keyword of no format.",
    ),
    "wrong-separator": Words(
        "Isian dipisahkan dengan tanda lain, spasi atau baris baru, bukan tanda pemisah formatnya.",
        "Another sign, a space or a line break stands where the separator of the format belongs.",
    ),
    "template-unfilled": Words(
        "Masih ada kata-kata contoh dari formatnya, atau pesannya contoh dari balasan kami.",
        "Words of the published template are left, or the message is the example of our replies.",
    ),
    "several-messages": Words(
        "Ada lebih dari satu pesan dalam satu teks. Perintah find membaca semuanya.",
        "There is more than one message in one text. The command find reads each.",
    ),
    "missing-field": Words("Ada isian yang tidak ditulis.", "A field is not there."),
    "extra-field": Words("Isiannya lebih banyak daripada formatnya.", "There are fields too many."),
    "empty-field": Words(
        "Tempat suatu isian ada, tetapi kosong.", "A field is there, and nothing is in it."
    ),
    "text-around": Words(
        "Ada tulisan atau tanda di sekitar pesan atau isian, yang tidak termasuk di dalamnya.",
        "There is text around the message, or there are marks around it or a field.",
    ),
    "text-after": Words(
        "Sesudah isian terakhir ada tulisan atau tanda.",
        "Text or marks stand after the last field.",
    ),
    "keyword-spelling": Words(
        "Kata kunci ditulis lain daripada dalam formatnya.",
        "The keyword is written in another way than published.",
    ),
    # Characters.
    "separator-look-alike": Words(
        "Tanda pemisahnya tanda lain yang mirip, misalnya ＃.",
        "A character that looks like the separator stands in its place, such as ＃.",
    ),
    "invisible-character": Words(
        "Ada tanda yang tidak kelihatan, atau spasi yang tidak biasa.",
        "There is an invisible character, or an unusual space.",
    ),
    "control-character": Words(
        "Ada tanda kendali, atau bagian berkas yang tidak bisa dibaca sebagai huruf.",
        "There is a control character, or a byte of a file that could not be read as text.",
    ),
    "not-nfc": Words(
        "Ada huruf yang tersusun dari huruf dan aksen terpisah (Unicode, bukan NFC).",
        "A letter and its accent are characters apart (Unicode text that is not in NFC).",
    ),
    # Numbers.
    "label": Words(
        "Nama isian, misalnya NIK:, ditulis di depan isinya.",
        "The name of the field, such as NIK:, stands before its value.",
    ),
    "number-format": Words(
        "Angkanya benar, tetapi ditulis dalam kelompok, dengan tanda, atau dengan angka lain "
        "daripada 0-9.",
        "The digits are right, but in groups, with marks, or other than 0-9.",
    ),
    "not-digits": Words(
        "Di antara angka suatu nomor ada huruf atau tanda, atau isinya bukan nomor.",
        "Letters or signs stand among the digits of a number, or the value is none.",
    ),
    "wrong-length": Words(
        "NIK atau Nomor KK tidak terdiri atas 16 angka.",
        "A NIK or KK number does not have 16 digits.",
    ),
    "masked-number": Words(
        "Sebagian angkanya ditutup dengan tanda lain.", "Some digits of a number are hidden."
    ),
    "spreadsheet-number": Words(
        "Nomornya diubah oleh program tabel, dan angkanya mungkin hilang.",
        "A spreadsheet has changed the number, and digits of it may be lost.",
    ),
    "two-numbers": Words("Ada dua nomor dalam satu isian.", "A field holds two numbers."),
    "number-outside": Words(
        "Ada nomor panjang di luar isian nomor: mungkin nomor orang lain, atau pembetulan.",
        "A long number stands outside the fields for numbers: somebody else's, or a correction.",
    ),
    "unknown-province": Words(
        "Dua angka pertama suatu nomor bukan kode provinsi.",
        "The first two digits of a number are the code of no province.",
    ),
    "unknown-region": Words(
        "Kode wilayah dalam suatu nomor tidak ada dalam daftar mana pun.",
        "The region code of a number is in no table. Numbers outlive codes: it is no error.",
    ),
    "inferred-region": Words(
        "Kode wilayah dalam suatu nomor tidak ada dalam daftar resmi, tetapi mungkin kode lama.",
        "The region code of a number is in no official table, but is likely an old one.",
    ),
    "impossible-date": Words(
        "Angka ke-7 sampai ke-12 suatu nomor bukan tanggal.",
        "Digits 7 to 12 of a number are no date.",
    ),
    "implausible-date": Words(
        "Tanggal dalam Nomor KK belum tiba, atau sebelum 1996.",
        "The date in a KK number is in the future, or before 1996.",
    ),
    "under-age": Words(
        "Menurut NIK-nya, pemohon KTP belum berumur 16 tahun.",
        "By the NIK, the applicant for an identity card is under 16.",
    ),
    "zero-serial": Words(
        "Empat angka terakhir suatu nomor 0000, yang tidak pernah dipakai.",
        "The last four digits of a number are 0000, which are never given.",
    ),
    "same-number": Words(
        "NIK dan Nomor KK sama, padahal tidak pernah sama.",
        "NIK and KK number are equal, which two such numbers never are.",
    ),
    "swapped-numbers": Words(
        "Di tempat Nomor KK ada nomor yang hanya bisa berupa NIK.",
        "What stands in the place of the KK number can only be a NIK.",
    ),
    "swapped-fields": Words(
        "Dua isian tertukar tempat.", "Two values stand in each other's place."
    ),
    # The order and the parts of a message.
    "wrong-order": Words(
        "Semua atau sebagian besar isian ditulis dalam urutan lain.",
        "All fields, or most, are there in another order.",
    ),
    "missing-separator": Words(
        "Tidak ada tanda pemisah di antara dua isian, atau di akhir (ini dirapikan).",
        "There is no separator between two fields, or none at the end, which is repaired.",
    ),
    "two-keywords": Words(
        "Pesannya diawali dua kata kunci.", "The message begins with two keywords."
    ),
    "struck-out": Words(
        "Pesannya, atau suatu isian, dicoret (~…~): pengirimnya menarik kembali.",
        "The message, or a field, is struck out (~…~): its sender has withdrawn it.",
    ),
    # Names and places.
    "bad-characters": Words(
        "Ada huruf atau tanda yang tidak dipakai dalam isian seperti ini.",
        "There is a character that no value of this kind has.",
    ),
    "mixed-script": Words(
        "Ada huruf dari aksara lain, yang mungkin mirip huruf Latin.",
        "There are letters of another script, which may look like Latin ones.",
    ),
    "no-letters": Words(
        "Nama orang atau tempat tidak ada hurufnya.", "A name or place has no letter in it."
    ),
    "digits-in-name": Words("Ada angka dalam nama orang.", "There are digits in a person's name."),
    "long-name": Words(
        "Nama orang atau tempat lebih dari 60 huruf.",
        "A name or place is longer than 60 characters.",
    ),
    "unknown-place": Words(
        "Desa atau kecamatan tidak ada dalam daftar resmi kabupatennya.",
        "A village or district is not on the official list of the regency.",
    ),
    # The choice.
    "unknown-choice": Words(
        "Isinya bukan salah satu pilihan.", "The value is none of the choices."
    ),
    "several-choices": Words(
        "Ada lebih dari satu pilihan.", "More than one of the choices is there."
    ),
    "choice-spelling": Words(
        "Pilihannya ditulis lain, atau ada kata lain di sekitarnya.",
        "The choice is written in another way, or other words stand around it.",
    ),
    # Dates and telephone numbers.
    "not-a-date": Words(
        "Isinya bukan tanggal yang lengkap, atau tanggal yang tidak ada.",
        "The value is no complete date, or one that does not exist.",
    ),
    "date-format": Words(
        "Tanggalnya lengkap, tetapi ditulis lain.",
        "The date is complete, but written in another way.",
    ),
    "not-a-phone": Words(
        "Isinya bukan nomor telepon yang lengkap.", "The value is no complete telephone number."
    ),
    "phone-format": Words(
        "Nomor teleponnya lengkap, tetapi ditulis dalam kelompok.",
        "The telephone number is complete, but written in groups.",
    ),
}
