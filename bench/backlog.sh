#!/usr/bin/env bash
# A backlog over many domains, half of them dead: how fast it is taken, how soon it goes on after a restart, and how fast the
# living half leaves beside the dead one. The heap is 512 MiB.
#
#   bench/backlog.sh [MESSAGES [DOMAINS [SIZE]]]      default 1000000 10000 4096
#
# Needs Debian's postfix for smtp-sink. Traffic stays on loopback.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
messages=${1:-1000000} domains=${2:-10000} size=${3:-4096}
port=12525 sink_port=12600
work=$(mktemp -d /tmp/sluice-backlog.XXXXXX)
export PATH=$PATH:/usr/sbin
command -v smtp-sink >/dev/null || { echo "backlog.sh: smtp-sink is missing (Debian: postfix)" >&2; exit 69; }
sluice=${SLUICE:-$root/sluice}
"$sluice" --version # builds the distribution when needed
[ -n "${SLUICE:-}" ] || (cd "$root" && mvn -q -o -DskipTests -Dspotless.check.skip=true -pl bench -am compile)
dist=${DIST:-$root/assembly/target/sluice}
java=$(bash "$dist/bin/find-java")
classes="$root/bench/target/classes:$dist/lib/*:$root/testing/target/classes"
server='' sink='' started=''

cleanup() {
  for pid in $server $sink; do kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; done
  [ -n "${KEEP_WORK:-}" ] || rm -rf "$work"
}
trap cleanup EXIT
now() { date +%s.%N; }
since() { python3 -c "import time; print(f'{time.time() - $1:.1f}')"; }
sunk() { local count; count=$(tr '\r' '\n' <"$work/sink" | grep -o 'mesg=[0-9]*' | tail -1 | cut -d= -f2); echo "${count:-0}"; }
# await COUNT: until so many have arrived
await() { until [ "$(sunk)" -ge "$1" ]; do kill -0 "$server" 2>/dev/null || { echo "backlog.sh: the server is gone" >&2; tail -5 "$work/log" >&2; exit 70; }; sleep 0.1; done; }
start() {
  started=$(now)
  SLUICE_HEAP=512m SLUICE_BIND=127.0.0.1 SLUICE_SMTP_PORT=$port SLUICE_SUBMISSION_PORT=0 SLUICE_SMTPS_PORT=0 SLUICE_HTTP_PORT=0 \
    SLUICE_JMX_PORT=0 SLUICE_DNS=127.0.0.1:$dns SLUICE_REMOTE_PORT=$sink_port "$sluice" run --home "$work/home" >"$work/log" 2>&1 &
  server=$!
  until grep -q '^sluice ready:' "$work/log"; do kill -0 "$server" || { cat "$work/log" >&2; exit 70; }; sleep 0.1; done
}
rss() { local pid; pid=$(cut -d' ' -f1 <<<"$(pgrep -f "home $work/home" | while read -r p; do [ "$(cat "/proc/$p/comm")" = java ] && echo "$p"; done)"); awk '/VmRSS/ {printf "%d MiB", $2/1024}' "/proc/$pid/status"; }
load() { echo "$*" >&"${LOAD[1]}"; IFS= read -r figures <&"${LOAD[0]}"; echo "$figures"; }
start_sink() { smtp-sink -c -u root "127.0.0.11:$sink_port" 2000 >"$work/sink" 2>/dev/null & sink=$!; }

"$sluice" config init --home "$work/home" >/dev/null
python3 -c "import re, sys; f = sys.argv[1]; t = open(f).read(); open(f, 'w').write(re.sub(r'<mailet[^>]*SignDkim\"(/>|>.*?</mailet>)', '', t, flags=re.S))" \
  "$work/home/conf/mailetcontainer.xml"
coproc NAMES { exec "$java" -Xmx256m -cp "$classes" org.sluicemta.bench.HalfDead "$domains"; }
IFS= read -r dns <&"${NAMES[0]}"
coproc LOAD { exec "$java" -Xmx512m -cp "$classes" org.sluicemta.bench.SmtpLoad 2>/dev/null; }
start_sink
start
warm=$((messages / 20))
echo "first $warm of $size octets, half of the domains dead, no backlog: $(load $port 20 $warm "$size" --domains="$domains")"
await $((warm / 2))
begin=$(now)
echo "the same again: $(load $port 20 $warm "$size" --domains="$domains")"
await $((warm / 2 * 2))
empty=$(python3 -c "import time; print(f'{$warm / 2 / (time.time() - $begin):.0f}')")
echo "living half, no backlog: $empty/s end to end"
"$sluice" queue pause --home "$work/home" pool=transactional >/dev/null
echo "backlog of $messages: $(load $port 20 "$messages" "$size" --domains="$domains"); $(rss)"
begin=$(now); kill "$server"; wait "$server" 2>/dev/null || true
echo "stop: $(since "$begin") s"
start
echo "start: $(since "$started") s to ready; $(rss)"
before=$(sunk)
"$sluice" queue resume --home "$work/home" pool=transactional >/dev/null
begin=$(now)
await $((before + 1))
echo "first delivery: $(since "$begin") s after resuming"
await $((before + messages / 4))
echo "half of the living half: $(python3 -c "import time; r = $messages / 4 / (time.time() - $begin); print(f'{r:.0f}/s, {r / $empty:.2f} of the rate without a backlog')"); $(rss)"
await $((before + messages / 2))
echo "all of it: $(python3 -c "import time; print(f'{$messages / 2 / (time.time() - $begin):.0f}/s')"); $(rss)"
