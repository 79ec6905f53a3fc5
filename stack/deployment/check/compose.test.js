// Breaks each rule once, and the schema.
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {broken, rules} from './compose-rules.js';
import {context, load, schemaProblems} from './compose-files.js';

const faults = {
  'images have a version': {
    'none': ({services}) => (services.kafka.image = 'apache/kafka'),
    'latest': ({services}) => (services.kafka.image = 'apache/kafka:latest'),
  },
  'images are those of the build': {
    'another broker': ({services}) => (services.kafka.image = 'apache/kafka:4.0.0'),
    'another release': ({services}) => (services.gateway.image = 'partner-portal/gateway:${PORTAL_VERSION:-9}'),
  },
  'nobody is root': {
    'nothing said': ({services}) => delete services.gateway.user,
    'user 0': ({services}) => (services.gateway.user = '0:0'),
    'a name': ({services}) => (services.gateway.user = 'root'),
  },
  'root file systems are read-only': {'writable': ({services}) => delete services.gateway.read_only},
  'there is no way up': {
    'privileges': ({services}) => delete services.gateway.security_opt,
    'capabilities': ({services}) => delete services.gateway.cap_drop,
    'the network of the machine': ({services}) => (services.gateway.network_mode = 'host'),
  },
  'everything has a limit': {
    'memory': ({services}) => (services.mail.deploy.resources.limits = {cpus: '1'}),
    'processes': ({services}) => delete services.mail.pids_limit,
    'logs': ({services}) => delete services.mail.logging,
  },
  'everything is checked or ends': {
    'none': ({services}) => delete services.gateway.healthcheck,
    'switched off': ({services}) => (services.gateway.healthcheck = {disable: true}),
  },
  'starts wait for health': {
    'just started': ({services}) => (services.gateway.depends_on = ['keycloak']),
    'not the end': ({services}) => (services['deal-service'].depends_on = {topics: {condition: 'service_started'}}),
    'of nobody': ({services}) => (services.gateway.depends_on = {nobody: {condition: 'service_healthy'}}),
  },
  'doors open on this machine alone': {'to all': ({services}) => (services.gateway.ports = ['8080:8080'])},
  'stores and services have no way out': {
    'an open network': ({networks}) => (networks.inside = {}),
    'a store outside': ({services}) => (services['mongo-1'].networks = ['inside', 'edge']),
  },
  'secrets are files and are made': {
    'not declared': ({secrets}) => delete secrets['cursor-secret'],
    'not used': ({secrets}) => (secrets.spare = {file: './stack/compose/secrets/cursor-secret'}),
    'not made': ({secrets}) => (secrets['cursor-secret'] = {file: './stack/compose/secrets/cursor'}),
    'written down': ({services}) => (services['deal-service'].environment.MONGODB_URI = 'mongodb://deal:deal@mongo-1'),
  },
  'each service has its own user at the store': {
    "another's": ({services}) => (services['deal-service'].secrets[0].source = 'partner-mongodb-uri'),
    'none': ({services}) => services['deal-service'].secrets.shift(),
  },
  'what is mounted is there': {
    'not': ({services}) => (services.tempo.volumes = ['./stack/nowhere:/etc/tempo:ro']),
    'writable': ({services}) => (services['mongo-setup'].volumes = ['./stack/compose/mongo-setup.js:/setup.js']),
    'not declared': ({services}) => (services.kafka.volumes = ['elsewhere:/var/lib/kafka/data']),
  },
};

describe('docker-compose.yml', () => {
  it('breaks no rule', () => assert.deepEqual(broken(load(), context), []));
  it('is broken here in every rule', () => assert.deepEqual(Object.keys(faults), Object.keys(rules)));
  for (const [rule, ways] of Object.entries(faults)) {
    for (const [way, fault] of Object.entries(ways)) {
      it(`${rule}: ${way}`, () => {
        const compose = structuredClone(load());
        fault(compose);
        assert.ok(broken(compose, context).some((it) => it.rule === rule), 'was not noticed');
      });
    }
  }
  it('fits the schema', () => assert.deepEqual(schemaProblems(load()), []));
  it('would not fit it with an unknown key', () => {
    const compose = structuredClone(load());
    compose.services.gateway.read_olny = true;
    assert.notDeepEqual(schemaProblems(compose), []);
  });
});
