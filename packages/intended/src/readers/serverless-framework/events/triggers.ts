import type { Tree } from '#source/tree';
import type { Makings } from '../make-tree.ts';
import { arn, getArn, ref } from '../make-tree.ts';
import { alphanumericPart, functionPart } from '../names.ts';
import { intrinsicOf, isTrue, itemsOf, referencedId, textAt, textOf, treeAt } from '../read-tree.ts';
import { nameInArn } from '../service.ts';
import type { EventWork } from './event-work.ts';
import { permit } from './event-work.ts';
import { incomplete, s3Arn } from './sources.ts';

/** `s3`: a bucket that the service makes, or one that exists. A bucket of the same template is wired where it stands. */
export function compileS3(event: EventWork): void {
  const { fn, service, work } = event;
  const { tree } = event.event;
  const bucket = treeAt(tree, 'bucket') ?? (tree.kind === 'scalar' ? tree : undefined);
  if (bucket === undefined) return incomplete(event, 'bucket');
  const name = textOf(bucket) ?? nameInArn(bucket);
  const settings = treeAt(service.provider, 's3', name);
  const physical = treeAt(settings, 'name') ?? bucket;
  const config = {
    Event: treeAt(tree, 'event') ?? 's3:ObjectCreated:*',
    Function: getArn(fn.id),
    Filter: s3Filter(treeAt(tree, 'rules')),
  };
  const permission = `${functionPart(fn.key)}LambdaPermission${alphanumericPart(name)}S3`;
  permit(event, permission, 's3.amazonaws.com', s3Arn(physical), ref('AWS::AccountId'));
  const own = ownBucket(event, bucket);
  if (own === undefined && isTrue(treeAt(tree, 'existing'))) {
    const properties = {
      ServiceToken: 'serverless-existing-s3',
      FunctionName: fn.name,
      BucketName: bucket,
      BucketConfigs: [config],
    };
    work.add(`${functionPart(fn.key)}CustomS31`, 'Custom::S3', properties, { of: fn.id, at: event.event.at });
    return;
  }
  const properties = {
    BucketName: own === undefined ? physical : undefined,
    NotificationConfiguration: { LambdaConfigurations: [config] },
  };
  work.add(own ?? `S3Bucket${alphanumericPart(name)}`, 'AWS::S3::Bucket', properties, { at: event.event.at });
}

/** Logical id of the bucket in `resources` that a reference or a physical name means. */
function ownBucket({ service }: EventWork, bucket: Tree): string | undefined {
  const wanted = referencedId(bucket);
  const name = textOf(bucket);
  for (const part of itemsOf(treeAt(service.tree, 'resources'))) {
    const resources = treeAt(part, 'Resources');
    if (resources?.kind !== 'dictionary') continue;
    for (const [id, entry] of resources.entries) {
      if (textAt(entry.value, 'Type') !== 'AWS::S3::Bucket') continue;
      if (id === wanted || (name !== undefined && textAt(entry.value, 'Properties', 'BucketName') === name)) return id;
    }
  }
  return undefined;
}

function s3Filter(rules: Tree | undefined): Makings {
  const list = itemsOf(rules).flatMap((rule) => (rule.kind === 'dictionary' ? [...rule.entries] : []));
  if (list.length === 0) return undefined;
  return { S3Key: { Rules: list.map(([name, entry]) => ({ Name: name, Value: entry.value })) } };
}

/** `sns`: a topic that the service makes, or a subscription to one that exists. */
export function compileSns(event: EventWork): void {
  const { fn, work } = event;
  const { tree } = event.event;
  const given =
    treeAt(tree, 'arn') ??
    (textOf(tree)?.startsWith('arn:') === true || intrinsicOf(tree) !== undefined ? tree : undefined);
  const named = textAt(tree, 'topicName') ?? (given === undefined ? textOf(tree) : undefined);
  const name = named ?? (given === undefined ? undefined : nameInArn(given));
  if (name === undefined) return incomplete(event, 'topicName');
  const common = {
    FilterPolicy: treeAt(tree, 'filterPolicy'),
    FilterPolicyScope: treeAt(tree, 'filterPolicyScope'),
    RedrivePolicy: redrive(treeAt(tree, 'redrivePolicy')),
  };
  const topic = `SNSTopic${alphanumericPart(name)}`;
  const topicArn = given ?? ref(topic);
  permit(event, `${functionPart(fn.key)}LambdaPermission${alphanumericPart(name)}SNS`, 'sns.amazonaws.com', topicArn);
  const at = event.event.at;
  if (given === undefined) {
    const key = treeAt(tree, 'kmsMasterKeyId');
    work.add(
      topic,
      'AWS::SNS::Topic',
      { TopicName: name, DisplayName: treeAt(tree, 'displayName'), KmsMasterKeyId: key },
      { at },
    );
  }
  const subscription = { TopicArn: topicArn, Protocol: 'lambda', Endpoint: getArn(fn.id), ...common };
  work.add(`${functionPart(fn.key)}SnsSubscription${alphanumericPart(name)}`, 'AWS::SNS::Subscription', subscription, {
    of: fn.id,
    at,
  });
}

