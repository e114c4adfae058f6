import { readFile, writeFile } from 'node:fs/promises';
import { registryText } from '../packages/intended/scripts/make-control-registry.mjs';
import { camel, isKebab, refuse, words, writeNew } from './write-new.mjs';

/**
 * `npm run new:control NAME [TYPE] [PROPERTY]` makes a control that works from the first minute: it asks whether a
 * resource of the type has the property, and the law test runs its examples. Run from the repository's root.
 */
const ROOM = 'packages/intended/src/analyses/controls';
const TABLE = 'packages/intended/data/controls.json';
const USAGE =
  'usage: npm run new:control SERVICE/NAME [TYPE] [PROPERTY], such as `sqs/queue-without-dead-letter AWS::SQS::Queue RedrivePolicy`';

/** What people mean first by a service. Others: write TYPE. */
const MAIN_TYPES = {
  apigateway: 'AWS::ApiGateway::RestApi',
  cognito: 'AWS::Cognito::UserPool',
  dynamodb: 'AWS::DynamoDB::Table',
  events: 'AWS::Events::EventBus',
  kinesis: 'AWS::Kinesis::Stream',
  kms: 'AWS::KMS::Key',
  lambda: 'AWS::Lambda::Function',
  logs: 'AWS::Logs::LogGroup',
  s3: 'AWS::S3::Bucket',
  secretsmanager: 'AWS::SecretsManager::Secret',
  sns: 'AWS::SNS::Topic',
  sqs: 'AWS::SQS::Queue',
  states: 'AWS::StepFunctions::StateMachine',
};

const [given, typeGiven, property = 'Tags', ...rest] = process.argv.slice(2);
if (given === undefined || rest.length > 0) refuse(USAGE);
const [service, name, ...deeper] = given.includes('/') ? given.split('/') : [given.split('-')[0], given];
if (deeper.length > 0 || ![service, name].every(isKebab)) refuse(`\`${given}\` is not in kebab-case; ${USAGE}`);
const type = typeGiven ?? MAIN_TYPES[service] ?? 'AWS::Lambda::Function';
if (!/^[A-Z]\w+::\w+::\w+$/.test(type)) refuse(`\`${type}\` is not a type of CloudFormation; ${USAGE}`);
if (!/^[A-Z]\w*$/.test(property)) refuse(`\`${property}\` is not a property of CloudFormation; ${USAGE}`);

const id = name;
const file = `${ROOM}/${service}/${id}.ts`;
await writeNew({ [file]: control(), [file.replace(/ts$/, 'test.ts')]: controlTest() });
await writeFile(`${ROOM}/registry.ts`, await registryText(ROOM));
await addRow();
console.log(`
It asks whether ${type} has \`${property}\`, and stands in ${ROOM}/registry.ts and in ${TABLE}.
next: npx vitest run ${ROOM}
then: say its service, tier, OWASP class and the ids of other tools in ${TABLE}
then: write its question, words, sources and examples as the service's documentation has them: docs/writing-a-control.md`);

/** A row as mild as can be, until somebody says better. */
async function addRow() {
  const facts = { service, tier: 'ext', mode: 'static', severity: 'low', dataAware: false, owasp2017: 'A6', peers: {} };
  const text = await readFile(TABLE, 'utf8');
  const end = text.lastIndexOf('\n}}');
  await writeFile(TABLE, `${text.slice(0, end)},\n${JSON.stringify(id)}:${JSON.stringify(facts)}${text.slice(end)}`);
}

function control() {
  return `import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const ${camel(id)}: Control = propertyControl({
  id: '${id}',
  title: '${words(name)}',
  severity: 'low',
  why: 'Without \`${property}\` the default of the provider decides, and nobody of the app has chosen it.',
  fix: 'Set \`${property}\`.',
  sources: ['https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/${page(type)}.html'],
  type: '${type}',
  path: '${property}',
  must: bePresent,
  otherwise: 'has no \`${property}\`',
  good: 'given',
  mechanical: false,
});
`;
}

function controlTest() {
  return `import { expect, test } from 'vitest';
import { verdictsOf } from '../test/judge-text.ts';
import { ${camel(id)} } from './${id}.ts';

const template = (properties: string): string =>
  \`Conditions:\\n  Some: !Equals [!Ref AWS::Region, eu-west-1]\\nResources:\\n  Subject:\\n    Type: ${type}\\n\${properties}\`;

test.each([
  ['no properties at all', '', 'violated'],
  ['the property taken away by \`AWS::NoValue\`', '    Properties: { ${property}: !Ref AWS::NoValue }\\n', 'violated'],
  ['the property written', '    Properties: { ${property}: given }\\n', 'satisfied'],
  ['a condition that decides', '    Properties: { ${property}: !If [Some, given, !Ref AWS::NoValue] }\\n', 'undetermined'],
])('%s', async (_, properties, expected) => {
  expect(await verdictsOf(${camel(id)}, template(properties))).toEqual([['Subject', expected]]);
});
`;
}

/** Name of the type's page in the provider's documentation. */
function page(of) {
  return `aws-resource-${of.split('::').slice(1).join('-').toLowerCase()}`;
}
