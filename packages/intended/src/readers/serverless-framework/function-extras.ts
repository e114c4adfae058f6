import type { Tree } from '#source/tree';
import type { Makings } from './make-tree.ts';
import { getArn, ref } from './make-tree.ts';
import { functionPart } from './names.ts';
import { isTrue, referencedId, textAt, textOf, treeAt } from './read-tree.ts';
import type { Service, ServerlessFunction, Workpiece } from './service.ts';
import { arnOf } from './service.ts';

/** A function URL, and who may call it. */
export function addUrl(fn: ServerlessFunction, work: Workpiece): void {
  const url = treeAt(fn.tree, 'url');
  if (url === undefined || textOf(url) === 'false') return;
  const name = functionPart(fn.key);
  const signed = textAt(url, 'authorizer')?.toLowerCase() === 'aws_iam';
  const authType = signed ? 'AWS_IAM' : 'NONE';
  const cors = treeAt(url, 'cors');
  const properties = {
    TargetFunctionArn: getArn(fn.id),
    AuthType: authType,
    InvokeMode: treeAt(url, 'invokeMode'),
    Cors: urlCors(cors),
  };
  work.add(`${name}LambdaFunctionUrl`, 'AWS::Lambda::Url', properties, { of: fn.id, at: url.at });
  if (signed) return;
  const permission = {
    FunctionName: getArn(fn.id),
    Action: 'lambda:InvokeFunctionUrl',
    Principal: '*',
    FunctionUrlAuthType: authType,
  };
  work.add(`${name}LambdaPermissionFnUrl`, 'AWS::Lambda::Permission', permission, { of: fn.id, at: url.at });
}

function urlCors(cors: Tree | undefined): Makings {
  if (cors === undefined) return undefined;
  if (isTrue(cors))
    return {
      AllowOrigins: ['*'],
      AllowMethods: ['*'],
      AllowHeaders: ['Content-Type', 'X-Amz-Date', 'Authorization', 'X-Api-Key', 'X-Amz-Security-Token'],
    };
  return {
    AllowOrigins: treeAt(cors, 'allowedOrigins'),
    AllowMethods: treeAt(cors, 'allowedMethods'),
    AllowHeaders: treeAt(cors, 'allowedHeaders'),
    AllowCredentials: treeAt(cors, 'allowCredentials'),
  };
}

const DESTINATION_ACTIONS: readonly (readonly [RegExp, string])[] = [
  [/:sqs:|Queue/i, 'sqs:SendMessage'],
  [/:sns:|Topic/i, 'sns:Publish'],
  [/:events?:|Bus/i, 'events:PutEvents'],
];

/** Where asynchronous results and failures go. */
export function addDestinations(fn: ServerlessFunction, service: Service, work: Workpiece): void {
  const destinations = treeAt(fn.tree, 'destinations');
  const age = treeAt(fn.tree, 'maximumEventAge');
  const attempts = treeAt(fn.tree, 'maximumRetryAttempts');
  if (destinations === undefined && age === undefined && attempts === undefined) return;
  const target = (name: string): Makings => {
    const given = treeAt(destinations, name);
    const arn = treeAt(given, 'arn') ?? given;
    if (arn === undefined) return undefined;
    work.allow(fn.id, [destinationAction(treeAt(given, 'type'), arn)], arnOf(arn, service), arn.at);
    return { Destination: arnOf(arn, service) };
  };
  const config = { OnSuccess: target('onSuccess'), OnFailure: target('onFailure') };
  const properties = {
    FunctionName: ref(fn.id),
    Qualifier: '$LATEST',
    DestinationConfig: destinations === undefined ? undefined : config,
    MaximumEventAgeInSeconds: age,
    MaximumRetryAttempts: attempts,
  };
  work.add(`${functionPart(fn.key)}LambdaEvConf`, 'AWS::Lambda::EventInvokeConfig', properties, {
    of: fn.id,
    at: destinations?.at ?? fn.at,
  });
}

function destinationAction(type: Tree | undefined, arn: Tree): string {
  const byType: Readonly<Record<string, string>> = {
    sqs: 'sqs:SendMessage',
    sns: 'sns:Publish',
    eventBus: 'events:PutEvents',
    function: 'lambda:InvokeFunction',
  };
  const text = textOf(arn) ?? referencedId(arn) ?? '';
  const guess = DESTINATION_ACTIONS.find(([pattern]) => pattern.test(text))?.[1] ?? 'lambda:InvokeFunction';
  return byType[textOf(type) ?? ''] ?? guess;
}

/** What the framework adds to the role because of the function's own settings. */
export function addNeeds(fn: ServerlessFunction, service: Service, work: Workpiece): void {
  const onError = treeAt(fn.tree, 'onError');
  if (onError !== undefined) work.allow(fn.id, ['sns:Publish'], arnOf(onError, service), onError.at);
  const tracing = treeAt(fn.tree, 'tracing') ?? treeAt(service.provider, 'tracing', 'lambda');
  if (tracing !== undefined && textOf(tracing) !== 'false')
    work.allow(fn.id, ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], '*', tracing.at);
  const key = treeAt(fn.tree, 'kmsKeyArn') ?? treeAt(service.provider, 'kmsKeyArn');
  if (key !== undefined) work.allow(fn.id, ['kms:Decrypt'], key, key.at);
  const files = treeAt(fn.tree, 'fileSystemConfig', 'arn');
  if (files !== undefined)
    work.allow(fn.id, ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'], files, files.at);
}
