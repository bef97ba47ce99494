"""A server of its own with a sample, and people who are founded and let in over HTTP, as in real life: for scripts that ask it much."""

import base64
import hashlib
import hmac
import json
import pathlib
import shutil
import signal
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import date, timedelta

PASSWORD = "A long enough password, 2026"
UNTIL = (date.today() + timedelta(days=200)).isoformat()

# Limits on the rate of requests, set out of the way.
LIMITS = """\
[limits]
client_rate_per_s = 1000000
client_burst = 1000000
login_rate_per_s = 1000000
login_burst = 1000000
"""


class Server:
    """A server and those who may use it."""

    def __init__(self, binary: str, folder: pathlib.Path, size: str):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.base = [binary, "--data", str(folder)]
        subprocess.run([*self.base, "demo", "--size", size], check=True, stdout=subprocess.DEVNULL)
        (folder / "shouwang.toml").write_text(LIMITS)
        self.out, self.log = folder / "server.out", folder / "server.log"
        self.process = subprocess.Popen(
            [*self.base, "serve", "--listen", "127.0.0.1:0"], stdout=self.out.open("w"), stderr=self.log.open("w")
        )
        self.url = f"http://{self.wait_for_address()}"

    def wait_for_address(self) -> str:
        while self.process.poll() is None:
            for line in self.log.read_text().splitlines():
                said = json.loads(line)
                if said.get("message") == "listening":
                    return said["address"]
            time.sleep(0.05)
        sys.exit(f"the server ended; see {self.log}")

    def ask(self, method: str, path: str, token: str = "", body: object = None, more: dict | None = None) -> dict:
        """Asks what has to succeed."""
        headers = {"Idempotency-Key": f"script-{time.time_ns()}", "Content-Type": "application/json", **(more or {})}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                content = answer.read()
        except urllib.error.HTTPError as error:
            sys.exit(f"{method} {path}: {error.code} {error.read().decode()}")
        return json.loads(content) if content else {}

    def ask_if_allowed(self, path: str, token: str) -> dict | None:
        """Asks for what this user may not be allowed to see: nothing when he is not."""
        request = urllib.request.Request(self.url + path, headers={"Authorization": f"Bearer {token}"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.loads(answer.read())
        except urllib.error.HTTPError as error:
            if error.code == 403:
                return None
            sys.exit(f"GET {path}: {error.code} {error.read().decode()}")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)


class People:
    """The three administrators, and whoever they let in."""

    def __init__(self, server: Server):
        self.server = server
        token = server.out.read_text().split("/founding#")[1].strip()
        founder = lambda login: {"login": login, "until": UNTIL, "holder": {"name": login, "document_number": f"4300001990{login}"}}
        three = {role: founder(role) for role in ("system", "security", "audit")}
        founded = server.ask("POST", "/api/v1/founding", body={"token": token, **three})
        self.secrets: dict[str, str] = {}
        self.tokens = {one["login"]: self.first_log_in(one["login"], one["first_password"]) for one in founded["passwords"]}

    def first_log_in(self, login: str, first_password: str) -> str:
        step = self.server.ask("POST", "/api/v1/session", body={"login": login, "password": first_password})
        step = self.server.ask("POST", "/api/v1/session/password", body={"ticket": step["ticket"], "password": PASSWORD})
        if step["next"] == "enrol":
            offer = self.server.ask("POST", "/api/v1/session/totp-offer", body={"ticket": step["ticket"]})
            self.secrets[login] = offer["secret"]
            body = {"ticket": step["ticket"], "code": one_time_code(offer["secret"])}
            step = self.server.ask("POST", "/api/v1/session/totp-enrolment", body=body)
        return step["token"]

    def let_in(self, login: str, role: str, unit: str) -> None:
        """An account created by one administrator, granted by another, and logged in."""
        system, security = self.tokens["system"], self.tokens["security"]
        holder = {"name": login, "document_number": f"4300001990{login}", "unit": unit}
        created = self.server.ask("POST", "/api/v1/logins", system, {"login": login, "holder": holder})
        wanted = {"login": login, "role": role, "unit": unit, "until": UNTIL}
        asked = self.server.ask("POST", "/api/v1/grants", system, wanted)
        seen = {"If-Match": f'"{asked["act"]}"'}
        self.server.ask("POST", f"/api/v1/grants/{asked['grants'][0]['grant']}/answer", security, {"approve": True}, seen)
        self.tokens[login] = self.first_log_in(login, created["first_password"])


def one_time_code(secret: str) -> str:
    """The code of this half minute (RFC 6238)."""
    digest = hmac.new(base64.b32decode(secret + "=" * (-len(secret) % 8)), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
