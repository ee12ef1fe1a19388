"""What the page about an archive says, in Indonesian and English side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ktpmsg.locales.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SAID"]

SAID: Mapping[str, Words] = {
    "title": Words("Pesan warga: ringkasan arsip", "Messages of citizens: an archive in numbers"),
    "made": Words(
        "Dibuat {day}. Halaman ini hanya berisi jumlah; tidak ada nomor, nama atau isi pesan siapa "
        "pun.",
        "Made on {day}. This page holds counts alone: no number, name or text of anybody.",
    ),
    "all": Words("Semua", "All"),
    "good": Words("baik", "good"),
    "mended": Words("dirapikan", "mended"),
    "faulty": Words("salah", "faulty"),
    "messages": Words("pesan", "messages"),
    "by day": Words("Menurut hari", "By day"),
    "by format": Words("Menurut format", "By format"),
    "by office": Words("Menurut kantor", "By office"),
    "format": Words("format", "format"),
    "office": Words("kantor", "office"),
    "code": Words("kode dan artinya", "the code, and what it means"),
    "codes": Words("kode yang paling sering", "the most frequent codes"),
    "what": Words("Yang paling sering disebut", "What was told most"),
    "what by office": Words("Yang paling sering, menurut kantor", "What was told most, by office"),
    "unknown": Words("tidak dikenal", "not recognised"),
    "undated": Words("Tanpa tanggal: {count} pesan.", "Without a date: {count} messages."),
    "highest": Words("tertinggi: {count}", "highest: {count}"),
}
