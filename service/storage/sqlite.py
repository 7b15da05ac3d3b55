"""SQLite: one thread that writes, with many units in one commit, and a few threads that read.

Theory of operation. A commit that is safe against a power cut costs a disk flush (4 ms here), whatever its size. So
units queue up for one writer thread, which runs all that wait inside one transaction and flushes once:

    BEGIN IMMEDIATE; SAVEPOINT; unit 1; RELEASE; SAVEPOINT; unit 2; RELEASE; …; COMMIT

A unit that raises is rolled back to its own savepoint; its neighbours stay. Callers hear of their result *and of
their error* only after the commit, for an error too may rest on what a neighbour had just written. Where the group as
a whole breaks (disk full, the commit itself fails), nothing of it is kept, and each unit gets a transaction of its
own, so that one sick unit harms nobody else.

Other processes may have the same file open (the terminal chat, `staff add`). BEGIN IMMEDIATE takes the write lock
first of all and waits for it up to BUSY_SECONDS; a transaction that first reads and then wants to write could not wait
and would fail at once. Between two groups the lock is let go.
"""

import asyncio
import queue
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError

from bot.ports import StaleConversation
from service.errors import StorageUnavailable
from service.storage.backend import MAX_TRIES
from service.storage.sqlite_file import READING, WRITING, driver_of, is_unavailable, new_engine, prepare_file

T = TypeVar("T")

GROUP_SIZE = 64
GROUP_SECONDS = 0.05
"""No unit is begun in a group that is older than this, so that the first one in it need not wait long."""
READERS = 4


class _GroupLostError(Exception):
    """SQLite has rolled back the whole transaction."""


@dataclass
class _Job:
    """A unit that waits for the writer, and the future that its caller waits for."""

    unit: Callable[[Connection], Any]
    future: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop
    result: Any = None
    error: BaseException | None = None

    def call(self, connection: Connection) -> None:
        try:
            self.result = self.unit(connection)
        except BaseException as error:
            self.error = error
            raise

    def tell(self) -> None:
        if self.future.done():  # the caller was cancelled
            return
        if self.error is None:
            self.future.set_result(self.result)
        elif isinstance(self.error, StopIteration):
            # A future refuses it; its caller would wait for ever.
            self.future.set_exception(RuntimeError("the unit raised StopIteration"))
        else:
            self.future.set_exception(self.error)


@dataclass
class _Group:
    """The units that share one commit."""

    jobs: list[_Job] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def is_full(self) -> bool:
        return len(self.jobs) >= GROUP_SIZE or time.monotonic() - self.began > GROUP_SECONDS


