from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_cli.ingest.layout import blocks
from foi_cli.ingest.lines import split
from foi_cli.model import Category, Document, Figure, Passage, Reading, Table
from foi_cli.normalise import understand
from foi_cli.reference.mappings import UserLabel

HEAD = "Dear Requester,\n\nPlease find our response below:\n\n"


def document(text: str, name: str = "letter.txt") -> Document:
    return Document(name, "letter.txt", "0" * 64, len(text), "text", "", blocks(split(text)))


def read(text: str, *others: Document, own: tuple[UserLabel, ...] = ()) -> Reading:
    return understand([document(text), *others], own)


def stated(reading: Reading) -> list[str]:
    """`q1 172 cases 2020`"""
    return [line(figure) for figure in reading.figures]


def line(figure: Figure) -> str:
    value = figure.amount.text if figure.amount.value is None else format(figure.amount.value, "f")
    year = figure.period.text.strip() if figure.period else ""
    within = f"of {figure.within.rpartition('.')[2]}" if figure.within else ""
    words = (f"q{figure.question}", figure.row_label, value, figure.unit, year, within)
    return " ".join(word for word in words if word)


# ── what is a part of what ──────────────────────────────────────────────────────────────────────


def test_parts_are_tied_to_their_wholes() -> None:
    text = (
        "4. How many cases relate to this?\n\n19 Cases\n\n"
        "5. How many were sexist?\n\nSix of the cases within Question 4 relate to it.\n\n"
        "6. How many went to the IOPC?\n\nThree of the above cases went there.\n"
    )
    assert stated(read(HEAD + text)) == [
        "q4 Cases 19 cases",
        "q5 cases 6 cases of f1",
        "q6 cases 3 cases of f2",
    ]


def test_numbers_of_several_years_are_no_parts_of_each_other() -> None:
    text = (
        "4. How many tools went missing?\n\n377 tools went missing in 2021.\n\n"
        "5. How many were found?\n\nOf the above, 88 tools were found in 2021, 97 in 2022 and 60 in 2023.\n"
    )
    assert [line for line in stated(read(HEAD + text)) if " of f" in line] == []
    of_one_year = (
        "4. How many were upheld?\n\nOf all the 120 claims, 40 claims were upheld in 2021 and 50 in 2022.\n"
    )
    assert [line for line in stated(read(HEAD + of_one_year)) if " of f" in line] == [
        "q4 claims 40 claims 2021 of f1",
        "q4 claims 50 claims 2022 of f1",
    ]


def test_questions_about_these_are_about_the_first_of_them() -> None:
    text = (
        "1. How many vacant homes are there?\n\nAs at 8/4/24 there are 946 properties.\n\n"
        "2. How many of these properties were empty for 3 months?\n\n443 have been void for 90 days.\n\n"
        "3. How many of these properties have been vacant for a year?\n\n204 have been void for a year.\n"
    )
    assert stated(read(HEAD + text)) == [
        "q1 properties 946 properties As at 8/4/24",
        "q2 443 properties As at 8/4/24 of f1",
        "q3 204 properties As at 8/4/24 of f1",
    ]


def test_a_larger_number_is_no_part_of_these() -> None:
    text = "1. How many homes are empty?\n\n9\n\n2. How many of these are for sale?\n\n12\n"
    assert [figure.within for figure in read(HEAD + text).figures] == ["", ""]


def test_cases_and_allegations_are_never_tied() -> None:
    text = "1. How many cases were there?\n\n4 cases\n\n2. How many?\n\n3 of the above allegations.\n"
    assert all(not figure.within for figure in read(HEAD + text).figures)


# ── lines above numbers ─────────────────────────────────────────────────────────────────────────


def test_a_heading_says_what_the_lines_below_it_count() -> None:
    text = "1. How many inspections were there?\n\nSpecial safety certificates\n2019/20: 1\n2020/21: 4\n"
    assert stated(read(HEAD + text)) == [
        "q1 Special safety certificates 1 certificates 2019/20",
        "q1 Special safety certificates 4 certificates 2020/21",
    ]


