#!/usr/bin/env bash
# Imports a generated list into the embedded database, or into a PostgreSQL, and measures the import, look-ups and the
# memory of the filter.
#
#   bench/suppression.sh [ENTRIES [JDBC_URL USER]]      default 1000000, embedded
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/sluice" --version # builds the distribution when needed
(cd "$root" && mvn -q -o -DskipTests -Dspotless.check.skip=true -pl bench -am compile)
java=$(bash "$root/assembly/target/sluice/bin/find-java")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$java" -Xmx512m -cp "$root/bench/target/classes:$root/assembly/target/sluice/lib/*:$root/testing/target/classes" \
  org.sluicemta.bench.SuppressionBench "$work" "${1:-1000000}" "${@:2}"
