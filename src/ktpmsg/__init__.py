"""Read the messages that Indonesian citizens send to their civil registry (Disdukcapil)."""

from ktpmsg.choices import Alasan
from ktpmsg.finding import find
from ktpmsg.messages import Disdukcapil, Ktp, Message, Sinkronisasi
from ktpmsg.numbers import Nik, NomorKK, Sex
from ktpmsg.problems import Code, MessageError, Problem
from ktpmsg.reading import check, parse
from ktpmsg.regions import Region
from ktpmsg.reports import Report

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
