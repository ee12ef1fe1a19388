"""What the tests of the integrations share: a PostgreSQL server of their own."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


class Server(NamedTuple):
    """Where a data base is."""

    host: str
    port: int
    user: str
    name: str

    @property
    def dsn(self) -> str:
        """As psycopg has it."""
        return f"host={self.host} port={self.port} user={self.user} dbname={self.name}"


def program(name: str) -> str | None:
    """The path of a program of PostgreSQL, which Debian keeps off the PATH."""
    found = shutil.which(name)
    return found or max(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), default=None)


def another_user() -> tuple[int, int] | None:
    """The user and the group that the server runs as, where root runs this: it refuses to be root."""
    if os.getuid() != 0:
        return None
    import pwd  # noqa: PLC0415 - not every system has it

    known = {one.pw_name: one for one in pwd.getpwall()}
    found = known.get("postgres") or known["nobody"]
    return found.pw_uid, found.pw_gid


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server that is started for the tests, and stopped after them."""
    psycopg = pytest.importorskip("psycopg", reason="needs the extra: integrations")
    initdb, postgres = program("initdb"), program("postgres")
    if not initdb or not postgres:
        pytest.skip("PostgreSQL is not installed here (Debian: apt-get install postgresql)")
    folder = tempfile.mkdtemp(prefix="ktpmsg-postgresql-")
    user = another_user()
    how: dict[str, Any] = {"cwd": folder, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    if user:
        os.chown(folder, *user)
        how |= {"user": user[0], "group": user[1], "extra_groups": []}
    data = f"{folder}/data"
    server = Server("127.0.0.1", free_port(), "tests", "postgres")
    process: subprocess.Popen[bytes] | None = None
    try:
        options = ["--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C"]
        subprocess.run(
            [initdb, f"--pgdata={data}", f"--username={server.user}", *options], check=True, **how
        )
        how["stdout"] = subprocess.DEVNULL
        settings = ["-F", "-c", f"listen_addresses={server.host}", "-c", "unix_socket_directories="]
        process = subprocess.Popen([postgres, "-D", data, "-p", str(server.port), *settings], **how)
        for _ in range(100):
            try:
                psycopg.connect(server.dsn).close()
                break
            except psycopg.OperationalError:
                assert process.poll() is None, f"PostgreSQL ended at once, as {getpass.getuser()}"
                time.sleep(0.1)
        yield server
    finally:
        if process is not None:
            process.send_signal(2)  # a fast shutdown
            process.wait(30)
        shutil.rmtree(folder)
