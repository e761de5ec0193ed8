#!/usr/bin/env bash
# Kills Sluice with SIGKILL under load, starts it again, and counts: every message answered 250 must arrive; how many
# arrived twice is printed. The sink fails every third message once. With --external-broker the queues are in an Artemis
# of its own process, and every second blow kills that first.
#
#   bench/kill9.sh [--external-broker] [ROUNDS [MESSAGES_PER_ROUND [SESSIONS]]]      default 20 4000 20
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/sluice" --version # builds the distribution when needed
(cd "$root" && mvn -q -o -DskipTests -Dspotless.check.skip=true -pl bench -am compile)
java=$(bash "$root/assembly/target/sluice/bin/find-java")
exec "$java" -cp "$root/bench/target/classes:$root/assembly/target/sluice/lib/*:$root/testing/target/classes" org.sluicemta.bench.Kill9 "$root/sluice" "$@"
