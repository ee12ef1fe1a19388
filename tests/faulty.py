"""Faulty messages of all kinds, as people send them, for the replies to be judged by.

All people in them are invented. `MESSAGES` has them by a name, `OFFICE` those of an office's own
formats, whose grammar is `GRAMMAR`.
"""

from __future__ import annotations

N, K = "3308155508959001", "3308151203079004"
N2, K2 = "3308151708829002", "3308150411109003"
N3 = "3308154507929003"


def ktp(  # noqa: PLR0913, PLR0917 - as many as the form has
    nik: str = N,
    kk: str = K,
    nama: str = "Siti Aminah",
    desa: str = "Surodadi",
    kecamatan: str = "Candimulyo",
    alasan: str = "Hilang",
) -> str:
    """A message for an identity card."""
    return f"#KTP#{nik}#{kk}#{nama}#{desa}#{kecamatan}#{alasan}"


def sync(nik: str = N, kk: str = K, keperluan: str = "BPJS Kesehatan") -> str:
    """A message to have data synchronised."""
    return f"#SINKRONISASI#{nik}#{kk}#{keperluan}"


def sms(nama: str = "Siti Aminah", nik: str = N, isi: str = "KTP saya sudah jadi?") -> str:
    """A question by SMS."""
    return f"DISDUKCAPIL#{nama}#{nik}#{isi}"


