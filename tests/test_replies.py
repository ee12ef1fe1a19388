"""The replies to senders: true, complete, harmless, and short enough for what they are sent by."""

from __future__ import annotations

import re
import textwrap

import faulty
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import KK, KTP, NIK, SMS, SYNC, TODAY, VECTORS, known_texts, ktp, sent_texts, sms, sync

import ktpmsg
from ktpmsg import Code, Formats, Report

SHORT_NIK = NIK[:15]
OFFICE = Formats(faulty.GRAMMAR, builtin=False)
ALL = [*faulty.MESSAGES.values(), *(vector.text for vector in VECTORS)]


def check(text: str, *, strict: bool = False) -> Report:
    """The report of a text, on the day of the tests."""
    return ktpmsg.check(text, strict=strict, today=TODAY)


def block(text: str) -> str:
    """A text as it stands here, without the indent and the line breaks around it."""
    return textwrap.dedent(text).strip("\n")


def told(reply: str) -> list[str]:
    """The numbered mistakes of a reply."""
    return re.findall(r"(?m)^\d+\. (.*)$", reply)


# --- whole replies -----------------------------------------------------------------------------

FAULTY = f"Pagi\n{ktp(nik=SHORT_NIK, alasan='Hilang/Rusak')}"
REPLIES = {
    "good ktp": (
        KTP,
        """
        Permintaan cetak KTP (Hilang) sudah kami terima.
        Harap siapkan: surat keterangan kehilangan dari kepolisian.
        Terima kasih.
        """,
        """
        We have received your request to print an identity card (Hilang).
        Please have ready: the police report of the loss.
        Thank you.
        """,
    ),
    "good sinkronisasi": (
        SYNC,
        """
        Permintaan sinkronisasi data sudah kami terima.
        Terima kasih.
        """,
        """
        We have received your request to synchronise your data.
        Thank you.
        """,
    ),
    "good disdukcapil": (
        SMS,
        """
        Pertanyaan sudah kami terima.
        Terima kasih.
        """,
        """
        We have received your question.
        Thank you.
        """,
    ),
    "repaired": (
        f"KTP#3308 1555 0895 9001#{KK}#Nama: Siti#Surodadi#Candimulyo#Pemula.",
        """
        Permintaan cetak KTP (Pemula) sudah kami terima.
        Lain kali: Di paling depan pesan belum ada tanda #. Awali pesan dengan #KTP#
        Lain kali: NIK: ada spasi di antara angkanya. Tulis 16 angkanya bersambung.
        Lain kali: Nama: ada nama isian di depan isinya, misalnya "NIK:". Hapus nama isian itu, tulis isinya saja.
        Lain kali: Alasan: ada titik (.) sesudah isinya. Tulis isinya saja, tanpa tanda itu.
        Terima kasih.
        """,
        """
        We have received your request to print an identity card (Pemula).
        Next time: There is no # before the first word. Begin the message with #KTP#
        Next time: NIK: a space among the digits. Write its 16 digits in a row.
        Next time: Name: field name before the value. Write the value alone.
        Next time: Reason (Alasan): extra text after the message: a full stop (.). Write the value alone.
        Thank you.
        """,
    ),
    "faulty": (
        FAULTY,
        """
        Maaf, pesan Bapak/Ibu belum diproses. Yang perlu diperbaiki:
        1. Di depan pesan ada tulisan lain. Hapus tulisan itu, mulai pesan langsung dengan #KTP#NIK#Nomor KK#
        2. NIK: baru 15 angka, seharusnya 16. Salin lagi 16 angkanya persis seperti di KTP atau Kartu Keluarga (KK). Jangan menambah atau mengganti angka sendiri.
        3. Alasan: ada lebih dari satu pilihan. Tulis satu saja yang paling sesuai: #Pemula (belum pernah punya KTP), #Hilang, #Rusak atau #Ubah Data (ada data yang berubah).

        Formatnya:
        #KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Alasan
        Alasan (pilih satu): Pemula, Hilang, Rusak, Ubah Data.

        Contoh (ganti semua isinya dengan data sendiri):
        #KTP#6504014207919001#6504011203089002#Dayang Contoh#Tideng Pale#Sesayap#Hilang

        Sesudah diperbaiki, kirim ulang dari awal sampai akhir.
        """,
        """
        Your message has not been processed yet. Please correct:
        1. There is other text before the message. Delete it, and begin with #KTP#NIK#Nomor KK#
        2. NIK: 15 digits, and a NIK has 16. Copy all 16 digits again exactly as on the identity card or the family card (KK). Do not add or change any yourself.
        3. Reason (Alasan): there is more than one choice. Write only the one that fits best: #Pemula (a first card), #Hilang, #Rusak or #Ubah Data (data have changed).

        The format:
        #KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Alasan
        Alasan (choose one): Pemula, Hilang, Rusak, Ubah Data.

        Example (put your own data in place of all of it):
        #KTP#6504014207919001#6504011203089002#Dayang Contoh#Tideng Pale#Sesayap#Hilang

        When it is correct, send it again from beginning to end.
        """,
    ),
    "no message": (
        "halo",
        """
        Maaf, pesan Bapak/Ibu belum diproses. Yang perlu diperbaiki:
        1. Pesannya belum menurut format. Pilih format yang sesuai, diawali #KTP#, #SINKRONISASI# atau DISDUKCAPIL#

        Pilih format menurut keperluannya:
        - Cetak KTP (lewat WhatsApp):
        #KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Alasan
        Alasan (pilih satu): Pemula, Hilang, Rusak, Ubah Data.
        - Sinkronisasi data (lewat WhatsApp):
        #SINKRONISASI#NIK#Nomor KK#Keperluan
        - Bertanya (lewat SMS):
        DISDUKCAPIL#NAMA#NIK#ISI_SMS
        ISI_SMS: ganti dengan pertanyaan Bapak/Ibu.

        Contoh (ganti semua isinya dengan data sendiri):
        #KTP#6504014207919001#6504011203089002#Dayang Contoh#Tideng Pale#Sesayap#Hilang
        #SINKRONISASI#6504014207919001#6504011203089002#BPJS Kesehatan
        DISDUKCAPIL#Dayang Contoh#6504014207919001#Apakah KTP saya sudah jadi?

        Sesudah diperbaiki, kirim ulang dari awal sampai akhir.
        """,
        """
        Your message has not been processed yet. Please correct:
        1. The message is not in one of the formats. Write in the one for your purpose, beginning with #KTP#, #SINKRONISASI# or DISDUKCAPIL#

        Choose the format for your purpose:
        - To have an identity card printed (by WhatsApp):
        #KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Alasan
        Alasan (choose one): Pemula, Hilang, Rusak, Ubah Data.
        - To have data synchronised (by WhatsApp):
        #SINKRONISASI#NIK#Nomor KK#Keperluan
        - To ask a question (by SMS):
        DISDUKCAPIL#NAMA#NIK#ISI_SMS
        ISI_SMS: write your question in its place.

        Example (put your own data in place of all of it):
        #KTP#6504014207919001#6504011203089002#Dayang Contoh#Tideng Pale#Sesayap#Hilang
        #SINKRONISASI#6504014207919001#6504011203089002#BPJS Kesehatan
        DISDUKCAPIL#Dayang Contoh#6504014207919001#Apakah KTP saya sudah jadi?

        When it is correct, send it again from beginning to end.
        """,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "indonesian", "english"), REPLIES.values(), ids=REPLIES)
