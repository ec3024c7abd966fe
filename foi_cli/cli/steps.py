"""A project held by one command: its settings, its open store, and the stages as steps on it."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from foi_cli.cli.app import FailOn, log_of, settings_of
from foi_cli.errors import ProjectError, UsageError
from foi_cli.project import decisions, files, pipeline, rulings, shelf
from foi_cli.project.config import Config, load
from foi_cli.project.decisions import Decision
from foi_cli.project.stamps import stamp, writers
from foi_cli.report.log import Log
from foi_cli.report.tally import Tally
from foi_cli.store import acceptance, database, judgements, lock, readings, runs
from foi_cli.store.comparison import Rules
from foi_cli.store.results import StoredResults
from foi_cli.workers import Hands, Here

if TYPE_CHECKING:
    from foi_cli.model import Document, File
    from foi_cli.reference.mappings import UserLabel


@dataclass(frozen=True, slots=True)
class Project:
    """A project that this process holds, and the run that it is in."""

    config: Config
    connection: sqlite3.Connection
    run: runs.Run
    log: Log
    hands: Hands

    def fail_on(self, named: FailOn | None) -> str:
        """What makes the exit code 3: as on the command line, else as in foi.toml."""
        return self.config.fail_on if named is None else named.value

    def finish(self, exit_code: int, tally: Tally, *, told: bool = False) -> NoReturn:
        """Record how the run ended, and leave. What differs was `told` and is no news to the next run: not
        before this one has ended, or who kills it here would never hear."""
        sys.stdout.flush()
        with database.transaction(self.connection, about_runs=True):
            if told:
                judgements.remember_seen(self.connection, self.run.number)
            runs.end(self.connection, self.run, exit_code, asdict(tally))
        raise typer.Exit(exit_code)


@contextmanager
def held(context: typer.Context, command: str, cluster: str = "") -> Iterator[Project]:
    """The project of this call, held against other runs while inside; its work is done by the cluster at this
    address, or else by this machine."""
    config = config_of(context)
    with (
        lock.hold(config.processed),
        database.writing(config.processed) as connection,
        _hands(context, cluster) as hands,
    ):
        shelf.tidy(config.processed)
        run = runs.begin(connection, command)
        yield Project(config, connection, run, log_of(context, run.name), hands)


@contextmanager
def _hands(context: typer.Context, cluster: str) -> Iterator[Hands]:
    if not cluster:
        yield Here(settings_of(context).jobs)
        return
    from foi_cli.cluster import Cluster

    with Cluster(cluster) as hands:
        yield hands


def config_of(context: typer.Context) -> Config:
    """The settings of the project of this call."""
    project = settings_of(context).project
    if not project.is_dir():
        raise ProjectError(f"{project}: there is no such project folder. `foi init {project}` makes one.")
    return load(project)


def ingest(project: Project, places: Sequence[str], *, include_hidden: bool = False) -> pipeline.Intake:
    """Read what is at these paths and URLs, or in data/raw where none are named, into the store."""
    from foi_cli.cli.places import listed, located, shared

    raw = project.config.raw
    if not places and isinstance(raw, Path) and not raw.is_dir():
        raise ProjectError(f"{raw}: there is no such folder. `foi init` makes it; put the responses there.")
    named = list(places) or [str(raw)]
    roots, shares = [located(text) for text in named], [path for text in named if (path := shared(text))]
    there, name_of = listed(roots), files.names_in(project.config.project, shares)
    if shares or any(isinstance(root, str) for root in roots):
        files.distinct(there, name_of)
    limits = {**project.config.limits, "include_hidden": include_hidden}
    return pipeline.ingest(
        project.connection,
        there,
        [root if isinstance(root, Path) else _shown(root) for root in roots],
        name_of,
        partial(_read_all, project.hands, limits),
        stamp("ingest", repr(sorted(limits.items()))),
        project.log,
    )


def _shown(url: str) -> str:
    from foi_cli.ingest.remote import shown

    return shown(url)


def _read_all(
    hands: Hands, limits: Mapping[str, Any], changed: Iterable[File], name_of: Callable[[File], str]
) -> Iterator[tuple[File, tuple[Document, ...]]]:
    """Read these files by those who do the work; the readers are loaded when the first has come."""
    waiting = iter(changed)
    for first in waiting:
        from foi_cli.ingest import batches, isolation, spread

        paths, most = chain((first,), waiting), isolation.Limits(**limits)
        if isinstance(hands, Here):
            yield from batches.read_all(paths, hands.jobs, most, name_of)
        else:
            yield from spread.read_all(hands, most, paths, name_of)


def normalise(project: Project) -> int:
    """Understand what was read, and how the responses relate; how many were understood anew.

    What people decided or mapped otherwise than last time makes stale what it speaks of.
    """
    own, decided = _own_labels(project.config), decisions.rulings(decisions.load(project.config.decisions))
    said: dict[str, str] = {}
    for label in own:
        folded = _fold(label.label)
        said[folded] = f"{said.get(folded, '')}{label!r}"
    rulings.settle(project.connection, decided, said, _fold)
    connection, understood = project.connection, stamp("normalise")
    if pipeline.is_understood(connection, understood):
        return 0
    from foi_cli import relate
    from foi_cli.late import understand

    work = partial(understand, own=own, rulings=decided)
    done = pipeline.normalise(connection, work, relate.sketch, understood, project.hands, project.log)
    pipeline.relate(connection, relate, understood)
    return done


def _fold(label: str) -> str:
    from foi_cli.normalise import categories

    return categories.fold(label)


def _own_labels(config: Config) -> tuple[UserLabel, ...]:
    """The user's labels. Raises ProjectError where a mapping cannot be used."""
    from foi_cli.reference import mappings

    try:
        return mappings.load(config.mappings)
    except (OSError, ValueError) as error:
        raise ProjectError(f"{error}.") from error