MESSAGES: dict[str, str] = {
    # The number is too short, too long, or has something in it.
    "nik of 15": ktp(nik=N[:15]),
    "nik of 17": ktp(nik=N + "1"),
    "nik of 3": ktp(nik=N[:3]),
    "kk of 15": ktp(kk=K[:15]),
    "kk of 14": sync(kk=K[:14]),
    "kk of 1": ktp(kk="0"),
    "kk a dash": ktp(kk="-"),
    "kk none": ktp(kk="belum punya"),
    "kk words": sync(kk="ikut orang tua"),
    "nik none": ktp(nik="tidak ada"),
    "nik letter o": ktp(nik=N.replace("0", "O")),
    "nik letter l": ktp(nik=N.replace("1", "l", 1)),
    "nik letter I": sync(nik=N[:-1] + "I"),
    "nik o and l": ktp(nik=N.replace("0", "O").replace("1", "l")),
    "nik letter B": ktp(nik=N[:9] + "B" + N[10:]),
    "nik letter S": sms(nik=N[:6] + "SS" + N[8:]),
    "nik slash in it": ktp(nik=N[:6] + "/" + N[6:]),
    "nik hash in it": ktp(nik=N[:8] + "#" + N[8:]),
    "kk hash in it": ktp(kk=K[:10] + "#" + K[10:]),
    "nik superscript": ktp(nik=N[:3] + "\u2078" + N[4:]),
    "nik comma in it": ktp(nik=N[:4] + "," + N[4:8] + "," + N[8:]),
    "nik masked": ktp(nik=N[:6] + "******" + N[12:]),
    "kk masked x": sync(kk=K[:6] + "xxxxxx" + K[12:]),
    "nik spreadsheet": ktp(nik="3,30816E+15"),
    "nik spreadsheet 2": ktp(nik=N + ",00"),
    "kk with word": ktp(kk=K + " (kk lama)"),
    "nik and age": sync(nik=N + " umur 31"),
    # What the number says.
    "nik 31 february": ktp(nik=N[:6] + "3102959001"),
    "nik woman 31 february": ktp(nik=N[:6] + "7102959001"),
    "nik month 13": sync(nik=N[:6] + "1513959001"),
    "nik province 00": ktp(nik="00" + N[2:]),
    "nik province 99": sms(nik="99" + N[2:]),
    "nik serial": ktp(nik=N[:12] + "0000"),
    "nik all wrong": ktp(nik="0" * 16),
    "kk impossible": ktp(kk=K[:6] + "3102079004"),
    "kk month 00": sync(kk=K[:6] + "1200079004"),
    "kk and nik wrong": ktp(nik=N[:6] + "3102959001", kk=K[:6] + "3102079004"),
    "kk is the nik": ktp(kk=N),
    "kk is the nik, sync": sync(kk=N),
    "kk is a wife's nik": ktp(nik=N2, kk=N),
    "swapped numbers": ktp(nik=K, kk=N),
    "three niks": f"#SINKRONISASI#{N}#{N3}#{N2}#BPJS",
    "three niks ktp": f"#KTP#{N}#{N3}#{N2}#{K}#Siti Aminah#Surodadi#Candimulyo#Hilang",
    "two niks and kk": f"#KTP#{N}#{N2}#{K}#Siti Aminah#Surodadi#Candimulyo#Hilang",
    # Separators.
    "commas after the nik": f"#KTP#{N},{K},Siti Aminah,Surodadi,Candimulyo,Hilang",
    "commas": f"KTP,{N},{K},Siti Aminah,Surodadi,Candimulyo,Hilang",
    "underscores": f"KTP_{N}_{K}_Siti Aminah_Surodadi_Candimulyo_Hilang",
    "asterisks": f"*KTP*{N}*{K}*Siti Aminah*Surodadi*Candimulyo*Hilang",
    "slashes": f"#KTP/{N}/{K}/Siti Aminah/Surodadi/Candimulyo/Hilang",
    "spaces": f"KTP {N} {K} Siti Aminah Surodadi Candimulyo Hilang",
    "lines": f"KTP\n{N}\n{K}\nSiti Aminah\nSurodadi\nCandimulyo\nHilang",
    "dashes": f"#SINKRONISASI - {N} - {K} - BPJS",
    "the word pagar": f"pagar KTP pagar {N} pagar {K} pagar Siti Aminah pagar Surodadi pagar "
    "Candimulyo pagar Hilang",
    "another after the keyword": f"#KTP*{N}#{K}#Siti Aminah#Surodadi#Candimulyo#Hilang",
    "slash between numbers": f"#KTP#{N}/{K}#Siti Aminah#Surodadi#Candimulyo#Hilang",
    "space between numbers": f"#SINKRONISASI#{N} {K}#BPJS",
    "nothing between numbers": f"#KTP#{N}{K}#Siti Aminah#Surodadi#Candimulyo#Hilang",
    "line between numbers": f"#KTP#{N}\n{K}#Siti Aminah#Surodadi#Candimulyo#Hilang",
    "dan between numbers": f"#KTP#{N} dan {K}#Siti Aminah#Surodadi#Candimulyo#Hilang",
    "space before the choice": f"#KTP#{N}#{K}#Siti Aminah#Surodadi#Candimulyo Rusak",
    "comma before the choice": f"#KTP#{N}#{K}#Siti Aminah#Surodadi#Candimulyo, Rusak",
    "slash between places": f"#KTP#{N}#{K}#Siti Aminah#Surodadi/Candimulyo#Rusak",
    "name and nik": f"DISDUKCAPIL#Siti Aminah {N}#KTP saya sudah jadi?",
    "nik and question": f"DISDUKCAPIL#Siti Aminah#{N} ktp jadi blm",
    "kk and name": f"#KTP#{N}#{K} Siti Aminah#Surodadi#Candimulyo#Hilang",
    "kk and purpose": f"#SINKRONISASI#{N}#{K} BPJS",
    "labelled lines": f"#KTP\nNIK: {N}\nNo KK: {K}\nNama: Siti Aminah\nDesa: Surodadi\n"
    "Alasan: Hilang",
    "labels": f"#KTP#NIK {N[:15]}#KK {K}#Nama Siti Aminah#Desa: Surodadi#Kec: Candimulyo#Hilang",
    "doubled": ktp().replace("#", "##"),
    "doubled once": f"#KTP#{N}##{K}#Siti Aminah#Surodadi#Candimulyo#Hilang",
    # Missing, empty, too many.
    "no kk": f"#KTP#{N}#Siti Aminah#Surodadi#Candimulyo#Hilang",
    "no nik": "DISDUKCAPIL#Siti Aminah#KTP saya sudah jadi?",
    "no kk, sync": f"#SINKRONISASI#{N}#BPJS",
    "no choice": f"#KTP#{N}#{K}#Siti Aminah#Surodadi#Candimulyo",
    "no desa": f"#KTP#{N}#{K}#Siti Aminah#Candimulyo#Hilang",
    "no name": f"#KTP#{N}#{K}#Surodadi#Candimulyo#Hilang",
    "no name and desa": f"#KTP#{N}#{K}#Candimulyo#Hilang",
    "only numbers": f"#KTP#{N}#{K}",
    "only the nik": f"#KTP#{N}",
    "only the keyword": "#KTP#",
    "only sinkronisasi": "#SINKRONISASI",
    "only the question": "DISDUKCAPIL#Kapan KTP saya jadi?",
    "empty kk": ktp(kk=""),
    "empty nik": sms(nik=""),
    "empty name": ktp(nama=" "),
    "empty choice": ktp(alasan=""),
    "empty desa and kecamatan": ktp(desa="", kecamatan=""),
    "all empty": ktp("", "", "", "", "", ""),
    "short nik, no kk": f"#KTP#{N[:15]}#Siti Aminah#Surodadi#Candimulyo#Hilang",
    "a field too many": f"#KTP#{N}#{K}#Siti#Aminah#Surodadi#Candimulyo#Hilang",
    "date of birth too": f"#KTP#{N}#{K}#Siti Aminah#15-08-1995#Surodadi#Candimulyo#Hilang",
    "rt rw too": f"#KTP#{N}#{K}#Siti Aminah#RT 02 RW 05#Surodadi#Candimulyo#Hilang",
    "phone too": f"#KTP#{N}#{K}#081200009001#Siti Aminah#Surodadi#Candimulyo#Hilang",
    # The order.
    "choice beside the keyword": f"#KTP HILANG#{N}#{K}#Ani Suryani#Cokro#Grabag",
    "choice in front": f"#KTP#Hilang#{N}#{K}#Siti Aminah#Surodadi#Candimulyo",
    "name in front": f"#KTP#Siti Aminah#{N}#{K}#Surodadi#Candimulyo#Hilang",
    "name and nik swapped": f"DISDUKCAPIL#{N}#Siti Aminah#KTP saya sudah jadi?",
    "name and kk swapped": f"#KTP#{N}#Siti Aminah#{K}#Surodadi#Candimulyo#Hilang",
    "choice and kecamatan swapped": f"#KTP#{N}#{K}#Siti Aminah#Surodadi#Hilang#Candimulyo",
    "kk behind the places": f"#KTP#{N}#Siti Aminah#Surodadi#{K}#Candimulyo#Hilang",
    "purpose in front": f"#SINKRONISASI#BPJS#{N}#{K}",
    # The choice.
    "all choices": ktp(alasan="Pemula/ Hilang/ Rusak/ Ubah Data"),
    "one in bold": ktp(alasan="Pemula/ *Hilang*/ Rusak/ Ubah Data"),
    "two choices": ktp(alasan="Hilang/Rusak"),
    "two with and": ktp(alasan="Rusak dan Ubah Data"),
    "choice on two lines": ktp(alasan="Rusak atau\nHilang"),
    "not lost": ktp(alasan="tidak hilang"),
    "another reason": ktp(alasan="Pindah alamat"),
    "another reason 2": ktp(alasan="sudah lama tidak jadi"),
    "pemuda": ktp(alasan="Pemuda"),
    "struck": ktp(alasan="~Pemula~ Hilang"),
    "question mark": ktp(alasan="?"),
    "misspelled beside an error": ktp(nik=N[:15], alasan="Hilng"),
    "words around beside an error": ktp(nik=N[:15], alasan="KTP saya hilang."),
    # Names and places.
    "cyrillic name": ktp(nama="Siti \u0410minah"),
    "chinese name": ktp(nama="\u738b\u5c0f\u660e"),
    "emoji name": ktp(nama="Siti Aminah \U0001f600"),
    "sign in the name": ktp(nama="Siti Aminah @ Ani"),
    "plus in the name": ktp(nama="Siti + Aminah"),
    "name of dots": ktp(nama="..."),
    "number in the name": ktp(nama=f"Siti {N2}"),
    "digits for a desa": ktp(desa="12"),
    "keyword as a name": "DISDUKCAPIL#KTP#" + N + "#kapan jadi",
    "control character": ktp(nama="Siti\x07 Aminah"),
    "struck name": ktp(nama="~Siti~ Aminah"),
    # The keyword.
    "no keyword": "halo",
    "greeting": "Selamat pagi pak, mau tanya KTP saya kapan jadi?",
    "no hash at all": f"{N} {K} Siti Aminah",
    "other keyword": f"#KARTU#{N}#{K}#Siti Aminah",
    "keyword in cyrillic": "\u041a\u0422\u0420 halo",
    "keyword in cyrillic with #": f"#\u041aTP#{N}#{K}#Siti Aminah#Surodadi#Candimulyo#Hilang",
    "empty": "",
    "spaces only": "  \n ",
    "too long": "#KTP#" + "a" * 66_000,
    "two keywords": f"DISDUKCAPIL#KTP#{N}#{K}#Siti Aminah#Surodadi#Candimulyo#Hilang",
    "two keywords 2": f"#SINKRONISASI KTP#{N}#{K}#BPJS",
    "keyword without # beside an error": f"KTP#{N[:15]}#{K}#Siti Aminah#Surodadi#Candimulyo#Hilang",
    "keyword misspelled beside an error": f"#SINGKRONISASI#{N[:15]}#{K}#BPJS",
    "keyword spaced beside an error": f"#E-KTP #{N[:15]}#{K}#Siti Aminah#Surodadi#Candimulyo#Hilang",
    "words beside the keyword": f"#SINKRONISASI DATA#{N[:15]}#{K}#BPJS",
    "space for the # beside an error": f"#KTP {N[:15]}#{K}#Siti Aminah#Surodadi#Candimulyo#Hilang",
    "lead beside an error": f"#DISDUKCAPIL#Siti Aminah#{N[:15]}#KTP saya sudah jadi?",
    # Around the message.
    "greeting before": f"Selamat pagi pak\n{ktp(nik=N[:15])}",
    "greeting on the line": f"Tolong pak {ktp(kk=K[:15])}",
    "thanks after": f"{ktp(nik=N[:15])}\nTerima kasih ya pak",
    "greeting and thanks": f"Assalamualaikum\n{ktp(alasan='Hilang/Rusak')}\nTerima kasih",
    "quotes": f'"{ktp(nik=N[:15])}"',
    "a hash after": ktp(nik=N[:15]) + "#",
    "a full stop after": ktp(nik=N[:15]) + ".",
    "quoted lines": f"> {ktp(nik=N[:15])}",
    "another number below": f"{ktp()}\nMaaf NIK yang benar {N2}",
    "another number above": f"NIK saya {N2}\n{ktp()}",
    "second person below": f"{ktp()}\n{N2}#{K2}#Budi#Surodadi#Candimulyo#Rusak",
    "family below": f"{sync(keperluan='BPJS')}\nsuami {N2}\nanak {N3}",
    "number in brackets": f"{ktp(alasan=f'Hilang ({N2})')}",
    "two messages": f"{ktp()}\n{sync()}",
    "two of a kind": f"{ktp()}\n{ktp(N2, K2, 'Budi Santoso', alasan='Rusak')}",
    "two on a line": f"{ktp()} {ktp(N2, K2, 'Budi Santoso', alasan='Rusak')}",
    "cut, and another": f"#SINKRONISASI#{N}#{K}\n#SINKRONISASI#{N2}#{K2}#pajak",
    "struck message": f"~{ktp()}~",
    # Templates.
    "template": "#KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Pemula/ Hilang/ Rusak/ Ubah Data",
    "template, some filled": f"#KTP#NIK#{K}#Siti Aminah#Desa#Candimulyo#Hilang",
    "template, one left": f"#KTP#{N}#{K}#Siti Aminah#Desa#Candimulyo#Hilang",
    "template and number": f"#SINKRONISASI#NIK#Nomor KK#Keperluan {N}",
    "our example": "#KTP#6504014207919001#6504011203089002#Siti Aminah#Surodadi#Candimulyo#Hilang",
    "our example's kk": ktp(kk="6504011203089002"),
    "template sms": "DISDUKCAPIL#NAMA#NIK#ISI_SMS",
    # Repaired signs and spaces beside an error.
    "spaces in the kk": ktp(nik=N[:15], kk="3308 1512 0307 9004"),
    "dots in the nik": ktp(nik="33.08.15.550895.9001", kk=K[:15]),
    "full stop after the kk": ktp(nik=N[:15], kk=K + "."),
    "full width digits": ktp(nik=N[:15], kk="".join(chr(ord(d) + 0xFEE0) for d in K)),
    "full width #": ktp(nik=N[:15]).replace("#", "\uff03"),
    "keycap": ktp(nik=N[:15]).replace("#", "#\ufe0f\u20e3"),
    "invisible": ktp(nik=N[:15], nama="Siti\u200b Aminah"),
    "name in bold": ktp(nik=N[:15], nama="*Siti Aminah*"),
    "name in brackets": ktp(nik=N[:15], nama="<Siti Aminah>"),
    "label on the nik": sync(nik=f"NIK: {N}", kk=K[:15]),
    "list mark": ktp(nik=N[:15], alasan="1. Hilang"),
    "many mistakes": f"Pagi\nKTP#{N[:15]}#KK: {K[:14]}#Siti @ Aminah#Surodadi#Candimulyo#Hilang/Rusak",
}

