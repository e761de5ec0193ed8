#!/usr/bin/env bash
# Relays the same load through Sluice and through a tuned Postfix, one after the other, into the same smtp-sink, and
# prints messages/s accepted and end to end for both, with the ratio. Sluice runs its full stock chain with flush on.
#
#   bench/relay.sh [MESSAGES [SIZE [SESSIONS]]]          default 5000 4096 20
#   WARMUP=40000  messages through Sluice before the first figure
#   ROUNDS=3      figures are medians of so many rounds, in which the peers take turns
#   MODES="signed plain"   signed: RSA-2048 DKIM (Postfix with OpenDKIM); plain: signing off
#   KEEP=1        keep connections open (smtp-source -d); default: one message a connection
#
# Needs root (Postfix) and Debian's postfix, opendkim, opendkim-tools. Traffic stays on loopback.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
messages=${1:-5000} size=${2:-4096} sessions=${3:-20}
warmup=${WARMUP:-40000} rounds=${ROUNDS:-3} modes=${MODES:-signed plain} keep=${KEEP:+-d}
sink_port=12600 sluice_port=12525 postfix_port=12526 opendkim_port=12891
work=$(mktemp -d /tmp/sluice-relay.XXXXXX)
chmod 755 "$work"
sluice_pid='' sink_pid='' opendkim_pid='' postfix_up=''
export PATH=$PATH:/usr/sbin

for tool in smtp-source smtp-sink postfix postconf opendkim opendkim-genkey python3; do
  command -v "$tool" >/dev/null || { echo "relay.sh: $tool is missing (Debian: postfix opendkim opendkim-tools)" >&2; exit 69; }
done
[ "$(id -u)" -eq 0 ] || { echo "relay.sh: Postfix needs root" >&2; exit 77; }

cleanup() {
  stop_sluice; stop_postfix; stop_sink
  [ -n "${KEEP_WORK:-}" ] || rm -rf "$work"
}
trap cleanup EXIT

