"""The counts of an archive as one page of HTML, in both languages, with nothing personal in it."""

from __future__ import annotations

import datetime
import html
from collections import Counter
from typing import TYPE_CHECKING

from ktpmsg.archiving.tally import VERDICTS, Tally
from ktpmsg.locales.meanings import MEANINGS
from ktpmsg.locales.page import SAID
from ktpmsg.locales.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


__all__ = ["page"]

_MOST_COLUMNS = 120
_LENGTHS = (10, 7, 4)  # of a day, a month, a year in ISO
_NONE: Counter[str] = Counter()
_MOST_CODES = 15
_OF_AN_OFFICE = 5

_STYLE = """
:root { color-scheme: light dark; --good: #2a78b5; --mended: #d9921a; --faulty: #c2393d; --line: #8885 }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2.2rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
th:not(:first-child), td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
th.words { text-align: left !important }
.wide { overflow-x: auto }
.bar { display: flex; height: .8rem; min-width: 8rem; background: var(--line) }
.good { background: var(--good) } .mended { background: var(--mended) } .faulty { background: var(--faulty) }
.key i { display: inline-block; width: .8rem; height: .8rem; margin: 0 .4rem 0 1.2rem }
.key i:first-child { margin-left: 0 }
svg { width: 100%; height: 12rem; display: block } svg .good { fill: var(--good) }
svg .mended { fill: var(--mended) } svg .faulty { fill: var(--faulty) }
.ends { display: flex; justify-content: space-between; font-size: .85rem }
input[name=lang] { margin-left: 1rem }
#id:checked ~ main [lang=en], #en:checked ~ main [lang=id] { display: none }
@media print { input, label { display: none } }
"""


def page(offices: Mapping[str, Tally], today: datetime.date) -> str:
    """The page: messages by day, format and office, and what went wrong most."""
    tally = Tally.of_all(offices.values())
    totals = {office: counts.total for office, counts in offices.items()}
    parts = [
        f"<h1>{_both('title')}</h1>",
        f"<p>{_both('made', day=today.isoformat())}</p>",
        _key(),
        _row_of_all(tally.total),
        _section("by day", _days(tally.by_day())),
        _section("by format", _table(tally.by_format(), "format")),
        _section("by office", _table(totals, "office")),
        _section("what", _codes(tally.most_frequent(_MOST_CODES), tally.total.total())),
    ]
    if len(offices) > 1:
        rows = "".join(
            f"<tr><td>{_name(office)}</td><td>"
            + ", ".join(f"{code} ({n})" for code, n in counts.most_frequent(_OF_AN_OFFICE))
            + "</td></tr>"
            for office, counts in offices.items()
        )
        head = f"<tr><th>{_both('office')}</th><th class=words>{_both('codes')}</th></tr>"
        parts.append(
            _section("what by office", f"<div class=wide><table>{head}{rows}</table></div>")
        )
    choice = "".join(
        f"<input type=radio name=lang id={lang}{' checked' * (lang == 'id')}>"
        f"<label for={lang}> {name}</label>"
        for lang, name in (("id", "Bahasa Indonesia"), ("en", "English"))
    )
    return (
        "<!doctype html>\n<html lang=id>\n<meta charset=utf-8>\n"
        '<meta name=viewport content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(SAID['title'].id)}</title>\n<style>{_STYLE}</style>\n"
        f"<body>{choice}\n<main>\n" + "\n".join(parts) + "\n</main>\n"
    )


def _both(key: str, **facts: object) -> str:
    return _said(SAID[key], **facts)


def _said(words: Words, **facts: object) -> str:
    """Words in both languages, of which one is shown."""
    return "".join(
        f"<span lang={lang}>{html.escape(getattr(words, lang).format_map(facts))}</span>"
        for lang in LANGUAGES
    )


def _section(key: str, content: str) -> str:
    return f"<section><h2>{_both(key)}</h2>\n{content}</section>"


def _key() -> str:
    shown = "".join(f"<i class={v}></i>{_both(v)}" for v in VERDICTS)
    return f"<p class=key>{shown}</p>"


