#!/usr/bin/env python3
"""Runs schemathesis over docs/openapi.json against a server with a sample county, once for each kind of user.

    fuzz.py BINARY [EXAMPLES [RUN...]]

The server is started with an empty data folder, its administrators are founded and everybody else is let in over HTTP, as in real life. Limits
on the rate of requests are set out of the way. What would end the session with which it is asked, or lock everybody out, has a run of its
own. In the end the ledger has to verify. What was found stands in data/fuzz/*.txt, the server's log beside it. Exit 0: nothing was found.
"""

import json
import pathlib
import subprocess
import sys
import time

from people import People, Server

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "data" / "fuzz"
DOCUMENT = ROOT / "docs" / "openapi.json"
# An answer without an end, which the tests of two servers listen to.
ENDLESS = ["listEvents"]
# A workbook, which schemathesis cannot make up; what is wrong in one is told by tests of its own.
UNSPOKEN = ["takeMatterSheet"]
# What schemathesis stumbles over itself when two of its threads make up its files.
ALONE = ["previewImport"]
# A form of a browser: each of its parts is a text, whatever was written into it, so that none is of a wrong type.
OF_TEXTS = "verifyReceiptOnPage"
# What ends sessions, takes grants away, or changes by what people log in and what they may.
ENDING = [
    "logOut", "revokeSession", "endSessions", "changePassword", "disableLogin", "resetLogin", "changeLogin", "revokeGrant", "answerGrant",
    "removeCredential", "changeSetting", "approvePolicy", "proposePolicy",
]  # fmt: skip
# A request that says nothing wrong may still ask for what is not there, was changed since, does not fit the rest, or guesses at a password.
REFUSED_FOR_A_REASON = ["2xx", "303", "400", "401", "403", "404", "409", "410", "412", "422", "429"]
REFUSED_AS_WRONG = ["400", "401", "403", "404", "405", "406", "409", "410", "412", "413", "415", "422", "428", "429", "431"]
REFUSED_WITHOUT_HEADER = ["400", "401", "403", "406", "415", "422", "428"]
# Who guesses at passwords all day is locked out: for a second.
SETTINGS = {"login.failures_max": "100", "client.failures_max": "10000", "login.delay_s_min": "1", "login.delay_s_max": "1"}
# What takes a row of any register: some thousand ways to get a row wrong, tried by one user only.
ROWS = ["createRow", "replaceRow", "writeRows"]


def be_patient(server: Server, people: People) -> None:
    """Locks whoever fails for a second at most."""
    for name, value in SETTINGS.items():
        server.ask("PUT", f"/api/v1/settings/{name}", people.tokens["system"], {"value": value}, {"If-Match": '"0"'})


def units(server: Server) -> tuple[str, str]:
    """A competent department and a connected unit of the county, from the sample's own export."""
    out = FOLDER / "registers"
    subprocess.run([*server.base, "export", str(out)], check=True, stdout=subprocess.DEVNULL)
    rows = [line.split(",") for line in (out / "单位.csv").read_text(encoding="utf-8-sig").splitlines()[1:]]
    county = [row for row in rows if "433130" in row]
    competent = next(row[0] for row in county if any("主管部门" in cell for cell in row))
    connected = next(row[0] for row in county if "接入单位" in row and row[0] != competent)
    return competent, connected


def dictionary(values: object) -> str:
    return json.dumps(sorted(set(values))[:200], ensure_ascii=False)


def listed(server: Server, token: str, path: str, key: str) -> list[dict]:
    """A list as this user sees it; nothing where he may not ask for it."""
    return (server.ask_if_allowed(path, token) or {}).get(key, [])


def draft_with_file(server: Server, people: People) -> None:
    """A draft with a file, for the sample has none."""
    handler = people.tokens["handler"]
    number = server.ask("POST", "/api/v1/matters", handler, {"kind": "resource-application"})["number"]
    server.ask("POST", f"/api/v1/matters/{number}/files?name=a.txt", handler, "sample", {"Content-Type": "application/octet-stream"})


