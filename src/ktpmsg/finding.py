"""Finding (stand-in)."""
from __future__ import annotations
import re
from ktpmsg.reading import examine
from ktpmsg.fields.identity import current_day
from ktpmsg.locating.characters import repair_characters
from ktpmsg.reporting.report import moved
from ktpmsg.text.mapped import MappedText

def find_in(catalogue, source, *, strict, today):
    if not isinstance(source, str):
        source = "".join(l if l.endswith(("\n", "\r")) else l + "\n" for l in source)
    text = source
    mapped, _ = repair_characters(MappedText(text), catalogue.separators)
    for place in catalogue.locator.locate(mapped.text):
        first, last = mapped.span(place.shown)[0], mapped.reach(place.shown, place.end)[1]
        report = examine(catalogue, text[first:last], strict=strict, today=today or current_day())
        yield moved(report, (first, last), len(re.findall("\r\n|\r|\n", text[:first])) + 1)