def test_a_year_above_lines_is_their_year() -> None:
    text = "1. How many arrests were there?\n\n2021\nMen: 12\nWomen: 3\n\n2022\nMen: 10\nWomen: 4\n"
    assert stated(read(HEAD + text)) == [
        "q1 Men 12 arrests 2021",
        "q1 Women 3 arrests 2021",
        "q1 Men 10 arrests 2022",
        "q1 Women 4 arrests 2022",
    ]


def test_nothing_spent_on_the_following_is_nought_for_each() -> None:
    text = "Nothing has been spent on the following:\n1) Tribunal appeals.\n2) Prosecuting parents.\n"
    assert stated(read(HEAD + text)) == ["q Tribunal appeals 0 gbp", "q Prosecuting parents 0 gbp"]


# ── what surrounds a letter ─────────────────────────────────────────────────────────────────────


def test_tables_that_came_with_the_letter_are_read_after_it() -> None:
    table = Table(1, (("Ward", "2020"), ("Birley", "35")), origin=(1, 1))
    enclosed = Document("wards.csv", "letter.txt", "1" * 64, 9, "csv", "", (table,))
    reading = read(HEAD + "1. How many cases were there?\n\n12\n", enclosed)
    assert [(figure.figure_id[-3:], figure.place.file) for figure in reading.figures] == [
        (".f1", "letter.txt"),
        (".f2", "wards.csv"),
    ]


def test_a_document_that_could_not_be_read_gives_nothing() -> None:
    broken = Document("scan.pdf", "scan.pdf", "0" * 64, 9, "", "no text in it")
    reading = understand([broken])
    assert reading.figures == ()
    assert reading.response.problem == "no text in it"


def test_a_users_label_goes_first_while_it_holds() -> None:
    insects = Category("Insects", "pests", "P2")
    own = (UserLabel("wasps & hornets", insects, date(2021, 1, 1), date(2021, 12, 31)),)
    text = "Pest\t2020\t2021\nWasps and hornets\t4\t6\nRats\t1\t2\n"
    given = [figure.category for figure in read(text, own=own).figures]
    assert given == [None, insects, None, None]


def test_a_refusal_yields_no_figure() -> None:
    text = (
        "The information is exempt under section 12 of the Freedom of Information Act 2000. We would have to "
        "search over 1000 records, which would take us 83 hours, more than the limit of 18 hours or £450.\n"
    )
    assert read(HEAD + text).figures == ()


# ── doubts ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("1. How many cases in 2023 (to date)?\n\n2023 - 12\n", ["open-period"]),
        (
            "1. For the financial years 2020/21 and 2021/22, how many?\n\n2020 – 11\n2021 – 9\n",
            ["other-years"],
        ),
        ("1. For the financial years 2020/21 and 2021/22, how many?\n\n2020/21 – 11\n2021/22 – 9\n", []),
        ("1. How many cases in 2020?\n\n12\n", []),
    ],
)
def test_what_a_person_should_look_at(text: str, kinds: list[str]) -> None:
    assert [doubt.kind for doubt in read(HEAD + text).doubts] == kinds


def test_a_label_that_no_taxonomy_has_is_a_doubt_among_those_that_are_known() -> None:
    text = "2020\t\nUse of force\t3\nSexual assault\t1\nUse of farce\t2\nTOTAL\t6\n"
    doubts = [doubt for doubt in read(text).doubts if doubt.kind == "unmapped-label"]
    assert [(doubt.text, doubt.suggestion) for doubt in doubts] == [("Use of farce", "Use of force")]


# ── laws ────────────────────────────────────────────────────────────────────────────────────────

LINES = st.lists(
    st.one_of(
        st.text(alphabet="abc 0123456789.,-–:=£%()", max_size=40),
        st.sampled_from(
            [
                "1. How many cases?",
                "2020 - 12",
                "Total 40",
                "a) Men: 3",
                "2021\t7\t8",
                "In 2020 there were 5.",
            ]
        ),
    ),
    max_size=12,
)


