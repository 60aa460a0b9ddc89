"""Python's unittest with its standard library alone: the radio runs as a process of its own.

Run it in a project that has installed silvus-mock with: python3 examples/python_unittest.py
"""

import json
import os
import socket
import subprocess
import unittest
import urllib.request

# The command of your project; for an installed one: SILVUS_MOCK=silvus-mock.
COMMAND = os.environ.get("SILVUS_MOCK", "node_modules/.bin/silvus-mock")


class RadioTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.radio = subprocess.Popen(
            [COMMAND, "start", "--http-port", "0", "--maintenance-port", "0"]
            # Sixty seconds pass in one; the radio ends when this process does, however it does.
            + ["--time-scale", "60", "--log-level", "error", "--no-control", "--exit-with-parent"],
            stdout=subprocess.PIPE,
            text=True,
        )
        # The first line says where it listens. It comes when the ports are open.
        line = cls.radio.stdout.readline()
        listening = json.loads(line)
        assert listening["event"] == "listening", line
        cls.url = listening["http"]["url"]
        cls.maintenance = (listening["maintenance"]["host"], listening["maintenance"]["port"])

    @classmethod
    def tearDownClass(cls):
        cls.radio.terminate()
        cls.radio.stdout.close()
        assert cls.radio.wait(timeout=10) == 0

    def call(self, method, *params):
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, "id": 1})
        with urllib.request.urlopen(self.url, body.encode(), timeout=5) as reply:
            return json.load(reply)

    def test_a_setting_is_read_back(self):
        self.assertEqual(self.call("max_link_distance", "5000")["result"], [""])
        self.assertEqual(self.call("max_link_distance")["result"], ["5000"])

    def test_a_value_out_of_range_is_refused(self):
        self.assertEqual(self.call("power_dBm", "99")["error"]["message"], "INVALID_RANGE")

    def test_the_maintenance_port_answers_one_line(self):
        request = b'{"jsonrpc":"2.0","method":"zeroize","id":"a"}\n'
        with socket.create_connection(self.maintenance, timeout=5) as connection:
            connection.sendall(request)
            with connection.makefile() as lines:
                self.assertEqual(json.loads(lines.readline())["id"], "a")


if __name__ == "__main__":
    unittest.main(verbosity=2)
