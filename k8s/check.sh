#!/bin/sh
# Renders every folder that can be applied and holds it to Kubernetes' schemas and to the suite's rules; no cluster is asked.
# Needs node and kubectl; says so where they are missing.
set -eu
cd "$(dirname "$0")/.."
checks=stack/deployment
missing=
for tool in node npm kubectl openssl; do
  command -v $tool >/dev/null 2>&1 || missing="$missing $tool"
done
if [ -n "$missing" ]; then
  echo "k8s: SKIPPED, not installed:$missing" >&2
  [ -z "${CI:-}" ] || exit 1
  exit 0
fi
$checks/install.sh

rendered=$(mktemp -d)
trap 'rm -rf "$rendered"' EXIT
k8s/overlays/local/prepare.sh
wrong=0
check() { # folder, what is there already when it is applied
  folder=$1; shift
  file=$rendered/$(echo "$folder" | tr / -).yaml
  kubectl kustomize "k8s/$folder" > "$file"
  node $checks/check/kubernetes.js "$folder" "$file" "$@" || wrong=1
}

services="Secret/partner-service,Secret/partner-service-seal,Secret/deal-service,Secret/commission-service,Secret/analytics-service"
check base/suite
for service in topics discovery gateway partner-service deal-service commission-service analytics-service; do
  check base/$service "outside=ConfigMap/addresses,$services"
done
check base "outside=$services"
check overlays/local secrets=generated
check overlays/production "outside=$services,Secret/topics"

# Each rule is broken once on purpose, and has to say so.
RENDERED="$rendered/overlays-local.yaml" node --test --test-reporter=dot $checks/check/kubernetes.test.js || wrong=1
[ "$wrong" = 0 ] && echo "k8s: fine"
exit "$wrong"
