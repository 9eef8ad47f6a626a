"""The options that commands share, and what they mean once parsed."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from shipa.cli import completion
from shipa.cli.console import locale_language
from shipa.errors import UsageError


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"


class ReportFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    SARIF = "sarif"
    GITHUB = "github"


class Language(StrEnum):
    """The language of titles, headings and numbers."""

    EN = "en"
    ZH = "zh"


_FormatT = TypeVar("_FormatT", Format, ReportFormat)

FactsOption = Annotated[
    Path | None,
    typer.Option(
        "--facts", metavar="DIR", help="Use the facts in this folder alone; +DIR adds it on top (also: SHIPA_FACTS)."
    ),
]
OwnFactsOption = Annotated[
    Path | None,
    typer.Option("--facts", metavar="DIR", help="Your pack in this folder; +DIR if it stands on the usual ones."),
]
PackOption = Annotated[
    str | None, typer.Option("--pack", metavar="ID", help="Only what this pack states (see `shipa packs`).")
]
LangOption = Annotated[
    Language | None, typer.Option("--lang", help="Language of titles and numbers; the default is your locale's.")
]
FormatOption = Annotated[
    Format | None, typer.Option("--format", "-f", help="How to write the answer (also: SHIPA_FORMAT). Default: table.")
]
ReportFormatOption = Annotated[
    ReportFormat | None, typer.Option("--format", "-f", help="How to write the findings. Default: text.")
]
CsvOption = Annotated[bool, typer.Option("--csv", help="Short for --format csv.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
YearsOption = Annotated[
    str | None,
    typer.Option(
        "--years",
        "-y",
        metavar="YEARS",
        help="2024, 2022-2024, 2019,2022-2024, 2022-, -2023 or latest.",
        autocompletion=completion.years,
    ),
]
SourceOption = Annotated[
    str | None,
    typer.Option("--source", metavar="ID", help="Only what this document states.", autocompletion=completion.sources),
]


def chosen_format(option: Format | None, *, csv: bool, json: bool) -> Format:
    """Return the format that the options ask for, else that of SHIPA_FORMAT, else the table. Raises UsageError."""
    if asked := _asked(option, Format.CSV if csv else None, Format.JSON if json else None):
        return asked
    default = os.environ.get("SHIPA_FORMAT", "")
    try:
        return Format(default) if default else Format.TABLE
    except ValueError:
        raise UsageError(f"SHIPA_FORMAT is '{default}'; set it to one of {', '.join(Format)}") from None


def chosen_report_format(option: ReportFormat | None, *, csv: bool, json: bool) -> ReportFormat:
    """Return the format of a report that the options ask for, else text. Raises UsageError."""
    asked = _asked(option, ReportFormat.CSV if csv else None, ReportFormat.JSON if json else None)
    return asked or ReportFormat.TEXT


def _asked(*choices: _FormatT | None) -> _FormatT | None:
    """Return the one format that was asked for, None where none was. Raises UsageError where there are several."""
    asked = sorted({choice for choice in choices if choice})
    if len(asked) > 1:
        raise UsageError(f"{' and '.join(asked)} exclude each other; ask for one format")
    return asked[0] if asked else None


def chosen_language(option: Language | None) -> str:
    """Return the language asked for, else that of the locale: Chinese for a Chinese one, English for any other."""
    return option.value if option else locale_language(os.environ)
