"""The radio's reports by UDP, read with Python's standard library: RSSI, temperature and voltage.

decode(datagram) is the decoder; copy it. Run as a program, this file is a test: it starts a radio, has it send all three
reports, and reads them. With --hex it decodes one datagram instead: python3 examples/python_reports.py --hex 0008000100...

Run it in a project that has installed silvus-mock with: python3 examples/python_reports.py
"""

import json
import math
import os
import socket
import struct
import subprocess
import sys
import unittest
import urllib.request

# The command of your project; for an installed one: SILVUS_MOCK=silvus-mock.
COMMAND = os.environ.get("SILVUS_MOCK", "node_modules/.bin/silvus-mock")

END = 1
BEGINS = {8: "temperature", 4001: "voltage", 5009: "rssi"}
FIELDS = {
    "temperature": {9: ("revision", str), 2: ("current", int), 3: ("maximum", int), 4: ("overheats", int)},
    "voltage": {
        4003: ("revision", str),
        4004: ("current", float),
        4005: ("minimum", float),
        4006: ("maximum", float),
        4007: ("undervoltages", int),
        4008: ("overvoltages", int),
    },
    "rssi": {
        5010: ("revision", str),
        5008: ("sequence", int),
        5000: ("signal1", int),
        5001: ("signal2", int),
        5002: ("signal3", int),
        5003: ("signal4", int),
        5004: ("noise", int),
        5005: ("sync_signal", int),
        5006: ("sync_noise", int),
        5007: ("node", int),
    },
}


def values(datagram):
    """The values of a datagram: type and text. The length counts the NUL that ends a text."""
    at = 0
    while at < len(datagram):
        kind, length = struct.unpack_from("!HH", datagram, at)
        text = datagram[at + 4 : at + 4 + length]
        if len(text) < length or not text.endswith(b"\0"):
            raise ValueError(f"byte {at}: type {kind} is damaged")
        yield kind, text[:-1].decode("ascii")
        at += 4 + length


def decode(datagram):
    """The reports of a datagram, each a dict. Signals and noise are in half dBm."""
    reports = []
    report = None
    for kind, text in values(datagram):
        if kind in BEGINS:
            report = {"type": BEGINS[kind]}
        elif report is None:
            raise ValueError(f"type {kind} is outside of a report")
        elif kind == END:
            missing = {name for name, _ in FIELDS[report["type"]].values()} - report.keys()
            if missing:
                raise ValueError(f"a {report['type']} report without {', '.join(sorted(missing))}")
            reports.append(report)
            report = None
        elif kind in FIELDS[report["type"]]:
            name, convert = FIELDS[report["type"]][kind]
            report[name] = convert(text.strip())
    if report is not None:
        raise ValueError("a report has no end")
    return reports


def snr(report):
    """SNR of an RSSI report in dB, valid below about 10 dB."""
    noise = (report["sync_noise"] - report["sync_signal"]) / 51
    return 10 * math.log10((report["sync_signal"] - 12 * noise) / (64 * noise))


class ReportsTest(unittest.TestCase):
    def setUp(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.settimeout(10)
        self.port = str(self.socket.getsockname()[1])
        self.radio = subprocess.Popen(
            [COMMAND, "start", "--port", "0", "--clock", "virtual", "--log-level", "error", "--exit-with-parent"]
            + ["--voltage-report-address", f"127.0.0.1:{self.port}"],
            stdout=subprocess.PIPE,
            text=True,
        )
        listening = json.loads(self.radio.stdout.readline())
        self.url = listening["http"]["url"]
        self.control = listening["control"]["url"]

    def tearDown(self):
        self.socket.close()
        self.radio.terminate()
        self.radio.stdout.close()
        assert self.radio.wait(timeout=10) == 0

    def post(self, url, body):
        request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as reply:
            return json.load(reply)

    def call(self, method, *params):
        reply = self.post(self.url, {"jsonrpc": "2.0", "method": method, "params": params, "id": 1})
        self.assertNotIn("error", reply)
        return reply["result"]

    def test_one_second_of_reports(self):
        for name in ["rssi_report_address", "temp_reporting_address"]:
            self.call(name, "127.0.0.1", self.port)
        self.call("rssi_report_period", "100")
        self.call("rssi_report_enable", "1")
        self.call("temp_reporting_mode", "2")
        self.post(f"{self.control}/clock/advance", {"duration": "1s"})
        reports = [report for _ in range(12) for report in decode(self.socket.recv(1400))]
        by_type = {kind: [each for each in reports if each["type"] == kind] for kind in FIELDS}
        self.assertEqual({kind: len(found) for kind, found in by_type.items() if kind != "rssi"}, {"temperature": 1, "voltage": 1})
        self.assertEqual(str(by_type["temperature"][0]["current"]), self.call("read_current_temperature")[0])
        self.assertAlmostEqual(by_type["voltage"][0]["current"], float(self.call("input_voltage_monitoring")[0]) / 1000, 1)
        # The radio has two neighbours, and reports both each time.
        rssi = by_type["rssi"]
        self.assertEqual([each["sequence"] for each in rssi], list(range(20)))
        for each in rssi[:2]:
            signals = [each[f"signal{antenna}"] / 2 for antenna in range(1, 5)]
            for signal, dbm in zip(signals, self.call("nbr_rssi", str(each["node"]))):
                self.assertAlmostEqual(signal, float(dbm), delta=0.5)
            self.assertGreater(snr(each), 0)


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "--hex":
        print(json.dumps(decode(bytes.fromhex(sys.argv[2]))))
    else:
        unittest.main(verbosity=2)
