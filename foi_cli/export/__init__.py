"""Results into files: one file a format."""

from foi_cli.export import audit, csv, datapackage, html, parquet, publication, wide
from foi_cli.model import Exporter

EXPORTERS: tuple[Exporter, ...] = (
    csv.EXPORTER,
    audit.EXPORTER,
    publication.EXPORTER,
    datapackage.EXPORTER,
    html.EXPORTER,
    parquet.EXPORTER,
)
"""Every format, in the order in which they are written."""

DEFAULT: tuple[str, ...] = ("csv", "audit", "publication", "datapackage", "html")
"""The formats that are written when none is named."""

WIDE = wide.EXPORTER
"""The comparison of authorities, which `--wide` adds to whatever is written."""
