#!/bin/sh
# Makes the secrets of docker-compose.yml that are missing, in a folder that only you can open.
# The files in it are readable by all, because each container reads its own as its own user.
set -eu
cd "$(dirname "$0")"
command -v openssl >/dev/null 2>&1 || { echo "secrets: openssl is not installed" >&2; exit 1; }
umask 022
mkdir -p secrets
chmod 700 secrets
cd secrets

random() { openssl rand -hex 24; }
keep() { [ -s "$1" ] || printf %s "$2" > "$1"; }

[ -s mongo-keyfile ] || openssl rand -base64 756 > mongo-keyfile
for name in mongo-admin-password keycloak-db-password keycloak-admin-password crm-secret erp-secret onboarding-secret \
    demo-password cursor-secret application-token-secret seal-password grafana-admin-password; do
  keep "$name" "$(random)"
done

# Each service's user lives in its own database and can do nothing elsewhere.
for service in partner deal commission analytics; do
  keep "$service-mongodb-uri" "mongodb://$service:$(random)@mongo-1:27017,mongo-2:27017,mongo-3:27017/$service?authSource=$service&replicaSet=portal&w=majority&journal=true&readConcernLevel=majority&retryWrites=true"
done

# Stands in for the vendor's own certificate: agreements sealed with it are valid for a try, not for a court.
if [ ! -s seal.p12 ]; then
  openssl req -x509 -newkey rsa:3072 -sha256 -days 825 -nodes -subj '/O=Example Vendor/CN=Agreement seal' \
    -keyout seal.key -out seal.pem 2>/dev/null
  openssl pkcs12 -export -inkey seal.key -in seal.pem -name seal -out seal.p12 -passout file:seal-password
  rm seal.key seal.pem
  chmod 644 seal.p12
fi
