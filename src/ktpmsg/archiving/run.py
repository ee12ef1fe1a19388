"""One run over an archive: which sources are to be read, and by how many processes."""

from __future__ import annotations

import contextlib
import hashlib
import json
import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import attrs

from ktpmsg.archiving.parts import FORMATS, UNFINISHED, Unwritable, written, written_text
from ktpmsg.archiving.sources import UNDATED, Asked, Note, Source, Trouble, batches, result_schema
from ktpmsg.archiving.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from ktpmsg.archiving.sources import TextOf
    from ktpmsg.arrow import Reader

__all__ = ["Busy", "Outcome", "Settings", "digest_of", "others", "run"]

_STATE = ".ktpmsg"
_OWNERS = 0o700


class Busy(Exception):  # noqa: N818 - it is told in words
    """Another run writes into the same folder."""


@attrs.frozen(repr=False)  # the reader holds the key
class Settings:
    """What is the same for all sources: where results go, and how messages are read."""

    out: Path
    kind: str
    reader: Reader
    columns: tuple[str, str | None]
    text_of: TextOf
    fingerprint: str
    """Of all options: results that were made by others are made again."""


class Outcome(NamedTuple):
    """What became of a source: its counts, and notes of what went wrong, if anything.

    `is_new` is False for results that an earlier run has written, and `is_written` where there are
    none.
    """

    source: Source
    tally: Tally
    is_new: bool = True
    is_written: bool = True
    notes: Sequence[Note] = ()

    @property
    def has_failed(self) -> bool:
        """Whether not all of the source was read."""
        return any(key != UNDATED for key, _ in self.notes)


def run(sources: Sequence[Source], settings: Settings, jobs: int) -> Iterator[Outcome]:
    """The outcomes, as they come. Busy, or Unwritable, if nothing can be written."""
    with _alone(settings.out):
        rest = []
        for source in sources:
            tally = _done(source, settings)
            if tally is None:
                rest.append(source)
            else:
                yield Outcome(source, tally, is_new=False)
        if jobs == 1 or len(rest) <= 1:
            yield from (_one(source, settings) for source in rest)
        else:
            yield from _Workers(rest, settings).outcomes(min(jobs, len(rest)))


class _Workers:
    """Processes that read sources; one that ends takes only its own source with it."""

    def __init__(self, sources: Sequence[Source], settings: Settings) -> None:
        self._waiting = list(reversed(sources))
        self._settings = settings
        self._context = multiprocessing.get_context("spawn")
        self._busy: dict[Any, tuple[BaseProcess, Source]] = {}  # by the pipe to it

    def outcomes(self, jobs: int) -> Iterator[Outcome]:
        """The outcomes, as they come."""
        try:
            for _ in range(jobs):
                self._hire()
            while self._busy:
                for pipe in wait(list(self._busy)):
                    yield self._outcome(pipe)
        finally:
            for process, _ in self._busy.values():
                process.terminate()
                process.join()

    def _hire(self) -> None:
        pipe, other = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(other, self._settings), daemon=True)
        with _uninterrupted():
            process.start()
        other.close()
        self._feed(pipe, process)

    def _feed(self, pipe: Connection, process: BaseProcess) -> None:
        if not self._waiting:
            pipe.close()  # which ends it
            return
        source = self._waiting.pop()
        self._busy[pipe] = process, source
        with contextlib.suppress(OSError):  # it has ended: `recv` will say so
            pipe.send(source)

    def _outcome(self, pipe: Any) -> Outcome:  # noqa: ANN401 - as `wait` has it
        process, source = self._busy.pop(pipe)
        try:
            found = pipe.recv()
        except (EOFError, OSError):
            if self._waiting:
                self._hire()
            return _failed(source, ("process", {}))
        if isinstance(found, Exception):
            raise found
        self._feed(pipe, process)
        return cast("Outcome", found)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """A process that is started here does not get Ctrl-C, which is for the one that started it."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, settings: Settings) -> None:
    """Read the sources that come through a pipe, and send back what became of each."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=[multiprocessing.parent_process()], daemon=True).start()
    with contextlib.suppress(EOFError, OSError):
        while True:
            source = pipe.recv()
            try:
                found: object = _one(source, settings)
            except Exception as error:  # noqa: BLE001 - it is raised again where all is known
                found = error
            pipe.send(found)


