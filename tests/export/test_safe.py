"""What is made harmless, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_cli.export.safe import file_name, guarded, link, shown


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1+1", "-5 cases", "＝1+1", "- of which"],
)
def test_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize(
    "text",
    [
        "-5",
        "-5.5",
        "+7",
        "-£1,204.50",
        "£-8",
        "-12%",
        "- 12",
        "-",
        "--",
        "150",
        "Total = 5",
        "a@b.uk",
        "",
        "<5",
    ],
)
def test_numbers_dashes_and_words_are_left_alone(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b[31mred\x07", "␛[31mred␇"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\u202e12\u202c", "�12�"),
        ("\x00\x85\ud800", "␀��"),
    ],
)
def test_control_characters_are_made_visible(text: str, seen: str) -> None:
    assert shown(text) == seen


def test_text_in_any_script_is_left_alone() -> None:
    assert shown("Cyngor Caerdydd – £5 \u00a0Ŵ 東京 🙂\tx\ny") == "Cyngor Caerdydd – £5 \u00a0Ŵ 東京 🙂\tx\ny"


@given(st.text())
def test_what_is_shown_can_always_be_written_and_is_shown_only_once(text: str) -> None:
    once = guarded(text)
    once.encode("utf-8")
    assert not set(once) & {chr(code) for code in range(32) if code not in (9, 10)}
    assert guarded(once) == once


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("Fly tipping – 2020/21", "fly-tipping-2020-21"),
        ("\x1b[31m", "31m"),
        ("…", "unnamed"),
        ("C:\\CON", "c-con"),
    ],
)
def test_a_file_name_is_letters_digits_and_dashes(text: str, name: str) -> None:
    assert file_name(text) == name


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("data/raw/a b.txt", "../../data/raw/a%20b.txt"),
        ("javascript:alert(1)", "../../javascript%3Aalert%281%29"),
        ("x.zip!/inner/../../y.csv", "../../x.zip"),
        ('"><script>', "../../%22%3E%3Cscript%3E"),
        ("../../../etc/passwd", ""),
        ("/etc/passwd", ""),
        ("", ""),
    ],
)
def test_a_link_is_a_document_of_the_project_and_never_another_scheme_or_markup(
    name: str, address: str
) -> None:
    assert link(name) == address
