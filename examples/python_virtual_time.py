"""A blackout of half a minute that takes no time, from Python: the radio's clock is virtual.

The control plane moves the clock, adds faults and judges what the client did. The standard library alone is needed;
pytest runs the file as it stands.

Run it in a project that has installed silvus-mock with: python3 examples/python_virtual_time.py
"""

import json
import os
import subprocess
import unittest
import urllib.error
import urllib.request

# The command of your project; for an installed one: SILVUS_MOCK=silvus-mock.
COMMAND = os.environ.get("SILVUS_MOCK", "node_modules/.bin/silvus-mock")


def post(url, body, method="POST"):
    """Sends JSON and returns the JSON of the answer, that of an error too."""
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(url, json.dumps(body).encode(), headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as reply:
            return json.load(reply)
    except urllib.error.HTTPError as error:
        return json.load(error)


class VirtualTimeTest(unittest.TestCase):
    def setUp(self):
        ports = ["--http-port", "0", "--maintenance-port", "0", "--control-port", "0"]
        self.radio = subprocess.Popen(
            [COMMAND, "start", "--clock", "virtual", *ports]
            + ["--log-level", "error", "--exit-with-parent"],
            stdout=subprocess.PIPE,
            text=True,
        )
        listening = json.loads(self.radio.stdout.readline())
        self.url = listening["http"]["url"]
        self.control = listening["control"]["url"]

    def tearDown(self):
        self.radio.terminate()
        self.radio.stdout.close()
        assert self.radio.wait(timeout=10) == 0

    def call(self, method, *params):
        return post(self.url, {"jsonrpc": "2.0", "method": method, "params": params, "id": 1})

    def test_the_radio_comes_back_after_a_change_of_frequency(self):
        self.assertEqual(self.call("freq", "2220")["result"], [""])
        self.assertEqual(self.call("freq")["error"]["message"], "UNAVAILABLE")
        clock = post(f"{self.control}/clock/advance", {"until": "online"})
        self.assertEqual(clock["nowMs"], 30_000)
        self.assertEqual(self.call("freq")["result"], ["2220"])

    def test_a_fault_that_acts_once_and_the_journal(self):
        post(f"{self.control}/faults", {"kind": "busy", "match": {"method": "power_dBm"}, "times": 1})
        self.assertEqual(self.call("power_dBm", "20")["error"]["message"], "BUSY")
        self.assertEqual(self.call("power_dBm", "20")["result"], [""])
        verdict = post(f"{self.control}/journal/verify", {"method": "power_dBm", "params": ["20"], "times": 2})
        self.assertEqual(verdict, {"ok": True})


if __name__ == "__main__":
    unittest.main(verbosity=2)
