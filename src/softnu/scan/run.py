"""Run a scan, or go on with one."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from softnu.errors import EngineError, StoreError, StoreWarning, ValidityWarning
from softnu.scan.config import ScanConfig
from softnu.scan.engines import Engine, Lost, fitting
from softnu.scan.grid import Chunks, Grid
from softnu.scan.pieces import Piece, lost_piece
from softnu.scan.plan import choose_chunks, plan
from softnu.scan.progress import Progress, Silence
from softnu.scan.store import Store
from softnu.scan.work import Work


def run(
    config: ScanConfig,
    path: Path,
    *,
    engine: Engine | None = None,
    points_per_chunk: int | None = None,
    progress: Progress | None = None,
) -> Store:
    """Compute what is not yet finished of a scan.

    Each chunk is kept as soon as it is computed. However the run ends, calling it again goes on
    where it stopped.

    Parameters
    ----------
    config : ScanConfig
        The scan.
    path : Path
        The folder of its dataset; it is made if it is not there.
    engine : Engine, optional
        Where to compute, by default here: in processes if there are enough chunks.
    points_per_chunk : int, optional
        Size of the chunks of a new dataset, by default what the config says, else such that a
        chunk takes about the time that the config says.
    progress : Progress, optional
        Told how far it is.

    Returns
    -------
    Store
        The finished dataset.

    Raises
    ------
    ConfigError
        If the folder holds another scan.
    StoreError
        If the folder is not a scan's, is written by another process, or cannot be written.
    EngineError
        If those who compute are not there.

    Warns
    -----
    StoreWarning
        If a finished chunk was damaged and is computed again.
    ValidityWarning
        What the quantities say about the validity of their values.
    """
    Store.is_at(path)
    with Store.sole_writer(path):
        store = _prepared(config, path, points_per_chunk)
        todo = sorted(set(range(store.chunks.count)) - store.done())
        progress = progress or Silence()
        progress.begin(store.grid.size, store.grid.size - sum(map(store.points, todo)))
        try:
            _compute(store, todo, engine or fitting(len(todo)), progress)
        except (EngineError, StoreError) as error:
            kept = f"{len(store.done())} of {store.chunks.count} chunks are finished and kept"
            raise type(error)(f"{error}; {kept}: to go on, run it again") from error
        finally:
            progress.end()
    for text in store.missing()[1]:
        warnings.warn(text, ValidityWarning, stacklevel=2)
    return store


def _prepared(config: ScanConfig, path: Path, points_per_chunk: int | None) -> Store:
    """Return the store in a folder, new or with only whole chunks."""
    if not Store.is_at(path):
        return Store.create(path, config, Grid.of(config), _chunks(config, points_per_chunk))
    store = Store.open(path).adopt(config)
    store.clean()
    for i, damage in store.verify().items():
        warnings.warn(f"{path}: chunk {i} is computed again: {damage}", StoreWarning, stacklevel=3)
        store.reject(i)
    return store


def _chunks(config: ScanConfig, points_per_chunk: int | None) -> Chunks:
    if points_per_chunk is not None:
        return Grid.of(config).chunks(points_per_chunk)
    if config.run.points_per_chunk is not None:
        return choose_chunks(config, seconds_per_point=0.0)
    with warnings.catch_warnings():
        # What the quantities say of their validity is said at the end, once.
        warnings.simplefilter("ignore", ValidityWarning)
        return plan(config).chunks


def _compute(store: Store, todo: Iterable[int], engine: Engine, progress: Progress) -> None:
    work = Work(
        store.config.canonical(), store.points_per_chunk, store.path if engine.local else None
    )
    with closing(engine.run(todo, work)) as results:
        for i, result in results:
            piece = _given_up(store, i, result) if isinstance(result, Lost) else result
            store.keep(i, piece)
            progress.advance(store.points(i), piece.marker.missing)


def _given_up(store: Store, i: int, lost: Lost) -> Piece:
    return lost_piece(store.variables, store.shape(i), store.chunks.shape, lost.reason)
