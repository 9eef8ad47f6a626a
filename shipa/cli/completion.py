"""Names for the shell to complete: of indicators, sources and periods, read from the index alone where there is one.

The plain forms are answered before this is loaded, by ``shipa.cli.shortcut``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from shipa.cli.session import facts_of
from shipa.errors import ShipaError
from shipa.names import of_one_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from shipa.model import FactBase, Indicator


def indicators(context: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of indicators that begin so, or else other names."""
    return _beginning(context, incomplete, lambda base: base.indicators) or _other_names(context, incomplete)


def sources(context: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of sources that begin so."""
    return _beginning(context, incomplete, lambda base: base.sources)


def indicators_and_sources(context: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of indicators, then those of sources, that begin so, or else other names of indicators."""
    ids = _beginning(context, incomplete, lambda base: dict.fromkeys([*base.indicators, *base.sources]))
    return ids or _other_names(context, incomplete)


def periods(context: typer.Context, incomplete: str) -> list[str]:
    """Return the periods that begin so and for which the indicator before them has a figure."""
    return _beginning(
        context,
        incomplete,
        lambda base: dict.fromkeys(
            entry.period.text for one in _named(base, context) for entry in one.observations if entry.quantity
        ),
    )


def years(context: typer.Context, incomplete: str) -> list[str]:
    """Return the years that begin so and for which the indicators before them have a figure."""
    return [text for text in periods(context, incomplete) if text.isdigit()]


def _named(base: FactBase, context: typer.Context) -> Iterable[Indicator]:
    from shipa import query

    given = next((value for name in ("indicator", "indicators", "names") if (value := context.params.get(name))), None)
    given = given or context.args  # which are left there by an option that still lacks its value
    return query.indicators_named(base, [given] if isinstance(given, str) else given)


def _other_names(context: typer.Context, incomplete: str) -> list[str]:
    return _beginning(context, incomplete, lambda base: of_one_word(base.described(), incomplete))


def _beginning(context: typer.Context, incomplete: str, of: Callable[[FactBase], Iterable[str]]) -> list[str]:
    """Return what begins so; nothing where the facts cannot be read, which the command itself will tell."""
    try:
        return [text for text in of(facts_of(context.params.get("facts"))) if text.startswith(incomplete)]
    except ShipaError:
        return []
