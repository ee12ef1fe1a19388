"""People by their numbers."""

from __future__ import annotations

from django.db import models

from ktpmsg.integrations.django import NikField, NomorKKField


class Person(models.Model):
    """Somebody in a registry."""

    nik = NikField("NIK", unique=True)
    nomor_kk = NomorKKField(null=True, blank=True, db_index=True)
    previous_nik = NikField(blank=True, default="")
    nama = models.CharField(max_length=60)

    class Meta:
        ordering = ("nik",)

    def __str__(self) -> str:
        return f"person {self.nik}"


class Letter(models.Model):
    """What somebody is sent, by the number."""

    person = models.ForeignKey(Person, models.CASCADE, to_field="nik")
    text = models.TextField()


class Keyed(models.Model):
    """A table whose key is the number, as it should not be."""

    nik = NikField(primary_key=True)
