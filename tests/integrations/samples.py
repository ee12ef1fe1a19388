"""Two invented people of one district, and what they send."""

from __future__ import annotations

from ktpmsg import check

NIK = "3308155508959001"
BUDI = "3308151708909002"
KK = "3308151203079004"
BUDIS_KK = "3308151203079005"
KTP = f"#KTP#{NIK}#{KK}#Siti Aminah#Surodadi#Candimulyo#Hilang"
SITI = {
    "nik": NIK,
    "nomor_kk": KK,
    "nama": "Siti Aminah",
    "desa": "Surodadi",
    "kecamatan": "Candimulyo",
    "alasan": "Hilang",
}
MASK = "330815**********"
# What no display may have: the number from its seventh digit on.
SECRETS = (NIK[6:], BUDI[6:], KK[6:])
# The Indonesian words for a number that lacks two digits.
_LACKING = check(KTP.replace(NIK, NIK[:-2])).errors[0]
WORDS_ID = _LACKING.describe("id")
