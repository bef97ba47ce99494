#!/usr/bin/env python3
"""Asks a server with the sample province for lists, as many as it answers, and prints how many that are and what they cost.

    load.py BINARY [SECONDS]

Eighty people ask: sixty units of counties, and whoever supervises at each level. The generator runs on the same machine. Needs wrk. Writes to
data/load only, which is made anew each time. Exit 0: the goals are met.
"""

import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import time

from people import People, Server

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "data" / "load"
RATE_MIN, P99_MS_MAX, MEMORY_MB_MAX = 2_000, 50, 500
# Function, level of the division, role, and how many of them are among those who ask.
PEOPLE = [
    ("connected_unit", "county", "handler", 60),
    ("industry,connected_unit", "county", "handler", 3),
    ("competent_department", "county", "approver", 10),
    ("operating_agency", "county", "handler", 4),
    ("competent_department", "prefecture", "reader", 2),
    ("competent_department", "province", "reader", 1),
]
REGISTERS = ["open_port", "terminal", "information_system", "access_link", "deployed_device", "unit"]
PATHS = [f"/api/v1/registers/{register}/rows?limit=50{more}" for register in REGISTERS for more in ("", "&filter=from:ge:2024-01-01")] + [
    "/api/v1/registers/unit/rows?limit=50&q=%E6%95%99%E8%82%B2",
    "/api/v1/registers/unit/rows?filter=industry:eq:education",
    "/api/v1/registers/open_port/rows?limit=50&sort=-code",
    "/api/v1/duties?limit=50&status=breached",
    "/api/v1/duties?limit=50&status=overdue",
    "/api/v1/session",
]


def units(database: sqlite3.Connection, function: str, level: str, count: int) -> list[str]:
    """So many units with this function, from all over the province."""
    sql = """SELECT DISTINCT u.code FROM unit u JOIN division d ON d.code = u.division
             WHERE u.functions = ? AND d.level = ? ORDER BY u.code"""
    found = [row[0] for row in database.execute(sql, (function, level))]
    return [found[at * len(found) // count] for at in range(count)]


def wait_for_planning(database: sqlite3.Connection) -> float:
    """Until every duty has its status; how long that took, in seconds."""
    started = time.time()
    while not database.execute("SELECT COUNT(*) FROM planning").fetchone()[0]:
        time.sleep(0.5)
    return time.time() - started


def memory_mb(server: Server) -> tuple[int, int]:
    """What the server takes now, and what it took at most."""
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    now, most = (int(re.search(rf"{name}:\s*(\d+)", status)[1]) // 1024 for name in ("VmRSS", "VmHWM"))
    return now, most


def main() -> int:
    binary, seconds = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "30"
    server = Server(binary, FOLDER, "province")
    try:
        database = sqlite3.connect(f"file:{FOLDER}/shouwang.db?mode=ro", uri=True, timeout=60)
        people = People(server)
        for function, level, role, count in PEOPLE:
            for unit in units(database, function, level, count):
                people.let_in(f"person{len(people.tokens)}", role, unit)
        planned_s = wait_for_planning(database)
        database.close()
        after_planning = memory_mb(server)
        tokens = [token for login, token in people.tokens.items() if login.startswith("person")]
        (FOLDER / "paths").write_text("\n".join(PATHS) + "\n")
        (FOLDER / "tokens").write_text("\n".join(tokens) + "\n")
        said = subprocess.run(
            ["wrk", "-t1", "-c16", f"-d{seconds}s", "-s", str(ROOT / "scripts" / "load.lua"), server.url],
            env={**os.environ, "LOAD_FOLDER": str(FOLDER)}, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        memory = memory_mb(server)
    finally:
        server.stop()
    rate = float(re.search(r"Requests/sec:\s*([\d.]+)", said)[1])
    p50, p99, failed = (float(number) for number in re.search(r"p50 ([\d.]+) p99 ([\d.]+) failed (\d+)", said).groups())
    print(f"first planning waited for: {planned_s:.0f} s, then {after_planning[0]} MB (at most {after_planning[1]} MB)")
    print(f"{rate:.0f} requests a second (goal {RATE_MIN}), half of them within {p50:.1f} ms, 99 % within {p99:.1f} ms (goal {P99_MS_MAX})")
    print(f"{failed:.0f} refused; {memory[0]} MB (goal below {MEMORY_MB_MAX}, at most {memory[1]} MB)")
    return 0 if rate >= RATE_MIN and p99 <= P99_MS_MAX and memory[0] < MEMORY_MB_MAX and failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
