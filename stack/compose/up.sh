#!/bin/sh
# The whole suite with Docker: builds the images, makes the secrets, starts everything and waits until it is healthy.
set -eu
cd "$(dirname "$0")/../.."
docker compose version >/dev/null 2>&1 || { echo "up: docker with the compose plugin is needed" >&2; exit 1; }

stack/compose/secrets.sh
./mvnw -q -B -ntp -Pimages -DskipTests package
for image in */target/jib-image.tar stack/*/target/jib-image.tar; do
  [ ! -f "$image" ] || docker load --quiet --input "$image"
done
exec docker compose up --detach --wait --wait-timeout 900 "$@"
