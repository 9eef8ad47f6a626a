"""What each pack holds, what it adds to the packs below it, and where packs contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from shipa.errors import UnknownNameError
from shipa.model import FactBase, Indicator, Observation, Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two packs that give different values for one period of one indicator; both are shown, neither is preferred."""

    indicator: Indicator
    lower: Observation
    upper: Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What a pack has: how many indicators it defines, and entries; to which indicators of other packs it adds."""

    pack: Pack
    indicators: int
    observations: int
    targets: int
    sources: int
    added_to: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def holdings(base: FactBase) -> tuple[Holdings, ...]:
    """Return what each pack holds, the lowest layer first; a conflict is counted with the upper one."""
    conflicts = tuple(_conflicts(base))
    return tuple(_holdings(base, pack, conflicts) for pack in base.packs)


def restricted(base: FactBase, pack: str) -> FactBase:
    """Return what the pack with this id has: the indicators that it defines or adds to, with its own entries.

    The sources are still all there, since a pack may rest on those of another. Raises UnknownNameError.
    """
    found = [one for one in base.packs if one.id == pack]
    if not found:
        known = ", ".join(f"'{one.id}'" for one in base.packs)
        raise UnknownNameError(f"no pack is called '{pack}'; there {'is' if len(base.packs) == 1 else 'are'} {known}")
    parts = (_part(indicator, pack) for indicator in base.indicators.values())
    indicators = {part.id: part for part in parts if part}
    return FactBase(packs=tuple(found), sources=base.sources, indicators=indicators)


def _part(indicator: Indicator, pack: str) -> Indicator | None:
    observations = [one for one in indicator.observations if one.pack == pack]
    targets = [one for one in indicator.targets if one.pack == pack]
    if indicator.pack != pack and not observations and not targets:
        return None
    return replace(indicator, observations=tuple(observations), targets=tuple(targets))


def _holdings(base: FactBase, pack: Pack, conflicts: Iterable[Conflict]) -> Holdings:
    indicators = base.indicators.values()
    return Holdings(
        pack=pack,
        indicators=sum(one.pack == pack.id for one in indicators),
        observations=sum(entry.pack == pack.id for one in indicators for entry in one.observations),
        targets=sum(entry.pack == pack.id for one in indicators for entry in one.targets),
        sources=sum(one.pack == pack.id for one in base.sources.values()),
        added_to=tuple(one.id for one in indicators if one.pack != pack.id and pack.id in _packs_of(one)),
        conflicts=tuple(one for one in conflicts if one.upper.pack == pack.id),
    )


def _conflicts(base: FactBase) -> Iterator[Conflict]:
    order = {pack.id: number for number, pack in enumerate(base.packs)}
    for indicator in base.indicators.values() if len(order) > 1 else ():
        by_period: dict[str, list[Observation]] = {}
        for observation in sorted(indicator.observations, key=lambda one: order[one.pack]):
            by_period.setdefault(observation.period.text, []).append(observation)
        for entries in by_period.values():
            for lower, upper in combinations(entries, 2):
                if lower.pack != upper.pack and _differ(lower, upper):
                    yield Conflict(indicator=indicator, lower=lower, upper=upper)


def _differ(one: Observation, other: Observation) -> bool:
    """Return whether no value can be what both state, rounding and hedges allowed for."""
    return bool(one.quantity and other.quantity and not one.quantity.interval.overlaps(other.quantity.interval))


def _packs_of(indicator: Indicator) -> set[str]:
    return {one.pack for one in indicator.observations} | {one.pack for one in indicator.targets}
