import type { Resource } from '#model/application';
import type { Authn, Route } from '#model/flow';
import type { Resolved, Value } from '#model/value';
import { itemsOf, literal, valueAt } from '#model/read-value';
import { authnOf } from './authn.ts';
import type { Mapper } from './contribution.ts';
import { grant } from './iam.ts';
import { computeOf, gateOf } from './nodes.ts';
import type { Reading } from './reading.ts';
import { namedNode } from './referenced.ts';
import { rolesOf } from './roles.ts';
import { wire } from './wires.ts';

/** Names and certificates decide where clients end up: gates of their own. */
export const dnsRecord: Mapper = (resource) => ({ gates: [gateOf(resource, 'route53', 'dns')] });
export const certificate: Mapper = (resource) => ({ gates: [gateOf(resource, 'acm', 'certificate')] });
export const firewall: Mapper = (resource) => ({ gates: [gateOf(resource, 'wafv2', 'firewall')] });
export const network: Mapper = (resource) => ({ gates: [gateOf(resource, 'ec2', 'vpc')] });

/** A private way to a service, with a policy that narrows what goes through it. */
export const endpoint: Mapper = (resource) => {
  const policy = valueAt(resource.properties, 'PolicyDocument');
  return {
    gates: [gateOf(resource, 'ec2', 'endpoint')],
    grants:
      policy === undefined ? [] : [grant(resource, 'policy', 'guardrail', resource.id, policy, 'endpoint policy')],
  };
};

/** A load balancer: each of its rules is a route to the functions behind a target group. */
export const loadBalancer: Mapper = (resource, reading) => {
  // A rule names its listener, which is another name of the balancer.
  const listeners = reading.childrenOf(resource.id, 'AWS::ElasticLoadBalancingV2::Listener', 'LoadBalancerArn');
  const listenerRules = reading.childrenOf(resource.id, 'AWS::ElasticLoadBalancingV2::ListenerRule', 'ListenerArn');
  const rules: readonly Rule[] = [
    ...listeners.map((one) => ({ owner: one, actions: valueAt(one.properties, 'DefaultActions'), path: '/*' })),
    ...listenerRules.map((one) => ({ owner: one, actions: valueAt(one.properties, 'Actions'), path: pathOf(one) })),
  ];
  const isInternal = literal(valueAt(resource.properties, 'Scheme')) === 'internal';
  return {
    computes: [computeOf(resource, 'elasticloadbalancing', 'api')],
    routes: rules.flatMap((rule) => ruleRoutes(resource, rule, isInternal, reading)),
  };
};

interface Rule {
  readonly owner: Resource;
  readonly actions: Value | undefined;
  readonly path: string;
}

function pathOf(rule: Resource): string {
  const condition = itemsOf(valueAt(rule.properties, 'Conditions')).find(
    (one) => literal(valueAt(one, 'Field')) === 'path-pattern',
  );
  const values = valueAt(condition, 'Values') ?? valueAt(condition, 'PathPatternConfig', 'Values');
  return literal(itemsOf(values)[0]) ?? '/*';
}

function ruleRoutes(api: Resource, rule: Rule, isInternal: boolean, reading: Reading): readonly Route[] {
  const actions = itemsOf(rule.actions);
  const groups = actions.flatMap((action) =>
    reading.findAll(
      valueAt(action, 'TargetGroupArn') ??
        listOf(
          itemsOf(valueAt(action, 'ForwardConfig', 'TargetGroups')).flatMap(
            (one) => valueAt(one, 'TargetGroupArn') ?? [],
          ),
        ),
    ),
  );
  const targets = groups.flatMap((group) => groupTargets(group, reading));
  return targets.map((to) => ({
    id: `ANY ${rule.path}`,
    api: api.id,
    method: 'ANY',
    path: rule.path,
    to,
    identity: undefined,
    authn: actionsAuthn(actions, isInternal, rule.owner, reading),
    at: rule.owner.at,
    carriesData: true,
  }));
}

function listOf(items: readonly Value[]): Value | undefined {
  const first = items[0];
  return first === undefined ? undefined : { kind: 'list', items, at: first.at };
}

function groupTargets(group: Resource, reading: Reading): readonly string[] {
  const listed = itemsOf(valueAt(group.properties, 'Targets')).flatMap((target) =>
    reading.findAll(valueAt(target, 'Id')).map((found) => found.id),
  );
  const tasks = reading
    .ofType('AWS::ECS::Service')
    .filter((service) =>
      itemsOf(valueAt(service.properties, 'LoadBalancers')).some(
        (balancer) => reading.find(valueAt(balancer, 'TargetGroupArn'))?.id === group.id,
      ),
    )
    .flatMap((service) => reading.find(valueAt(service.properties, 'TaskDefinition'), 'ecs')?.id ?? []);
  return [...new Set([...listed, ...tasks])];
}

