// Manifests against the schemas of Kubernetes' own OpenAPI document, as the package kubernetes-models compiles them.
// Those let unknown fields pass. A validator asks for every field that its schema knows, so what it never asked for
// is unknown: a look-on proxy writes down what is asked.

/** Answers what is wrong with a document, as texts; nothing is wrong where there are none. */
export async function problemsOf(document) {
  const validate = await validatorOf(document);
  if (!validate) {
    return [`no schema for ${document.apiVersion} ${document.kind}`];
  }
  const watched = watch(document.kind === 'Secret' ? unfolded(document) : document);
  const right = validate(watched.proxy);
  const wrong = right ? [] : validate.errors.map((error) => `${error.instancePath || '/'} ${describe(error)}`);
  return [...wrong, ...watched.unknown().map((path) => `${path} is not a field that the schema knows`)];
}

async function validatorOf({apiVersion = '', kind = ''}) {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion];
  // apps/v1 Deployment is IoK8sApiAppsV1Deployment, networking.k8s.io/v1 Ingress is IoK8sApiNetworkingV1Ingress.
  const name = `IoK8sApi${capital(group.split('.')[0])}${capital(version)}${kind}`;
  try {
    return (await import(`../node_modules/kubernetes-models/_schemas/${name}.js`)).validate;
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** Long values of a secret are folded over lines, which Kubernetes takes and the format does not. */
function unfolded(secret) {
  const data = Object.entries(secret.data ?? {}).map(([key, value]) => [key, value.replaceAll('\n', '')]);
  return {...secret, data: Object.fromEntries(data)};
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function describe({keyword, params}) {
  switch (keyword) {
    case 'type': return `is not of type ${params.type}`;
    case 'required': return `lacks ${params.missingProperty}`;
    case 'enum': return `is none of ${params.allowedValues.join(', ')}`;
    default: return `breaks ${keyword} ${JSON.stringify(params)}`;
  }
}

function watch(value, path = '') {
  if (value === null || typeof value !== 'object') {
    return {proxy: value, unknown: () => []};
  }
  const children = new Map();
  const asked = new Set();
  const child = (key) => {
    if (!children.has(key)) children.set(key, watch(value[key], `${path}/${key}`));
    return children.get(key);
  };
  const proxy = new Proxy(value, {
    get(target, key) {
      if (!Object.hasOwn(target, key) || (Array.isArray(target) && key === 'length')) return target[key];
      asked.add(key);
      return child(key).proxy;
    },
    // Who lists the keys takes any: a map, such as labels.
    ownKeys(target) {
      Object.keys(target).forEach((key) => asked.add(key));
      return Reflect.ownKeys(target);
    },
  });
  const unknown = () =>
    Object.keys(value).flatMap((key) => (asked.has(key) ? child(key).unknown() : [`${path}/${key}`]));
  return {proxy, unknown};
}
