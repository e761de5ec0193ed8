#!/usr/bin/env bash
# What accepting a message costs: the front door with the shipped chain (no signature) and events, first into a hand-off
# that keeps nothing, then with the broker's commit (lanes paused, so that nothing is delivered meanwhile), and smtp-sink
# as ceiling in the same run. For each load: accepted messages/s, p50 and p99 of the reply to the end of DATA, refusals,
# and the server's CPU per message. Last, 5,000 idle connections at a heap of 512 MiB while 500 messages/s go through.
#
#   bench/frontdoor.sh                 about eight minutes on two cores
#   WARMUP=40000  messages through each server before the first figure, and half as many with a connection each
#   MESSAGES=20000  messages a figure at 4 KiB (a tenth of it at 100 KiB and with one session)
#   PARTS="sink null broker idle"      what to run
#
# Needs openssl, python3 and Debian's postfix (smtp-sink). Traffic stays on loopback; generator and server share the cores.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
warmup=${WARMUP:-40000} messages=${MESSAGES:-20000} parts=${PARTS:-sink null broker idle}
work=$(mktemp -d /tmp/sluice-frontdoor.XXXXXX)
sink_port=12610 sluice_port=12535 pid='' sink_pid=''
export PATH=$PATH:/usr/sbin
ulimit -n "$(ulimit -Hn)" # 5,000 connections at both ends

for tool in smtp-sink openssl python3; do
  command -v "$tool" >/dev/null || { echo "frontdoor.sh: $tool is missing (Debian: postfix openssl python3)" >&2; exit 69; }
done

cleanup() { stop; stop_sink; stop_load; rm -rf "$work"; }
trap cleanup EXIT
stop() { [ -z "$pid" ] || { kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; pid=''; }; }
stop_sink() { [ -z "$sink_pid" ] || { kill "$sink_pid" 2>/dev/null || true; wait "$sink_pid" 2>/dev/null || true; sink_pid=''; }; }

stop_load() { [ -z "${LOAD_PID:-}" ] || kill "$LOAD_PID" 2>/dev/null || true; }

"$root/sluice" --version # builds the distribution when needed
(cd "$root" && mvn -q -o -DskipTests -Dspotless.check.skip=true -pl bench -am compile)
java=$(bash "$root/assembly/target/sluice/bin/find-java")
classes=$root/bench/target/classes:$root/assembly/target/sluice/lib/*:$root/testing/target/classes
server_options=(-Xms512m -Xmx512m -XX:+UseG1GC --enable-native-access=ALL-UNNAMED -Dguice_bytecode_gen_option=DISABLED
  -Djames.protocols.mdc.hostname=false)

# One generator for all loads: its own warm-up is over when the server's is.
coproc LOAD { exec "$java" -Xmx512m -cp "$classes" org.sluicemta.bench.SmtpLoad; }
send() {
  echo "$@" >&"${LOAD[1]}"
  local figures
  IFS= read -r figures <&"${LOAD[0]}" || { echo "frontdoor.sh: the generator ended" >&2; exit 70; }
  echo "$figures"
}

await_ready() {
  for _ in $(seq 1 600); do
    grep -q '^sluice ready:' "$work/server.log" && return
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  cat "$work/server.log" >&2; echo "frontdoor.sh: the server did not start" >&2; exit 70
}
port() { sed -n "s/^sluice ready:.*\b$1 127\.0\.0\.1:\([0-9]*\).*/\1/p" "$work/server.log"; }
cpu_ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }

start_null() {
  mkdir -p "$work/null"
  openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -days 2 -keyout "$work/null/server.key" \
    -out "$work/null/server.crt" 2>/dev/null
  "$java" "${server_options[@]}" -cp "$classes" org.sluicemta.bench.NullDoor "$work/null" >"$work/server.log" 2>&1 &
  pid=$!
  await_ready
}

