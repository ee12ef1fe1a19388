"""Why an identity card is to be printed: the choice of the built-in `Ktp`."""

from __future__ import annotations

from ktpmsg.fields.choices import Choice
from ktpmsg.locales.words import POLICE_LETTER, THE_OLD_CARD, Words

__all__ = ["Alasan"]


class Alasan(Choice):
    """Why a card is to be printed, by the published word for it."""

    PEMULA = "Pemula"
    HILANG = "Hilang"
    RUSAK = "Rusak"
    UBAH_DATA = "Ubah Data"

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
