"""What a user says of a bench, checked and in its plain form, before anything is sent."""

from __future__ import annotations

import math
from collections.abc import Iterable
from numbers import Integral
from typing import Any, Literal

from nbserve.bench.load.arrivals import is_number
from nbserve.errors import RequestError

TARGET = 0.9
"""The share of requests that has to keep its bounds in a sweep, unless another is asked for."""


def whole(name: str, value: Any) -> int:
    """A count that is at least 1.

    Raises:
        RequestError: it is not.
    """
    if not isinstance(value, Integral) or isinstance(value, bool) or value < 1:
        raise RequestError(f"{name} must be a whole number of at least 1, not {value!r}")
    return int(value)


def seed_of(value: Any) -> int:
    if not isinstance(value, Integral) or isinstance(value, bool):
        raise RequestError(f"seed must be a whole number, not {value!r}")
    return int(value)


def seconds_of(value: Any) -> float | None:
    if value is None:
        return None
    if not (is_number(value) and 0 < value < math.inf):
        raise RequestError(f"seconds must be above 0, not {value!r}")
    return float(value)


def rates_of(rates: Any) -> tuple[float, ...] | Literal["auto"] | None:
    """A sweep's: a list of numbers, or whatever else gives some (an array, a Series); "auto"; or None.

    Raises:
        RequestError: it is none of these, is empty, or a rate is not above 0 and finite.
    """
    if rates is None or (isinstance(rates, str) and rates == "auto"):
        return rates
    given = _numbers(rates)
    if not given or not all(0 < rate < math.inf for rate in given):
        raise RequestError(
            f'rates are numbers of requests a second above 0, such as [1, 2, 4], or "auto", not {rates!r}'
        )
    return given


def percentiles_of(percentiles: Any) -> tuple[float, ...]:
    """With the 90th, which sweeps show.

    Raises:
        RequestError: they are no list of numbers from 0 to 100.
    """
    given = _numbers(percentiles)
    if given is None or not all(0 <= percent <= 100 for percent in given):
        raise RequestError(f"percentiles are a list of numbers from 0 to 100, such as [90, 95], not {percentiles!r}")
    return tuple({*given, 90})


def of_sweep(attainment: Any, repeats: Any, *, sweeping: bool) -> tuple[float, int]:
    """What only a sweep has: the target share, and how many runs each rate gets.

    Raises:
        RequestError: one of them cannot be; or it is another than usual, and there is no sweep.
    """
    if not (is_number(attainment) and 0 < attainment < 1):
        raise RequestError(f"attainment is a share between 0 and 1, such as 0.9, not {attainment!r}")
    repeats = whole("repeats", repeats)
    if not sweeping and (attainment != TARGET or repeats != 1):
        raise RequestError(
            "attainment and repeats are those of a sweep: give several rates, or leave the two out "
            "(one load's result has the attainment that was measured)"
        )
    return float(attainment), repeats


def _numbers(values: Any) -> tuple[float, ...] | None:
    """None where they are something else."""
    if not isinstance(values, Iterable):
        return None
    given = tuple(values)
    return tuple(map(float, given)) if all(map(is_number, given)) else None
