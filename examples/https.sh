#!/bin/sh
# HTTPS with curl: a radio's certificate is fetched, trusted, replaced and trusted again.
# Run it with: sh examples/https.sh
set -eu

# The command of your project; for an installed one: SILVUS_MOCK=silvus-mock.
silvus_mock=${SILVUS_MOCK:-node_modules/.bin/silvus-mock}
folder=$(mktemp -d)

"$silvus_mock" start --http-port 0 --maintenance-port 0 --https-port 0 --timing fast \
  --no-control --exit-with-parent --port-file "$folder/ports.json" --log-level warn >"$folder/radio.log" 2>&1 &
radio=$!
trap 'exit 1' HUP INT TERM
trap 'kill "$radio" 2>/dev/null || true; wait "$radio" || true; rm -r "$folder"' EXIT

until [ -s "$folder/ports.json" ]; do
  kill -0 "$radio" 2>/dev/null || { cat "$folder/radio.log"; exit 1; }
  sleep 0.05
done
http=$(sed 's/.*"http":{[^}]*"url":"\([^"]*\)".*/\1/' "$folder/ports.json")
https=$(sed 's/.*"https":{[^}]*"url":"\([^"]*\)".*/\1/' "$folder/ports.json")

# The reply has the certificate as one text, with \n for the ends of its lines.
certificate() {
  curl --silent --show-error --data "{\"jsonrpc\":\"2.0\",\"method\":\"$1\",\"id\":1}" "$http" |
    sed 's/^[^[]*\["//; s/".*$//; s/\\n/\n/g'
}

call() {
  curl --silent --show-error --cacert "$1" --data '{"jsonrpc":"2.0","method":"freq","id":1}' "$https"
}

certificate tls_cert >"$folder/before.pem"
answer=$(call "$folder/before.pem")
echo "$answer"
[ "$answer" = '{"result" : ["4700"], "id" : 1, "jsonrpc" : "2.0"}' ]

# The new one holds at once for new connections; the old one is not trusted any more: curl ends with 60.
certificate generate_tls_cert >"$folder/after.pem"
answer=$(call "$folder/after.pem")
echo "$answer"
[ "$answer" = '{"result" : ["4700"], "id" : 1, "jsonrpc" : "2.0"}' ]
code=0
call "$folder/before.pem" || code=$?
[ "$code" -eq 60 ]
