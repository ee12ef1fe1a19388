"""What the command `ktpmsg` says, in Indonesian and English side by side.

Words in braces are filled in. Help may hold no per cent sign: argparse fills those in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ktpmsg.locales.words import Words, say

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SAID", "told"]


def told(key: str, lang: str, **facts: object) -> str:
    """What the command says under a key, in "id" or "en" (else ValueError)."""
    if lang == "id" and "why" in facts:
        facts["why"] = _SYSTEM.get(str(facts["why"]), facts["why"])
    return say(SAID[key], lang).format_map(facts)


_SYSTEM = {
    "File exists": "sudah ada",
    "File too large": "berkasnya terlalu besar",
    "Input/output error": "perangkatnya gagal",
    "Is a directory": "itu folder",
    "No space left on device": "disk penuh",
    "No such file or directory": "tidak ada",
    "Not a directory": "bukan folder",
    "Permission denied": "tidak diizinkan",
    "Read-only file system": "hanya bisa dibaca",
    "not a regular file": "bukan berkas biasa",
}
"""What the system says, in Indonesian; in English it says it itself."""


SAID: Mapping[str, Words] = {
    # --- help
    "usage": Words("Cara pakai: ", "usage: "),
    "arguments": Words("isian", "arguments"),
    "options": Words("pilihan", "options"),
    "commands": Words("perintah", "commands"),
    "examples": Words("contoh:", "examples:"),
    "description": Words(
        "Membaca pesan warga kepada Disdukcapil, dan pesan kantor mana pun menurut formatnya.",
        "Read the messages that citizens send to their civil registry (Disdukcapil), and those of\n"
        "any office by its own formats.",
    ),
    "statuses": Words(
        "Kode akhir: 0 semua benar, 1 ada yang salah, 2 salah pakai atau masukan tidak terbaca,\n"
        "130 dihentikan dengan Ctrl-C, 141 pembaca keluarannya sudah berhenti (| head).",
        "Exit status: 0 all good, 1 something faulty, 2 wrong use or unreadable input,\n"
        "130 interrupted, 141 whoever read the output has stopped (| head).",
    ),
    "help.help": Words("tampilkan bantuan ini", "show this help, and exit"),
    "help.version": Words("tampilkan versinya", "say which version this is, and exit"),
    "help.completion": Words(
        "cetak pelengkap perintah untuk SHELL: bash, zsh, … (perlu shtab)",
        "print what completes the command in SHELL: bash, zsh, … (needs shtab)",
    ),
    "help.lang": Words(
        "bahasa: id atau en (tanpa ini: menurut LC_ALL, LC_MESSAGES, LANG)",
        "the language: id or en (without it: by LC_ALL, LC_MESSAGES, LANG)",
    ),
    "help.color": Words(
        "warna: auto (hanya di terminal, dan tanpa NO_COLOR), always atau never",
        "colour: auto (on a terminal alone, and without NO_COLOR), always or never",
    ),
    "help.json": Words(
        "tulis JSON Lines untuk program: satu baris untuk masing-masing",
        "write JSON Lines, for programs: a row for each",
    ),
    "help.reveal": Words(
        "bersama --json: sertakan teks dan isinya", "with --json: give out text and values"
    ),
    "help.reveal-number": Words("tampilkan nomornya lengkap", "give out the numbers"),
    "help.strict": Words(
        "terima hanya yang persis seperti formatnya, tanpa perbaikan",
        "take only what is as published: repair nothing",
    ),
    "help.formats": Words(
        "baca juga format dalam tata bahasa ini (satu berkas .lark)",
        "read the formats of this grammar, too (one .lark file)",
    ),
    "help.no-builtin": Words(
        "jangan baca format bawaan (KTP, SINKRONISASI, DISDUKCAPIL)",
        "leave out the built-in formats (KTP, SINKRONISASI, DISDUKCAPIL)",
    ),
    "check.help": Words("periksa pesan", "judge messages"),
    "check.messages": Words(
        "masing-masing satu pesan; kalau tidak ada, seluruh masukan standar adalah satu pesan",
        "a message each; without any, all of standard input is one message",
    ),
    "check.reply": Words(
        "tampilkan juga balasan untuk pengirim (bahasa Indonesia, atau menurut --lang)",
        "show the reply to the sender, too (in Indonesian, or as --lang says)",
    ),
    "check.short": Words(
        "bersama --reply: balasan sepanjang dua SMS", "with --reply: a reply of two SMS"
    ),
    "find.help": Words(
        "cari pesan dalam berkas, misalnya ekspor chat",
        "find the messages in files, such as a chat export",
    ),
    "find.files": Words(
        "berkas teks dalam UTF-8 (atau UTF-16 dengan BOM); - adalah masukan standar, yang dibaca "
        "kalau tidak ada berkas",
        "a text file in UTF-8 (or UTF-16 with its mark); - is standard input, which is read where "
        "no file is named",
    ),
    "archive.help": Words(
        "baca banyak berkas, dan tulis hasilnya ke satu folder (perlu pyarrow)",
        "read many files, and write what is in them to a folder (needs pyarrow)",
    ),
    "archive.sources": Words(
        "berkas atau folder: teks dan ekspor chat (.txt, .zip), .csv, .parquet",
        "a file or a folder: texts and chat exports (.txt, .zip), .csv, .parquet",
    ),
    "archive.out": Words(
        "folder untuk hasilnya, satu berkas untuk tiap sumber; yang sudah ada tidak dibaca lagi",
        "the folder of results, a file for each source; what is there is not read again",
    ),
    "archive.as": Words(
        "bentuk hasilnya: parquet, jsonl, atau csv yang aman untuk lembar kerja",
        "what to write: parquet, jsonl, or csv that is safe for spreadsheets",
    ),
    "archive.column": Words(
        "kolom teks dalam tabel (tanpa ini: text)", "the column of texts in a table (default: text)"
    ),
    "archive.day-column": Words("kolom tanggal dalam tabel", "the column of days in a table"),
    "archive.reveal": Words(
        "yang ditampilkan isinya, dipisah koma: nik,nama,text,source,office",
        "what is shown as it is, with commas: nik,nama,text,source,office",
    ),
    "archive.key-file": Words(
        "berkas kunci: tambahkan nik_key dan kk_key",
        "a file with a key: add nik_key and kk_key, keyed hashes to join by",
    ),
    "archive.jobs": Words("jumlah proses (tanpa ini: 1)", "how many processes (default: 1)"),
    "archive.report": Words(
        "tulis ringkasannya sebagai satu halaman HTML", "write the counts as one page of HTML"
    ),
    "archive.extra": Words(
        "perintah archive perlu pyarrow: pip install 'ktpmsg[arrow]'",
        "the command archive needs pyarrow: pip install 'ktpmsg[arrow]'",
    ),
    "archive.no such": Words("--reveal menerima {names}", "--reveal takes {names}"),
    "archive.none": Words("tidak ada berkas di dalamnya", "there is no file in it"),
    "archive.busy": Words(
        "folder itu sedang dipakai oleh proses lain", "another run is writing to that folder"
    ),
    "archive.again": Words("sudah ada", "was there"),
    "archive.text": Words("{why}", "{why}"),
    "archive.system": Words("{why}", "{why}"),
    "archive.unwritable": Words(
        "{option}: tidak bisa ditulis: {why}", "{option}: cannot be written: {why}"
    ),
    "archive.out source": Words(
        "--out: foldernya tidak boleh berisi sumber", "--out: no source may be in that folder"
    ),
    "archive.report source": Words(
        "--report: itu berkas yang akan dibaca", "--report: that file is to be read"
    ),
    "archive.password": Words("zip ini memakai kata sandi", "a zip file with a password"),
    "archive.bytes": Words(
        "baris berisi bita yang bukan UTF-8: {count}", "rows with a byte that is not UTF-8: {count}"
    ),
    "archive.stray": Words(
        "tanda kutip yang dibuka di baris {line} tidak ditutup: dibaca sebagai tanda biasa; "
        "baris seperti itu: {count}",
        "the quote that opens in line {line} is not closed: read as a character; lines like this: "
        "{count}",
    ),
    "archive.undated": Words(
        "baris yang tanggalnya tidak terbaca: {count}",
        "rows with a day that cannot be read: {count}",
    ),
    "archive.longer": Words(
        "baris dengan sel lebih banyak daripada baris judul; kelebihannya tidak dibaca: {count}",
        "rows with more cells than the header, which were not read: {count}",
    ),
    "archive.others": Words(
        "hasil dari sumber lain, atau dari yang tidak terbaca lagi, di folder itu: {count}",
        "results in the folder of other sources, or of some that cannot be read now: {count}",
    ),
    "archive.kinds": Words(
        "hasil dengan --as lain di folder itu: {count}",
        "results in the folder by another --as: {count}",
    ),
    "archive.no folder": Words(
        "--report: foldernya tidak ada", "--report: there is no such folder"
    ),
    "archive.broken": Words("berkas {kind} rusak", "a broken {kind} file"),
    "archive.empty zip": Words("tidak ada .txt di dalamnya", "no .txt is in it"),
    "archive.no column": Words(
        "tidak ada kolom seperti yang disebut {option}", "there is no column as {option} has it"
    ),
    "archive.columns": Words(
        "kolom yang disebut {option} ada {count}", "there are {count} columns as {option} has it"
    ),
    "archive.no texts": Words(
        "kolom --column tidak berisi teks", "the column of --column does not hold texts"
    ),
    "archive.process": Words(
        "prosesnya berhenti (kurang memori?)", "its process has ended (out of memory?)"
    ),
    "archive.summary": Words(
        "sumber: {sources}, tidak terbaca seluruhnya: {failed}; {seconds} detik, {rate} pesan baru "
        "per detik",
        "sources: {sources}, not read in full: {failed}; {seconds} seconds, {rate} new messages a "
        "second",
    ),
    "nik.help": Words(
        "tampilkan isi NIK: wilayah, jenis kelamin, tanggal lahir",
        "say what NIKs tell: region, sex, date of birth",
    ),
    "kk.help": Words(
        "tampilkan isi Nomor KK: wilayah, tanggal terbit",
        "say what KK numbers tell: region, date of issue",
    ),
    "number.numbers": Words(
        "masing-masing satu nomor; kalau tidak ada, dibaca dari masukan standar, satu per baris, "
        "dan tidak tersimpan dalam riwayat shell",
        "a number each; without any, they are read from standard input, one a line, and so stay "
        "out of the history of the shell",
    ),
    "region.help": Words(
        "cari wilayah menurut kodenya", "look up regions by their codes: names, status, parent"
    ),
    "region.codes": Words(
        "kode 2, 4, 6 atau 10 angka, boleh dengan titik: 33.08.15",
        "a code of 2, 4, 6 or 10 digits, with dots or without: 33.08.15",
    ),
    "region.children": Words(
        "tampilkan juga wilayah di bawahnya", "list the regions one level below, too"
    ),
    "explain.help": Words(
        "jelaskan arti kode, dengan contohnya", "explain what codes mean, with an example of each"
    ),
    "explain.codes": Words(
        "kode seperti wrong-length; kalau tidak ada, semua kode didaftar",
        "a code such as wrong-length; without any, all codes are listed",
    ),
    "formats.help": Words(
        "tampilkan format dan isiannya, atau apa yang salah dalam tata bahasa",
        "show formats with their fields, or what is wrong with a grammar",
    ),
    "formats.files": Words(
        "berkas tata bahasa (.lark); kalau tidak ada, format bawaan",
        "a grammar file (.lark); without any, the built-in formats",
    ),
    # --- wrong use
    "wrong.takes": Words("{argument} diisi dengan {values}", "argument {argument} takes {values}"),
    "wrong.nothing": Words("(tidak diisi apa-apa)", "no value"),
    "wrong.a-number": Words("jumlah, 1 atau lebih", "a number, 1 or more"),
    "wrong.a-file": Words("satu berkas", "one file"),
    "wrong.a-shell": Words("nama shell", "the name of a shell"),
    "wrong.missing": Words("belum ada: {names}", "the following arguments are required: {names}"),
    "wrong.unknown": Words(
        "isian ke-{places} tidak dikenal, atau salah tempat",
        "not known, or in the wrong place: argument {places}",
    ),
    "wrong.reveal": Words(
        "--reveal menyertakan isi dalam baris JSON: pakai bersama --json",
        "--reveal gives out values in rows of JSON: it goes with --json",
    ),
    "wrong.short": Words(
        "--short memendekkan balasan: pakai bersama --reply",
        "--short shortens the reply: it goes with --reply",
    ),
    "wrong.no-builtin": Words(
        "--no-builtin perlu format lain: pakai bersama --formats",
        "--no-builtin leaves no format: it goes with --formats",
    ),
    "wrong.shell": Words("shell-nya salah satu dari {shells}", "the shell is one of {shells}"),
    "wrong.shtab": Words(
        "untuk itu perlu shtab: pip install 'ktpmsg[completion]'",
        "this needs shtab: pip install 'ktpmsg[completion]'",
    ),
    "or": Words("atau", "or"),
    # --- how it ends
    "interrupted": Words("dihentikan", "interrupted"),
    "cannot write": Words("keluaran tidak bisa ditulis: {why}", "cannot write the output: {why}"),
    "closed": Words("sudah ditutup", "it is closed"),
    "not installed": Words("(tidak terpasang)", "(not installed)"),
    # --- what is read
    "standard input": Words("(masukan standar)", "(standard input)"),
    "file": Words("(berkas {number})", "(file {number})"),
    "typing": Words(
        "membaca dari terminal; akhiri dengan Ctrl-D (di Windows Ctrl-Z, Enter)",
        "reading from the terminal; end with Ctrl-D (on Windows Ctrl-Z, Enter)",
    ),
    "progress": Words("{percent} % sudah dibaca", "{percent} % read"),
    "zip": Words(
        "bukan teks, kelihatannya arsip ZIP: buka dulu arsipnya",
        "no text, it looks like a ZIP archive: unpack it first",
    ),
    "no text": Words(
        "bukan UTF-8, kelihatannya UTF-16 tanpa BOM, atau bukan teks: simpan sebagai UTF-8",
        "not UTF-8, it looks like UTF-16 without its mark, or no text at all: save it as UTF-8",
    ),
    "bad byte": Words(
        "bukan {encoding}: bita 0x{byte:02X} di baris {line}; simpan sebagai UTF-8",
        "not {encoding}: byte 0x{byte:02X} in line {line}; save it as UTF-8",
    ),
    "bad bytes": Words(
        "bukan {encoding}: bita 0x{byte:02X} di baris {line}, dan di {more} baris lain; simpan "
        "sebagai UTF-8",
        "not {encoding}: byte 0x{byte:02X} in line {line}, and in {more} more; save it as UTF-8",
    ),
    # --- check and find
    "reply": Words("Balasan:", "Reply:"),
    "no message": Words("{name}: tidak ada pesan", "{name}: no message found"),
    "good": Words("baik", "good"),
    "repaired": Words("dengan perbaikan", "with repairs"),
    "faulty": Words("salah", "faulty"),
    "unrecognised": Words("tidak dikenal", "unrecognised"),
    "1 message": Words("1 pesan", "1 message"),
    "messages": Words("{count} pesan", "{count} messages"),
    # --- nik and kk
    "valid": Words("benar", "valid"),
    "not valid": Words("salah", "not valid"),
    "no number": Words("tidak ada nomor", "no number given"),
    "1 number": Words("1 nomor", "1 number"),
    "numbers": Words("{count} nomor", "{count} numbers"),
    "notice": Words("catatan: ", "notice: "),
    "mended": Words("diperbaiki: ", "repaired: "),
    "region": Words("wilayah", "region"),
    "sex": Words("jenis kelamin", "sex"),
    "female": Words("perempuan", "female"),
    "male": Words("laki-laki", "male"),
    "born": Words("lahir", "born"),
    "issued": Words("terbit", "issued"),
    # --- region
    "no region": Words(
        "{code}: tidak ada wilayah dengan kode ini", "{code}: no region has this code"
    ),
    "argument": Words("isian ke-{place}", "argument {place}"),
    "level": Words("tingkat", "level"),
    "province": Words("provinsi", "province"),
    "regency": Words("kabupaten/kota", "regency (kabupaten or kota)"),
    "district": Words("kecamatan", "district (kecamatan)"),
    "village": Words("desa/kelurahan", "village (desa or kelurahan)"),
    "status": Words("status", "status"),
    "current": Words("berlaku", "current"),
    "former": Words("dulu berlaku", "former"),
    "inferred": Words("tidak ada dalam daftar resmi", "inferred"),
    "parent": Words("bagian dari", "parent"),
    "children": Words("di bawahnya", "children"),
    # --- explain
    "no code": Words("tidak ada kode seperti itu", "no problem has this code"),
    "meant": Words("{words}; maksudnya {codes}?", "{words}; is {codes} meant?"),
    "see all": Words("{words}; semua kode: ktpmsg explain", "{words}; all codes: ktpmsg explain"),
    "error": Words("kesalahan", "error"),
    "severity repaired": Words(
        "diperbaiki sendiri (dengan --strict: kesalahan)", "repaired (with --strict: an error)"
    ),
    "severity notice": Words("catatan", "notice"),
    "example": Words("contoh", "example"),
    "format": Words("format", "format"),
    "what to do": Words("saran", "hint"),
    # --- formats
    "1 format": Words("1 format", "1 format"),
    "formats": Words("{count} format", "{count} formats"),
    "optional": Words("boleh tidak ada", "optional"),
    "builtin": Words("(bawaan)", "(built in)"),
    "kind.NIK": Words("NIK, 16 angka", "a NIK, 16 digits"),
    "kind.NOMOR_KK": Words("Nomor KK, 16 angka", "a KK number, 16 digits"),
    "kind.PERSON": Words("nama orang", "a person's name"),
    "kind.DESA": Words("nama desa atau kelurahan", "the name of a village"),
    "kind.KECAMATAN": Words("nama kecamatan", "the name of a district"),
    "kind.LINE": Words("kata-kata dalam satu baris", "words on one line"),
    "kind.TEXT": Words("kata-kata sampai akhir pesan", "words to the end of the message"),
    "kind.DATE": Words("tanggal, seperti 15-08-1995", "a date, such as 15-08-1995"),
    "kind.PHONE": Words("nomor telepon", "a telephone number"),
    "kind.CODE": Words("huruf, angka, . / -", "letters, digits, . / -"),
    "kind.NUMBER": Words("1 sampai 20 angka", "1 to 20 digits"),
}
