import { methodExample } from '../api-examples.ts';
import { literal, partsOf } from '#model/read-value';
import type { Deferred } from '#model/value';
import { deferred } from '#model/value';
import type { Pattern, Statement } from '#policy/statement';
import type { Operation } from '../api-operations.ts';
import { HTTP_API, integrationPart, METHOD, operationsIn, REST_API } from '../api-operations.ts';
import type { Context } from '../context.ts';
import type { Answer } from '../operation-control.ts';
import type { Control } from '../define-control.ts';
import { operationControl } from '../operation-control.ts';

/** Services whose actions can be allowed on one resource. */
const SCOPED = new Set([
  'dynamodb',
  'sqs',
  'sns',
  's3',
  'kinesis',
  'states',
  'events',
  'lambda',
  'firehose',
  'secretsmanager',
  'ssm',
]);
/** What a role may need beside the call: keys, logs, traces. */
const ASIDE = /^(?:kms|logs|xray|cloudwatch):/i;

interface Call {
  readonly service: string;
  /** Undefined where the path says which object, and the method what is done. */
  readonly action: string | undefined;
}

export const apigwIntegrationCreds: Control = operationControl({
  id: 'apigw-integration-creds',
  title: 'Service integration role broader than the mapped call',
  severity: 'medium',
  cwe: 250,
  why: 'A mistake in the mapping template, or another method with the same role, can do far more than the one call that is meant.',
  fix: 'Allow the role the mapped action on the one resource.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-aws-proxy.html'],
  on: 'rest',
  reads: [`AWS::ApiGateway::Method.Integration.Credentials`, `AWS::ApiGateway::RestApi.Body`],
  otherwise: 'calls a service with a role that may do more than that',
  ask(operation, context) {
    const call = callOf(operation);
    const role = context.find(integrationPart(operation, 'Credentials'), 'AWS::IAM::Role');
    if (call === undefined || role === undefined) return 'not-applicable';
    const calls = callsOf(context);
    let open: Deferred | undefined;
    for (const grant of context.grantsOf(role.id)) {
      if (grant.side === 'managed' && isBroadName(literal(grant.document) ?? '')) return 'bad';
      if (grant.side !== 'identity') continue;
      const policy = context.policyOf(grant);
      const [unknown] = policy.unknown;
      if (unknown !== undefined) open ??= deferred('unsupported', unknown.what, unknown.at);
      for (const statement of policy.statements) {
        const answer = statement.effect === 'Allow' ? askStatement(statement, call, calls) : 'good';
        if (answer === 'bad') return 'bad';
        if (typeof answer === 'object') open ??= answer;
      }
    }
    return open ?? 'good';
  },
  examples: {
    violated: methodExample(
      '      AuthorizationType: AWS_IAM\n      Integration: { Type: AWS, IntegrationHttpMethod: POST, Uri: arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem, Credentials: !GetAtt Writer.Arn }\n  Writer: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [] }, Policies: [{ PolicyName: write, PolicyDocument: { Statement: [{ Effect: Allow, Action: dynamodb:*, Resource: arn:aws:dynamodb:eu-west-1:123456789012:table/rides }] } }] } }\n',
    ),
    satisfied: methodExample(
      '      AuthorizationType: AWS_IAM\n      Integration: { Type: AWS, IntegrationHttpMethod: POST, Uri: arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem, Credentials: !GetAtt Writer.Arn }\n  Writer: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [] }, Policies: [{ PolicyName: write, PolicyDocument: { Statement: [{ Effect: Allow, Action: dynamodb:PutItem, Resource: arn:aws:dynamodb:eu-west-1:123456789012:table/rides }] } }] } }\n',
    ),
    undetermined: methodExample(
      '      AuthorizationType: AWS_IAM\n      Integration: { Type: AWS, IntegrationHttpMethod: POST, Uri: arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem, Credentials: !GetAtt Writer.Arn }\n  Writer: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [] }, Policies: [{ PolicyName: write, PolicyDocument: { Statement: [{ Effect: Allow, Action: !Ref Given, Resource: arn:aws:dynamodb:eu-west-1:123456789012:table/rides }] } }] } }\n',
    ),
  },
});
function callOf(operation: Operation): Call | undefined {
  if (literal(integrationPart(operation, 'Type'))?.toUpperCase() !== 'AWS') return undefined;
  const text = (partsOf(integrationPart(operation, 'Uri')) ?? [])
    .map((part) => (typeof part === 'string' ? part : '*'))
    .join('');
  const found = /:([a-z0-9.-]+):(?:action\/(\w+)|path\/)/.exec(text);
  const service = found?.[1]?.split('.').at(-1);
  return service === undefined || service === 'lambda' ? undefined : { service, action: found?.[2] };
}

const callsByContext = new WeakMap<Context, ReadonlyMap<string, ReadonlySet<string>>>();

/** Actions that integrations of the app call, by service; `*` where a path does not say. */
function callsOf(context: Context): ReadonlyMap<string, ReadonlySet<string>> {
  const known = callsByContext.get(context);
  if (known !== undefined) return known;
  const calls = new Map<string, Set<string>>();
  for (const subject of context.ofType(METHOD, REST_API, HTTP_API))
    for (const operation of operationsIn(subject, context)) {
      const call = callOf(operation);
      if (call === undefined) continue;
      const actions = calls.get(call.service) ?? new Set();
      const sent = call.service === 'sqs' ? 'sendmessage' : '*';
      calls.set(call.service, actions.add(call.action?.toLowerCase() ?? sent));
    }
  callsByContext.set(context, calls);
  return calls;
}

function askStatement({ actions, resources, at }: Statement, call: Call, calls: ReturnType<typeof callsOf>): Answer {
  if (actions.negated) return 'bad';
  for (const pattern of actions.patterns) {
    const action = textOf(pattern);
    if (action === undefined) return deferred('parameter', 'Action', at);
    if (ASIDE.test(action)) continue;
    const [service = '', verb = ''] = action.toLowerCase().split(':');
    if (/^[*]|^$/.test(verb) || service.includes('*')) return 'bad';
    if (service !== call.service) continue;
    const called = calls.get(service);
    if (called !== undefined && !called.has('*') && !verb.includes('*') && !called.has(verb)) return 'bad';
    const isAnywhere = resources?.patterns.some((one) => textOf(one) === '*') ?? false;
    if (isAnywhere && SCOPED.has(service)) return 'bad';
  }
  return 'good';
}

function textOf({ parts }: Pattern): string | undefined {
  return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined;
}

function isBroadName(name: string): boolean {
  return /(?:FullAccess|PowerUser|AdministratorAccess)/.test(name);
}