GRAMMAR = """
%import fields (nik, nomor_kk, nama, desa, kecamatan, LINE, TEXT, DATE, PHONE, CODE, NUMBER)

start: pindah | cek_ktp | antre | reg | akta | daf

pindah: "#" "PINDAH"i "#" nik{"NIK"} "#" nomor_kk{"No KK"} "#" nama{"Nama"} "#" alamat_baru{"Alamat Baru"} "#" telepon{"No HP"}
cek_ktp: "CEK"i "#" "KTP"i "#" nik{"NIK"}
antre: "ANTRE"i "*" nik{"NIK"} "*" lahir{"Tanggal Lahir (DD-MM-YYYY)"} "*" poli{"Poli"} ["*" catatan{"Catatan"}]
reg: "REG"i nik{"NIK"} "#" nomor_kk{"No.KK"}
akta: "#" "AKTA"i "#" nik_anak{"NIK Anak"} "#" nik_ibu{"NIK Ibu"} "#" nomor_kk{"No KK"} "#" nama{"Nama Anak"} "#" jenis{"Jenis Akta"}
daf: "DAF"i "#" nama{"nama"} "#" umur{"umur"} "#" kode{"kode"} "#"

alamat_baru{words}: LINE | words -> unfilled
telepon{words}: PHONE | words -> unfilled
lahir{words}: DATE | words -> unfilled
poli{words}: "Umum"i | "Gigi"i | "KIA"i | words -> unfilled
catatan{words}: LINE | words -> unfilled
nik_anak{words}: NIK | words -> unfilled
nik_ibu{words}: NIK | words -> unfilled
jenis{words}: "Lahir"i | "Mati"i | "Nikah"i | words -> unfilled
umur{words}: NUMBER | words -> unfilled
kode{words}: CODE | words -> unfilled
%import fields (NIK)
"""