def test_reply(text: str, indonesian: str, english: str) -> None:
    """A reply says what was understood, or every mistake and what to do, the format, an example."""
    report = check(text)

    assert report.reply() == report.reply("id") == block(indonesian)
    assert report.reply("en") == block(english)


FORM = "#KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Pemula/ Hilang/ Rusak/ Ubah Data (pilih satu)"
SHORT_REPLIES = {
    "good": (
        KTP,
        (
            "Permintaan cetak KTP (Hilang) sudah kami terima. "
            "Harap siapkan: surat keterangan kehilangan dari kepolisian. Terima kasih."
        ),
    ),
    "one mistake": (
        ktp(nik=SHORT_NIK),
        (
            "Belum diproses. 1 kesalahan: NIK: baru 15 angka, seharusnya 16. Salin lagi 16 angkanya "
            "persis seperti di KTP atau Kartu Keluarga (KK). Jangan menambah atau mengganti angka sendiri.\n"
            f"Kirim ulang:\n{FORM}"
        ),
    ),
    "two mistakes": (
        ktp(nik=SHORT_NIK, kk=KK[:14]),
        (
            "Belum diproses. 2 kesalahan: 1. NIK: baru 15 angka, seharusnya 16. Salin lagi persis dari "
            "KTP atau KK. 2. Nomor KK: baru 14 angka, seharusnya 16. Salin lagi persis dari bagian "
            f"atas KK.\nKirim ulang:\n{FORM}"
        ),
    ),
    "the choice": (
        ktp(nik=SHORT_NIK, kk=KK[:14], nama="Siti @", alasan="Hilang/Rusak"),
        (
            "Belum diproses. 4 kesalahan: 1. NIK: baru 15 angka, seharusnya 16. 2. Nomor KK: baru 14 "
            "angka, seharusnya 16. 3. Nama: ada tanda at (@) di dalamnya. 4. Alasan: pilih satu saja "
            "dari Pemula, Hilang, Rusak, Ubah Data.\nKirim ulang:\n"
            "#KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Alasan"
        ),
    ),
    "with what was repaired": (
        sms(nik=f"{NIK[:15]}").replace("DIS", "#DIS", 1),
        (
            "Belum diproses. 1 kesalahan: NIK: baru 15 angka, seharusnya 16. Salin lagi 16 angkanya "
            "persis seperti di KTP atau Kartu Keluarga (KK). Jangan menambah atau mengganti angka sendiri. "
            "Juga: Di paling depan pesan tidak perlu tanda #. Awali pesan dengan DISDUKCAPIL#\n"
            "Kirim ulang:\nDISDUKCAPIL#NAMA#NIK#ISI_SMS"
        ),
    ),
    "no message": (
        "halo",
        (
            "Belum diproses. 1 kesalahan: Pesannya belum menurut format. Pilih format yang sesuai, "
            f"diawali #KTP#, #SINKRONISASI# atau DISDUKCAPIL#\nKirim ulang:\n{FORM}\n"
            "#SINKRONISASI#NIK#Nomor KK#Keperluan\nDISDUKCAPIL#NAMA#NIK#ISI_SMS"
        ),
    ),
}