start_broker() {
  local home=$work/broker
  "$root/sluice" config init --home "$home" >/dev/null
  python3 -c "import re, sys; f = sys.argv[1]; t = open(f).read(); open(f, 'w').write(re.sub(r'<mailet[^>]*SignDkim\"(/>|>.*?</mailet>)', '', t, flags=re.S))" \
    "$home/conf/mailetcontainer.xml"
  SLUICE_BIND=127.0.0.1 SLUICE_SMTP_PORT=$sluice_port SLUICE_SUBMISSION_PORT=0 SLUICE_SMTPS_PORT=0 SLUICE_HTTP_PORT=0 \
    SLUICE_JMX_PORT=0 SLUICE_RELAYHOST=127.0.0.1:9 "$root/sluice" run --home "$home" >"$work/server.log" 2>&1 &
  pid=$!
  await_ready
  "$root/sluice" queue pause --home "$home" pool=transactional >/dev/null
}

# figure WHAT PORT SESSIONS MESSAGES SIZE [FLAGS...]: one line; of $pid the CPU per message is shown
figure() {
  local what=$1 before after line watched=${pid:-$sink_pid}
  shift
  before=$(cpu_ticks "$watched")
  line=$(send "$@")
  after=$(cpu_ticks "$watched")
  awk -v what="$what" -v line="$line" -v ticks=$((after - before)) -v n="$3" -v hz="$(getconf CLK_TCK)" \
    'BEGIN { printf "%-42s %s  %.3f ms CPU a message\n", what, line, ticks * 1000 / hz / n }'
}

# loads NAME PORT [--tls]
loads() {
  local name=$1 at=$2 size count one
  shift 2
  for size in 4096 102400; do
    count=$messages; [ "$size" = 4096 ] || count=$((messages / 10))
    one=$((count / 10))
    figure "$name, $((size / 1024)) KiB, 1 session" "$at" 1 "$one" "$size" "$@"
    figure "$name, $((size / 1024)) KiB, 20 sessions" "$at" 20 "$count" "$size" "$@"
    figure "$name, $((size / 1024)) KiB, 200 sessions" "$at" 200 "$count" "$size" "$@"
    figure "$name, $((size / 1024)) KiB, connection each" "$at" 20 $((count / 2)) "$size" --reconnect "$@"
  done
}

# What a connection takes is warmed up as well as what a message takes.
warm() {
  send "$1" 20 "$warmup" 4096 "${@:2}" >/dev/null
  send "$1" 20 "$((warmup / 2))" 4096 --reconnect "${@:2}" >/dev/null
}

echo "$(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg); warm-up $warmup messages; $(date -u +%FT%TZ)"
for part in $parts; do
  case $part in
    sink)
      sink_user=()
      [ "$(id -u)" != 0 ] || sink_user=(-u "$(id -un)") # only root may change it
      smtp-sink "${sink_user[@]}" "127.0.0.1:$sink_port" 2000 2>/dev/null &
      sink_pid=$!
      sleep 1
      figure "smtp-sink, 4 KiB, 20 sessions" "$sink_port" 20 "$messages" 4096
      figure "smtp-sink, 100 KiB, 20 sessions" "$sink_port" 20 $((messages / 10)) 102400
      figure "smtp-sink, 4 KiB, connection each" "$sink_port" 20 $((messages / 2)) 4096 --reconnect
      stop_sink
      ;;
    null)
      start_null
      warm "$(port plain)"
      loads "null sink" "$(port plain)"
      warm "$(port tls)" --tls
      loads "null sink, TLS" "$(port tls)" --tls
      stop
      ;;
    broker)
      start_broker
      warm "$sluice_port"
      loads "broker commit" "$sluice_port"
      stop
      ;;
    idle)
      start_null
      figure "null sink, 5,000 idle, 500/s wanted" "$(port plain)" 20 10000 4096 --rate=500 --idle=5000
      awk '/VmRSS|Threads/ {print "  server", $0}' "/proc/$pid/status"
      stop
      ;;
    *) echo "frontdoor.sh: there is no part \"$part\", only sink null broker idle" >&2; exit 64 ;;
  esac
done
