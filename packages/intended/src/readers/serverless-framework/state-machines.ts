import type { Tree, TreeEntry } from '#source/tree';
import type { Makings } from './make-tree.ts';
import { getArn, makeTree } from './make-tree.ts';
import { functionPart } from './names.ts';
import { entriesOf, intrinsicOf, itemsOf, textAt, textOf, treeAt } from './read-tree.ts';
import type { Piecework, Service, Workpiece } from './service.ts';
import { workpiece } from './service.ts';

/** State machines of the step functions plugin, each with its role. Their own events are noted, not compiled. */
export function compileStateMachines(service: Service): Piecework {
  const work = workpiece(service.at);
  for (const [key, entry] of entriesOf(treeAt(service.tree, 'stepFunctions', 'stateMachines')))
    compileOne(key, entry, service, work);
  return work;
}

function compileOne(key: string, entry: TreeEntry, service: Service, work: Workpiece): void {
  const machine = entry.value;
  const id = textAt(machine, 'id') ?? logicalId(key, machine);
  const definition = treeAt(machine, 'definition');
  const linked = definition === undefined ? undefined : withFunctions(definition, service, 0);
  const role = treeAt(machine, 'role');
  const roleId = `${id}Role`;
  if (role === undefined) addRole(roleId, linked, machine, entry, work);
  const properties = {
    StateMachineName: treeAt(machine, 'name'),
    StateMachineType: treeAt(machine, 'type') ?? 'STANDARD',
    Definition: linked,
    RoleArn: role ?? getArn(roleId),
    LoggingConfiguration: logging(treeAt(machine, 'loggingConfig')),
    TracingConfiguration: tracing(treeAt(machine, 'tracingConfig')),
  };
  work.add(id, 'AWS::StepFunctions::StateMachine', properties, { at: entry.keyAt });
  const events = treeAt(machine, 'events');
  if (events !== undefined)
    work.warn('note', events.at, `the events of state machine \`${key}\` are not read; what starts it is not judged`);
}

function logicalId(key: string, machine: Tree): string {
  const name = textAt(machine, 'name');
  return name === undefined
    ? `${functionPart(key)}StepFunctionsStateMachine`
    : functionPart(name).replaceAll(/[^0-9A-Za-z]/g, '');
}

function logging(config: Tree | undefined): Makings {
  if (config === undefined) return undefined;
  const groups = itemsOf(treeAt(config, 'destinations')).map((arn) => ({
    CloudWatchLogsLogGroup: { LogGroupArn: arn },
  }));
  return {
    Level: treeAt(config, 'level'),
    IncludeExecutionData: treeAt(config, 'includeExecutionData'),
    Destinations: groups,
  };
}

function tracing(config: Tree | undefined): Makings {
  return config === undefined ? undefined : { Enabled: treeAt(config, 'enabled') };
}

/** The plugin lets `Fn::GetAtt: [functionKey, Arn]` name a function by its key. */
function withFunctions(tree: Tree, service: Service, depth: number): Tree {
  if (depth > 100) return tree;
  const intrinsic = intrinsicOf(tree);
  if (intrinsic?.name === 'Fn::GetAtt' || intrinsic?.name === 'Ref') {
    const key =
      intrinsic.argument.kind === 'list'
        ? textOf(intrinsic.argument.items[0])
        : textOf(intrinsic.argument)?.split('.')[0];
    const fn = service.functions.find((candidate) => candidate.key === key);
    return fn === undefined ? tree : makeTree(getArn(fn.id), tree.at);
  }
  if (tree.kind === 'list')
    return { ...tree, items: tree.items.map((item) => withFunctions(item, service, depth + 1)) };
  if (tree.kind !== 'dictionary') return tree;
  const entries = [...tree.entries].map(
    ([key, entry]) => [key, { ...entry, value: withFunctions(entry.value, service, depth + 1) }] as const,
  );
  return { ...tree, entries: new Map(entries) };
}

const TRUST = {
  Statement: [{ Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

function addRole(id: string, definition: Tree | undefined, machine: Tree, entry: TreeEntry, work: Workpiece): void {
  const found: Makings[] = definition === undefined ? [] : statementsOf(definition, 0);
  const written = treeAt(machine, 'iamRoleStatements');
  const statements = [...found, ...itemsOf(written)];
  const policies =
    statements.length === 0
      ? undefined
      : [{ PolicyName: 'states', PolicyDocument: { Version: '2012-10-17', Statement: statements } }];
  work.add(
    id,
    'AWS::IAM::Role',
    { AssumeRolePolicyDocument: TRUST, Policies: policies },
    { of: id.replace(/Role$/, ''), at: entry.keyAt },
  );
}

interface Integration {
  readonly action: string;
  /** The parameter that names the resource. */
  readonly parameter: string;
  readonly arn: (name: Tree) => Makings;
}

const self = (name: Tree): Makings => name;
const table = (name: Tree): Makings => ({
  'Fn::Join': [
    ':',
    [
      'arn',
      { Ref: 'AWS::Partition' },
      'dynamodb',
      { Ref: 'AWS::Region' },
      { Ref: 'AWS::AccountId' },
      { 'Fn::Join': ['/', ['table', name]] },
    ],
  ],
});

const INTEGRATIONS: Readonly<Record<string, Integration>> = {
  'lambda:invoke': { action: 'lambda:InvokeFunction', parameter: 'FunctionName', arn: self },
  'dynamodb:getItem': { action: 'dynamodb:GetItem', parameter: 'TableName', arn: table },
  'dynamodb:putItem': { action: 'dynamodb:PutItem', parameter: 'TableName', arn: table },
  'dynamodb:updateItem': { action: 'dynamodb:UpdateItem', parameter: 'TableName', arn: table },
  'dynamodb:deleteItem': { action: 'dynamodb:DeleteItem', parameter: 'TableName', arn: table },
  'sns:publish': { action: 'sns:Publish', parameter: 'TopicArn', arn: self },
  'sqs:sendMessage': { action: 'sqs:SendMessage', parameter: 'QueueUrl', arn: () => '*' },
  'states:startExecution': { action: 'states:StartExecution', parameter: 'StateMachineArn', arn: self },
  'events:putEvents': { action: 'events:PutEvents', parameter: 'Entries', arn: () => '*' },
};

/** What the plugin grants a machine for its tasks: functions, and the service calls of the table above. */
function statementsOf(tree: Tree, depth: number): Makings[] {
  if (depth > 100) return [];
  const own = statementOf(tree);
  const parts =
    tree.kind === 'list'
      ? tree.items
      : tree.kind === 'dictionary'
        ? [...tree.entries.values()].map(({ value }) => value)
        : [];
  return [...(own === undefined ? [] : [own]), ...parts.flatMap((part) => statementsOf(part, depth + 1))];
}

function statementOf(state: Tree): Makings {
  if (textAt(state, 'Type') !== 'Task') return undefined;
  const resource = treeAt(state, 'Resource');
  const text = textOf(resource);
  const name = /:states:::(?:aws-sdk:)?([a-z0-9]+:[A-Za-z]+)/.exec(text ?? '')?.[1];
  if (name === undefined)
    return resource === undefined
      ? undefined
      : { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: resource };
  const integration = INTEGRATIONS[name];
  if (integration === undefined) return undefined;
  const parameters = treeAt(state, 'Parameters') ?? treeAt(state, 'Arguments');
  const target = treeAt(parameters, integration.parameter);
  return {
    Effect: 'Allow',
    Action: integration.action,
    Resource: target === undefined ? '*' : integration.arn(target),
  };
}
