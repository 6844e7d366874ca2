"""Rows of JSON as frames: days and moments as such, what may be missing as missing, objects as dotted columns."""

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}")


def frame_of(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """A frame with a row for each; lists stay in their cells."""
    frame = pd.json_normalize(list(rows)).convert_dtypes()
    for name in frame.columns:
        frame[name] = _timed(frame[name])
    return frame


def _timed(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """The column as days or moments, where all that it holds are such."""
    known = column.dropna()
    if known.empty or not all(isinstance(value, str) for value in known):
        return column
    if all(_DAY.fullmatch(value) for value in known):
        return pd.to_datetime(column, format="%Y-%m-%d")
    if all(_MOMENT.match(value) for value in known):
        return pd.to_datetime(column, format="ISO8601", utc=True)
    return column
