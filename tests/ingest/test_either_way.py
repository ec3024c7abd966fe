"""Sheets written as usual are cut into pieces, all others parsed in full: what is read is the same."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from foi_cli.ingest import odsheet, sheet
from foi_cli.ingest.ooxml import text_of

ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">
<office:body><office:spreadsheet><table:table table:name="Cases > 5">{}{}</table:table></office:spreadsheet>
</office:body></office:document-content>"""
REPEATED = ("", ' table:number-columns-repeated="3"', ' table:number-columns-repeated="16384"')
VALUES = (
    ' office:value-type="string"',
    ' office:value-type="float" office:value="10.4"',
    ' office:value-type="float" office:value="7"',
    ' table:formula="of:=[.A1]&gt;0.5" office:value-type="percentage" office:value="0.125"',
    ' table:formula="of:=[.A1]>0.5" office:value-type="float" office:value="7"',
    ' table:formula="of:=&quot;/>&quot;" office:value-type="string"',
)
WITHIN = (
    "<text:p>10</text:p>",
    "<text:p>12.5%</text:p>",
    "<text:p>Tom &amp; co –  £5</text:p>",
    "<text:p> a<text:s/>b </text:p>",
    "<text:p>two</text:p><text:p>lines</text:p>",
    "<text:p><text:span>10</text:span></text:p>",
    '<text:p>1<text:span text:style-name="T1">0<text:span>2</text:span></text:span><text:s/>of </text:p>',
    '<text:p>See <text:a xlink:href="https://council.example/?b&amp;c>2">here</text:a>.</text:p>',
    '<text:p>two</text:p><text:p><text:span text:style-name="T1">lines</text:span></text:p>',
    "<text:p>10<text:span><text:note><text:p>1</text:p></text:note></text:span></text:p>",
    "<text:p>5&lt;text:span&gt;</text:p>",
    "<office:annotation><text:p>a note</text:p></office:annotation><text:p>7</text:p>",
    "<table:detective><table:highlighted-range/></table:detective><text:p>5</text:p>",
    "<text:p/>",
    "",
)

ods_cells = st.one_of(
    st.builds("<table:table-cell{}/>".format, st.sampled_from(REPEATED)),
    st.just("<table:covered-table-cell/>"),
    st.builds(
        "<table:table-cell{}{}>{}</table:table-cell>".format,
        st.sampled_from(REPEATED[:2]),
        st.sampled_from(VALUES),
        st.sampled_from(WITHIN),
    ),
)
ods_rows = st.builds(
    lambda around, attributes, cells: around.format(
        f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"
    ),
    st.sampled_from(("{}", "<table:table-row-group>{}</table:table-row-group>")),
    st.sampled_from(("", ' table:visibility="collapse"', ' table:number-rows-repeated="4"')),
    st.lists(ods_cells, max_size=5),
)

ods_columns = st.builds(
    "<table:table-column{}{}/>".format,
    st.sampled_from(("", ' table:number-columns-repeated="2"')),
    st.sampled_from(("", ' table:visibility="collapse"', ' table:visibility="visible"')),
)


def test_an_ods_content_without_its_parts_is_done_soon() -> None:
    for data in (b"", b"<", b"<table:table>", b"<table:table-row>", b"</table:table-row>", b"<table:" * 9):
        assert all(
            not sheet.rows or not sheet.rows[0][2] for sheet in odsheet._quickly(odsheet._parts(data, 0))
        )


@given(st.lists(ods_columns, max_size=3), st.lists(ods_rows, max_size=5), st.sampled_from((1, 200, 50_000)))
def test_ods_sheets_are_read_alike_either_way(columns: list[str], rows: list[str], piece: int) -> None:
    usual = ODS.format("".join(columns), "".join(rows)).encode()
    unusual = usual.replace(b"<office:spreadsheet>", b"<office:spreadsheet><!-- -->")
    with patch.object(odsheet, "_PIECE", piece):
        read = [odsheet.sheets(data, data.find(b"<office:body")) for data in (usual, unusual)]
    assert read[0] == read[1]


XLSX_WITHIN = (
    "<v>5</v>",
    "<v>0.125</v>",
    "<v></v>",
    "<f>A1+1</f><v>6</v>",
    '<f t="shared" si="0"/><v>7</v>',
    "<f>SUM(A1:A3)</f>",
    "<f>SUM(A1:A3)</f><v></v>",
    "<is><t>words &amp; more</t></is>",
)
xlsx_cells = st.tuples(st.sampled_from(("", ' s="1"', ' s="2" t="n"')), st.sampled_from(XLSX_WITHIN))


def _xlsx(rows: list[list[tuple[str, str]]]) -> bytes:
    written = "".join(
        f'<row r="{at}">'
        + "".join(
            f'<c r="{chr(65 + column)}{at}"{attributes}>{within}</c>'
            for column, (attributes, within) in enumerate(row)
        )
        + "</row>"
        for at, row in enumerate(rows, 1)
    )
    return f"<worksheet><sheetData>{written}</sheetData></worksheet>".encode()


def _plainly(cell: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """The cell with the text of an inline string, however that stands in the file."""
    return (*cell[:3], text_of(cell[3]).encode() if b"<" in cell[3] else cell[3])


@given(st.lists(st.lists(xlsx_cells, max_size=4), max_size=4))
def test_xlsx_sheets_are_read_alike_either_way(rows: list[list[tuple[str, str]]]) -> None:
    usual = _xlsx(rows)
    unusual = usual.replace(b"<v>", b'<v xml:space="preserve">').replace(b"<c ", b"<c\n")
    (found, uncounted), (other, also) = sheet.cells(usual), sheet.cells(unusual)
    assert {_plainly(cell) for cell in found if cell[3]} == {_plainly(cell) for cell in other if cell[3]}
    assert [cell[:2] for cell in uncounted] == [cell[:2] for cell in also]
