// Usage: SECRETS=FOLDER compose.js
import {broken} from './compose-rules.js';
import {context, load, schemaProblems} from './compose-files.js';

const compose = load();
const wrong = [...schemaProblems(compose), ...broken(compose, context).map(({rule, text}) => `${rule}: ${text}`)];
wrong.forEach((text) => console.error(`docker-compose.yml: ${text}`));
console.log(`docker-compose.yml: ${Object.keys(compose.services).length} services, ${wrong.length} wrong`);
process.exit(wrong.length ? 1 : 0);
