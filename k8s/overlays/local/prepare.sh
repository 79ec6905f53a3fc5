#!/bin/sh
# Brings what the local overlay is rendered with and what is never checked in: secrets of your own, and the realm.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p generated
cp ../../../stack/identity/partner-portal-realm.json generated/realm.json

random() { openssl rand -hex 24; }
keep() { [ -s "generated/$1" ] || printf %s "$2" > "generated/$1"; }
keep MONGODB_URI 'mongodb://mongo:27017/?replicaSet=portal&w=majority&journal=true&readConcernLevel=majority'
for name in cursor-secret application-token-secret onboarding-secret seal-password keycloak-admin-password demo-password; do
  keep "$name" "$(random)"
done
if [ ! -s generated/seal.p12 ]; then
  openssl req -x509 -newkey rsa:3072 -sha256 -days 825 -nodes -subj '/O=Example Vendor/CN=Agreement seal' \
    -keyout generated/seal.key -out generated/seal.pem 2>/dev/null
  openssl pkcs12 -export -inkey generated/seal.key -in generated/seal.pem -name seal -out generated/seal.p12 \
    -passout file:generated/seal-password
  rm generated/seal.key generated/seal.pem
fi
