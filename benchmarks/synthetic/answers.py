"""What responses say: tables, statements under numbered questions, refusals, pointers to a file."""

from __future__ import annotations

from datetime import date
from random import Random

from synthetic import tables
from synthetic.matter import Answer, Line, known
from synthetic.words import AUTHORITIES, STATED, SUBJECTS, WORDS, When, calendar, financial, years

KINDS = ("table",) * 9 + ("money", "shares") + ("statements",) * 5 + ("refused",) * 3 + ("attached",) * 2


def answer(chance: Random, faulty: float) -> Answer:
    """A response of some kind; a table holds a wrong total with the given chance."""
    kind = chance.choice(KINDS)
    subject = chance.choice(SUBJECTS)
    reference = f"{chance.randint(100, 9999)}/{chance.randint(20, 24)}"
    found = Answer(kind, chance.choice(AUTHORITIES), subject.title, reference)
    if kind == "table":
        for _ in range(chance.choice((1, 1, 2))):
            tables.breakdown(chance, found, subject, chance.random() < faulty)
    elif kind == "money":
        tables.money(chance, found)
    elif kind == "shares":
        tables.shares(chance, found)
    elif kind == "statements":
        _statements(chance, found)
    elif kind == "refused":
        _refused(chance, found)
    else:
        _attached(chance, found)
    return found


def _statements(chance: Random, found: Answer) -> None:
    """Numbered questions, each answered in a sentence or a few lines."""
    ways = chance.sample(
        (_equals, _bullets, _sentence, _spent, _words, _between, _inline, _nil, _of_these), 4
    )
    for number, way in enumerate(ways, 1):
        noun = chance.choice(STATED)
        found.parts.append(
            Line(f"{number}. How many {noun} were there, and how does this compare?", "question")
        )
        way(chance, found, noun)


def _equals(chance: Random, found: Answer, noun: str) -> None:
    for year in range(2020, 2022):
        number = chance.randint(3, 400)
        found.parts.append(Line(f"{year} = {number} {noun}"))
        found.figures.append(known(number, noun, when=calendar(year)))
    number, last = chance.randint(3, 400), date(2022, chance.randint(2, 11), chance.randint(1, 28))
    found.parts.append(Line(f"2022 (to {last:%d/%m/%y}) = {number} {noun}"))
    found.figures.append(known(number, noun, when=When("", date(2022, 1, 1), last, complete=False)))


def _bullets(chance: Random, found: Answer, noun: str) -> None:
    for year in range(2019, 2023):
        number = chance.randint(0, 60)
        found.parts.append(Line(f"{year} - {number}", "item"))
        found.figures.append(known(number, noun, when=calendar(year)))


def _sentence(chance: Random, found: Answer, noun: str) -> None:
    when, number = financial(chance.randint(2016, 2023), chance.randint(0, 3)), chance.randint(12, 9000)
    found.parts.append(Line(f"The total number of {noun} recorded in {when.text} was {number:,}."))
    found.figures.append(known(number, noun, when=when))


def _spent(chance: Random, found: Answer, _: str) -> None:
    when, pence = years(chance, 1)[0], chance.randint(100_000, 90_000_000)
    found.parts.append(Line(f"£{pence // 100:,}.{pence % 100:02} was spent on this in {when.text}."))
    found.figures.append(known(f"{pence // 100}.{pence % 100:02}", "gbp", when=when))


def _words(chance: Random, found: Answer, _: str) -> None:
    cases, held = chance.randint(2, 9), chance.randint(2, 12)
    found.parts.append(Line(f"{WORDS[cases].capitalize()} cases containing {WORDS[held]} allegations."))
    found.figures += [known(cases, "cases"), known(held, "allegations")]


def _between(chance: Random, found: Answer, noun: str) -> None:
    year, number = chance.randint(2017, 2022), chance.randint(5, 700)
    text = f"{number} {noun} were received between 1 April {year} and 31 March {year + 1}."
    found.parts.append(Line(text))
    found.figures.append(known(number, noun, when=financial(year, 0)))


def _inline(chance: Random, found: Answer, noun: str) -> None:
    pairs = []
    for year in range(2017, 2021):
        number = chance.randint(20, 400)
        pairs.append(f"{year % 100}/{year % 100 + 1} - {number}")
        found.figures.append(known(number, noun, when=financial(year, 0)))
    found.parts.append(Line("        ".join(pairs)))


def _nil(chance: Random, found: Answer, noun: str) -> None:
    found.parts.append(Line(chance.choice(("Nil", "None", "Nil."))))
    found.figures.append(known(0, noun))


def _of_these(chance: Random, found: Answer, noun: str) -> None:
    whole = chance.randint(40, 900)
    part = chance.randint(1, whole - 1)
    found.parts.append(Line(f"There were {whole} {noun} in 2022. Of these, {part} were upheld."))
    found.figures += [known(whole, noun, when=calendar(2022)), known(part, noun, when=calendar(2022))]


REFUSALS = {
    "cost-limit": "We hold this in {records:,} separate records. At {minutes} minutes for each, the work "
    "would take about {hours} hours. That is more than the 18 hours, or £450, which section 12 of the "
    "Freedom of Information Act 2000 sets as the cost limit, so we refuse the request.",
    "refused": "We withhold this under section 40(2) of the Freedom of Information Act 2000, personal "
    "information, and section 31(1)(a), law enforcement. See page 14 of our policy of 2019.",
    "ncnd": "The force neither confirms nor denies that it holds this information, by virtue of "
    "section 30(3) and section 40(5B) of the Freedom of Information Act 2000.",
    "not-held": "We do not hold this information. Form 27B, used since 2018, does not ask for it.",
}


def _refused(chance: Random, found: Answer) -> None:
    """No figure at all, among numbers that look like some."""
    records, minutes = chance.randint(600, 4000), chance.randint(3, 12)
    hours = records * minutes // 60
    found.outcome = chance.choice(list(REFUSALS))
    text = REFUSALS[found.outcome].format(records=records, minutes=minutes, hours=hours)
    found.parts.append(Line(text))


def _attached(chance: Random, found: Answer) -> None:
    """The figures lie in a file that did not come."""
    name = f"{found.reference.replace('/', '_')}_{chance.choice(('Table', 'Annex A', 'Data'))}"
    name += chance.choice((".pdf", ".xlsx", ".csv"))
    found.missing.append(name)
    found.parts.append(Line(f"Please find the information attached ({name})."))
