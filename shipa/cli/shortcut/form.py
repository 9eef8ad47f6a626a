"""What is plain in a command line: words, options given once, and years, read to the letter or not at all."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Answer = tuple[list[str], str]  # what goes to standard output, and what is remarked
    Years = tuple[list[tuple[int, int]], bool]  # ranges, and whether the latest row of each indicator is wanted

_LONG = {"-f": "--format", "-s": "--style", "-y": "--years"}
_FIRST_YEAR, _LAST_YEAR = 1, 9999
_ISO_YEAR, _ISO_DATE = 4, 10  # how long they are
ALL_YEARS: Years = [(_FIRST_YEAR, _LAST_YEAR)], False


class OtherFormError(Exception):
    """The command line is for the application."""


def parsed(
    arguments: Sequence[str], valued: Sequence[str], flags: Sequence[str] = ()
) -> tuple[list[str], dict[str, str]]:
    """Return the words and the options by their long names, each given once."""
    words: list[str] = []
    options: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        if not argument.startswith("-"):
            words.append(argument)
            continue
        name, assigned, value = argument.partition("=")
        name = name if assigned else _LONG.get(name, name)
        if name in options or not (name in valued or (name in flags and not assigned)):
            raise OtherFormError
        if name in valued and not assigned:
            value = next(rest, "")
        if name in valued and (not value or value.startswith("-")):
            raise OtherFormError
        options[name] = value
    return words, options


def chosen_format(options: Mapping[str, str], environ: Mapping[str, str]) -> str:
    """Return the one format that is asked for, by option or environment; that there is such a format, others know."""
    asked = {flag[2:] for flag in ("--csv", "--json") if flag in options}
    asked |= {options["--format"]} if "--format" in options else set()
    asked = asked or {environ.get("SHIPA_FORMAT", "") or "table"}
    if len(asked) > 1:
        raise OtherFormError
    return asked.pop()


def years(options: Mapping[str, str]) -> Years | None:
    """Return the ranges of years of ``--years``, and whether the latest row is wanted too; None where all are."""
    if "--years" not in options:
        return None
    ranges: list[tuple[int, int]] = []
    latest = False
    for part in options["--years"].split(","):
        first, dash, last = part.partition("-")
        if part == "latest":
            latest = True
        elif _is_year(first) and (not dash or last == "" or (_is_year(last) and first <= last)):
            ranges.append((int(first), int(last or _LAST_YEAR) if dash else int(first)))
        elif not first and _is_year(last):
            ranges.append((_FIRST_YEAR, int(last)))
        else:
            raise OtherFormError
    return ranges, latest


def days(period: str) -> tuple[str, str]:
    """Return the first and last day of a year or a date; whether there is such a date, the facts tell."""
    if _is_year(period) and period != "0000":
        return f"{period}-01-01", f"{period}-12-31"
    if len(period) == _ISO_DATE and period.isascii():
        return period, period
    raise OtherFormError


def year_of(day: str) -> int:
    """Return the year of an ISO date."""
    return int(day[:_ISO_YEAR])


def is_among(ranges: Sequence[tuple[int, int]], first: int, last: int) -> bool:
    """Return whether one of the ranges has all years from the first to the last."""
    return any(start <= first and last <= end for start, end in ranges)


def _is_year(text: str) -> bool:
    return len(text) == _ISO_YEAR and text.isascii() and text.isdigit()
