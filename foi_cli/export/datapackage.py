"""datapackage.json (Data Package 2.0) and csv-metadata.json (CSV on the Web): what the CSV set means.

Both are written from columns.csv; the sources are named with their digests, the tables with theirs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from foi_cli.export import csv
from foi_cli.export.columns import Column, Kind
from foi_cli.export.listings import LISTINGS, Listing
from foi_cli.export.safe import shown
from foi_cli.model import Document, Exporter, Results

Json: TypeAlias = dict[str, Any]

PACKAGE = "datapackage.json"
METADATA = "csv-metadata.json"
"""The name under which CSV on the Web looks for the metadata of all tables of a folder."""

TITLE = "Freedom of Information responses: figures and findings"
DESCRIPTION = (
    "What public authorities answered to Freedom of Information requests: every figure as stated, with its "
    "meaning and its place, and every stated total held against its parts. No number has been altered."
)
LICENCE = {
    "name": "notspecified",
    "title": "Not specified: each disclosure stays under the terms on which its authority made it",
}

_DATATYPES: dict[Kind, str] = {
    "string": "string",
    "integer": "integer",
    "number": "decimal",
    "date": "date",
    "boolean": "boolean",
}


def licensed(licence: str) -> Exporter:
    """The exporter for a project whose owner names a licence: an identifier or a URL."""
    named = {"path": licence} if licence.startswith(("https:", "http:")) else {"name": licence}
    return Exporter("datapackage", partial(write, licence=named))


def write(results: Results, folder: Path, licence: Mapping[str, str] = LICENCE) -> tuple[Path, ...]:
    """Write both descriptions beside the CSV set, and the set itself where it is not in the folder yet."""
    paths = tuple(folder / f"{listing.name}.csv" for listing in LISTINGS)
    written = () if all(path.exists() for path in paths) else csv.write(results, folder)
    package, metadata = folder / PACKAGE, folder / METADATA
    with package.open("w", encoding="utf-8") as file:
        file.writelines(_with_sources(_package(folder, licence), map(_source, results.documents())))
    metadata.write_text(_json(_metadata()) + "\n", encoding="utf-8")
    return (*written, package, metadata)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)


def _with_sources(package: Json, sources: Iterable[Json]) -> Iterator[str]:
    """The package as JSON, a source at a time: there may be very many."""
    before, empty, after = _json(package).partition('"sources": []')
    yield before + empty[:-1]
    comma = ""
    for source in sources:
        yield comma + f"\n{_json(source)}".replace("\n", "\n  ")
        comma = ","
    yield ("\n ]" if comma else "]") + after + "\n"


def _package(folder: Path, licence: Mapping[str, str]) -> Json:
    """The package without its sources."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "foi",
        "title": TITLE,
        "description": DESCRIPTION,
        "licenses": [dict(licence)],
        "sources": [],
        "resources": [_resource(listing, folder) for listing in LISTINGS],
    }


def _source(document: Document) -> Json:
    return {
        "title": shown(document.name),
        "hash": f"sha256:{document.digest}",
        "bytes": document.size,
        **({"problem": shown(document.problem)} if document.problem else {}),
    }


def _resource(listing: Listing, folder: Path) -> Json:
    path = folder / f"{listing.name}.csv"
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "name": listing.name,
        "type": "table",
        "title": listing.title,
        "description": listing.description,
        "path": path.name,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "dialect": {
            "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json",
            "delimiter": ",",
            "quoteChar": '"',
            "doubleQuote": True,
            "lineTerminator": "\n",
            "header": True,
        },
        "schema": schema(listing),
    }


def schema(listing: Listing) -> Json:
    """The Table Schema of a listing."""
    content: Json = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(column, listing) for column in listing.columns],
        "fieldsMatch": "equal",
        "missingValues": [""],
    }
    if listing.key:
        content["primaryKey"] = list(listing.key)
    keys = [column for column in listing.columns if column.refers]
    if keys:
        content["foreignKeys"] = [_foreign(column) for column in keys]
    return content


def _field(column: Column, listing: Listing) -> Json:
    constraints: Json = {"required": True} if column.required else {}
    if listing.key == (column.name,):
        constraints["unique"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    if column.pattern:
        constraints["pattern"] = column.pattern
    if column.kind == "integer":
        constraints["minimum"] = 0
    return {
        "name": column.name,
        "type": column.kind,
        "description": column.description,
        **({"unit": column.unit} if column.unit else {}),
        **({"missingValues": [{"value": "", "label": column.empty}]} if column.empty else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def _foreign(column: Column) -> Json:
    listing, _, field = column.refers.partition(".")
    return {"fields": [column.name], "reference": {"resource": listing, "fields": [field]}}


def _metadata() -> Json:
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": TITLE,
        "dc:description": DESCRIPTION,
        "dialect": {"lineTerminators": ["\n"], "encoding": "utf-8", "header": True},
        "tables": [_table(listing) for listing in LISTINGS],
    }


def _table(listing: Listing) -> Json:
    keys = [column for column in listing.columns if column.refers]
    described: Json = {"columns": [_described(column) for column in listing.columns]}
    if listing.key:
        described["primaryKey"] = list(listing.key)
    if keys:
        described["foreignKeys"] = [_reference(column) for column in keys]
    return {
        "url": f"{listing.name}.csv",
        "dc:title": listing.title,
        "dc:description": listing.description,
        "tableSchema": described,
    }


def _described(column: Column) -> Json:
    kind = _DATATYPES[column.kind]
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.description,
        "datatype": {"base": kind, "format": column.pattern} if column.pattern else kind,
        **({"required": True} if column.required else {"null": ""}),
    }


def _reference(column: Column) -> Json:
    listing, _, field = column.refers.partition(".")
    return {
        "columnReference": column.name,
        "reference": {"resource": f"{listing}.csv", "columnReference": field},
    }


EXPORTER = Exporter("datapackage", write)
