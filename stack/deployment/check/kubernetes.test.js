// Breaks each rule once, on the manifests that were just rendered, and each kind of fault that the schemas have to see.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {parseAllDocuments} from 'yaml';
import {broken, rules} from './kubernetes-rules.js';
import {problemsOf} from './kubernetes-schema.js';

const text = readFileSync(process.env.RENDERED, 'utf8');
const render = () => parseAllDocuments(text).map((document) => document.toJS());
const context = {outside: [], secretsGenerated: true};
const find = (documents, kind, name) => documents.find((it) => it.kind === kind && it.metadata.name === name);
const deal = (documents) => find(documents, 'Deployment', 'deal-service');
const pod = (documents) => deal(documents).spec.template.spec;
const container = (documents) => pod(documents).containers[0];
const without = (kind, name) => (documents) => documents.splice(documents.indexOf(find(documents, kind, name)), 1);

const faults = {
  'images have a version': {
    'no tag': (all) => (container(all).image = 'partner-portal/deal-service'),
    'latest': (all) => (container(all).image = 'registry.example.com:5000/deal-service:latest'),
  },
  'nobody is root': {
    'user 0': (all) => (pod(all).securityContext.runAsUser = 0),
    'root is not refused': (all) => delete pod(all).securityContext.runAsNonRoot,
    'a container is root': (all) => (container(all).securityContext.runAsUser = 0),
  },
  'pods are restricted': {
    'the network of the node': (all) => (pod(all).hostNetwork = true),
    'a folder of the node': (all) => pod(all).volumes.push({name: 'node', hostPath: {path: '/'}}),
    'no seccomp': (all) => delete pod(all).securityContext.seccompProfile,
    'escalation': (all) => delete container(all).securityContext.allowPrivilegeEscalation,
    'capabilities': (all) => (container(all).securityContext.capabilities = {drop: ['ALL'], add: ['NET_ADMIN']}),
  },
  'root file systems are read-only': {'writable': (all) => delete container(all).securityContext.readOnlyRootFilesystem},
  'requests and limits are set': {
    'no limit': (all) => delete container(all).resources.limits.memory,
    'no request': (all) => delete container(all).resources.requests.cpu,
    'less asked for': (all) => (container(all).resources.requests.memory = '1Mi'),
  },
  'probes ask the right questions': {
    'none': (all) => delete container(all).startupProbe,
    'everything at once': (all) => (container(all).readinessProbe.httpGet.path = '/actuator/health'),
    'two ports of one name': (all) => container(all).ports.push({name: 'http', containerPort: 80}),
  },
  'a stop leaves time to finish': {
    'too short': (all) => (pod(all).terminationGracePeriodSeconds = 37),
    'no wait': (all) => delete container(all).lifecycle,
  },
  'no pod gets a token of the cluster': {
    'mounted': (all) => delete pod(all).automountServiceAccountToken,
    'the default account': (all) => delete pod(all).serviceAccountName,
  },
  'pods of a service are spread': {
    'not': (all) => delete pod(all).topologySpreadConstraints,
    'by another name': (all) => (pod(all).topologySpreadConstraints[0].labelSelector.matchLabels = {'app.kubernetes.io/name': 'deals'}),
  },
  'deployments scale by themselves': {
    'not': without('HorizontalPodAutoscaler', 'deal-service'),
    'not at all': (all) => (find(all, 'HorizontalPodAutoscaler', 'deal-service').spec.maxReplicas = 1),
    'a fixed number': (all) => (deal(all).spec.replicas = 2),
  },
  'a drain of a node takes one pod at a time': {'no budget': without('PodDisruptionBudget', 'deal-service')},
  'traffic is named': {
    'no policy': without('NetworkPolicy', 'deal-service'),
    'no denial': without('NetworkPolicy', 'deny-all'),
    'anybody': (all) => delete find(all, 'NetworkPolicy', 'deal-service').spec.ingress[0].from,
  },
  'both ends of a flow agree': {
    'not taken': (all) => (find(all, 'NetworkPolicy', 'deal-service').spec.ingress = []),
    'not sent': (all) => (find(all, 'NetworkPolicy', 'gateway').spec.egress.length = 1),
  },
  'what is referred to is there': {
    'no secret': (all) => all.filter((it) => it.kind === 'Secret').forEach((it) => (it.metadata.name = `other-${it.metadata.name}`)),
    'no addresses': without('ConfigMap', 'addresses'),
    'a service of nothing': (all) => (find(all, 'Service', 'deal-service').spec.selector = {'app.kubernetes.io/name': 'deals'}),
  },
  'no secret is written down': {
    'in a variable': (all) => container(all).env.push({name: 'MONGODB_URI', value: 'mongodb://deal:deal@mongo'}),
    'in the addresses': (all) => (find(all, 'ConfigMap', 'addresses').data.SMTP_PASSWORD = 'x'),
  },
  'everything is in the guarded namespace': {
    'elsewhere': (all) => (deal(all).metadata.namespace = 'default'),
    'unguarded': (all) => delete find(all, 'Namespace', 'partner-portal').metadata.labels,
  },
};

describe('rules', () => {
  it('find nothing in what is rendered', () => assert.deepEqual(broken(render(), context), []));
  it('are all broken here', () => assert.deepEqual(Object.keys(faults), Object.keys(rules)));
  for (const [rule, ways] of Object.entries(faults)) {
    for (const [way, fault] of Object.entries(ways)) {
      it(`${rule}: ${way}`, () => {
        const documents = render();
        fault(documents);
        assert.ok(broken(documents, context).some((it) => it.rule === rule), 'was not noticed');
      });
    }
  }
  it('find a secret in what has to have none', () =>
    assert.ok(broken(render(), {outside: [], secretsGenerated: false}).some((it) => it.rule === 'no secret is written down')));
});

describe('schemas', () => {
  const wrong = {
    'an unknown field': (it) => (it.spec.template.spec.containers[0].imagePolicy = 'Always'),
    'an unknown field in a list': (it) => (it.spec.template.spec.topologySpreadConstraints[1].maxskew = 1),
    'a field of another level': (it) => (it.spec.containers = []),
    'a number as a text': (it) => (it.spec.template.spec.terminationGracePeriodSeconds = '60'),
    'a missing field': (it) => delete it.spec.selector,
    'an unknown kind': (it) => (it.kind = 'Deploymnet'),
  };
  for (const [way, fault] of Object.entries(wrong)) {
    it(`refuse ${way}`, async () => {
      const document = deal(render());
      assert.deepEqual(await problemsOf(document), []);
      fault(document);
      assert.equal((await problemsOf(document)).length, 1);
    });
  }
});