def _end_with(other: BaseProcess) -> None:
    """End this process when the other one has ended, however that was."""
    other.join()
    os._exit(1)


def _one(source: Source, settings: Settings) -> Outcome:
    """Read a source, and write its results; those that are there are kept if it cannot be read."""
    tally, asked = Tally(), Asked(settings.reader, settings.text_of, settings.columns)
    try:
        size = _identity(source)
        part = settings.out / _part(source, settings)
        with written(part, settings.kind, result_schema(settings.reader)) as write:
            for batch in batches(source, asked):
                write(batch)
                tally.count(batch)
        found = Outcome(source, tally, notes=asked.notes)
        if not found.has_failed and size == _identity(source):
            of = [*size, settings.fingerprint, part.stat().st_size]
            state = {"of": of, **tally.to_json()}
            written_text(_state_of(source, settings), json.dumps(state))
    except Trouble as error:
        return _failed(source, error.note)
    except OSError as error:
        return _failed(source, ("system", {"why": error.strerror}))
    return found


def _failed(source: Source, note: Note) -> Outcome:
    return Outcome(source, Tally(), is_written=False, notes=(note,))


def _identity(source: Source) -> tuple[int, int]:
    found = source.path.stat()
    return found.st_size, found.st_mtime_ns


def digest_of(path: Path) -> str:
    """What a source is called where it is not to be called by name: the same in every run."""
    return hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:16]


def _part(source: Source, settings: Settings) -> str:
    """The name of the results of a source, which tells nothing of its own."""
    return f"{digest_of(source.path)}.{settings.kind}"


def others(sources: Iterable[Source], settings: Settings) -> tuple[int, int]:
    """How many results lie in the folder that are of none of these, and by another `--as`."""
    own = {digest_of(source.path) for source in sources}
    there = [path for kind in FORMATS for path in settings.out.glob(f"*.{kind}")]
    ours = [path for path in there if path.stem in own]
    by_another = sum(path.suffix != f".{settings.kind}" for path in ours)
    return len(there) - len(ours), by_another


def _state_of(source: Source, settings: Settings) -> Path:
    return settings.out / _STATE / f"{_part(source, settings)}.json"


def _done(source: Source, settings: Settings) -> Tally | None:
    """The counts of a source whose results an earlier run has written; None if there are none."""
    try:
        state = json.loads(_state_of(source, settings).read_text("utf-8"))
        written = (settings.out / _part(source, settings)).stat().st_size
        if state["of"] != [*_identity(source), settings.fingerprint, written]:
            return None
        return Tally.of_json(state)
    except (OSError, LookupError, TypeError, ValueError):
        return None


@contextlib.contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Hold a folder for this run; what an earlier one has left unfinished is taken away.

    The lock is the system's, so that it ends with the process, however that ends.
    """
    try:
        out.mkdir(_OWNERS, parents=True, exist_ok=True)
        (out / _STATE).mkdir(_OWNERS, exist_ok=True)
        lock = (out / _STATE / "lock").open("a")
    except OSError as error:
        raise Unwritable(error.strerror) from error
    with lock:
        if not _locked(lock.fileno()):
            raise Busy
        _clear(out)
        try:
            yield
        finally:
            _clear(out)


def _clear(out: Path) -> None:
    for left in [*out.glob(f"*{UNFINISHED}"), *(out / _STATE).glob(f"*{UNFINISHED}")]:
        left.unlink(missing_ok=True)


def _locked(number: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - there alone

            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - everywhere else

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
