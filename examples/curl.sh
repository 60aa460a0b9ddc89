#!/bin/sh
# A shell script with curl: the radio runs in the background, and ends with the script.
# Run it with: sh examples/curl.sh
set -eu

# The command of your project; for an installed one: SILVUS_MOCK=silvus-mock.
silvus_mock=${SILVUS_MOCK:-node_modules/.bin/silvus-mock}
folder=$(mktemp -d)

# Free ports; where they are stands in a file, which appears when the radio listens.
"$silvus_mock" start --http-port 0 --maintenance-port 0 --timing fast \
  --no-control --exit-with-parent --port-file "$folder/ports.json" --log-level warn >"$folder/radio.log" 2>&1 &
radio=$!
trap 'exit 1' HUP INT TERM
trap 'kill "$radio" 2>/dev/null || true; wait "$radio" || true; rm -r "$folder"' EXIT

until [ -s "$folder/ports.json" ]; do
  # A radio that could not start ends the script, with what it said.
  kill -0 "$radio" 2>/dev/null || { cat "$folder/radio.log"; exit 1; }
  sleep 0.05
done
url=$(sed 's/.*"http":{[^}]*"url":"\([^"]*\)".*/\1/' "$folder/ports.json")

call() {
  curl --silent --show-error --data "$1" "$url"
  echo
}

call '{"jsonrpc":"2.0","method":"power_dBm","id":1}'
call '{"jsonrpc":"2.0","method":"power_dBm","params":["27"],"id":2}'

# A change of power takes the radio away for a moment. `wait` returns when it is back.
"$silvus_mock" wait --to "$url" --timeout 10s
answer=$(call '{"jsonrpc":"2.0","method":"power_dBm","id":3}')
echo "$answer"
[ "$answer" = '{"result" : ["27"], "id" : 3, "jsonrpc" : "2.0"}' ]
