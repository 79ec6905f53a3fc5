#!/bin/sh
# Holds docker-compose.yml to the schema of the compose specification and to the suite's rules; no engine is asked.
# Needs node; where Docker has the compose plugin, that reads the file as well.
set -eu
cd "$(dirname "$0")/../.."
for tool in node npm openssl; do
  if ! command -v $tool >/dev/null 2>&1; then
    echo "compose: SKIPPED, $tool is not installed" >&2
    [ -z "${CI:-}" ] || exit 1
    exit 0
  fi
done
stack/deployment/install.sh

# What secrets.sh makes, in a folder that is thrown away.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp stack/compose/secrets.sh "$scratch"
"$scratch/secrets.sh"
export SECRETS="$scratch/secrets"

wrong=0
node stack/deployment/check/compose.js || wrong=1
node --check stack/compose/mongo-setup.js || wrong=1
node --test --test-reporter=dot stack/deployment/check/compose.test.js || wrong=1
if docker compose version >/dev/null 2>&1; then
  docker compose config --quiet && echo "compose: read by docker compose" || wrong=1
elif command -v docker-compose >/dev/null 2>&1; then
  # The older one does not know a name for the whole.
  sed '/^name:/d' docker-compose.yml | docker-compose --file - --project-directory . config --quiet &&
    echo "compose: read by docker-compose" || wrong=1
else
  echo "compose: docker compose is not installed, so it did not read the file"
fi
[ "$wrong" = 0 ] && echo "compose: fine"
exit "$wrong"
