"""What synthetic responses speak of: authorities, subjects, units, categories, and written years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

AUTHORITIES = (
    "Marlow Vale Borough Council",
    "Northmoor City Council",
    "Eastwick County Council",
    "Carrow District Council",
    "West Midlands Police",
    "Dyfed-Powys Police",
    "Humberside Police",
    "Cleveland Police",
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is counted: the words of a heading, the plural noun, its unit, and its labels."""

    title: str
    noun: str
    unit: str
    by: str
    labels: tuple[str, ...]
    wrapped: tuple[str, str] = ("", "")
    """One label and the place where a narrow column breaks it."""


SUBJECTS = (
    Subject(
        "complaints",
        "complaints",
        "complaints",
        "Type of complaint",
        (
            "Noise",
            "Delay",
            "Staff conduct",
            "Quality of service",
            "Access to buildings",
            "Charges and fees",
            "Failure to act",
            "Communication",
            "Parking and highways",
            "Loss of documents",
        ),
        ("Decisions on grants and", "discretionary payments"),
    ),
    Subject(
        "officer misconduct",
        "allegations",
        "allegations",
        "Allegation",
        (
            "Discreditable conduct",
            "Use of force",
            "General level of service",
            "Information",
            "Decisions",
            "Overbearing or harassing behaviours",
            "Use of police vehicles",
            "Sexual harassment",
            "Handling of information",
            "Organisational corruption",
        ),
        ("Searches of premises and seizure of", "property"),
    ),
    Subject(
        "fly tipping",
        "incidents",
        "incidents",
        "Ward",
        (
            "Abbey",
            "Bridge & Quay",
            "Castle",
            "East Moor",
            "Fairfield",
            "Hillside",
            "Kingsway",
            "Milton",
            "North Park",
            "Old Town",
            "Riverside",
            "St Anne's",
        ),
        ("Upper Carrow and", "Lower Carrow"),
    ),
    Subject(
        "pest control visits",
        "visits",
        "visits",
        "Pest",
        (
            "Rats",
            "Mice",
            "Wasps",
            "Bed bugs",
            "Fleas",
            "Garden ants",
            "Cockroaches",
            "Squirrels",
            "Bees",
            "Silverfish",
        ),
        ("Cluster and", "house flies"),
    ),
    Subject(
        "housing applications",
        "applications",
        "applications",
        "Reason for application",
        (
            "Overcrowding",
            "Medical need",
            "Homelessness",
            "Eviction",
            "Domestic abuse",
            "Disrepair",
            "End of tenancy",
            "Leaving care",
        ),
        ("Relationship breakdown or", "separation"),
    ),
    Subject(
        "police staff leaving",
        "officers",
        "officers",
        "Reason for leaving",
        ("Resignation", "Retirement", "Transfer", "Ill health", "Dismissal", "Career break", "Redundancy"),
        ("End of a fixed term", "contract"),
    ),
)

STATED = ("complaints", "incidents", "applications", "allegations", "requests", "referrals")
WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")


@dataclass(frozen=True, slots=True)
class When:
    """A period as written and as meant."""

    text: str
    start: date
    end: date
    complete: bool = True


def calendar(year: int) -> When:
    """The year from January to December."""
    return When(str(year), date(year, 1, 1), date(year, 12, 31))


def financial(year: int, style: int) -> When:
    """The year from April, in one of the ways in which authorities write it."""
    ends = year + 1
    text = (f"{year}/{ends % 100:02}", f"{year}-{ends % 100:02}", f"{year}-{ends}", f"{year}/{ends}")[
        style % 4
    ]
    return When(text, date(year, 4, 1), date(ends, 3, 31))


def years(chance: Random, count: int) -> list[When]:
    """Consecutive years, all written in one style."""
    first = chance.randint(2015, 2024 - count)
    style = chance.randint(0, 7)
    return [calendar(first + n) if style > 3 else financial(first + n, style) for n in range(count)]


def months(chance: Random) -> list[When]:
    """The twelve months of a financial year: Apr-21 … Mar-22."""
    first = chance.randint(2018, 2023)
    found = []
    for n, name in enumerate(MONTHS):
        year, month = (first, 4 + n) if n < 9 else (first + 1, n - 8)
        last = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
        found.append(When(f"{name}-{year % 100:02}", date(year, month, 1), date.fromordinal(last)))
    return found
