"""Files that only save time: written whole or not at all, and only the newest few are kept."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

_MOST = 4


def keep(path: Path, family: str, write: Callable[[IO[bytes]], None]) -> None:
    """Write a file beside its place, move it there in one step, and remove the oldest of its family beyond a few.

    A folder that cannot be written is left alone: the file would only have saved time.

    Args:
        path: the file.
        family: the pattern that its name, and those of its earlier versions, follow.
        write: writes its content.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
            temporary = Path(file.name)
            write(file)
        temporary.replace(path)
        old = sorted(path.parent.glob(family), key=lambda p: p.stat().st_mtime_ns, reverse=True)
        for other in old[_MOST:]:
            other.unlink(missing_ok=True)
    except OSError:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
