"""The choice of the built-in Ktp, to be moved beside its record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from ktpmsg.fields.choices import Choice
from ktpmsg.locales.words import POLICE_LETTER, THE_OLD_CARD, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Alasan"]


class Alasan(Choice):
    """Why a card is to be printed, by the published word for it."""

    PEMULA = "Pemula"
    HILANG = "Hilang"
    RUSAK = "Rusak"
    UBAH_DATA = "Ubah Data"

    @classmethod
    def aliases(cls) -> Mapping[str, Self]:
        """Other words that people write."""
        return {
            "perubahandata": cls.UBAH_DATA,
            "rubahdata": cls.UBAH_DATA,
            "kehilangan": cls.HILANG,
        }

    @classmethod
    def hints(cls) -> Mapping[str, Self]:
        """Words that speak of a choice, but do not name it."""
        return {
            "ubah": cls.UBAH_DATA,
            "rubah": cls.UBAH_DATA,
            "perubahan": cls.UBAH_DATA,
            "kerusakan": cls.RUSAK,
        }

    @classmethod
    def no_typos(cls) -> frozenset[str]:
        """Words of their own that are a letter off."""
        return frozenset({"pemuda", "semula", "bilang", "silang", "gilang", "rusuk"})

    @property
    def requires(self) -> tuple[Words, ...]:
        """What the applicant has to hand in, a text with an `id` and an `en` version for each.

        A lost card needs the police's loss letter; for a damaged card or changed data the old
        card is handed over at delivery; a first card needs neither (Perpres 96/2018).
        """
        return _REQUIRES.get(self, ())


_REQUIRES = {
    Alasan.HILANG: (POLICE_LETTER,),
    Alasan.RUSAK: (THE_OLD_CARD,),
    Alasan.UBAH_DATA: (THE_OLD_CARD,),
}