def matters(server: Server, token: str) -> dict[str, list]:
    """Numbers, files, notices and versions of matters, as this user sees them."""
    found = {"number": [], "file": [], "id": [], "version": []}
    for view in ("drafts", "mine", "to_decide", "done", "all"):
        shown = listed(server, token, f"/api/v1/matters?view={view}&limit=40", "matters")
        found["number"] += [matter["number"] for matter in shown]
        found["version"] += [f'"{matter["version"]}"' for matter in shown if "version" in matter]
        if view == "drafts":
            for matter in shown:
                found["file"] += [file["id"] for file in listed(server, token, f"/api/v1/matters/{matter['number']}/files", "files")]
    found["id"] += [notice["id"] for notice in listed(server, token, "/api/v1/matters/notices?limit=40", "notices")]
    return found


def settings(server: Server, people: People, connected: str, login: str) -> list[str]:
    """What schemathesis is told beside the document: which names this user finds in this county, and which refusals are in order.

    Where he finds none, he is told those that the others find: he has to be refused by what he may, not by what he cannot name.
    """
    token = people.tokens["competent"]
    registers = [register["name"] for register in server.ask("GET", "/api/v1/registers", token)["registers"]]
    duties = server.ask("GET", "/api/v1/duties?limit=200", token)["duties"]
    persons = server.ask("GET", "/api/v1/registers/person/rows?limit=100", token)["rows"]
    forms = server.ask("GET", "/api/v1/matters/forms?limit=100", token)["forms"]
    jobs = listed(server, people.tokens["system"], "/api/v1/jobs?state=done&limit=40", "jobs")
    asked = [matters(server, people.tokens[one]) for one in (login, "competent", "handler")]
    found = {name: next(filter(None, (names[name] for names in asked)), []) for name in asked[0]}
    codes = [connected, "433130", *(row["row"]["code"] for row in persons)]
    names = {
        "register": registers,
        "code": codes,
        "unit": [connected],
        "division": ["433130", "4331", "43"],
        "from": ["-", "2026-01-01", *(row["row"].get("from") or "-" for row in persons)],
        "instrument": ["hunan-2026", "hunan-2020-interim"],
        "older": ["hunan-2020-interim"],
        "newer": ["hunan-2026"],
        "rule": [duty["duty"].split("/")[1] for duty in duties],
        "duty": [duty["duty"] for duty in duties],
        "subject": [duty["subject"] for duty in duties],
        "article": range(1, 38),
        "entry": range(40),
        "login": list(people.tokens),
        "grant": [f"G{number}" for number in range(1, 8)],
        "setting": ["password.chars_min", "grant.term_days_max"],
        "number": found["number"],
        "kind": [form["kind"] for form in forms],
        "document": ["application.pdf", "application.docx", "reply.pdf", "reply.docx"],
        "file": found["file"],
        "id": found["id"],
        "job": [job["id"] for job in jobs],
        "policy": ["own", "territory", "industry", "own.1"],
        "view": ["drafts", "mine", "to_decide", "done", "all"],
        "applicant": [connected],
        "version": found["version"] or ['"1"'],
    }
    lines = [
        "[checks.positive_data_acceptance]",
        f"expected-statuses = {json.dumps(REFUSED_FOR_A_REASON)}",
        "[checks.negative_data_rejection]",
        f"expected-statuses = {json.dumps(REFUSED_AS_WRONG)}",
        "[checks.missing_required_header]",
        f"expected-statuses = {json.dumps(REFUSED_WITHOUT_HEADER)}",
        "[[operations]]",
        f"include-operation-id = {json.dumps(OF_TEXTS)}",
        "[operations.checks.negative_data_rejection]",
        "enabled = false",
    ]
    for name, values in names.items():
        lines += [f"[dictionaries.{name}]", f"values = {dictionary(values)}"]
    lines.append("[parameters]")
    path_only = {
        "register", "code", "from", "instrument", "rule", "subject", "article", "entry", "login", "grant", "setting", "number", "kind",
        "document", "file", "id", "job", "policy",
    }  # fmt: skip
    query = {"unit", "division", "duty", "older", "newer", "kind", "view", "applicant", "register"}
    lines += [f'"path.{name}" = {{ dictionary = "{name}", probability = 0.7 }}' for name in sorted(path_only)]
    lines += [f'"query.{name}" = {{ dictionary = "{name}", probability = 0.5 }}' for name in sorted(query)]
    # What is changed in the version that stands gets past the refusal of any other.
    lines.append('"header.If-Match" = { dictionary = "version", probability = 0.5 }')
    return lines