class _Writer:
    """The thread that owns the only connection that writes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._queue: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="sqlite-writer", daemon=True)
        self._thread.start()

    def submit(self, job: _Job) -> None:
        """Queue a unit."""
        self._queue.put(job)

    def stop(self) -> None:
        """Let the thread finish what is queued, and wait for its end."""
        self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            group = _Group()
            try:
                self._run_group(job, group)
            except _GroupLostError:
                self._disconnect()
                for alone in group.jobs:
                    self._run_alone(alone)
            except BaseException as error:  # noqa: BLE001 - the callers get it
                # Without the lock the others that wait would only wait as long again, one after the other.
                group.jobs = group.jobs or [job, *self._queued()]
                self._lose(group.jobs, error)
            _tell(group.jobs)
        self._disconnect()

    def _run_group(self, first: _Job, group: _Group) -> None:
        with self._connect().begin() as transaction:
            job: _Job | None = first
            while job is not None:
                group.jobs.append(job)
                self._run_job(job)
                job = None if group.is_full() else self._next()
            self._commit(transaction.commit)

    def _next(self) -> _Job | None:
        try:
            job = self._queue.get_nowait()
        except queue.Empty:
            return None
        if job is None:
            self._queue.put(None)  # the end: for the outer loop, after this group
        return job

    def _queued(self) -> Iterator[_Job]:
        while (job := self._next()) is not None:
            yield job

    def _run_alone(self, job: _Job) -> None:
        try:
            with self._connect().begin() as transaction:
                self._run_job(job)
                self._commit(transaction.commit)
        except _GroupLostError as error:
            self._lose([job], error.__cause__ or error)
        except BaseException as error:  # noqa: BLE001 - the caller gets it
            self._lose([job], error)

    def _run_job(self, job: _Job) -> None:
        if job.future.cancelled():
            return
        connection = self._connect()
        for left in reversed(range(MAX_TRIES)):
            job.error = None
            try:
                with connection.begin_nested():
                    job.call(connection)
            except StaleConversation:
                if left:
                    continue
            except BaseException as error:  # noqa: BLE001 - the caller gets it, after the commit
                # Where SQLite has dropped the transaction, going back to the savepoint fails too: the first tells.
                job.error = _translated(job.error or error)
            break
        if not driver_of(connection).in_transaction:
            raise _GroupLostError from job.error

    def _commit(self, commit: Callable[[], None]) -> None:
        try:
            commit()
        except DBAPIError as error:
            raise _GroupLostError from error

    def _connect(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _lose(self, jobs: Sequence[_Job], error: BaseException) -> None:
        # Whatever state the connection is in, the next group gets a fresh one.
        self._disconnect()
        for job in jobs:
            job.error = _translated(error)


def _translated(error: BaseException) -> BaseException:
    if isinstance(error, DBAPIError) and is_unavailable(error):
        unavailable = StorageUnavailable()
        unavailable.__cause__ = error
        return unavailable
    return error


def _tell(jobs: Sequence[_Job]) -> None:
    """Wake the callers: one call into each event loop, as each such call costs a system call."""
    by_loop: dict[asyncio.AbstractEventLoop, list[_Job]] = defaultdict(list)
    for job in jobs:
        by_loop[job.loop].append(job)
    for loop, theirs in by_loop.items():
        try:
            loop.call_soon_threadsafe(_tell_all, theirs)
        except RuntimeError:
            # The loop is closed: nobody waits there any more.
            continue


def _tell_all(jobs: Sequence[_Job]) -> None:
    for job in jobs:
        job.tell()


class SqliteBackend:
    """See `Database`.

    Args:
        url: which file.

    Raises:
        ValueError: the URL names no file.
    """

    def __init__(self, url: URL) -> None:
        file = prepare_file(url)
        self._writing = new_engine(file, WRITING)
        self._reading = new_engine(file, READING, pragmas=["query_only = ON"], readers=READERS)
        self._writer: _Writer | None = None
        self._readers: ThreadPoolExecutor | None = None
        self._closed = False

    async def run(self, unit: Callable[[Connection], T]) -> T:
        """See `Database.run`."""
        self._refuse_when_closed()
        if self._writer is None:
            self._writer = _Writer(self._writing)
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._writer.submit(_Job(unit, future, loop))
        return await future

    async def read(self, query: Callable[[Connection], T]) -> T:
        """See `Database.read`."""
        self._refuse_when_closed()
        if self._readers is None:
            self._readers = ThreadPoolExecutor(READERS, "sqlite-reader")
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, query)

    def _read(self, query: Callable[[Connection], T]) -> T:
        try:
            with self._reading.begin() as connection:
                return query(connection)
        except DBAPIError as error:
            if is_unavailable(error, writing=False):
                raise StorageUnavailable from error
            raise

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise RuntimeError("the database is closed")

    async def close(self) -> None:
        """See `Database.close`."""
        self._closed = True
        await asyncio.to_thread(self._stop)

    def _stop(self) -> None:
        if self._writer is not None:
            self._writer.stop()
            self._writer = None
        if self._readers is not None:
            self._readers.shutdown()
            self._readers = None
        self._writing.dispose()
        self._reading.dispose()
