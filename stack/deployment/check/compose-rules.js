// What docker-compose.yml is held to beside the public schema. A rule takes the file and yields what is wrong.

/** Containers that cannot do without something, and why. */
const WRITABLE_ROOT = {keycloak: 'it builds itself for its database, into its own folder'};
const UNCHECKED = {tempo: 'its image has neither a shell nor a client, and nothing waits for it'};

const each = (compose) => Object.entries(compose.services);
const oneShot = (service) => service.restart === 'no';
const sourceOf = (secret) => (typeof secret === 'string' ? secret : secret.source);
const sensitive = /SECRET|PASSWORD|CREDENTIAL|MONGODB_URI/;

export const rules = {
  *'images have a version'(compose) {
    for (const [name, {image}] of each(compose)) {
      const version = image.replace(/\$\{\w+:-(.*)\}/, '$1').split('/').pop().split(':')[1];
      if (!version || version === 'latest') yield `${name}: ${image}`;
    }
  },

  *'images are those of the build'(compose, {properties}) {
    const wanted = {'apache/kafka': properties['kafka.version'], 'quay.io/keycloak/keycloak': properties['keycloak.version']};
    for (const [name, {image}] of each(compose)) {
      const [repository, ...version] = image.split(':');
      if (wanted[repository] && version.join(':') !== wanted[repository]) yield `${name}: ${image}, the build has ${wanted[repository]}`;
      if (repository.startsWith('partner-portal/') && version.join(':') !== `\${PORTAL_VERSION:-${properties.version}}`) {
        yield `${name}: ${image}, the build makes ${properties.version}`;
      }
    }
  },

  *'nobody is root'(compose) {
    for (const [name, {user}] of each(compose)) {
      if (!/^[1-9]\d*:\d+$/.test(user ?? '')) yield `${name}: ${user}`;
    }
  },

  *'root file systems are read-only'(compose) {
    for (const [name, service] of each(compose)) {
      if (service.read_only !== true && !WRITABLE_ROOT[name]) yield name;
    }
  },

  *'there is no way up'(compose) {
    for (const [name, service] of each(compose)) {
      if (!service.security_opt?.includes('no-new-privileges:true')) yield `${name}: may become more`;
      if (!service.cap_drop?.includes('ALL') || service.cap_add || service.privileged) yield `${name}: keeps capabilities`;
      if (service.network_mode || service.pid || service.ipc) yield `${name}: shares with the machine`;
    }
  },

  *'everything has a limit'(compose) {
    for (const [name, service] of each(compose)) {
      const {cpus, memory} = service.deploy?.resources?.limits ?? {};
      if (!cpus || !memory || !service.pids_limit) yield name;
      if (!service.logging?.options?.['max-size']) yield `${name}: logs without end`;
    }
  },

  *'everything is checked or ends'(compose) {
    for (const [name, service] of each(compose)) {
      const checked = service.healthcheck && !service.healthcheck.disable;
      if (!oneShot(service) && !checked && !UNCHECKED[name]) yield name;
    }
  },

  *'starts wait for health'(compose) {
    for (const [name, service] of each(compose)) {
      const needs = service.depends_on ?? {};
      if (Array.isArray(needs)) yield `${name}: does not say how`;
      else {
        for (const [other, {condition}] of Object.entries(needs)) {
          const target = compose.services[other];
          const right = target && oneShot(target) ? 'service_completed_successfully' : 'service_healthy';
          if (!target || condition !== right) yield `${name}: ${other} ${condition}`;
        }
      }
    }
  },

  *'doors open on this machine alone'(compose) {
    for (const [name, {ports = []}] of each(compose)) {
      for (const port of ports) {
        if (!/^127\.0\.0\.1:\d+:\d+$/.test(port)) yield `${name}: ${port}`;
      }
    }
  },

  *'stores and services have no way out'(compose) {
    if (compose.networks.inside?.internal !== true) yield 'the network inside is not closed';
    for (const [name, {ports, networks = []}] of each(compose)) {
      if (!networks.includes('inside')) yield `${name}: is not inside`;
      if (!ports && networks.length > 1) yield `${name}: is on ${networks} and offers nothing there`;
    }
  },

  *'secrets are files and are made'(compose, {secretFiles}) {
    const used = new Set(each(compose).flatMap(([, {secrets = []}]) => secrets.map(sourceOf)));
    for (const name of used) {
      if (!compose.secrets[name]) yield `${name}: is not declared`;
    }
    for (const [name, {file}] of Object.entries(compose.secrets)) {
      if (!used.has(name)) yield `${name}: is not used`;
      if (!file?.startsWith('./stack/compose/secrets/') || !secretFiles.includes(file.split('/').pop())) yield `${name}: ${file} is not made`;
    }
    for (const [name, {environment = {}}] of each(compose)) {
      for (const [variable, value] of Object.entries(environment)) {
        const file = String(value).startsWith('/run/');
        if (sensitive.test(variable) && !file) yield `${name}: ${variable} is written down`;
      }
    }
  },

  *'each service has its own user at the store'(compose) {
    const uris = each(compose).flatMap(([name, {secrets = []}]) =>
      secrets.filter((it) => it.target === 'MONGODB_URI').map(({source}) => [name, source]));
    for (const [name, source] of uris) {
      if (source !== `${name.replace('-service', '')}-mongodb-uri`) yield `${name}: ${source}`;
    }
    for (const name of Object.keys(compose.services).filter((it) => it.endsWith('-service'))) {
      if (!uris.some(([user]) => user === name)) yield `${name}: none`;
    }
  },

  *'what is mounted is there'(compose, {exists}) {
    for (const [name, {volumes = []}] of each(compose)) {
      for (const volume of volumes) {
        const [source] = volume.split(':');
        if (source.startsWith('./')) {
          if (!exists(source)) yield `${name}: ${source}`;
          if (!volume.endsWith(':ro')) yield `${name}: ${source} can be written`;
        } else if (!(source in compose.volumes)) yield `${name}: ${source} is not declared`;
      }
    }
  },
};

/** Answers all that is wrong, as rule and text. */
export function broken(compose, context) {
  return Object.entries(rules).flatMap(([rule, check]) => [...check(compose, context)].map((text) => ({rule, text})));
}
