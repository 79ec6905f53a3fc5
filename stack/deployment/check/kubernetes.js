// Usage: kubernetes.js NAME RENDERED.yaml [outside=Kind/name,...] [secrets=generated]
import {readFileSync} from 'node:fs';
import {parseAllDocuments} from 'yaml';
import {broken} from './kubernetes-rules.js';
import {problemsOf} from './kubernetes-schema.js';

const [name, file, ...options] = process.argv.slice(2);
const option = (key) => options.find((it) => it.startsWith(`${key}=`))?.slice(key.length + 1) ?? '';
const documents = parseAllDocuments(readFileSync(file, 'utf8')).map((it) => it.toJS()).filter(Boolean);
const context = {outside: option('outside').split(','), secretsGenerated: option('secrets') === 'generated'};

const wrong = [];
for (const document of documents) {
  for (const problem of await problemsOf(document)) {
    wrong.push(`${document.kind} ${document.metadata?.name}: ${problem}`);
  }
}
wrong.push(...broken(documents, context).map(({rule, text}) => `${rule}: ${text}`));
if (!documents.length) wrong.push('nothing was rendered');
wrong.forEach((text) => console.error(`k8s/${name}: ${text}`));
console.log(`k8s/${name}: ${documents.length} manifests, ${wrong.length} wrong`);
process.exit(wrong.length ? 1 : 0);
