// What every manifest of the suite is held to. A rule takes the documents of one rendered folder and yields what is wrong.

const NAMESPACE = 'partner-portal';
const PART_OF = 'partner-portal';
/** What a service needs at most to finish what it began: spring.lifecycle.timeout-per-shutdown-phase. */
const SPRING_STOP_S = 20;
/** Containers that cannot do without a writable root, and why. */
const WRITABLE_ROOT = {keycloak: 'its development mode builds itself into its own folder'};

const kinds = (...wanted) => (document) => wanted.includes(document.kind);
const nameOf = (document) => `${document.kind} ${document.metadata.name}`;
const podOf = (workload) => workload.spec.template.spec;
const labelsOf = (workload) => workload.spec.template.metadata.labels ?? {};
const containersOf = (workload) => [...(podOf(workload).initContainers ?? []), ...podOf(workload).containers];
const workloads = (documents) => documents.filter(kinds('Deployment', 'StatefulSet', 'Job'));
/** The suite's own that run on and on. */
const services = (documents) =>
  documents.filter(kinds('Deployment', 'StatefulSet')).filter((it) => labelsOf(it)['app.kubernetes.io/part-of'] === PART_OF);

export function selects(selector, labels) {
  const expressions = selector?.matchExpressions ?? [];
  return (
    Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value) &&
    expressions.every(({key, operator, values}) => {
      if (operator !== 'In') throw new Error(`operator ${operator} is not known here`);
      return values.includes(labels[key]);
    })
  );
}

function* eachContainer(documents) {
  for (const workload of workloads(documents)) {
    for (const container of containersOf(workload)) yield [workload, container];
  }
}