def reconcile(project: Project) -> int:
    """Judge what was understood, and apply what was decided; how many responses were judged anew."""
    done = _judge(project, stamp("normalise"), stamp("reconcile"))
    accept(project)
    return done


def not_understood(project: Project) -> int:
    """How many responses were read since they were last understood, so that nothing of them was judged."""
    return readings.count_to_understand(project.connection, stamp("normalise"))


def _judge(project: Project, understood: str, judged: str) -> int:
    connection = project.connection
    if pipeline.is_judged(connection, understood, judged):
        return 0
    from foi_cli.reconcile import across, held, judge, tell, weigh

    done = pipeline.reconcile(connection, judge, held, understood, judged, project.hands, project.log)
    pipeline.compare(connection, Rules(across, weigh, tell), judged)
    return done


def accept(project: Project) -> None:
    """Apply what was accepted, and name the decisions whose subject has changed or gone."""
    decided = decisions.load(project.config.decisions)
    acceptance.accept(project.connection, decisions.accepted(decided))
    for one in rulings.stale(project.connection, decided):
        project.log.sentence(stale_words(one))


def stale_words(one: Decision) -> str:
    """What is to be said of a decision whose subject has changed or gone."""
    return f"{one.where}: not applied, for nothing there says so any more: {one.what} {one.old!r} ({one.why})"


def export(project: Project, formats: Sequence[str], *, wide: bool = False) -> None:
    """Write these formats, or the default ones, into data/processed as one set; with `wide` the comparison of
    authorities as well. A set that stands as it would be written is left alone."""
    from foi_cli.project import standing

    connection, folder = project.connection, project.config.processed
    wanted = [*(formats or project.config.formats), *(["--wide"] if wide else [])]
    made_by = stamp("export", f"{writers()} {project.config.licence}")
    there = standing.standing(connection, folder, wanted, made_by)
    if there:
        project.log.sentence(f"Nothing has changed: the {len(there)} files in {folder} stand.")
        return
    written = _write(project, formats, wide=wide)
    standing.keep(connection, folder, wanted, made_by, written)
    project.log.sentence(f"{len(written)} files written to {folder}.")


def _write(project: Project, formats: Sequence[str], *, wide: bool) -> tuple[Path, ...]:
    from foi_cli.export import DEFAULT, EXPORTERS, WIDE, datapackage

    known = {exporter.name: exporter for exporter in EXPORTERS}
    if project.config.licence:
        known["datapackage"] = datapackage.licensed(project.config.licence)
    wanted = list(formats or project.config.formats) or [name for name in DEFAULT if name in known]
    for name in wanted:
        if name not in known:
            raise UsageError(f"{name}: there is no such export format; there are {', '.join(known)}.")
    with shelf.new_set(project.config.processed) as aside:
        results = StoredResults(project.connection)
        chosen = [*(known[name] for name in known if name in wanted), *([WIDE] if wide else [])]
        written = [path for exporter in chosen for path in exporter.write(results, aside)]
        return tuple(project.config.processed / path.relative_to(aside) for path in written)


def tally_of(connection: sqlite3.Connection) -> Tally:
    """The counts of the whole store, and what is new in it."""
    return Tally(**asdict(runs.holdings(connection)), new=judgements.count_new(connection))