def fuzz(server: Server, lines: list[str], name: str, token: str, examples: str, chosen: list[str]) -> bool:
    """One run of schemathesis; whether nothing was found."""
    report, file = FOLDER / f"{name}.txt", FOLDER / f"{name}.toml"
    if token:
        lines = [*lines, "[auth.openapi.bearer]", f"bearer = {json.dumps(token)}"]
    file.write_text("\n".join(lines) + "\n")
    program = pathlib.Path(sys.executable).with_name("schemathesis")
    command = [str(program), "--config-file", str(file), "--no-color", "run", str(DOCUMENT), "--url", server.url]
    command += ["--max-examples", examples, "--workers", "2", "--continue-on-failure", "--request-timeout", "60"]
    command += ["--generation-database", "none", *chosen]
    started = time.time()
    with report.open("w") as out:
        code = subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, cwd=FOLDER, check=False).returncode
    print(f"{name:24} {'nothing found' if code == 0 else f'FOUND SOMETHING, see {report}'} ({time.time() - started:.0f} s)", flush=True)
    return code == 0


def main() -> int:
    binary, examples = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "10"
    chosen = set(sys.argv[3:])
    server = Server(binary, FOLDER, "county")
    try:
        people = People(server)
        competent, connected = units(server)
        people.let_in("competent", "handler", competent)
        people.let_in("handler", "handler", connected)
        be_patient(server, people)
        draft_with_file(server, people)
        lines = {login: settings(server, people, connected, login) for login in people.tokens}
        without = lambda names: [part for name in names for part in ("--exclude-operation-id", name)]
        only = lambda names: [part for name in names for part in ("--include-operation-id", name)]
        common = without(ENDLESS + UNSPOKEN + ALONE + ENDING + ROWS)
        lines["nobody"] = lines["competent"]
        runs = [("nobody", "", without(ENDLESS + UNSPOKEN + ALONE + ROWS))]
        runs += [(name, token, common) for name, token in people.tokens.items()]
        runs += [("handler-rows", people.tokens["handler"], [*only(ROWS), "--phases", "examples,fuzzing,stateful"])]
        # One at a time: schemathesis itself stumbles when two of its threads make such bodies.
        runs += [("competent-rows", people.tokens["competent"], [*only(ALONE + ROWS), "--workers", "1"])]
        # At the very end, and the administrators last: what they take away, the others no longer have.
        runs += [(f"{name}-ending", people.tokens[name], only(ENDING)) for name in ("handler", "competent", "audit", "security", "system")]
        runs = [run for run in runs if not chosen or run[0] in chosen]
        whole = all([fuzz(server, lines[name.split("-")[0]], name, token, examples, of) for name, token, of in runs])
    finally:
        server.stop()
    log = server.log.read_text()
    broken = [line for line in log.splitlines() if '"level":"ERROR"' in line or "panicked" in line]
    print(f"{len(broken)} errors in the server's log{': ' + broken[0] if broken else ''}")
    verified = subprocess.run([*server.base, "ledger", "verify"], check=False).returncode == 0
    return 0 if whole and verified and not broken else 1


if __name__ == "__main__":
    sys.exit(main())