export const rules = {
  *'images have a version'(documents) {
    for (const [workload, {image}] of eachContainer(documents)) {
      const version = image.includes('@sha256:') ? 'digest' : image.split('/').pop().split(':')[1];
      if (!version || version === 'latest') yield `${nameOf(workload)}: ${image}`;
    }
  },

  *'nobody is root'(documents) {
    for (const workload of workloads(documents)) {
      const pod = podOf(workload).securityContext ?? {};
      for (const {securityContext: own = {}} of containersOf(workload)) {
        const user = own.runAsUser ?? pod.runAsUser;
        if ((own.runAsNonRoot ?? pod.runAsNonRoot) !== true || !(user > 0)) yield nameOf(workload);
      }
    }
  },

  *'pods are restricted'(documents) {
    for (const workload of workloads(documents)) {
      const pod = podOf(workload);
      const forbidden = ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => pod[field]);
      if (forbidden.length) yield `${nameOf(workload)}: ${forbidden}`;
      if ((pod.volumes ?? []).some((volume) => volume.hostPath)) yield `${nameOf(workload)}: a folder of the node`;
      if (pod.securityContext?.seccompProfile?.type !== 'RuntimeDefault') yield `${nameOf(workload)}: no seccomp profile`;
      for (const {securityContext: own = {}} of containersOf(workload)) {
        if (own.privileged || own.allowPrivilegeEscalation !== false) yield `${nameOf(workload)}: may become more`;
        if (!own.capabilities?.drop?.includes('ALL') || own.capabilities.add?.length) {
          yield `${nameOf(workload)}: keeps capabilities`;
        }
      }
    }
  },

  *'root file systems are read-only'(documents) {
    for (const [workload, container] of eachContainer(documents)) {
      const readOnly = container.securityContext?.readOnlyRootFilesystem === true;
      if (!readOnly && !WRITABLE_ROOT[workload.metadata.name]) yield nameOf(workload);
    }
  },

  *'requests and limits are set'(documents) {
    for (const [workload, {resources = {}}] of eachContainer(documents)) {
      for (const side of ['requests', 'limits']) {
        for (const what of ['cpu', 'memory']) {
          if (!resources[side]?.[what]) yield `${nameOf(workload)}: no ${side}.${what}`;
        }
      }
      // More than is asked for is the first to be taken away.
      if (resources.requests?.memory !== resources.limits?.memory) yield `${nameOf(workload)}: memory asked for is not its limit`;
    }
  },

  *'probes ask the right questions'(documents) {
    const right = {startupProbe: 'liveness', livenessProbe: 'liveness', readinessProbe: 'readiness'};
    for (const workload of services(documents)) {
      for (const container of containersOf(workload)) {
        for (const [probe, group] of Object.entries(right)) {
          const {path, port} = container[probe]?.httpGet ?? {};
          if (path !== `/actuator/health/${group}` || port !== 'http') yield `${nameOf(workload)}: ${probe} ${path}`;
        }
        if (container.ports?.filter((port) => port.name === 'http').length !== 1) yield `${nameOf(workload)}: not one port http`;
      }
    }
  },

  *'a stop leaves time to finish'(documents) {
    for (const workload of services(documents)) {
      const pod = podOf(workload);
      for (const container of containersOf(workload)) {
        const sleep = container.lifecycle?.preStop?.sleep?.seconds ?? 0;
        const drain = parseInt(container.env?.find(({name}) => name === 'PORTAL_WEB_DRAIN')?.value ?? '0', 10);
        if (!sleep) yield `${nameOf(workload)}: gets the signal before the nodes know`;
        if ((pod.terminationGracePeriodSeconds ?? 30) <= sleep + drain + SPRING_STOP_S) {
          yield `${nameOf(workload)}: ${pod.terminationGracePeriodSeconds} s are not more than ${sleep + drain + SPRING_STOP_S} s`;
        }
      }
    }
  },

  *'no pod gets a token of the cluster'(documents) {
    for (const workload of workloads(documents)) {
      if (podOf(workload).automountServiceAccountToken !== false) yield nameOf(workload);
    }
    for (const workload of services(documents)) {
      const account = documents.filter(kinds('ServiceAccount')).find((it) => it.metadata.name === podOf(workload).serviceAccountName);
      if (account?.automountServiceAccountToken !== false) yield `${nameOf(workload)}: no account of its own`;
    }
  },

  *'pods of a service are spread'(documents) {
    for (const workload of services(documents)) {
      const spread = podOf(workload).topologySpreadConstraints ?? [];
      for (const key of ['topology.kubernetes.io/zone', 'kubernetes.io/hostname']) {
        const rule = spread.find(({topologyKey}) => topologyKey === key);
        if (!rule || !selects(rule.labelSelector, labelsOf(workload))) yield `${nameOf(workload)}: over ${key}`;
      }
    }
  },

  *'deployments scale by themselves'(documents) {
    const scalers = documents.filter(kinds('HorizontalPodAutoscaler'));
    for (const workload of services(documents).filter(kinds('Deployment'))) {
      const {spec} = scalers.find((it) => it.spec.scaleTargetRef.name === workload.metadata.name) ?? {};
      if (!spec || !(spec.minReplicas < spec.maxReplicas)) yield nameOf(workload);
      else if (workload.spec.replicas !== undefined) yield `${nameOf(workload)}: an apply would set its size back`;
    }
  },

  *'a drain of a node takes one pod at a time'(documents) {
    const budgets = documents.filter(kinds('PodDisruptionBudget'));
    for (const workload of services(documents)) {
      const budget = budgets.find((it) => selects(it.spec.selector, labelsOf(workload)));
      if (budget?.spec.maxUnavailable !== 1) yield nameOf(workload);
    }
  },

  *'traffic is named'(documents) {
    const policies = documents.filter(kinds('NetworkPolicy'));
    for (const workload of workloads(documents)) {
      const own = policies.filter(({spec}) => Object.keys(spec.podSelector).length && selects(spec.podSelector, labelsOf(workload)));
      if (!own.some(({spec}) => ['Ingress', 'Egress'].every((type) => spec.policyTypes.includes(type)))) yield nameOf(workload);
    }
    for (const {metadata, spec} of policies) {
      const open = [...(spec.ingress ?? []), ...(spec.egress ?? [])].some((rule) => !(rule.from ?? rule.to)?.length);
      if (open) yield `NetworkPolicy ${metadata.name}: from or to anybody`;
    }
    if (documents.some(kinds('Namespace'))) {
      const denies = ({spec}) =>
        !Object.keys(spec.podSelector).length && spec.policyTypes.length === 2 && !spec.ingress && !spec.egress;
      if (!policies.some(denies)) yield 'nothing is denied by default';
    }
  },

  /** What one may send, the other must take, and the other way round. */
  *'both ends of a flow agree'(documents) {
    if (!documents.some(kinds('Namespace'))) return;
    const policies = documents.filter(kinds('NetworkPolicy'));
    const pods = workloads(documents);
    const covering = (pod) => policies.filter(({spec}) => selects(spec.podSelector, labelsOf(pod)));
    const portsOf = (pod, ports) =>
      (ports ?? []).map(({port}) =>
        typeof port === 'number' ? port : containersOf(pod).flatMap((it) => it.ports ?? []).find((it) => it.name === port)?.containerPort);
    const names = (peers = [], pod) => peers.some(({podSelector, namespaceSelector}) => podSelector && !namespaceSelector && selects(podSelector, labelsOf(pod)));
    for (const from of pods) {
      for (const to of pods) {
        const sent = covering(from).flatMap(({spec}) => spec.egress ?? []).filter((rule) => names(rule.to, to)).flatMap((rule) => portsOf(to, rule.ports));
        const taken = covering(to).flatMap(({spec}) => spec.ingress ?? []).filter((rule) => names(rule.from, from)).flatMap((rule) => portsOf(to, rule.ports));
        for (const port of sent.filter((it) => !taken.includes(it))) {
          yield `${from.metadata.name} may send to ${to.metadata.name}:${port}, which does not take it`;
        }
        // Stand-ins take from anybody in the namespace; the suite's own take from whom they name.
        if (services(documents).includes(to)) {
          for (const port of taken.filter((it) => !sent.includes(it))) {
            yield `${to.metadata.name}:${port} takes from ${from.metadata.name}, which may not send`;
          }
        }
      }
    }
  },

  *'what is referred to is there'(documents, {outside}) {
    const there = new Set(documents.filter(kinds('ConfigMap', 'Secret')).map((it) => `${it.kind}/${it.metadata.name}`));
    const wanted = (workload) => [
      ...(podOf(workload).volumes ?? []).flatMap(({secret, configMap}) => [secret && `Secret/${secret.secretName}`, configMap && `ConfigMap/${configMap.name}`]),
      ...containersOf(workload).flatMap(({env = [], envFrom = []}) => [
        ...envFrom.flatMap(({configMapRef, secretRef}) => [configMapRef && `ConfigMap/${configMapRef.name}`, secretRef && `Secret/${secretRef.name}`]),
        ...env.flatMap(({valueFrom: {configMapKeyRef, secretKeyRef} = {}}) => [configMapKeyRef && `ConfigMap/${configMapKeyRef.name}`, secretKeyRef && `Secret/${secretKeyRef.name}`]),
      ]),
    ];
    for (const workload of workloads(documents)) {
      for (const reference of wanted(workload).filter(Boolean)) {
        if (!there.has(reference) && !outside.includes(reference)) yield `${nameOf(workload)}: ${reference}`;
      }
    }
    for (const {metadata, spec} of documents.filter(kinds('Service'))) {
      const target = workloads(documents).find((it) => selects({matchLabels: spec.selector}, labelsOf(it)));
      const ports = target ? containersOf(target).flatMap((it) => it.ports ?? []).map((it) => it.name) : [];
      if (!spec.ports.every(({targetPort}) => ports.includes(targetPort))) yield `Service ${metadata.name}: leads nowhere`;
    }
  },

  *'no secret is written down'(documents, {secretsGenerated}) {
    for (const document of documents.filter(kinds('Secret'))) {
      if (!secretsGenerated) yield nameOf(document);
    }
    for (const [workload, {env = []}] of eachContainer(documents)) {
      for (const {name, value} of env) {
        if (value !== undefined && /SECRET|PASSWORD|CREDENTIAL|MONGODB_URI/.test(name)) yield `${nameOf(workload)}: ${name}`;
      }
    }
    for (const {metadata, data = {}} of documents.filter(kinds('ConfigMap'))) {
      for (const name of Object.keys(data)) {
        if (/SECRET|PASSWORD|CREDENTIAL|MONGODB_URI/.test(name)) yield `ConfigMap ${metadata.name}: ${name}`;
      }
    }
  },

  *'everything is in the guarded namespace'(documents) {
    for (const document of documents) {
      if (document.kind === 'Namespace') {
        if (document.metadata.labels?.['pod-security.kubernetes.io/enforce'] !== 'restricted') yield `${nameOf(document)}: not restricted`;
      } else if (document.metadata.namespace !== NAMESPACE) {
        yield nameOf(document);
      }
    }
  },
};

/** Answers all that is wrong, as rule and text. */
export function broken(documents, context) {
  return Object.entries(rules).flatMap(([rule, check]) => [...check(documents, context)].map((text) => ({rule, text})));
}
