#!/usr/bin/env python3
"""Writes what the PyPI package `chinesecalendar` says of every day of every year that has a notice in law/calendar.

The package is maintained by others from the same notices and so is an independent witness. Its answers are committed, so that the
tests need neither Python nor a network:

    pip install chinesecalendar && python scripts/calendar-oracle.py

Years that the package does not know yet are left out, and named on the way. Exit 0 written, 1 nothing to compare with.
"""

import datetime
import importlib.metadata
import pathlib
import sys

import chinese_calendar

ROOT = pathlib.Path(__file__).resolve().parent.parent
NOTICES = ROOT / "law" / "calendar"
ANSWERS = ROOT / "crates" / "shouwang-calendar" / "tests" / "data" / "chinesecalendar.csv"


def answers(year: int) -> list[str] | None:
    """One line for each day of the year, or None for a year that the package does not know."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    days = [first + datetime.timedelta(days=offset) for offset in range((last - first).days + 1)]
    try:
        return [f"{day.isoformat()},{int(chinese_calendar.is_workday(day))}" for day in days]
    except NotImplementedError:
        return None


def main() -> int:
    lines = [f"# chinesecalendar {importlib.metadata.version('chinesecalendar')}", "day,workday"]
    header_lines = len(lines)
    for year in sorted(int(path.stem) for path in NOTICES.glob("*.toml")):
        known = answers(year)
        if known is None:
            print(f"{year}: chinesecalendar does not know it yet; left out", file=sys.stderr)
        lines += known or []
    if len(lines) == header_lines:
        print(f"no year of {NOTICES} is known to chinesecalendar; upgrade it with pip", file=sys.stderr)
        return 1
    ANSWERS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - header_lines} days written to {ANSWERS.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