@given(LINES)
@settings(max_examples=60, deadline=None)
def test_every_number_is_written_where_it_is_said_to_be(lines: list[str]) -> None:
    text = "\n".join(lines)
    written = " ".join(text.split())
    reading = read(text)
    for figure in reading.figures:
        assert figure.place.line is not None
        assert " ".join(figure.amount.text.split()) in written
    assert len({figure.figure_id for figure in reading.figures}) == len(reading.figures)


@given(LINES)
@settings(max_examples=30, deadline=None)
def test_the_same_letter_is_always_understood_alike(lines: list[str]) -> None:
    assert read("\n".join(lines)) == read("\n".join(lines))


@pytest.mark.parametrize(
    "piece", ["(", "1. How many? ", "12 cases in 2020, ", "2020\t", "- ", "Total 5\n", "[1] "]
)
def test_time_grows_with_the_letter_only(piece: str) -> None:
    def seconds(size: int) -> float:
        lines = (piece * (size // len(piece))).split("\n")
        passages = tuple(Passage(text, number) for number, text in enumerate(lines, 1))
        start = time.process_time()
        understand([Document("letter.txt", "letter.txt", "0" * 64, size, "text", "", passages)])
        return time.process_time() - start

    seconds(2_000)
    assert seconds(40_000) < 25 * max(seconds(10_000), 0.02)


# ── letters that were read wrongly once ─────────────────────────────────────────────────────────


def answered(question: str, answer: str) -> list[str]:
    """What one answer to one question states."""
    return stated(read(f"{HEAD}1. {question}\n\n{answer}\n"))


def test_a_part_of_what_is_counted_is_no_part_of_what_it_cost() -> None:
    found = answered(
        "How many notices were issued in 2023?", "We issued 142 notices at £400 each, of which 97 were paid."
    )
    assert found == ["q1 notices 142 notices 2023", "q1 400 gbp 2023", "q1 paid 97 notices 2023 of f1"]


def test_parts_of_a_number_that_a_sentence_begins_with() -> None:
    found = answered(
        "How many complaints were upheld in 2023?",
        "Of 618 complaints closed, 102 were upheld, 297 partly upheld and 219 not upheld.",
    )
    assert [line.split(" ", 1)[1] for line in found] == [
        "complaints 618 complaints 2023",
        "102 complaints 2023 of f1",
        "partly 297 complaints 2023 of f1",
        "219 complaints 2023 of f1",
    ]


def test_every_sum_of_a_list_in_a_sentence_is_read() -> None:
    found = answered("What was the cost in 2023?", "Staffing £498,200, equipment £37,150 and rent £61,004.")
    assert [line.split()[1:4] for line in found] == [
        ["Staffing", "498200", "gbp"],
        ["equipment", "37150", "gbp"],
        ["rent", "61004", "gbp"],
    ]


@pytest.mark.parametrize(
    ("question", "answer", "found"),
    [
        ("What is the average length of stay?", "6.4 days in 2022/23 and 6.1 days in 2023/24.",
         ["q1 days 6.4 days 2022/23", "q1 days 6.1 days 2023/24"]),
        ("What was the longest placement, in days?", "412 days.", ["q1 days 412 days"]),
        ("How many officers were there?", "12 officers. A reply takes 20 days.", ["q1 officers 12 officers"]),
        ("How many placements were made?", "Fewer than five.", ["q1 Fewer than five placements"]),
        ("How many children under five were placed?", "12 children under five.", ["q1 children 12 people"]),
        # a number of something is a number of that, whatever was asked for
        ("What was spent on staff?", "The number of temporary staff was 1,140.",
         ["q1 temporary staff 1140 people"]),
    ],
)  # fmt: skip
def test_what_a_number_counts(question: str, answer: str, found: list[str]) -> None:
    assert answered(question, answer) == found


def test_what_is_asked_of_those_counts_what_they_are() -> None:
    text = (
        "1. How many offences were recorded in 2023?\n\n120\n\n"
        "2. Of those, how many had a location of a public park?\n\n12\n"
    )
    assert stated(read(HEAD + text)) == ["q1 120 offences 2023", "q2 12 offences 2023 of f1"]


def test_two_languages_state_a_number_once() -> None:
    found = answered(
        "How many empty homes are there?",
        "Ar 1 Ebrill 2024 roedd 1,906 o dai gwag. / On 1 April 2024 there were 1,906 empty homes.",
    )
    assert len(found) == 1
    assert found[0].endswith("1906 properties 1 April 2024")


def test_a_refusal_of_the_rest_leaves_what_is_told() -> None:
    found = answered(
        "Was anybody injured?", "Yes, there were two incidents, one in May 2022. Names withheld under s40."
    )
    assert [line.split()[2] for line in found] == ["2", "1"]
    refused = answered("Was anybody injured?", "The names of 12 officers are exempt under section 40(2).")
    assert refused == []


def test_a_statement_is_no_question() -> None:
    text = (
        "1. What was spent on staff in 2023?\n\n£400\n\n"
        "The number of temporary staff at 31 January 2024 was 1,140, or 7.2 per cent of all.\n"
    )
    assert [question.number for question in read(HEAD + text).questions] == ["1"]


@pytest.mark.parametrize(
    ("heading", "numbers"),
    [
        ("3. Copies of settlement agreements", ["1", "2", "3"]),
        ("3. Settlement agreements: 12", ["1", "2", "3"]),
        ("3. All of them were shown to staff.", ["1", "2", "3"]),
        ("3. Copies of settlement agreements, with their dates.", ["1", "2", "3"]),
        ("Q3  Settlement agreements.", ["1", "2", "3"]),
        ("1. All of them were shown to staff.", ["1", "2"]),
        ("7. Copies of settlement agreements", ["1", "2"]),
    ],
)
def test_the_next_number_over_a_few_words_is_the_next_question(heading: str, numbers: list[str]) -> None:
    text = f"1. How many staff are there?\n\n12\n\n2. How many left in 2023?\n\n4\n\n{heading}\n\nExempt.\n"
    assert [question.number for question in read(HEAD + text).questions] == numbers


def test_a_refusal_of_one_question_leaves_the_figures_of_the_one_before() -> None:
    text = (
        "1. How many staff are there?\n\nWe employed 1,820 staff.\n\n"
        "2. Copies of settlement agreements\n\nWe consider this information exempt under section 41.\n"
    )
    assert stated(read(HEAD + text)) == ["q1 staff 1820 people"]


SPENT = """\
Please find our response below. {remark}

Category\t2021-22\t2022-23
Management\t{0}41.2\t{0}38.7
Technical\t{0}12.8\t{0}15.1
"""


@pytest.mark.parametrize(
    ("remark", "sign", "unit"),
    [
        ("Figures are in £ million and may not sum owing to rounding.", "", "gbp million"),
        ("All amounts are shown in thousands of pounds.", "", "gbp thousand"),
        ("Figures are in £ million.", "£", "gbp million"),
        ("The spending is shown by category.", "£", "gbp"),
        ("We spent less than £1 million.", "£", "gbp"),
    ],
)
def test_a_remark_says_in_what_money_a_table_is_written(remark: str, sign: str, unit: str) -> None:
    assert {figure.unit for figure in read(SPENT.format(sign, remark=remark)).figures} == {unit}


BILINGUAL = """\
1. How many households were placed in 2023?

Ardal / Area\tAelwydydd / Households\tPlant / Children
Gogledd / North\t312\t401
De / South\t388\t467
"""


def test_heads_in_two_languages_say_what_is_counted() -> None:
    assert [figure.unit for figure in read(HEAD + BILINGUAL).figures] == ["households", "people"] * 2


TERMS = """\
Please provide the number of suspensions in each school in the 2022/23 academic year, by term.

School\tAutumn suspensions\tSummer suspensions\tTotal suspensions
Winter Gardens\t41\t29\t70
Dale Park\t19\t17\t36

How many pupils left?

27 pupils left.
"""


def test_a_question_above_a_table_says_for_when_it_is_but_no_term_is_a_year() -> None:
    assert stated(read(TERMS)) == [
        "q1 Winter Gardens 41 suspensions",
        "q1 Winter Gardens 29 suspensions",
        "q1 Winter Gardens 70 suspensions 2022/23 academic year",
        "q1 Dale Park 19 suspensions",
        "q1 Dale Park 17 suspensions",
        "q1 Dale Park 36 suspensions 2022/23 academic year",
        "q2 pupils 27 people",
    ]


def test_a_year_that_a_row_begins_with_is_its_period() -> None:
    found = answered(
        "How many notices were issued each year?",
        "2021-2022 Parking Penalty Notices Issued 17,402\n2022-2023 Parking Penalty Notices Issued 18,911\n"
        "2023-2024 Parking Penalty Notices Issued 29,160",
    )
    assert [line.split()[-1] for line in found] == ["2021-2022", "2022-2023", "2023-2024"]


def test_a_number_in_a_name_is_no_year() -> None:
    found = answered(
        "How many servers are there by system?", "System\tServers\nWindows 2012\t4\nWindows 2019\t9"
    )
    assert found == ["q1 Windows 2012 4 count", "q1 Windows 2019 9 count"]


def test_the_first_question_may_stand_above_the_cue_of_the_answer() -> None:
    text = (
        "Below is your request and our response.\n"
        "1) How many offences were recorded in each year?\nAnswer\n2021/22 - 112\n2022/23 - 98\n"
        "2) How many were in a park?\nAnswer\n2021/22 - 12\n2022/23 - 9\n"
    )
    reading = read(text)
    assert [question.number for question in reading.questions] == ["1", "2"]
    assert stated(reading) == [
        "q1 112 offences 2021/22",
        "q1 98 offences 2022/23",
        "q2 12 count 2021/22",
        "q2 9 count 2022/23",
    ]


def test_numbers_in_a_row_count_what_the_first_does() -> None:
    text = (
        "Q4. Disrepair claims received in 2023/24: 340. Settled: 188. Ongoing: 152. Costs paid: £1,214.22\n"
    )
    assert stated(read(HEAD + text)) == [
        "q Disrepair claims received in 2023/24 340 claims 2023/24",
        "q Settled 188 claims 2023/24",
        "q Ongoing 152 claims 2023/24",
        "q Costs paid 1214.22 gbp 2023/24",
    ]


def test_a_label_with_a_day_counts_what_there_was_on_it() -> None:
    text = (
        "Q1. Homes owned at 30 September 2024: 22,417 (of which 19,880 general needs and 2,537 supported)\n"
    )
    assert stated(read(HEAD + text)) == [
        "q Homes owned at 30 September 2024 22417 properties 30 September 2024",
        "q general needs 19880 properties 30 September 2024 of f1",
        "q supported 2537 properties 30 September 2024 of f1",
    ]


def test_a_question_inside_a_paragraph_is_asked_of_the_rest_of_it() -> None:
    text = "You also asked how many contracts were let. There were 19 in 2022-23 and 11 in 2023-24.\n"
    assert stated(read(HEAD + text)) == ["q 19 contracts 2022-23", "q 11 contracts 2023-24"]


@pytest.mark.parametrize(
    "text",
    [
        "You asked how many contracts were let. There are 20 working days to reply.",
        "You asked for 12 documents. We hold none of the 12.",
        "Tel: 01555 746000. Ref: 1234. Page: 2",
        "Settled: see above. Ongoing: 152 of them by section 12",
    ],
)
def test_such_lines_without_a_figure_are_left_alone(text: str) -> None:
    assert stated(read(HEAD + text + "\n")) == []


def test_things_of_two_kinds_asked_for_in_one_breath_lend_their_names_to_nothing() -> None:
    text = (
        "Your request:\n\nHow many fire stations do you have? How many attacks on crews were there?\n\n"
        "Our response:\n\nFalse alarms attended:\n\nKind\t2022\nMalicious\t96\nOther\t85\n\n"
        "There were 17 attacks in 2022.\n"
    )
    measures = [figure.measure for figure in read(text).figures]
    assert measures == ["False alarms attended:"] * 2 + ["attacks"]


def test_money_beside_a_number_of_things_is_no_number_of_them() -> None:
    reading = read(HEAD + "1. How many notices were issued?\n\n142 notices, with fines of £4,350.\n")
    assert [(figure.unit, figure.measure) for figure in reading.figures] == [
        ("notices", "notices"),
        ("gbp", ""),
    ]


TOTALS = """\
Q1. How many pupils are there in each school?

School\tPupils
Ashmead\t41
Dale Park\t19
{}\t60
"""


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Total", "total"),
        ("Trust total", "total"),
        ("Net total", "total"),
        ("Cyfanswm / Total", "total"),
        ("All schools", "total"),
        ("All other schools", "part"),
        ("Total Communications Unit", "total"),
        ("Totally new", "part"),
        ("All weather pitch", "part"),
    ],
)
def test_a_row_that_is_called_a_total_is_one(label: str, role: str) -> None:
    assert [figure.role for figure in read(TOTALS.format(label)).figures] == ["part", "part", role]