function actionsAuthn(
  actions: readonly Value[],
  isInternal: boolean,
  owner: Resource,
  reading: Reading,
): Resolved<Authn> {
  for (const action of actions) {
    const type = literal(valueAt(action, 'Type'));
    if (type === 'authenticate-cognito') {
      const pool = reading.find(valueAt(action, 'AuthenticateCognitoConfig', 'UserPoolArn'), 'cognito-idp');
      return authnOf('user-pool', pool?.id, action.at);
    }
    if (type === 'authenticate-oidc') return authnOf('jwt', undefined, action.at);
  }
  return authnOf(isInternal ? 'network' : 'none', undefined, owner.at);
}

/** Mail that arrives for the application: anyone may send it. */
export const receiptRule: Mapper = (resource, reading) => {
  const actions = itemsOf(valueAt(resource.properties, 'Rule', 'Actions'));
  const parts = actions.flatMap((action) => [
    namedNode(reading, valueAt(action, 'S3Action', 'BucketName'), 's3'),
    namedNode(reading, valueAt(action, 'LambdaAction', 'FunctionArn'), 'lambda'),
    namedNode(reading, valueAt(action, 'SNSAction', 'TopicArn'), 'sns'),
  ]);
  const [first, ...others] = [...new Set(parts.flatMap((part) => part.ids))];
  const route: Route = {
    id: 'MAIL *',
    api: resource.id,
    method: 'MAIL',
    path: '*',
    to: first,
    identity: undefined,
    authn: authnOf('none', undefined, resource.at),
    at: resource.at,
    carriesData: true,
  };
  return {
    computes: [computeOf(resource, 'ses', 'rule')],
    stores: parts.flatMap((part) => part.stores),
    routes: [route],
    wires: others.map((to) => wire('target', resource.id, to, resource.at)),
  };
};

const IOT_TARGETS: readonly (readonly [path: readonly string[], service: string])[] = [
  [['Lambda', 'FunctionArn'], 'lambda'],
  [['DynamoDBv2', 'PutItem', 'TableName'], 'dynamodb'],
  [['DynamoDB', 'TableName'], 'dynamodb'],
  [['S3', 'BucketName'], 's3'],
  [['Sqs', 'QueueUrl'], 'sqs'],
  [['Sns', 'TargetArn'], 'sns'],
  [['Kinesis', 'StreamName'], 'kinesis'],
  [['Firehose', 'DeliveryStreamName'], 'firehose'],
  [['StepFunctions', 'StateMachineName'], 'states'],
  [['CloudwatchLogs', 'LogGroupName'], 'logs'],
  [['Timestream', 'DatabaseName'], 'timestream'],
];

/** A rule over device messages, each action with a role of its own. */
export const topicRule: Mapper = (resource, reading) => {
  const payload = valueAt(resource.properties, 'TopicRulePayload');
  const actions = [...itemsOf(valueAt(payload, 'Actions')), ...itemsOf(valueAt(payload, 'ErrorAction'))];
  const parts = actions.flatMap((action) =>
    IOT_TARGETS.flatMap(([path, service]) => {
      const value = valueAt(action, ...path);
      if (value === undefined) return [];
      const roles = rolesOf(reading, valueAt(action, path[0] ?? '', 'RoleArn'));
      return [{ action, named: namedNode(reading, value, service), roles }];
    }),
  );
  return {
    identities: parts.flatMap((part) => part.roles.identities),
    computes: [
      computeOf(resource, 'iot', 'rule', { identities: [...new Set(parts.flatMap((part) => part.roles.ids))] }),
    ],
    stores: parts.flatMap((part) => part.named.stores),
    wires: parts.flatMap(({ action, named, roles }) =>
      named.ids.map((to) =>
        wire('target', resource.id, to, action.at, { identity: roles.ids[0], filter: valueAt(payload, 'Sql') }),
      ),
    ),
  };
};

/** A secret's rotation runs a function that reads and writes it. */
export const rotation: Mapper = (resource, reading) => {
  const secret = reading.find(valueAt(resource.properties, 'SecretId'), 'secretsmanager');
  const rotator = reading.find(valueAt(resource.properties, 'RotationLambdaARN'), 'lambda');
  if (secret === undefined || rotator === undefined) return {};
  return { wires: [wire('trigger', secret.id, rotator.id, resource.at, { carries: 'metadata' })] };
};

/** A database proxy passes queries on, with the secret of the database. */
export const proxyTargets: Mapper = (resource, reading) => {
  const proxy = reading.find(valueAt(resource.properties, 'DBProxyName'), 'rds');
  const databases = [
    ...reading.findAll(valueAt(resource.properties, 'DBClusterIdentifiers'), 'rds'),
    ...reading.findAll(valueAt(resource.properties, 'DBInstanceIdentifiers'), 'rds'),
  ];
  if (proxy === undefined) return {};
  return { wires: databases.map((to) => wire('invoke', proxy.id, to.id, resource.at, { answers: true })) };
};