@pytest.mark.parametrize(("text", "reply"), SHORT_REPLIES.values(), ids=SHORT_REPLIES)
def test_short_reply(text: str, reply: str) -> None:
    """In two SMS: how many mistakes, the first ones in full as far as they fit, and the format."""
    assert check(text).reply(short=True) == reply


# --- true, and no harm -------------------------------------------------------------------------

N2 = "3308151708829002"
SAID = {
    "a choice beside the keyword": (
        f"#KTP HILANG#{NIK}#{KK}#Ani Suryani#Cokro#Grabag",
        [("Alasan (Hilang) salah tempat. Awali pesan dengan #KTP# saja, lalu tulis Alasan (Hilang) "
         "sesudah Kecamatan: #Kecamatan#Alasan")],
    ),
    "another number below": (
        f"{KTP}\nMaaf NIK yang benar {N2}",
        [("Sesudah isian terakhir ada nomor lagi. Kalau itu NIK atau Nomor KK yang benar, tulis "
         "nomor itu di tempatnya, ganti yang salah. Kalau itu nomor orang lain, kirim pesan lain khusus untuk orang itu. Lalu hapus tulisan di luar format.")],
    ),
    "two people": (
        f"{KTP}\n{N2}#{KK}#Budi#Surodadi#Candimulyo#Rusak",
        [("Ada data lebih dari satu orang atau lebih dari satu permintaan dalam satu pesan. Belum "
         "ada yang kami proses. Kirim satu pesan untuk satu orang, masing-masing diawali #KTP#")],
    ),
    "31 February": (
        ktp(nik=NIK[:6] + "3102959001"),
        [("NIK: ada angka yang salah tulis (angka ke-7 sampai ke-12). Salin lagi 16 angkanya persis "
         "seperti di KTP atau Kartu Keluarga (KK). Jangan menambah atau mengganti angka sendiri.")],
    ),
    "all of a number": (
        ktp(nik="0" * 16),
        [("NIK: yang ditulis bukan nomor yang sebenarnya. Salin lagi 16 angkanya persis seperti di "
          "KTP atau Kartu Keluarga (KK). Jangan menambah atau mengganti angka sendiri. Kalau belum "
          "punya NIK, jangan isi dengan nomor lain; tanyakan dulu kepada petugas.")],
    ),
    "two groups of digits of a number": (
        ktp(nik=NIK[:6] + "0000000000"),
        [("NIK: ada angka yang salah tulis (angka ke-7 sampai ke-12 dan angka ke-13 sampai ke-16). "
          "Salin lagi 16 angkanya persis seperti di KTP atau Kartu Keluarga (KK). Jangan menambah "
          "atau mengganti angka sendiri.")],
    ),
    "the word for the sign": (
        f"pagar KTP pagar {NIK} pagar {KK} pagar Siti pagar Surodadi pagar Candimulyo pagar Hilang",
        [('Ganti setiap kata "pagar" dengan tanda #, jadi diawali '
          "#KTP#, #SINKRONISASI# atau DISDUKCAPIL#")],
    ),
    "a fence": (
        "pagar rumah saya rusak",
        [("Pesannya belum menurut format. Pilih format yang sesuai, diawali #KTP#, #SINKRONISASI# "
          "atau DISDUKCAPIL#")],
    ),
    "a number behind the template": (
        f"#SINKRONISASI#NIK#Nomor KK#Keperluan {NIK}",
        [("NIK dan Nomor KK: masih tulisan format, belum diisi. Ganti dengan datanya: "
          "#NIK#Nomor KK#. Keperluan: hapus tulisan formatnya juga, tulis "
          "isinya saja. Kalau di situ ada nomor, tulis nomor itu di tempatnya sendiri.")],
    ),
    "two words of the template": (
        "#SINKRONISASI#NIK#Nomor KK#BPJS",
        [("NIK dan Nomor KK: masih tulisan format, belum diisi. Ganti tulisan itu dengan datanya, "
          "tepat di tempatnya: #NIK#Nomor KK#")],
    ),
    "commas": (
        f"#KTP#{NIK},{KK},Afif,Keditan,Ngablak,Hilang",
        [("Isian dipisah dengan koma (,). Ganti semua koma (,) di antara isian dengan tanda #, jadi "
         "diawali #KTP#NIK#Nomor KK#")],
    ),
    "spaces": (
        KTP.replace("#", " ").strip(),
        [("Isian hanya dipisah dengan spasi. Tulis tanda # di antara semua isian, jadi diawali "
         "#KTP#NIK#Nomor KK#")],
    ),
    "one sign after the keyword": (
        KTP.replace("KTP#", "KTP*"),
        [("Sesudah kata pembuka ada tanda bintang (*), bukan tanda #. "
         "Awali pesan dengan #KTP#")],
    ),
    "a slash": (
        KTP.replace(f"{NIK}#", f"{NIK}/"),
        [("Di antara NIK dan Nomor KK ada garis miring (/). Ganti dengan tanda #, jadi: "
         "#NIK#Nomor KK#")],
    ),
    "nothing": (
        KTP.replace(f"{NIK}#", NIK),
        ["Di antara NIK dan Nomor KK belum ada tanda #. Tulis: #NIK#Nomor KK#"],
    ),
    "a space before the choice": (
        KTP.replace("#Hilang", " Rusak"),
        ["Di antara Kecamatan dan Alasan belum ada tanda #. Tulis: #Kecamatan#Alasan"],
    ),
    "three NIKs": (
        f"#SINKRONISASI#{NIK}#3308154507929003#{N2}#BPJS",
        [("Ada lebih dari satu NIK. Satu pesan untuk satu orang: satu NIK, lalu Nomor KK, yaitu 16 angka dari bagian atas Kartu Keluarga (KK): #NIK#Nomor KK#. Untuk orang lain, kirim pesan lain. Kalau belum punya Kartu Keluarga, jangan isi dengan nomor lain; tanyakan dulu "
         "kepada petugas.")],
    ),
    "a NIK for a KK number": (
        ktp(nik=N2, kk=NIK),
        [("Nomor KK: yang ditulis di situ NIK, bukan Nomor KK. Periksa kedua nomornya: tulis NIK dulu, lalu Nomor KK, yaitu 16 angka dari bagian atas Kartu Keluarga (KK): #NIK#Nomor KK#. Kalau belum punya Kartu Keluarga, "
         "jangan isi dengan nomor lain; tanyakan dulu kepada petugas.")],
    ),
    "a # in a number": (
        ktp(nik=f"{NIK[:8]}#{NIK[8:]}"),
        [("NIK: di tengah angkanya ada tanda #. Hapus tanda # di tengah itu, tulis 16 angka NIK "
         "bersambung: #KTP#NIK#")],
    ),
    "letters for digits": (
        ktp(nik="330815l508959001"),
        [("NIK: ada huruf l di antara angkanya (di tempat angka ke-7). Kalau maksudnya angka satu, ganti dengan angka 1.")],
    ),
    "doubled signs": (
        "##KTP##" + KTP[5:].replace("#", "##"),
        [("Ada tanda # yang ditulis dua kali berturut-turut (##). Ganti setiap ## dengan satu tanda # saja.")],
    ),
    "only the keyword": (
        "#KTP#",
        [("Isinya belum ditulis. Sesudah #KTP# tulis semua isian: "
         "NIK#Nomor KK#Nama#Desa#Kecamatan#Alasan")],
    ),
    "several are missing": (
        f"#KTP#{NIK}#{KK}",
        [("Belum ditulis: Nama, Desa, Kecamatan dan Alasan. Tulis di tempatnya: "
         "#Nomor KK#Nama#Desa#Kecamatan#Alasan")],
    ),
    "two are empty": (
        ktp(nik="", kk="", nama="Siti"),
        [("Masih kosong: NIK dan Nomor KK. Tulis di tempatnya: #KTP#NIK#Nomor KK#. Kalau belum "
          "punya NIK atau Kartu Keluarga, jangan isi dengan nomor lain; tanyakan dulu kepada "
          "petugas.")],
    ),
    "two that are apart": (
        ktp(nik="", nama=""),
        [("Masih kosong: NIK dan Nama. Tulis di tempatnya: #KTP#NIK# dan #Nomor KK#Nama#. Kalau belum "
         "punya NIK, jangan isi dengan nomor lain; tanyakan dulu kepada petugas.")],
    ),
    "what stands beside the choice": (
        ktp(nik=SHORT_NIK, alasan="KTP saya hilang."),
        [("NIK: baru 15 angka, seharusnya 16. Salin lagi 16 angkanya persis seperti di KTP atau Kartu "
         "Keluarga (KK). Jangan menambah atau mengganti angka sendiri."),
         ("Alasan: tulisan pilihannya belum tepat. Tulis satu pilihan saja, persis seperti salah satu ini: "
         "Pemula, Hilang, Rusak atau Ubah Data.")],
    ),
    "a sign that looks like a hidden digit": (
        f"#KTP#{NIK}#{KK}*Rina#Surodadi#Candimulyo#Hilang",
        [("Di antara Nomor KK dan Nama ada tanda bintang (*). Ganti dengan tanda #, jadi: "
         "#Nomor KK#Nama#")],
    ),
    "a phone and a number after the choice": (
        f"{KTP}#081200009001#{N2}",
        [("Alasan: ada nomor panjang di situ. Tulis Alasan saja di situ: #Kecamatan#Alasan. Kalau "
          "itu NIK atau Nomor KK yang benar, tulis nomor itu di tempatnya, ganti yang salah. Kalau itu nomor orang lain, kirim pesan lain khusus untuk orang itu.")],
    ),
    "two corrections below": (
        f"{KTP}\nYang benar NIK {N2} dan KK 3308150411109003",
        [("Sesudah isian terakhir ada nomor lagi. Kalau itu NIK atau Nomor KK yang benar, tulis "
          "nomor itu di tempatnya, ganti yang salah. Kalau itu nomor orang lain, kirim pesan lain khusus untuk orang itu. Lalu hapus tulisan di luar format.")],
    ),
    "no letters": (
        ktp(nama="-", desa="-", kecamatan="12"),
        ["Nama, Desa dan Kecamatan: tidak ada hurufnya. Tulis namanya dengan huruf."],
    ),
    "labels upon labels": (
        f"#KTP\nNIK: NIK {NIK}\nNo KK: {KK}\nNama: Siti\nDesa: Surodadi\nAlasan: Hilang",
        [
            ('Isian ditulis baris per baris dengan nama isiannya (seperti "NIK:"). Hapus nama isiannya, tulis isinya saja berurutan, dipisah tanda #: #KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Alasan'),
            "Kecamatan: belum ditulis. Tulis di tempatnya: #Desa#Kecamatan#",
        ],
    ),
    "labels": (
        f"#KTP#NIK {SHORT_NIK}#KK {KK}#Nama Siti#Desa: Surodadi#Kec: Candimulyo#Hilang",
        [('NIK, Nomor KK, Nama, Desa dan Kecamatan: ada nama isian di depan isinya, misalnya "NIK:". Hapus nama isian itu, tulis isinya saja.'),
         ("NIK: baru 15 angka, seharusnya 16. Salin lagi 16 angkanya persis seperti di KTP atau Kartu "
         "Keluarga (KK). Jangan menambah atau mengganti angka sendiri.")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "mistakes"), SAID.values(), ids=SAID)
def test_what_is_said(text: str, mistakes: list[str]) -> None:
    """One cause, one sentence: what is wrong, where, and what to do about it."""
    assert told(check(text).reply()) == mistakes


def test_two_keywords() -> None:
    """Where two keywords stand, both formats are shown, and what each is for."""
    reply = check(f"#SINKRONISASI KTP#{NIK}#{KK}#BPJS").reply()
    office = OFFICE.check(faulty.OFFICE["two keywords"]).reply()

    assert "#SINKRONISASI# untuk sinkronisasi data (lewat WhatsApp) atau #KTP# untuk" in reply
    assert "#SINKRONISASI#NIK#Nomor KK#Keperluan\n" in reply
    assert "#KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Alasan\n" in reply
    assert "menurut keperluannya: #PINDAH# atau #AKTA#\n" in office
    assert "- PINDAH:\n#PINDAH#NIK#No KK#Nama#Alamat Baru#No HP\n- AKTA:\n" in office


def test_first_and_last() -> None:
    """First that it was not processed, last that it is to be sent again; each mistake once."""
    for text in ALL:
        report = check(text)
        if report.ok:
            continue
        reply, short = report.reply(), report.reply(short=True)
        assert reply.startswith("Maaf, pesan Bapak/Ibu belum diproses.")
        assert reply.splitlines()[-1].startswith("Sesudah diperbaiki, kirim ulang ")
        assert reply.endswith(" dari awal sampai akhir.")
        assert short.startswith("Belum diproses. ")
        assert "\nKirim ulang" in short
        mistakes = told(reply)
        assert mistakes
        assert len(set(mistakes)) == len(mistakes)


def test_every_error_is_told() -> None:
    """Each error is named by its field or in words of its own; none is left out."""
    for text in ALL:
        report = check(text)
        reply = report.reply()
        for problem in report.errors:
            if problem.field and problem.code is not Code.TWO_KEYWORDS:
                assert label(problem.field) in reply


def label(field: str) -> str:
    """What a reply calls a field of a built-in format."""
    special = {"nik": "NIK", "nomor_kk": "Nomor KK", "isi_sms": "Isi"}
    return special.get(field, field.capitalize())


def test_examples_are_good() -> None:
    """What a reply gives as an example is as published, and asks for one's own data."""
    lines = check("halo").reply().split("sendiri):\n")[1].splitlines()[:3]

    for line in lines:
        report = check(line, strict=True)
        assert [p.code for p in report.errors] == ["template-unfilled"]


@pytest.mark.parametrize("lang", ["fr", "", None])
@pytest.mark.parametrize("text", [KTP, ktp(nik=SHORT_NIK), "halo", ""])
@pytest.mark.parametrize("short", [False, True])
def test_no_reply_in_another_language(text: str, lang: str, *, short: bool) -> None:
    """Nor is there a reply in another language."""
    with pytest.raises(ValueError, match=r'^lang is "id" or "en"$'):
        check(text).reply(lang, short=short)


# --- how long it may be ------------------------------------------------------------------------

# The alphabet of an SMS, and what counts for two in it (3GPP TS 23.038).
GSM_7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_7_TWICE = set("^{}\\[~]|€\f")


# Nobody is told to delete, compute or change a number, nor to send again what was taken.
HARM = re.compile(r"[Hh]apus (?:nomor|angka)|tanggal \+|\+ 40|terbit|satu per satu|tertukar\?")


def hold_the_limits(report: Report) -> None:
    """Both replies fit into what they are sent by, do no harm, and hold no number of the sender's."""
    for lang in ("id", "en"):
        short, full = report.reply(lang, short=True), report.reply(lang)
        assert not HARM.search(short + full)
        assert set(short) <= GSM_7 | GSM_7_TWICE
        assert len(short) + sum(char in GSM_7_TWICE for char in short) <= 306
        assert len(full) <= 4096
        assert full == full.strip()
        assert short == short.strip()
        assert not {"{", "}"} & set(full + short)
        sent = set(re.findall(r"\d{4,}", report.text))
        ours = {"6504014207919001", "6504011203089002", "081200000001", "1990"}
        assert not sent & set(re.findall(r"\d{4,}", full + short)) - ours


def test_limits_of_what_is_known() -> None:
    """A short reply fits into two SMS, any reply into one WhatsApp message."""
    for at, text in enumerate(ALL):
        hold_the_limits(check(text, strict=at % 3 == 0))


@settings(max_examples=60)
@given(text=st.one_of(known_texts(), sent_texts()), strict=st.booleans())
def test_limits_of_anything(text: str, *, strict: bool) -> None:
    """So it is whatever was sent."""
    hold_the_limits(check(text, strict=strict))


# --- an office's own ---------------------------------------------------------------------------

OFFICE_SAID = {
    "phone": [("No HP: yang ditulis bukan nomor telepon yang lengkap. Tulis nomor telepon lengkap dengan angka, "
              "diawali 0 atau 62. Kalau tidak punya, tanyakan dulu kepada petugas.")],
    "two polis": [("Poli: ada lebih dari satu pilihan. Tulis satu saja yang sesuai di tempatnya "
                  "(*Tanggal Lahir (DD-MM-YYYY)*Poli*): Umum, Gigi atau KIA.")],
    "hashes for asterisks": [("Isian dipisah dengan tanda pagar (#). Ganti semua tanda pagar (#) di "
                             "antara isian dengan tanda *, jadi diawali "
                             "ANTRE*NIK*Tanggal Lahir (DD-MM-YYYY)*")],
    "reg comma": [("Di antara NIK dan Nomor KK ada koma (,). Ganti dengan tanda #, jadi: "
                  "REG NIK#No.KK")],
    "akta sign": [("NIK Ibu: baru 15 angka, seharusnya 16. Salin lagi 16 angkanya persis seperti di "
                  "KTP atau Kartu Keluarga (KK). Jangan menambah atau mengganti angka sendiri.")],
    "daf no end": ["Umur: isinya bukan angka saja. Tulis dengan angka saja.",
                   "Di akhir pesan belum ada tanda #. Akhiri pesan dengan tanda #"],
}  # fmt: skip


@pytest.mark.parametrize(("name", "mistakes"), OFFICE_SAID.items())
def test_what_is_said_of_an_office_s_format(name: str, mistakes: list[str]) -> None:
    """An office's formats are told in its own words, with its separator and its keyword."""
    reply = OFFICE.check(faulty.OFFICE[name], today=TODAY).reply()

    said = [line[:1].upper() + line[1:] for line in told(reply)]
    assert said == mistakes


def test_several_requests() -> None:
    """After several requests in one message, the last line asks for a message for each."""
    two = check(f"{KTP}\n{SYNC}")
    people = check(f"{KTP}\n{N2}#{KK}#Budi#Surodadi#Candimulyo#Rusak")
    number = check(f"{KTP}\nMaaf NIK yang benar {N2}")

    for report in (two, people):
        assert report.reply().endswith(
            "\nSesudah diperbaiki, kirim ulang setiap permintaan dalam pesan sendiri, "
            "masing-masing dari awal sampai akhir."
        )
        assert report.reply("en").endswith(
            "\nWhen they are correct, send each request again in a message of its own, from "
            "beginning to end."
        )
    assert number.reply().endswith("\nSesudah diperbaiki, kirim ulang dari awal sampai akhir.")


def test_no_number_in_two_sms() -> None:
    """Where every part of a number is wrong, a short reply says so, too, and asks for no other."""
    said = check(ktp(nik="0" * 16)).reply(short=True)

    assert "NIK: yang ditulis bukan nomor yang sebenarnya. Salin lagi" in said


def test_the_word_for_a_sign_that_no_format_has() -> None:
    """An office whose formats have no # has nobody write one."""
    formats = Formats(
        '%import fields (nik, nama)\nstart: d\nd: "DAF"i "*" nik{"NIK"} "*" nama{"NAMA"}\n',
        builtin=False,
    )

    assert "pagar" not in formats.check(f"pagar DAF pagar {NIK} pagar Siti").reply()


def test_several_niks() -> None:
    """Where a format has two NIKs, a reply says that they differ, unlike in the example."""
    reply = OFFICE.check(faulty.OFFICE["akta sign"], today=TODAY).reply()

    assert (
        "\nNIK Anak dan NIK Ibu: tulis nomor masing-masing, jangan sama seperti di contoh.\n"
    ) in reply


def test_optional_fields() -> None:
    """A reply says which fields may be left out."""
    reply = OFFICE.check(faulty.OFFICE["no such day"], today=TODAY).reply()

    assert "Poli (pilih satu): Umum, Gigi, KIA.\nBoleh tidak ditulis: Catatan.\n" in reply


def test_confirmation_of_an_office_s_format() -> None:
    """A good message of an office's own is confirmed by its keyword, and its choice."""
    antre = OFFICE.check(f"ANTRE*{NIK}*15-08-1995*Gigi")
    daftar = Formats(
        '%import fields (nik, nama)\nstart: d\nd: nik{"NIK"} "#" nama{"NAMA"}\n', builtin=False
    ).check(f"{NIK}#Siti")

    assert antre.reply() == "Pesan ANTRE (Gigi) sudah kami terima.\nTerima kasih."
    assert antre.reply("en", short=True) == (
        "We have received your message ANTRE (Gigi). Thank you."
    )
    assert daftar.reply() == "Pesan NIK sudah kami terima.\nTerima kasih."


@st.composite
def grammars(draw: st.DrawFn) -> tuple[str, str]:
    """A grammar with one format of any separator and words, and a message that begins as it does."""
    separator = draw(st.sampled_from("#*;|"))
    word = draw(st.sampled_from(["DAFTAR", "X", "PENDAFTARAN" * 5]))
    words = st.text("ABC abc\u00e9\u2019\u4e2d()/_-", min_size=1, max_size=120).filter(
        lambda w: any(map(str.isalpha, w)) and w == w.strip()
    )
    count = draw(st.integers(1, 9))
    kinds = [
        draw(st.sampled_from(["PERSON", "LINE", "DATE", "PHONE", "CODE"])) for _ in range(count)
    ]
    named = [f'f{at}{{"{draw(words)}"}}' for at in range(count)]
    rule = f' "{separator}" '.join([f'"{word}"i', 'nik{"NIK"}', *named])
    choice = draw(st.lists(words, min_size=2, max_size=5, unique_by=str.casefold))
    rules = [f"f{at}{{words}}: {kind} | words -> unfilled" for at, kind in enumerate(kinds)]
    if draw(st.booleans()):
        alternatives = " | ".join(f'"{one}"i' for one in choice)
        rules[-1] = f"f{count - 1}{{words}}: {alternatives} | words -> unfilled"
    text = "\n".join(
        [
            "%import fields (nik, PERSON, LINE, DATE, PHONE, CODE)",
            "start: daftar",
            f"daftar: {rule}",
            *rules,
        ]
    )
    return text, f"{word}{separator}"


@settings(max_examples=60, deadline=None)
@given(grammar=grammars(), rest=st.text(st.sampled_from(f"#*;|{NIK} ,/abc\n"), max_size=120))
def test_limits_of_an_office_s_formats(grammar: tuple[str, str], rest: str) -> None:
    """A long format of an office's own, in whatever letters, has replies within the limits, too."""
    text, begins = grammar
    try:
        formats = Formats(text)
    except ktpmsg.GrammarError:
        return
    hold_the_limits(formats.check(begins + rest))
    hold_the_limits(formats.check(rest))


def test_many_long_formats() -> None:
    """Where not all formats fit into a reply, as many as fit are shown."""
    rules = "\n".join(
        f'f{at}: "KUNCI{"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[at] * 20}"i "#" nik{{"NIK"}} "#" '
        f'nama{{"{"Nama panjang sekali " * 30}"}}'
        for at in range(26)
    )
    names = " | ".join(f"f{at}" for at in range(26))
    formats = Formats(f"%import fields (nik, nama)\nstart: {names}\n{rules}\n", builtin=False)
    unknown, short = formats.check("halo"), formats.check(f"KUNCI{'A' * 20}#{SHORT_NIK}#Siti")

    for report in (unknown, short):
        hold_the_limits(report)
    assert "KUNCI" in unknown.reply()
    assert short.reply(short=True).endswith(
        f"Kirim ulang menurut format yang diumumkan, diawali KUNCI{'A' * 20}#"
    )


def test_words_without_end() -> None:
    """Where not even one format fits into a reply, it says that the message was not processed."""
    words = "kata " * 1000
    formats = Formats(
        "%import fields (nik, LINE)\nstart: daftar\n"
        f'daftar: "{"DAFTAR" * 99}"i "#" nik{{"NIK"}} "#" isi{{"{words}"}}\n'
        "isi{words}: LINE | words -> unfilled\n",
        builtin=False,
    )
    missing = formats.check(f"{'DAFTAR' * 99}#{NIK}")
    wrong = formats.check(f"{'DAFTAR' * 99}#{SHORT_NIK}#rumah")
    good = formats.check(f"{'DAFTAR' * 99}#{NIK}#rumah")

    for report in (missing, wrong, good):
        hold_the_limits(report)
    assert missing.reply("en") == (
        "Your message has not been processed yet. Please correct:\n\n"
        "When it is correct, send it again from beginning to end."
    )
    assert missing.reply(short=True) == "Belum diproses. 1 kesalahan."
    assert wrong.reply(short=True).endswith("kartunya.\nKirim ulang.") or wrong.reply(
        short=True
    ).endswith("sendiri.\nKirim ulang.")
    assert good.reply(short=True) == "Terima kasih."


def test_sync_of_a_family() -> None:
    """A reply to a message that was understood asks for nothing."""
    assert check(sync(keperluan="BPJS\nsuami Budi")).reply(short=True) == (
        "Permintaan sinkronisasi data sudah kami terima. Terima kasih."
    )
