#!/bin/sh
# Checks the configuration, the rules and the alerts with promtool, and that the dashboards are JSON.
# promtool comes with Debian's package prometheus; where it is not on the path, that package is fetched and unpacked
# into .suite/tools, and nothing is installed.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd -P)
tools=$here/../../.suite/tools
promtool=$(command -v promtool || true)
if [ -z "$promtool" ]; then
  promtool=$tools/prometheus/usr/bin/promtool
  if [ ! -x "$promtool" ]; then
    mkdir -p "$tools"
    cd "$tools"
    # A new machine has no list of packages yet.
    apt-get download prometheus >/dev/null 2>&1 || { apt-get update -qq; apt-get download prometheus >/dev/null; }
    dpkg-deb -x prometheus_*.deb prometheus
    rm prometheus_*.deb
  fi
fi
cd "$here/prometheus"
"$promtool" check config prometheus.yml
"$promtool" test rules rules_test.yml
alerts=$(grep -c '^ *- alert:' rules.yml)
tested=$(sed -n 's/^ *\(- \)\{0,1\}alertname: *\([A-Za-z]*\).*/\2/p' rules_test.yml | sort -u | wc -l)
[ "$alerts" -eq "$tested" ] || { echo "$alerts alerts, but only $tested are expected to fire in rules_test.yml" >&2; exit 1; }
cd "$here/grafana/dashboards"
for dashboard in *.json; do
  python3 -m json.tool "$dashboard" >/dev/null || { echo "$dashboard is not JSON" >&2; exit 1; }
done
echo "observability: $alerts alerts, each tested; $(ls | wc -l) dashboards"