OFFICE: dict[str, str] = {
    "phone": f"#PINDAH#{N}#{K}#Siti Aminah#Jl. Pemuda 12#belum punya",
    "no phone": f"#PINDAH#{N}#{K}#Siti Aminah#Jl. Pemuda 12",
    "slash": f"#PINDAH#{N}/{K}#Siti Aminah#Jl. Pemuda 12#081200009001",
    "nik of 15, cek": f"CEK#KTP#{N[:15]}",
    "short year": f"ANTRE*{N}*15-08-95*Umum",
    "no such day": f"ANTRE*{N}*31-02-1995*Gigi",
    "no date": f"ANTRE*{N}*kemarin*Gigi",
    "no date, all fields": f"ANTRE*{N}*kemarin*Gigi*kontrol",
    "two polis": f"ANTRE*{N}*15-08-1995*Umum/Gigi",
    "unknown poli": f"ANTRE*{N}*15-08-1995*Mata",
    "hashes for asterisks": f"ANTRE#{N}#15-08-1995#Umum",
    "no poli": f"ANTRE*{N}*15-08-1995",
    "reg short": f"REG {N[:15]}#{K}",
    "reg comma": f"REG {N},{K}",
    "reg no kk": f"REG {N}",
    "akta swapped": f"#AKTA#{N}#{N3}#{N2}#Budi#Lahir",
    "akta no kk": f"#AKTA#{N}#{N3}#Budi#Lahir",
    "akta one nik": f"#AKTA#{N}#{K}#Budi#Lahir",
    "akta sign": f"#AKTA#{N}#{N3[:15]}#{K}#Budi#Lahir",
    "daf words": "DAF#Siti Aminah#tiga#A-1#",
    "daf space": "DAF#Siti Aminah#31#A 1#",
    "daf no end": "DAF#Siti Aminah#31x#A-1",
    "daf long": "DAF#Siti Aminah#123456789012345678901#A-1#",
    "greeting": "Selamat pagi",
    "phone in groups": f"#PINDAH#{N[:15]}#{K}#Siti Aminah#Jl. Pemuda 12#0812-0000-9001",
    "date dots": f"ANTRE*{N[:15]}*15.8.1995*Umum",
    "two keywords": f"#PINDAH#AKTA#{N}#{K}#Siti Aminah#Jl. Pemuda 12#081200009001",
}
