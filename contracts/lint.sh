#!/bin/sh
# Checks the contracts with the public rule sets and compiles the TypeScript client. Needs node; says so where it is missing.
set -eu
cd "$(dirname "$0")"

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo "contracts: SKIPPED, node and npm are not installed: OpenAPI, AsyncAPI and the TypeScript client were not checked" >&2
  [ -z "${CI:-}" ] || exit 1
  exit 0
fi
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  touch node_modules/.package-lock.json
fi

echo "contracts: rules for OpenAPI and AsyncAPI"
node_modules/.bin/spectral lint --ruleset lint/.spectral.yaml --fail-severity warn 'openapi/*.json' asyncapi.json

echo "contracts: TypeScript client"
for document in openapi/*.json; do
  name=$(basename "$document" .json)
  node_modules/.bin/openapi-typescript "$document" --output "typescript/generated/$name.ts" >/dev/null
done
node_modules/.bin/tsc --project typescript/tsconfig.json
echo "contracts: fine"