function redrive(policy: Tree | undefined): Makings {
  if (policy === undefined) return undefined;
  const own = textAt(policy, 'deadLetterTargetRef');
  return {
    deadLetterTargetArn: treeAt(policy, 'deadLetterTargetArn') ?? (own === undefined ? undefined : getArn(own)),
  };
}

/** `cloudwatchLog`: the function gets what a log group receives. */
export function compileCloudwatchLog(event: EventWork): void {
  const { fn, work } = event;
  const { tree } = event.event;
  const group = treeAt(tree, 'logGroup') ?? (tree.kind === 'scalar' ? tree : undefined);
  if (group === undefined) return incomplete(event, 'logGroup');
  const base = functionPart(fn.key);
  permit(
    event,
    `${base}LambdaPermissionLogsSubscriptionFilterCloudWatchLog`,
    'logs.amazonaws.com',
    arn('logs', 'log-group:', group, ':*'),
  );
  const properties = {
    LogGroupName: group,
    FilterPattern: treeAt(tree, 'filter') ?? '',
    DestinationArn: getArn(fn.id),
  };
  work.add(`${base}LogsSubscriptionFilterCloudWatchLog${event.index}`, 'AWS::Logs::SubscriptionFilter', properties, {
    of: fn.id,
    at: event.event.at,
  });
}

/** `cognitoUserPool`: a trigger of a pool that the service makes, or of one that exists. */
export function compileCognitoUserPool(event: EventWork): void {
  const { fn, work } = event;
  const { tree } = event.event;
  const pool = textAt(tree, 'pool') ?? referencedId(treeAt(tree, 'pool'));
  const trigger = textAt(tree, 'trigger');
  if (pool === undefined || trigger === undefined) return incomplete(event, pool === undefined ? 'pool' : 'trigger');
  const id = `CognitoUserPool${alphanumericPart(pool)}`;
  const at = event.event.at;
  const permission = `${functionPart(fn.key)}LambdaPermissionCognitoUserPool${alphanumericPart(pool)}TriggerSource${alphanumericPart(trigger)}`;
  const key = treeAt(tree, 'kmsKeyId');
  if (isTrue(treeAt(tree, 'existing'))) {
    permit(event, permission, 'cognito-idp.amazonaws.com', arn('cognito-idp', 'userpool/*'));
    const config = { Trigger: trigger, KMSKeyID: key };
    const properties = {
      ServiceToken: 'serverless-existing-user-pool',
      FunctionName: fn.name,
      UserPoolName: pool,
      UserPoolConfigs: [config],
    };
    work.add(`${functionPart(fn.key)}CustomCognitoUserPool1`, 'Custom::CognitoUserPool', properties, { of: fn.id, at });
    return;
  }
  permit(event, permission, 'cognito-idp.amazonaws.com', getArn(id));
  const sender = trigger === 'CustomSMSSender' || trigger === 'CustomEmailSender';
  const target: Makings = sender
    ? { LambdaArn: getArn(fn.id), LambdaVersion: treeAt(tree, 'lambdaVersion') ?? 'V1_0' }
    : getArn(fn.id);
  const properties = { UserPoolName: pool, LambdaConfig: { [trigger]: target, KMSKeyID: key } };
  work.add(id, 'AWS::Cognito::UserPool', properties, { at });
}

/** `alexaSkill` and `alexaSmartHome`: Amazon's voice service invokes the function. */
export function compileAlexa(event: EventWork): void {
  const { fn, work } = event;
  const { tree, kind } = event.event;
  const skill = treeAt(tree, 'appId') ?? (textOf(tree) === undefined ? undefined : tree);
  const home = kind === 'alexaSmartHome';
  const properties = {
    FunctionName: getArn(fn.id),
    Action: 'lambda:InvokeFunction',
    Principal: home ? 'alexa-connectedhome.amazon.com' : 'alexa-appkit.amazon.com',
    EventSourceToken: skill,
  };
  const word = home ? 'AlexaSmartHome' : 'AlexaSkill';
  work.add(`${functionPart(fn.key)}LambdaPermission${word}${event.index}`, 'AWS::Lambda::Permission', properties, {
    of: fn.id,
    at: event.event.at,
  });
}

/** `iot`: a rule over device messages. */
export function compileIot(event: EventWork): void {
  const { fn, work } = event;
  const { tree } = event.event;
  const id = `${functionPart(fn.key)}IotTopicRule${event.index}`;
  const permission = `${functionPart(fn.key)}LambdaPermissionIotTopicRule${event.index}`;
  permit(event, permission, 'iot.amazonaws.com', arn('iot', 'rule/', treeAt(tree, 'name') ?? ref(id)));
  const payload = {
    Sql: treeAt(tree, 'sql'),
    Description: treeAt(tree, 'description'),
    AwsIotSqlVersion: treeAt(tree, 'sqlVersion'),
    RuleDisabled: textAt(tree, 'enabled') === 'false',
    Actions: [{ Lambda: { FunctionArn: getArn(fn.id) } }],
  };
  work.add(
    id,
    'AWS::IoT::TopicRule',
    { RuleName: treeAt(tree, 'name'), TopicRulePayload: payload },
    { of: fn.id, at: event.event.at },
  );
}
