import { expect, test } from 'vitest';
import type { Made } from './makers.ts';
import { applicationOf, att, madeFiles, ref, sub } from './makers.ts';

const FN = { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: '' }, Handler: 'index.handler' } };
const REST = {
  Fn: FN,
  Table: { Type: 'AWS::DynamoDB::Table' },
  Queue: { Type: 'AWS::SQS::Queue' },
  Role: { Type: 'AWS::IAM::Role' },
};
const machine = (Properties: { readonly [key: string]: Made }) => ({
  ...REST,
  Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties: { RoleArn: att('Role'), ...Properties } },
});
const tasks = (States: Made): Made => ({ StartAt: 'A', States });

test.each<[string, Made, string]>([
  ['the ARN of a function', { Type: 'Task', Resource: att('Fn') }, 'Fn true'],
  [
    'an optimised call',
    {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: att('Fn'), 'Payload.$': '$' },
    },
    'Fn true',
  ],
  [
    'an optimised call in JSONata',
    {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: sub('${Fn.Arn}:live') },
    },
    'Fn true',
  ],
  [
    'a read of a table',
    { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:getItem', Parameters: { TableName: ref('Table') } },
    'Table true',
  ],
  [
    'a write to a table',
    {
      Type: 'Task',
      Resource: sub('arn:${AWS::Partition}:states:::dynamodb:putItem'),
      Parameters: { TableName: ref('Table') },
    },
    'Table false',
  ],
  [
    'a call of the SDK',
    { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:sqs:sendMessage', Parameters: { QueueUrl: ref('Queue') } },
    'Queue false',
  ],
  [
    'a table that no template defines',
    { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem', Parameters: { TableName: 'elsewhere' } },
    'elsewhere false',
  ],
  [
    'a service without resources',
    { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:comprehend:detectSentiment', Parameters: { 'Text.$': '$' } },
    'comprehend true',
  ],
  [
    'events to the default bus',
    { Type: 'Task', Resource: 'arn:aws:states:::events:putEvents', Parameters: { Entries: [{ Detail: {} }] } },
    'DefaultEventBus false',
  ],
  [
    'a task in a branch',
    { Type: 'Parallel', Branches: [{ States: { B: { Type: 'Task', Resource: att('Fn') } } }] },
    'Fn true',
  ],
  [
    'a task for each item',
    { Type: 'Map', ItemProcessor: { States: { B: { Type: 'Task', Resource: att('Fn') } } } },
    'Fn true',
  ],
])('a state reaches %s', (_, state, expected) => {
  const { wires } = applicationOf(machine({ Definition: tasks({ A: state }) }));
  expect(wires.map((one) => `${one.to} ${one.answers}`)).toEqual([expected]);
  expect(wires[0]).toMatchObject({ from: 'Machine', kind: 'state', identity: 'Role' });
});

test.each<[string, { readonly [key: string]: Made }]>([
  [
    'a string',
    {
      DefinitionString: '{"States": {"A": {"Type": "Task", "Resource": "${FnArn}"}}}',
      DefinitionSubstitutions: { FnArn: att('Fn') },
    },
  ],
  ['a substituted string', { DefinitionString: sub('{"States": {"A": {"Type": "Task", "Resource": "${Fn.Arn}"}}}') }],
  [
    'an object',
    { Definition: tasks({ A: { Type: 'Task', Resource: '${FnArn}' } }), DefinitionSubstitutions: { FnArn: att('Fn') } },
  ],
  [
    'a file beside the template',
    { DefinitionS3Location: 'machine.asl.json', DefinitionSubstitutions: { FnArn: att('Fn') } },
  ],
])('the definition may be %s', (_, properties) => {
  const files = madeFiles({ 'machine.asl.json': '{"States": {"A": {"Type": "Task", "Resource": "${FnArn}"}}}' });
  expect(applicationOf(machine(properties), files).wires).toMatchObject([{ to: 'Fn' }]);
});

test('a definition that cannot be read is unresolved', () => {
  expect(applicationOf(machine({ DefinitionS3Location: 'nowhere.json' })).unresolved).toHaveLength(1);
});

test('a task with a target that only the input names is unresolved', () => {
  const state = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { 'FunctionName.$': '$.fn' } };
  const resources = { ...machine({ Definition: tasks({ A: state }) }) };
  expect(applicationOf(resources)).toMatchObject({
    wires: [],
    unresolved: [{ what: 'target of state `A` of `Machine`' }],
  });
});
