"""Files that only save time: written whole or not at all, used only if they are whole, and only the newest few kept."""

import hashlib
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import IO

_MOST = 4
_DIGEST_BYTES = 32


def keep(path: Path, family: str, write: Callable[[IO[bytes]], object]) -> None:
    """Write a file beside its place, move it there in one step, and remove the oldest of its family beyond a few.

    A folder that cannot be written is left alone: the file would only have saved time.

    Args:
        path: the file.
        family: the pattern that its name, and those of its earlier versions, follow.
        write: writes the content.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w+b", dir=path.parent, prefix=".new-", delete=False) as file:
            temporary = Path(file.name)
            file.write(bytes(_DIGEST_BYTES))
            write(file.file)
            digest = _digest(file.file)
            file.seek(0)
            file.write(digest)
        temporary.replace(path)
        old = sorted(path.parent.glob(family), key=lambda p: p.stat().st_mtime_ns, reverse=True)
        for other in old[_MOST:]:
            other.unlink(missing_ok=True)
    except OSError:
        return
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def open_whole(path: Path) -> IO[bytes] | None:
    """Open a kept file where its content begins; None where there is none, or where it is not as it was written.

    A disk may change a bit: a digit of a phone number, or the weight of a word of danger, must not change unseen.

    Args:
        path: the file.
    """
    try:
        file = path.open("rb")
    except OSError:
        return None
    try:
        whole = file.read(_DIGEST_BYTES) == _digest(file)
    except OSError:
        whole = False
    if not whole:
        file.close()
        return None
    file.seek(_DIGEST_BYTES)
    return file


@cache
def made_by(folders: tuple[Path, ...], libraries: tuple[str, ...]) -> str:
    """What tells one version of the code that makes a file from another, to stand in its name.

    Args:
        folders: where its sources lie.
        libraries: what else has a say in what is made.

    Returns:
        twelve letters; none where the sources cannot be read, and nothing should be kept.
    """
    try:
        sources = [path.read_bytes() for folder in folders for path in sorted(folder.rglob("[!.]*.py"))]
    except OSError:
        return ""
    digest = hashlib.sha256("".join([sys.version, *map(version, libraries)]).encode())
    for source in sources:
        digest.update(source)
    return digest.hexdigest()[:12] if sources else ""


def _digest(file: IO[bytes]) -> bytes:
    """The hash of the content of a file."""
    file.seek(_DIGEST_BYTES)
    digest = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    while part := file.read(1 << 20):
        digest.update(part)
    return digest.digest()