def test_what_stood_over_one_answer_is_not_said_of_the_next() -> None:
    text = "Q3. Average days to inspect\n• 2021/22 = 38\n\nQ4. Legal costs paid in 2023/24: £1,214\n"
    assert [figure.measure for figure in read(HEAD + text).figures] == [
        "Average days to inspect",
        "Legal costs paid in 2023/24",
    ]


def test_numbers_behind_a_colon_that_add_up_are_parts_of_the_one_before_it() -> None:
    question = "How many appeals were made in 2023/24, and with what outcome?"
    found = answered(
        question, "There were 44 appeals: 9 were upheld, 31 were dismissed and 4 are awaiting a decision."
    )
    assert [line.split("appeals")[-1].strip() for line in found][1:] == ["2023/24 of f1"] * 3
    others = answered(question, "There were 44 appeals: 9 of our 12 judges sat for 3 of them.")
    assert not any(line.endswith("of f1") for line in others if " 9 " in line)


def test_a_label_before_a_series_says_what_is_counted() -> None:
    text = (
        "ii. Number of enforcement notices served: 2022 = 14, 2023 = 9\n"
        "v. Legal costs awarded: £18,200 in 2022 and £6,450 in 2023; none in 2021\n"
        "vii. Proportion of complaints resolved: 82% (2022) and 79% (2023)\n"
        "viii. The names are withheld: see section 40, 2022 and 2023.\n"
    )
    assert [" ".join(line.split()[-3:]) for line in stated(read(HEAD + text))] == [
        "14 notices 2022",
        "9 notices 2023",
        "18200 gbp 2022",
        "6450 gbp 2023",
        "0 gbp 2021",
        "82 percent 2022",
        "79 percent 2023",
    ]


