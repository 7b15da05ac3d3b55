"""The few sparse products that learning and reading need, in numpy alone.

Work is cut into slices so that no intermediate array grows beyond some ten megabytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.features import Floats, Ints

_SLICE = 1 << 14
_SHORT_RUN = 32
_COMMON = 64
_COLUMNS = 1024
_PANEL = 512


@dataclass(frozen=True)
class Matrix:
    """Rows of features: row by row, `begins[i]:begins[i + 1]` are the lines of row i."""

    begins: Ints
    column: NDArray[np.int32]
    value: Floats

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.begins) - 1


def matrix(row: Ints, column: Ints, value: Floats, height: int) -> Matrix:
    """Make a matrix of lines that are sorted by row; lines with a negative column are left out.

    Args:
        row: the row of each line.
        column: its column.
        value: its value.
        height: the number of rows.
    """
    kept = column >= 0
    begins = np.zeros(height + 1, np.int64)
    np.cumsum(np.bincount(row[kept], minlength=height), out=begins[1:])
    return Matrix(begins, column[kept].astype(np.int32), value[kept])


def _row_of(x: Matrix) -> NDArray[np.int32]:
    return np.repeat(np.arange(x.height, dtype=np.int32), np.diff(x.begins))


def _summed(begins: Ints, which: NDArray[np.int32], value: Floats, source: Floats) -> Iterator[tuple[Ints, Floats]]:
    """The sums of `value * source[which]` over runs of lines, a few runs at a time.

    Runs of the same length are summed together, long ones one by one: many times faster than `np.add.reduceat` along
    the first axis.
    """
    sizes = np.diff(begins)
    for size in range(1, _SHORT_RUN + 1):
        runs = np.flatnonzero(sizes == size)
        step = max(1, _SLICE // size)
        for low in range(0, len(runs), step):
            some = runs[low : low + step]
            lines = begins[some][:, None] + np.arange(size)
            yield some, np.matmul(value[lines][:, None, :], source[which[lines]])[:, 0, :]
    for run in np.flatnonzero(sizes > _SHORT_RUN):
        part = slice(int(begins[run]), int(begins[run + 1]))
        yield np.array([run]), (value[part] @ source[which[part]])[None, :]


def times(x: Matrix, weights: Floats) -> Floats:
    """The product of a sparse matrix with a dense one.

    Args:
        x: rows by features.
        weights: features by columns.
    """
    out = np.zeros((x.height, weights.shape[1]), np.float32)
    for runs, sums in _summed(x.begins, x.column, x.value, weights):
        out[runs] = sums
    return out


def add_transposed(x: Matrix, values: Floats, out: Floats) -> None:
    """Add the product of the transposed matrix with dense rows.

    Args:
        x: rows by features.
        values: rows by columns.
        out: features by columns; added to.
    """
    order = np.argsort(x.column, kind="stable")
    columns, counts = np.unique(x.column[order], return_counts=True)
    begins = np.concatenate([[0], np.cumsum(counts)])
    for runs, sums in _summed(begins, _row_of(x)[order], x.value[order], values):
        out[columns[runs]] += sums


def gram(x: Matrix) -> Floats:
    """All inner products between rows.

    Common features go through dense products; a rare one touches few pairs of rows, which are listed.

    Args:
        x: rows by features.
    """
    out = np.zeros((x.height, x.height), np.float32)
    row = _row_of(x)
    order = np.argsort(x.column, kind="stable")
    column, value, row = x.column[order], x.value[order], row[order]
    _, number, count = np.unique(column, return_inverse=True, return_counts=True)
    _add_common(out, row, value, number, count)
    _add_rare(out, row, value, number, count)
    return out


def _add_common(out: Floats, row: NDArray[np.int32], value: Floats, number: Ints, count: Ints) -> None:
    """Add the products of common features; panel by panel, and one half mirrored to the other."""
    wide = np.cumsum(count > _COMMON) - 1
    lines = np.flatnonzero(count[number] > _COMMON)
    at = wide[number[lines]]
    panels = [slice(low, min(low + _PANEL, len(out))) for low in range(0, len(out), _PANEL)]
    for low in range(0, int(wide[-1]) + 1 if len(wide) else 0, _COLUMNS):
        first, last = np.searchsorted(at, [low, low + _COLUMNS])
        dense = np.zeros((len(out), _COLUMNS), np.float32)
        dense[row[lines[first:last]], at[first:last] - low] = value[lines[first:last]]
        for panel in panels:
            out[panel, panel.start :] += dense[panel] @ dense[panel.start :].T
    for panel in panels:
        out[panel.stop :, panel] = out[panel, panel.stop :].T


def _add_rare(out: Floats, row: NDArray[np.int32], value: Floats, number: Ints, count: Ints) -> None:
    begins = np.concatenate([[0], np.cumsum(count)])
    flat = out.reshape(-1)
    for size in range(1, _COMMON + 1):
        lines = begins[:-1][count == size][:, None] + np.arange(size)
        rows_at, values_at = row[lines].astype(np.int64), value[lines]
        place = rows_at[:, :, None] * len(out) + rows_at[:, None, :]
        np.add.at(flat, place.reshape(-1), (values_at[:, :, None] * values_at[:, None, :]).reshape(-1))