def _row_of_all(total: Counter[str]) -> str:
    return _rows([("", total)], SAID["all"])


def _table(found: Mapping[str, Counter[str]], key: str) -> str:
    return _rows(found.items(), SAID[key])


def _rows(rows: Iterable[tuple[str, Counter[str]]], first: Words) -> str:
    """A table of counts, with the share of each verdict as a bar."""
    heads = "".join(f"<th>{_both(verdict)}</th>" for verdict in VERDICTS)
    body = []
    for name, counts in rows:
        cells = "".join(
            f"<td class=n>{counts[v]:,} ({_percent(counts[v], counts.total())})</td>"
            for v in VERDICTS
        )
        body.append(
            f"<tr><td>{_name(name) if name or first is not SAID['all'] else ''}</td>"
            f"<td class=n>{counts.total():,}</td>{cells}<td>{_bar(counts)}</td></tr>"
        )
    head = f"<tr><th>{_said(first)}</th><th>{_both('messages')}</th>{heads}<th></th></tr>"
    return f"<div class=wide><table>{head}{''.join(body)}</table></div>"


def _name(name: str) -> str:
    return html.escape(name) if name else _both("unknown")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "0 %"


def _bar(counts: Counter[str]) -> str:
    parts = "".join(
        f'<div class={v} style="flex:{counts[v]}"></div>' for v in VERDICTS if counts[v]
    )
    return f"<div class=bar>{parts}</div>"


def _periods(days: list[str]) -> list[str]:
    """The days from the first to the last; or the months, or the years, if there are too many."""
    if not days:
        return []
    first, last = map(datetime.date.fromisoformat, (days[0], days[-1]))
    every = (first + datetime.timedelta(at) for at in range((last - first).days + 1))
    names = [day.isoformat() for day in every]
    lists = (list(dict.fromkeys(name[:length] for name in names)) for length in _LENGTHS)
    return next(periods for periods in lists if len(periods) <= _MOST_COLUMNS)


def _days(found: Mapping[str, Counter[str]]) -> str:
    """Columns by day, month or year; those without a day are told."""
    undated = found.get("")
    dated = {day: counts for day, counts in found.items() if day}
    columns = dict.fromkeys(_periods(list(dated)), _NONE)
    for day, counts in dated.items():
        name = next(day[:length] for length in _LENGTHS if day[:length] in columns)
        columns[name] = columns[name] + counts
    note = f"<p>{_both('undated', count=f'{undated.total():,}')}</p>" if undated else ""
    if not columns:
        return note
    highest = max(counts.total() for counts in columns.values())
    drawn = []
    for at, (name, counts) in enumerate(columns.items()):
        bottom = float(100)
        told = ", ".join(f"{counts[v]:,} {SAID[v].id} / {SAID[v].en}" for v in VERDICTS)
        bars = []
        for verdict in VERDICTS:
            height = 100 * counts[verdict] / highest
            bottom -= height
            bars.append(
                f'<rect class={verdict} x="{at}.1" y="{bottom:.2f}" width=".8" height="{height:.2f}"/>'
            )
        drawn.append(f"<g><title>{name}: {told}</title>{''.join(bars)}</g>")
    names = list(columns)
    return (
        f'<svg viewBox="0 0 {len(columns)} 100" preserveAspectRatio="none" role="img">{"".join(drawn)}'
        f"</svg><div class=ends><span>{names[0]}</span><span>{_both('highest', count=f'{highest:,}')}"
        f"</span><span>{names[-1]}</span></div>{note}"
    )


def _codes(found: list[tuple[str, int]], total: int) -> str:
    rows = "".join(
        f"<tr><td><code>{code}</code><br>{_said(MEANINGS[code])}</td>"
        f"<td class=n>{count:,} ({_percent(count, total)})</td></tr>"
        for code, count in found
    )
    head = f"<tr><th>{_both('code')}</th><th>{_both('messages')}</th></tr>"
    return f"<table>{head}{rows}</table>"