def test_questions_and_answers_by_their_letters() -> None:
    text = (
        "Q: Number of dogs seized\nA: 2019/20 – 4; 2020/21 – Nil; 2021/22 – 2\n"
        "Q: Number of dog wardens\nA: 3 (2.6 WTE)\n"
    )
    reading = read(text)
    assert [(question.number, question.text) for question in reading.questions] == [
        ("1", "Number of dogs seized"),
        ("2", "Number of dog wardens"),
    ]
    found = stated(reading)
    assert found[:3] == ["q1 4 dogs 2019/20", "q1 0 dogs 2020/21", "q1 2 dogs 2021/22"]
    assert found[3:] == ["q2 3 people", "q2 2.6 fte"]


def test_an_answer_in_plain_sentences_follows_the_last_wish() -> None:
    text = (
        "Dear Resident\n\nYou asked what was spent on lights and how many columns are used.\n\n"
        "In 2022 we spent £3,250 plus VAT on hire and £480 on electricity.\n\nWe use 22 lamp columns.\n"
    )
    assert [" ".join(line.split()[-3:]) for line in stated(read(text))] == [
        "3250 gbp 2022",
        "480 gbp 2022",
        "columns 22 count",
    ]


def test_a_label_that_says_what_it_is_the_number_of_measures_that() -> None:
    text = "Complaints received\n\nYear\tNumber\n2022\t512\n\nNumber of officers (FTE) in post: 4.6\n"
    assert [(figure.unit, figure.measure) for figure in read(HEAD + text).figures][-1] == ("fte", "officers")


