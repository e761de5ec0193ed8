#!/usr/bin/env bash
# How long mail takes from the client's last octet to the next server's last octet: at a quiet rate, and beside a backlog of
# another stream that drains meanwhile. Generator and sink are one process and read one clock.
#
#   bench/latency.sh [BACKLOG [SIZE [RATE]]]      default 200000 4096 150
#
# Traffic stays on loopback.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
backlog=${1:-200000} size=${2:-4096} rate=${3:-150}
port=12525 sink_port=12600 warmup=${WARMUP:-40000}
work=$(mktemp -d /tmp/sluice-latency.XXXXXX)
sluice=${SLUICE:-$root/sluice}
"$sluice" --version # builds the distribution when needed
[ -n "${SLUICE:-}" ] || (cd "$root" && mvn -q -o -DskipTests -Dspotless.check.skip=true -pl bench -am compile)
dist=${DIST:-$root/assembly/target/sluice}
java=$(bash "$dist/bin/find-java")
classes="$root/bench/target/classes:$dist/lib/*:$root/testing/target/classes"
server=''

cleanup() {
  [ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }
  rm -rf "$work"
}
trap cleanup EXIT
load() { echo "$*" >&"${LOAD[1]}"; IFS= read -r figures <&"${LOAD[0]}"; echo "$figures"; }
until_sunk() { until [ "$(load sunk)" -ge "$1" ]; do sleep 0.2; done; }

"$sluice" config init --home "$work/home" >/dev/null
python3 -c "import re, sys; f = sys.argv[1]; t = open(f).read(); open(f, 'w').write(re.sub(r'<mailet[^>]*SignDkim\"(/>|>.*?</mailet>)', '', t, flags=re.S))" \
  "$work/home/conf/mailetcontainer.xml"
coproc LOAD { exec "$java" -Xmx512m -cp "$classes" org.sluicemta.bench.SmtpLoad "$sink_port"; }
SLUICE_BIND=127.0.0.1 SLUICE_SMTP_PORT=$port SLUICE_SUBMISSION_PORT=0 SLUICE_SMTPS_PORT=0 SLUICE_HTTP_PORT=0 SLUICE_JMX_PORT=0 \
  SLUICE_RELAYHOST=127.0.0.1:$sink_port "$sluice" run --home "$work/home" >"$work/log" 2>&1 &
server=$!
until grep -q '^sluice ready:' "$work/log"; do kill -0 "$server" || { cat "$work/log" >&2; exit 70; }; sleep 0.1; done

echo "warm-up of $warmup: $(load $port 20 "$warmup" "$size" --reconnect)"
until_sunk "$warmup"
echo "$rate/s, quiet: $(load $port 20 $((rate * 30)) "$size" --reconnect --rate="$rate" --end-to-end)"
"$sluice" queue pause --home "$work/home" pool=marketing >/dev/null
echo "backlog of $backlog: $(load $port 20 "$backlog" "$size" --bulk)"
before=$(load sunk)
"$sluice" queue resume --home "$work/home" pool=marketing >/dev/null
echo "$rate/s, beside it: $(load $port 20 $((rate * 30)) "$size" --reconnect --rate="$rate" --end-to-end)"
after=$(load sunk)
echo "meanwhile $((after - before - rate * 30)) of the backlog left"