start_sink() { # counts to a file; prints after each message with \r
  smtp-sink -c -u root "127.0.0.1:$sink_port" 2000 >"$work/sink" 2>/dev/null &
  sink_pid=$!
  wait_port "$sink_port"
}
stop_sink() { [ -z "$sink_pid" ] || { kill "$sink_pid" 2>/dev/null || true; wait "$sink_pid" 2>/dev/null || true; sink_pid=''; }; }
sunk() { tr '\r' '\n' <"$work/sink" | grep -o 'mesg=[0-9]*' | tail -1 | cut -d= -f2; }
wait_port() {
  for _ in $(seq 1 300); do (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return; sleep 0.1; done
  echo "relay.sh: nothing listens on port $1" >&2; exit 70
}

# load PORT MESSAGES -> "accepted/s end-to-end/s"
load() {
  local port=$1 count=$2 start accepted done have
  start_sink
  start=$(date +%s.%N)
  # shellcheck disable=SC2086 # an empty $keep is no argument
  smtp-source $keep -s "$sessions" -m "$count" -l "$size" -f from@bench.example.test -t rcpt@dest.example.test \
    -M bench.example.test "127.0.0.1:$port"
  accepted=$(date +%s.%N)
  for _ in $(seq 1 12000); do have=$(sunk); [ "${have:-0}" -lt "$count" ] || break; sleep 0.05; done
  done=$(date +%s.%N)
  stop_sink
  [ "${have:-0}" -ge "$count" ] || { echo "relay.sh: only ${have:-0} of $count arrived" >&2; exit 70; }
  python3 -c "print(f'{$count/($accepted-$start):.0f} {$count/($done-$start):.0f}')"
}

start_sluice() { # signed|plain
  local home=$work/sluice-$1
  if [ ! -d "$home" ]; then
    "$root/sluice" config init --home "$home" >/dev/null
    if [ "$1" = signed ]; then
      "$root/sluice" dkim generate --home "$home" bench.example.test bench >/dev/null
      "$root/sluice" dkim activate --home "$home" bench.example.test bench >/dev/null
    else
      python3 -c "import re, sys; f = sys.argv[1]; t = open(f).read(); open(f, 'w').write(re.sub(r'<mailet[^>]*SignDkim\"(/>|>.*?</mailet>)', '', t, flags=re.S))" \
        "$home/conf/mailetcontainer.xml"
    fi
  fi
  SLUICE_SMTP_PORT=$sluice_port SLUICE_SUBMISSION_PORT=0 SLUICE_SMTPS_PORT=0 SLUICE_HTTP_PORT=0 SLUICE_JMX_PORT=0 \
    SLUICE_RELAYHOST=127.0.0.1:$sink_port "$root/sluice" run --home "$home" >"$work/sluice.log" 2>&1 &
  sluice_pid=$!
  for _ in $(seq 1 600); do
    grep -q '^sluice ready:' "$work/sluice.log" && return
    kill -0 "$sluice_pid" 2>/dev/null || break
    sleep 0.1
  done
  cat "$work/sluice.log" >&2; echo "relay.sh: Sluice did not start" >&2; exit 70
}
stop_sluice() { [ -z "$sluice_pid" ] || { kill "$sluice_pid" 2>/dev/null || true; wait "$sluice_pid" 2>/dev/null || true; sluice_pid=''; }; }

start_postfix() { # signed|plain: an instance of its own, the machine's stays as it is
  local etc=$work/postfix/etc milters=''
  rm -rf "$work/postfix"; mkdir -p "$etc" "$work/postfix/spool" "$work/postfix/data"
  cp /etc/postfix/{master.cf,postfix-files,dynamicmaps.cf} "$etc/" 2>/dev/null || cp /usr/share/postfix/master.cf.dist "$etc/master.cf"
  [ -d /etc/postfix/postfix-files.d ] && cp -r /etc/postfix/postfix-files.d /etc/postfix/dynamicmaps.cf.d "$etc/" 2>/dev/null || true
  : >"$etc/main.cf"
  chown postfix "$work/postfix/data"
  if [ "$1" = signed ]; then start_opendkim; milters=inet:127.0.0.1:$opendkim_port; fi
  postconf -c "$etc" -e "queue_directory = $work/postfix/spool" "data_directory = $work/postfix/data" \
    'compatibility_level = 3.6' 'inet_interfaces = 127.0.0.1' 'inet_protocols = ipv4' 'mynetworks = 127.0.0.0/8' \
    "relayhost = [127.0.0.1]:$sink_port" 'mydestination =' 'local_recipient_maps =' 'myhostname = bench.example.test' \
    'smtpd_relay_restrictions = permit_mynetworks,reject' "maillog_file = /var/log/sluice-bench-postfix.log" \
    'smtpd_client_connection_count_limit = 0' 'smtpd_client_connection_rate_limit = 0' 'default_process_limit = 200' \
    'smtp_destination_concurrency_limit = 100' 'default_destination_concurrency_limit = 100' 'in_flow_delay = 0' \
    'disable_dns_lookups = yes' 'smtp_dns_support_level = disabled' 'alias_maps =' 'alias_database =' \
    'qmgr_message_active_limit = 50000' 'smtp_connection_cache_on_demand = yes' 'smtp_tls_security_level = none' \
    'smtpd_tls_security_level = none' "smtpd_milters = $milters" "non_smtpd_milters =" 'milter_default_action = tempfail'
  sed -i -E "s/^(smtp +inet|127\.0\.0\.1:[0-9]+ +inet).*/127.0.0.1:$postfix_port inet n - n - - smtpd/" "$etc/master.cf"
  sed -i -E 's/^([a-z]+ +(unix|inet|fifo|pass) +[^ ]+ +[^ ]+ +)y/\1n/' "$etc/master.cf"
  MAIL_CONFIG=$etc postfix -c "$etc" start >/dev/null 2>&1
  postfix_up=$etc
  wait_port "$postfix_port"
}
stop_postfix() {
  [ -z "$postfix_up" ] || { MAIL_CONFIG=$postfix_up postfix -c "$postfix_up" stop >/dev/null 2>&1 || true; postfix_up=''; }
  [ -z "$opendkim_pid" ] || { kill "$opendkim_pid" 2>/dev/null || true; wait "$opendkim_pid" 2>/dev/null || true; opendkim_pid=''; }
}
start_opendkim() {
  local dir=$work/opendkim
  if [ ! -d "$dir" ]; then
    mkdir -p "$dir"
    opendkim-genkey -b 2048 -d bench.example.test -s bench -D "$dir"
    printf '%s\n' 'Mode s' 'Domain bench.example.test' 'Selector bench' "KeyFile $dir/bench.private" \
      'Canonicalization relaxed/relaxed' "Socket inet:$opendkim_port@127.0.0.1" 'InternalHosts 127.0.0.1' \
      'RequireSafeKeys no' 'OversignHeaders From' 'Syslog no' >"$dir/opendkim.conf"
  fi
  opendkim -f -x "$dir/opendkim.conf" 2>"$work/opendkim.log" &
  opendkim_pid=$!
  wait_port "$opendkim_port"
}

report() { # mode: medians and ratio from the rounds
  python3 - "$work/$1" "$1" <<'PY'
import statistics, sys
rows = [line.split() for line in open(sys.argv[1])]
medians = {}
for who in ("sluice", "postfix"):
    figures = [(int(a), int(e)) for name, a, e in rows if name == who]
    medians[who] = tuple(statistics.median(f[i] for f in figures) for i in (0, 1))
    spread = f"{min(f[1] for f in figures)}-{max(f[1] for f in figures)}"
    print(f"{sys.argv[2]:7} {who:8} accepted {medians[who][0]:6.0f}/s   end to end {medians[who][1]:6.0f}/s   (rounds {spread})")
ratio = [medians["sluice"][i] / medians["postfix"][i] for i in (0, 1)]
print(f"{sys.argv[2]:7} ratio    accepted {ratio[0]:6.1f}x    end to end {ratio[1]:6.1f}x")
PY
}

"$root/sluice" --version
echo "load: $messages messages of $size bytes, $sessions sessions${keep:+, kept connections}; $rounds rounds; $(nproc) cores; $(postconf -d mail_version | cut -d' ' -f3) is the peer's version"
for mode in $modes; do
  : >"$work/$mode"
  for round in $(seq 1 "$rounds"); do
    start_sluice "$mode"
    # A restarted virtual machine is cold again, so it is warmed in every round before the clock starts.
    [ "$warmup" -eq 0 ] || load "$sluice_port" "$warmup" >/dev/null
    echo "sluice $(load "$sluice_port" "$messages")" | tee -a "$work/$mode" | sed "s/^/  $mode round $round: /"
    stop_sluice
    start_postfix "$mode"
    echo "postfix $(load "$postfix_port" "$messages")" | tee -a "$work/$mode" | sed "s/^/  $mode round $round: /"
    stop_postfix
  done
  report "$mode"
done
