"""The admin's pages."""

from __future__ import annotations

from django.contrib import admin

from integrations.registry.models import Person


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    """As an office would have it."""

    list_display = ("nik", "nomor_kk", "nama")
    search_fields = ("^nik", "=nomor_kk")
