import type { CloudControlClient } from '@aws-sdk/client-cloudcontrol';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { codeOf, isDenied } from './aws.ts';
import type { Description, ReadableResource } from './describe.ts';
import { isObject, listAt, parseJson } from './json.ts';

/** Asks Cloud Control, which answers in the words of the template. Undefined where it cannot: another way may. */
export type CloudControl = (resource: ReadableResource) => Promise<Description | undefined>;

export function openCloudControl(client: CloudControlClient, stacks: CloudFormationClient): CloudControl {
  const writeOnly = openSchemas(stacks);
  // Where the API itself is missing (some regions, doubles of AWS) one question is enough to know.
  let isThere = true;
  let first: Promise<unknown> | undefined;
  const ask: CloudControl = async (resource) => {
    if (!isThere) return undefined;
    try {
      const { GetResourceCommand } = await import('@aws-sdk/client-cloudcontrol');
      const question = { TypeName: resource.type, Identifier: identifierOf(resource) };
      const answer = await client.send(new GetResourceCommand(question));
      const properties = parseJson(answer.ResourceDescription?.Properties ?? '');
      if (!isObject(properties)) return undefined;
      const hidden = await writeOnly(resource.type);
      const set = new Set([
        ...Object.keys(properties),
        ...(hidden === undefined ? [] : Object.keys(resource.expected)),
      ]);
      const covers = [...set].filter((name) => name in properties || hidden?.has(name) !== true);
      return { kind: 'read', properties, covers, unread: [] };
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ResourceNotFoundException') return { kind: 'gone' };
      if (/^(?:UnsupportedAction|TypeNotFound|InvalidRequest|PrivateTypeException)/.test(code)) return undefined;
      if (isDenied(error)) return denied(error);
      if (!CODES_OF_SERVICE.test(code)) isThere = false;
      return undefined;
    }
  };
  return async (resource) => {
    if (first !== undefined) {
      await first;
      return ask(resource);
    }
    const answer = ask(resource);
    first = answer;
    return answer;
  };
}

/** Any fault that the service itself names; anything else came from something that is not Cloud Control. */
const CODES_OF_SERVICE =
  /^(?:GeneralService|HandlerFailure|HandlerInternal|NotStabilized|Resource|Service|Throttling|Network|Invalid|AlreadyExists|ConcurrentOperation|NotUpdatable)/;

/** The message names the action that the resource's own service refused, as in `not authorized to perform: s3:GetBucketLogging`. */
function denied(error: unknown): Description {
  const message = error instanceof Error ? error.message : '';
  const action = /perform: ([\w-]+:\w+)/.exec(message)?.[1] ?? 'cloudformation:GetResource';
  return { kind: 'unreadable', why: `no permission for \`${action}\``, action };
}

/** Properties of a type that no one can read back; undefined where the type's schema cannot be had. */
function openSchemas(client: CloudFormationClient): (type: string) => Promise<ReadonlySet<string> | undefined> {
  const known = new Map<string, Promise<ReadonlySet<string> | undefined>>();
  const ask = async (type: string): Promise<ReadonlySet<string> | undefined> => {
    try {
      const { DescribeTypeCommand } = await import('@aws-sdk/client-cloudformation');
      const { Schema } = await client.send(new DescribeTypeCommand({ Type: 'RESOURCE', TypeName: type }));
      const paths = listAt(parseJson(Schema ?? ''), 'writeOnlyProperties');
      return new Set(paths.map((path) => String(path).split('/')[2] ?? ''));
    } catch {
      return undefined;
    }
  };
  return (type) => {
    const asked = known.get(type) ?? ask(type);
    known.set(type, asked);
    return asked;
  };
}

/** Property that stands before the physical id in the identifier of a type that has two. */
const FIRST_HALF: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::Authorizer': 'RestApiId',
  'AWS::ApiGateway::Deployment': 'RestApiId',
  'AWS::ApiGateway::Model': 'RestApiId',
  'AWS::ApiGateway::RequestValidator': 'RestApiId',
  'AWS::ApiGateway::Resource': 'RestApiId',
  'AWS::ApiGateway::Stage': 'RestApiId',
  'AWS::ApiGatewayV2::Integration': 'ApiId',
  'AWS::ApiGatewayV2::Route': 'ApiId',
  'AWS::ApiGatewayV2::Stage': 'ApiId',
  'AWS::Cognito::UserPoolClient': 'UserPoolId',
  'AWS::Lambda::Permission': 'FunctionName',
};

function identifierOf({ type, physicalId, expected }: ReadableResource): string {
  const property = FIRST_HALF[type];
  const first = property === undefined ? undefined : expected[property];
  return typeof first === 'string' && !physicalId.includes('|') ? `${first}|${physicalId}` : physicalId;
}
