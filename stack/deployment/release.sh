#!/bin/sh
# Writes the bill of materials of what is delivered to target/bom.json and holds it to the licences that are allowed.
# Options go to the second step: -Dthird-party.update writes THIRD-PARTY.md anew.
set -eu
cd "$(dirname "$0")/../.."

# What is delivered; the tools and tests under stack/ are not.
delivered=.,contracts,platform/kernel,platform/tracing,platform/messaging,platform/web
for service in $(sed -n 's/^\([a-z-]*\) = .*/\1/p' stack/suite.properties); do
  delivered=$delivered,$service
  built="$service/target/$service-*-SNAPSHOT.jar"
  if ! ls $built >/dev/null 2>&1; then
    echo "release: $service is not built: ./mvnw -DskipTests package" >&2
    exit 1
  fi
done
./mvnw -q -B -ntp -Prelease -pl "$delivered" org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom
./mvnw -q -B -ntp -Prelease -pl stack/deployment -Dsurefire.failIfNoSpecifiedTests=false package "$@"
