import { camel, isKebab, refuse, words, writeNew } from './write-new.mjs';

/**
 * `npm run new:control NAME [TYPE] [PROPERTY]` makes a control that works from the first minute: it asks whether a
 * resource of the type has the property, and the law test runs its examples. Run from the repository's root.
 */
const ROOM = 'packages/intended/src/analyses/controls';
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

const file = `${ROOM}/${service}/${name}.ts`;
await writeNew({ [file]: control(), [file.replace(/ts$/, 'test.ts')]: controlTest() });
console.log(`
It asks whether ${type} has \`${property}\`.
next: npx vitest run ${ROOM}
then: write its question, words, sources and examples as the service's documentation has them`);

function control() {
  const id = name.startsWith(`${service}-`) ? name : `${service}-${name}`;
  return `import { deferred } from '#model/value';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';

const template = (properties: string): string =>
  \`Parameters:\\n  Given: { Type: String }\\nResources:\\n  Subject:\\n    Type: ${type}\\n\${properties}\`;

export const ${camel(name)} = defineControl({
  id: '${id}',
  title: '${words(name)}',
  severity: 'low',
  why: 'Without \`${property}\` the default of the provider decides, and nobody of the app has chosen it.',
  fix: 'Set \`${property}\`.',
  sources: ['https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/${page(type)}.html'],
  subjects: (application) => [...application.resources.values()].filter(({ type }) => type === '${type}'),
  judge(resource) {
    const value = resource.properties.entries.get('${property}')?.value;
    if (value === undefined || value.kind === 'absent')
      return violated(resource.at, \`\\\`\${resource.id}\\\` has no \\\`${property}\\\`; set it\`);
    if (value.kind === 'choice') return undetermined(deferred('condition', value.condition, value.at));
    return value.kind === 'deferred' ? undetermined(value) : satisfied;
  },
  examples: {
    violated: template(''),
    satisfied: template('    Properties: { ${property}: given }\\n'),
    undetermined: template('    Properties: { ${property}: !Ref Given }\\n'),
  },
});
`;
}

function controlTest() {
  return `import { expect, test } from 'vitest';
import { readApplications } from '#readers/read-application';
import { memoryFiles } from '#source/memory-files';
import { ${camel(name)} } from './${name}.ts';

async function outcomes(properties: string): Promise<readonly string[]> {
  const text = \`Conditions:\\n  Some: !Equals [!Ref AWS::Region, eu-west-1]\\nResources:\\n  Subject:\\n    Type: ${type}\\n\${properties}\`;
  const { applications } = await readApplications({
    files: memoryFiles({ 'template.yaml': text }),
    template: 'template.yaml',
  });
  const subjects = applications.flatMap((application) => ${camel(name)}.subjects(application));
  return subjects.map((subject) => ${camel(name)}.judge(subject).kind);
}

test.each([
  ['no properties at all', '', ['violated']],
  ['the property taken away by \`AWS::NoValue\`', '    Properties: { ${property}: !Ref AWS::NoValue }\\n', ['violated']],
  ['the property written', '    Properties: { ${property}: given }\\n', ['satisfied']],
  ['a condition that decides', '    Properties: { ${property}: !If [Some, given, !Ref AWS::NoValue] }\\n', ['undetermined']],
])('%s', async (_, properties, expected) => {
  expect(await outcomes(properties)).toEqual(expected);
});

test('a resource of another type is no subject', async () => {
  const { applications } = await readApplications({
    files: memoryFiles({ 'template.yaml': 'Resources:\\n  Other:\\n    Type: AWS::CloudFormation::WaitConditionHandle\\n' }),
    template: 'template.yaml',
  });
  expect(applications.flatMap((application) => ${camel(name)}.subjects(application))).toEqual([]);
});
`;
}

/** Name of the type's page in the provider's documentation. */
function page(of) {
  return `aws-resource-${of.split('::').slice(1).join('-').toLowerCase()}`;
}
