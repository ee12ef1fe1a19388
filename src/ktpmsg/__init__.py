"""Read the messages that Indonesian citizens send to their civil registry (Disdukcapil).

A name is loaded when it is first used: an application that may never meet a message starts as
quickly as without the library.
"""

from importlib import import_module

TYPE_CHECKING = False  # as `typing` has it, which takes longer to import than this module

if TYPE_CHECKING:
    from ktpmsg.choices import Alasan
    from ktpmsg.finding import find
    from ktpmsg.messages import Disdukcapil, Ktp, Message, Sinkronisasi
    from ktpmsg.numbers import Nik, NomorKK, Sex
    from ktpmsg.problems import Code, MessageError, Problem
    from ktpmsg.reading import check, parse
    from ktpmsg.regions import Region
    from ktpmsg.reports import Report

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
    "Ktp",
    "Message",
    "MessageError",
    "Nik",
    "NomorKK",
    "Problem",
    "Region",
    "Report",
    "Sex",
    "Sinkronisasi",
    "check",
    "find",
    "parse",
]

_HOMES = {
    "choices": ("Alasan",),
    "finding": ("find",),
    "messages": ("Disdukcapil", "Ktp", "Message", "Sinkronisasi"),
    "numbers": ("Nik", "NomorKK", "Sex"),
    "problems": ("Code", "MessageError", "Problem"),
    "reading": ("check", "parse"),
    "regions": ("Region",),
    "reports": ("Report",),
}


def __dir__() -> list[str]:
    return sorted(globals().keys() | set(__all__))
