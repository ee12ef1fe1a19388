"""Read the messages that Indonesian citizens send to their civil registry (Disdukcapil).

A name is loaded when it is first used: an application that may never meet a message starts as
quickly as without the library.
"""

from importlib import import_module

TYPE_CHECKING = False  # as `typing` has it, which takes longer to import than this module

if TYPE_CHECKING:
    from ktpmsg.api import Formats, check, find, parse
    from ktpmsg.fields.alasan import Alasan
    from ktpmsg.fields.identity import Nik, NomorKK, Sex
    from ktpmsg.messages import Disdukcapil, Ktp, Message, Record, Sinkronisasi
    from ktpmsg.problems import Code, GrammarError, MessageError, Problem
    from ktpmsg.regions import Region
    from ktpmsg.reporting.report import Report

else:  # a type checker is to know these names, and no others

    def __getattr__(name: str) -> object:
        for module, names in _HOMES.items():
            if name in names:
                globals()[name] = found = getattr(import_module(f"{__name__}.{module}"), name)
                return found
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)


__all__ = [
    "Alasan",
    "Code",
    "Disdukcapil",
    "Formats",
    "GrammarError",
    "Ktp",
    "Message",
    "MessageError",
    "Nik",
    "NomorKK",
    "Problem",
    "Record",
    "Region",
    "Report",
    "Sex",
    "Sinkronisasi",
    "check",
    "find",
    "parse",
]

_HOMES = {
    "api": ("Formats", "check", "find", "parse"),
    "fields.alasan": ("Alasan",),
    "fields.identity": ("Nik", "NomorKK", "Sex"),
    "messages": ("Disdukcapil", "Ktp", "Message", "Record", "Sinkronisasi"),
    "problems": ("Code", "GrammarError", "MessageError", "Problem"),
    "regions": ("Region",),
    "reporting.report": ("Report",),
}


def __dir__() -> list[str]:
    return sorted(__all__)
