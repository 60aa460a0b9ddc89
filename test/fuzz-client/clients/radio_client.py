"""A client of the radio in the standard library of Python: careful, or with one mistake.

Usage: radio_client.py [MISTAKE]; the address of the radio is in SILVUS_MOCK_URL. What it reads it prints as
`report METHOD VALUE`. Exit codes: 0 done, 3 the radio can't be used (an error by design).
"""

import http.client
import json
import os
import re
import signal
import socket
import sys
from urllib.parse import urlsplit

MISTAKES = [
    "no-timeout",
    "trusts-ids",
    "ignores-ids",
    "retries-writes",
    "ignores-status",
    "assumes-array",
    "parses-anything",
    "evaluates-replies",
    "busy-is-success",
    "ignores-length",
    "retries-for-ever",
    "assumes-one-chunk",
    "shows-old-values",
]

TARGET = "2220"
DEADLINE = 0.3
MAX_BYTES = 4096


class RadioError(Exception):
    """The radio does not answer as it should."""


class TooLate(RadioError):
    """No whole reply in time."""


def on_alarm(_signal, _frame):
    raise TooLate("too late")


def post(body, deadline=DEADLINE):
    """Sends a request on a connection of its own; gives status and text of the whole reply."""
    url = urlsplit(os.environ["SILVUS_MOCK_URL"])
    connection = http.client.HTTPConnection(url.hostname, url.port)
    signal.setitimer(signal.ITIMER_REAL, deadline, 0.05)
    try:
        connection.request("POST", url.path, body)
        response = connection.getresponse()
        data = response.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise RadioError("too long")
        if response.length:
            raise RadioError("cut")
        return response.status, data.decode("utf-8")
    except (OSError, http.client.HTTPException, UnicodeDecodeError) as error:
        raise RadioError(f"no reply: {error!r}") from error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        connection.close()


def raw_post(body, is_whole):
    """Sends a request as bytes; gives what came behind the head once it is enough."""
    url = urlsplit(os.environ["SILVUS_MOCK_URL"])
    head = f"POST {url.path} HTTP/1.1\r\nHost: {url.hostname}\r\nContent-Length: {len(body)}\r\n\r\n"
    signal.setitimer(signal.ITIMER_REAL, DEADLINE, 0.05)
    text = ""
    try:
        with socket.create_connection((url.hostname, url.port)) as connection:
            connection.sendall((head + body).encode())
            while True:
                data = connection.recv(65536)
                text += data.decode("utf-8", "replace")
                if is_whole(text, not data):
                    return text.partition("\r\n\r\n")[2]
                if not data or len(text) > 2 * MAX_BYTES:
                    raise RadioError("cut")
    except OSError as error:
        raise RadioError(f"no reply: {error!r}") from error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def parsed(text):
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RadioError("no JSON") from error


def strict_value(reply, request_id, is_read):
    """The value of a reply; RadioError for all that is no result of this request."""
    if not isinstance(reply, dict):
        raise RadioError("no reply")
    if reply.get("jsonrpc", "2.0") != "2.0":
        raise RadioError("another version")
    if reply.get("id") != request_id or isinstance(reply.get("id"), bool):
        raise RadioError("another id")
    if "error" in reply:
        raise RadioError(f"error {str(reply['error'])[:100]}")
    result = reply.get("result")
    if not isinstance(result, list) or len(result) != 1:
        raise RadioError("no result")
    value = result[0]
    if not isinstance(value, str) or len(value) > 16:
        raise RadioError("no value")
    if is_read and not re.fullmatch(r"[0-9]+(\.[0-9]+)?", value):
        raise RadioError("no number")
    return value


class Client:
    """Sends one command after the other."""

    def __init__(self, mistake):
        self.mistake = mistake
        self.last_id = 0
        self.last_values = {}

    def call(self, method, *params):
        if self.mistake == "retries-writes":
            try:
                return self.once(method, params)
            except RadioError:
                return self.once(method, params)
        if self.mistake == "retries-for-ever" and not params:
            while True:
                try:
                    return self.once(method, params)
                except RadioError:
                    pass
        if self.mistake == "busy-is-success" and params:
            try:
                return self.once(method, params)
            except RadioError as error:
                if "BUSY" in str(error):
                    return ""
                raise
        if self.mistake == "shows-old-values" and not params:
            try:
                self.last_values[method] = self.once(method, params)
            except RadioError:
                if method not in self.last_values:
                    raise
            return self.last_values[method]
        return self.once(method, params)

    def once(self, method, params):
        self.last_id += 1
        request = {"jsonrpc": "2.0", "method": method, "id": self.last_id}
        if params:
            request["params"] = list(params)
        body = json.dumps(request)
        is_read = not params
        if self.mistake == "ignores-length":
            return self.without_length(body)
        if self.mistake == "assumes-one-chunk":
            reply = json.loads(raw_post(body, lambda text, _is_end: text != ""))
            return strict_value(reply, self.last_id, is_read)
        status, text = post(body, 3600 if self.mistake == "no-timeout" else DEADLINE)
        if status != 200 and self.mistake != "ignores-status":
            raise RadioError(f"status {status}")
        if self.mistake == "parses-anything":
            json.loads(text)
        if self.mistake == "evaluates-replies":
            return strict_value(eval(text), self.last_id, is_read)
        reply = parsed(text)
        if self.mistake == "assumes-array" and "error" not in reply:
            return reply["result"][0]
        if self.mistake == "trusts-ids":
            waiting = {self.last_id: lambda: strict_value(reply, self.last_id, is_read)}
            return waiting[reply["id"] if isinstance(reply, dict) else None]()
        if self.mistake == "ignores-ids" and isinstance(reply, dict):
            reply["id"] = self.last_id
        return strict_value(reply, self.last_id, is_read)

    def without_length(self, body):
        def is_whole(text, is_end):
            return is_end or re.search(r'"result" : \["[^"]*"\].*\}', text) is not None or '"error"' in text

        text = raw_post(body, is_whole)
        if '"error"' in text:
            raise RadioError("an error")
        found = re.search(r'"result" : \["([^"\]]*)', text)
        return found.group(1) if found else ""


def report(method, value):
    print("report", method, json.dumps(value))


def main():
    mistake = sys.argv[1] if len(sys.argv) > 1 else "none"
    if mistake != "none" and mistake not in MISTAKES:
        sys.exit(f"no such mistake: {mistake}")
    signal.signal(signal.SIGALRM, on_alarm)
    client = Client(mistake)
    try:
        report("freq", client.call("freq"))
        client.call("freq", TARGET)
        report("freq", TARGET)
        report("freq", client.call("freq"))
        report("power_dBm", client.call("power_dBm"))
    except RadioError as error:
        print(error, file=sys.stderr)
        sys.exit(3)


main()