def test_each_line_that_begins_with_a_year_or_asks_stands_by_itself() -> None:
    text = (
        "Q1 Number of libraries open on 1 April in each year\n2019: 45\n2020: 45\n2021: 44\n"
        "Q2 Staff (FTE)\n2022-23 141.6; 2023-24 128.2\n"
        "Q3 Which libraries will close next?\nNo decision has been made.\n"
    )
    reading = read(text)
    assert [question.number for question in reading.questions] == ["1", "2", "3"]
    assert [" ".join(line.split()[1:]) for line in stated(reading)] == [
        "45 count 1 April 2019",
        "45 count 1 April 2020",
        "44 count 1 April 2021",
        "141.6 fte 2022-23",
        "128.2 fte 2023-24",
    ]


def test_answers_behind_their_questions_in_one_line() -> None:
    text = (
        "How many people were turned away from stations for lack of voter ID? 61, of whom 38 came back\n"
        "What did the election cost the council? £184,302.11, of which £96,000 was recharged to parishes\n"
        "How many polling stations were there? 77\n"
    )
    assert [figure.unit for figure in read(text).figures] == ["people", "people", "gbp", "gbp", "count"]


@pytest.mark.parametrize("head", ["EIR/FOI Ref 90211", "FOI Reference: 90211", "Case no. 90211"])
def test_a_reference_is_no_figure(head: str) -> None:
    assert stated(read(f"{head}\n\nQ1 Number of libraries in 2023\n38\n")) == ["q1 38 count 2023"]


def test_what_there_was_on_a_day() -> None:
    found = answered(
        "How many homes had a claim at the end of the year?", "31/03/2021 – 112\n31/03/2022 – 145 homes"
    )
    assert found == ["q1 112 properties 31/03/2021", "q1 homes 145 properties 31/03/2022"]


LIST = """\
Thank you for your request. You requested the following information:
- The total number of complaints received between 1 January 2022 and 31 October 2023
- How many were upheld

{}
"""


def test_an_answer_may_begin_below_a_list_of_wishes() -> None:
    reading = read(LIST.format("We received 1,016 complaints about schools and upheld 187 of these."))
    assert [figure.amount.text for figure in reading.figures] == ["1,016", "187"]
    assert reading.response.outcome == "full"


def test_a_wish_below_a_list_of_wishes_is_one_of_them() -> None:
    reading = read(LIST.format("We would like the answer within 20 days, please."))
    assert reading.figures == ()


def test_a_refusal_of_the_one_question_beside_a_table_is_a_part_answer() -> None:
    text = (
        "Please confirm the number of crimes in each year.\n\nI can provide the following information:\n\n"
        "Kind\t2021/22\t2022/23\nRace\t3,107\t3,145\nOther\t512\t576\n\n"
        "How many of them were committed against officers?\n\n"
        "This would prove too costly to do so. Section 12(1) of the Act therefore applies.\n"
    )
    reading = read(text)
    assert [question.outcome for question in reading.questions] == ["cost-limit"]
    assert (reading.response.outcome, len(reading.figures)) == ("part", 4)


def test_courtesies_at_the_end_of_a_page_are_no_answer() -> None:
    """Though the line above them had no room for their first word, and nothing else parts them."""
    lines = ("Our response is below.", "We do not hold this information; nobody asks for it on our forms.")
    told = "If you are not content, you can ask for an internal review within 40 working days."
    passages = [Passage(text, page=1, after_gap=True) for text in lines]
    document = Document(
        "a.pdf", "a.pdf", "0" * 64, 9, "pdf", "", (*passages, Passage(told, page=1, wrapped=True))
    )
    assert understand([document]).response.outcome == "not-held"
