import type { ClassKind } from './intent.ts';
import { classifyField } from './classify-field.ts';

/** How a function is started, as far as it decides the shape of its event. */
export type EventShape =
  | 'api'
  | 'user-pool'
  | 'storage'
  | 'queue'
  | 'stream'
  | 'email'
  | 'authorizer'
  | 'schedule'
  | 'graphql'
  | 'websocket'
  | 'other';

export interface EventVerdict {
  readonly kinds: readonly ClassKind[];
  /** The request's own data travels along (body, record content): its classes are those of the route or the source. */
  readonly carriesPayload: boolean;
  readonly evidence: string;
}

interface Rule {
  readonly path: RegExp;
  readonly shapes: readonly EventShape[] | undefined;
  readonly kinds: readonly ClassKind[];
  readonly payload?: true;
  readonly what: string;
}

/**
 * Paths of provider events, dotted, lower case, without list indexes; the first match decides.
 * Shapes as in the AWS Lambda developer guide, "Invoking Lambda with events from other AWS services", and the Amazon
 * Cognito guide, "Customizing user pool workflows with Lambda triggers".
 */
const RULES: readonly Rule[] = [
  {
    path: /^(multivalue)?headers\.(authorization|proxy-authorization|x-api-key|x-amz-security-token|x-auth-token|x-access-token|x-amzn-oidc-.*|cookie)$/,
    shapes: undefined,
    kinds: ['credential'],
    what: 'what proves who calls',
  },
  {
    path: /^cookies$|\.cookies$/,
    shapes: undefined,
    kinds: ['credential'],
    what: 'cookies, session cookies among them',
  },
  {
    path: /^(multivalue)?headers\.(x-forwarded-for|cloudfront-viewer-(address|latitude|longitude|city|postal-code)|true-client-ip|x-real-ip|forwarded)$/,
    shapes: undefined,
    kinds: ['personal'],
    what: 'the address of the caller',
  },
  {
    path: /^(multivalue)?headers\.(user-agent|referer)$/,
    shapes: undefined,
    kinds: ['behavioural'],
    what: 'how the caller browses',
  },
  {
    path: /^(multivalue)?headers$/,
    shapes: undefined,
    kinds: ['credential', 'personal'],
    what: 'all headers, Authorization and addresses among them',
  },
  { path: /^(multivalue)?headers\./, shapes: undefined, kinds: [], what: 'a header' },
  {
    path: /^authorizationtoken$|^identitysource$/,
    shapes: undefined,
    kinds: ['credential'],
    what: 'the token to judge',
  },
  {
    path: /^requestcontext\.authorizer(\.jwt)?(\.claims)?$|^identity(\.claims)?$/,
    shapes: undefined,
    kinds: ['personal'],
    what: 'what the token says about the caller',
  },
  {
    path: /^requestcontext\.(authorizer(\.jwt)?\.claims|authorizer|identity|http)\.|^identity\./,
    shapes: undefined,
    kinds: [],
    what: 'a fact about the caller',
  },
  {
    path: /^requestcontext\.identity$/,
    shapes: undefined,
    kinds: ['personal', 'credential'],
    what: 'who calls, from where, with which key',
  },
  { path: /^requestcontext\.http$/, shapes: undefined, kinds: ['personal'], what: 'the address of the caller' },
  { path: /^requestcontext\.connectionid$/, shapes: ['websocket'], kinds: ['infrastructure'], what: 'a connection' },
  { path: /^requestcontext$/, shapes: undefined, kinds: ['personal'], what: 'who calls and from where' },
  { path: /^requestcontext\./, shapes: undefined, kinds: ['infrastructure'], what: 'facts about the request' },
  {
    path: /^request\.(password|privatechallengeparameters|challengeanswer|code)(\.|$)/,
    shapes: ['user-pool'],
    kinds: ['credential'],
    what: 'a password or code',
  },
  {
    path: /^request\.userattributes$/,
    shapes: ['user-pool'],
    kinds: ['personal', 'contact'],
    what: 'all attributes of a user',
  },
  { path: /^request\.session$/, shapes: ['user-pool'], kinds: ['credential'], what: 'the challenges of a sign-in' },
  {
    path: /^request$/,
    shapes: ['user-pool'],
    kinds: ['personal', 'contact', 'credential'],
    what: 'all attributes of a user and what is used to sign in',
  },
  { path: /^username$/, shapes: ['user-pool'], kinds: ['personal'], what: 'a user name' },
  { path: /^records\.s3\.object\.key$/, shapes: undefined, kinds: ['infrastructure'], what: 'the name of an object' },
  { path: /^records\.s3(\.|$)/, shapes: undefined, kinds: ['infrastructure'], what: 'names and sizes of objects' },
  {
    path: /^records\.ses(\.mail|\.receipt)?$/,
    shapes: undefined,
    kinds: ['contact'],
    what: 'addresses and subject of a mail',
  },
  {
    path: /^records\.(body|messageattributes|data|kinesis|kinesis\.data|sns|sns\.message|dynamodb|dynamodb\.(new|old)image|value)$/,
    shapes: undefined,
    kinds: [],
    payload: true,
    what: 'the content of the source',
  },
  { path: /^records\.dynamodb\.keys$/, shapes: undefined, kinds: [], payload: true, what: 'keys of items' },
  {
    path: /^records\.dynamodb\.(new|old)image\./,
    shapes: undefined,
    kinds: [],
    payload: true,
    what: 'a field of an item',
  },
  {
    path: /^records\.(messageid|eventid|eventname|eventsource|eventsourcearn|awsregion|eventversion|receipthandle|md5ofbody|attributes)/,
    shapes: undefined,
    kinds: ['infrastructure'],
    what: 'facts about a record',
  },
  {
    path: /^(body|querystringparameters|multivaluequerystringparameters|rawquerystring|pathparameters|arguments|input|detail|isbase64encoded|stagevariables)$/,
    shapes: undefined,
    kinds: [],
    payload: true,
    what: 'what the caller sent',
  },
  {
    path: /^(resource|path|rawpath|httpmethod|routekey|version|id|account|region|time|source|detail-type|resources|eventtype|triggersource|userpoolid)$/,
    shapes: undefined,
    kinds: ['infrastructure'],
    what: 'facts about the event',
  },
];

/** Fields of `requestContext.identity` whose names say less than they hold. */
const CALLER_FIELDS: ReadonlyMap<string, ClassKind> = new Map([
  ['cognitoidentityid', 'personal'],
  ['cognitoauthenticationprovider', 'personal'],
  ['apikey', 'credential'],
  ['apikeyid', 'credential'],
  ['accesskey', 'credential'],
  ['sourceip', 'personal'],
  ['useragent', 'behavioural'],
  ['userarn', 'personal'],
  ['user', 'personal'],
  ['caller', 'personal'],
  ['principalid', 'personal'],
  ['sub', 'personal'],
  ['username', 'personal'],
  ['issuer', 'infrastructure'],
  ['method', 'infrastructure'],
  ['path', 'infrastructure'],
]);

/**
 * Says which kinds of data stand at a path of a function's event. Paths are property names without list indexes,
 * as the code reads them; an empty path is the whole event. `isAuthorized`: the route asks who calls.
 * Undefined where neither the provider nor the last name tells.
 */
export function classifyEventPath(
  path: readonly string[],
  shape: EventShape,
  isAuthorized: boolean,
): EventVerdict | undefined {
  if (path.length === 0) return wholeEvent(shape, isAuthorized);
  const dotted = path.join('.').toLowerCase();
  const rule = RULES.find((candidate) => candidate.path.test(dotted) && (candidate.shapes?.includes(shape) ?? true));
  const last = path.at(-1) ?? '';
  const own = CALLER_FIELDS.get(last.toLowerCase());
  const isCaller = dotted.startsWith('requestcontext.') || dotted.startsWith('identity.');
  if (isCaller && own !== undefined)
    return { kinds: [own], carriesPayload: false, evidence: `\`${path.join('.')}\` is about the caller` };
  const known = rule !== undefined && (rule.kinds.length > 0 || rule.payload === true);
  const named =
    known && rule.payload !== true ? undefined : classifyField({ name: last, parent: path.at(-2), type: undefined });
  const kinds = [...(rule?.kinds ?? []), ...(named === undefined ? [] : [named.kind])];
  if (rule === undefined && named === undefined) return undefined;
  return {
    kinds: [...new Set(kinds)],
    carriesPayload: rule?.payload === true || isInPayload(dotted),
    evidence: named?.evidence ?? `\`${path.join('.')}\` is ${rule?.what ?? 'part of the event'}`,
  };
}

/** A field inside of what the caller sent. */
function isInPayload(dotted: string): boolean {
  return /^(body|querystringparameters|pathparameters|arguments|detail|input)\./.test(dotted);
}

function wholeEvent(shape: EventShape, isAuthorized: boolean): EventVerdict {
  const evidence = 'the whole event';
  switch (shape) {
    case 'api':
    case 'graphql':
    case 'websocket':
      // Without an authorizer there is still the caller's address, and whatever cookie or token the client sends along.
      return { kinds: isAuthorized ? ['credential', 'personal'] : ['personal'], carriesPayload: true, evidence };
    case 'authorizer':
      return { kinds: ['credential', 'personal'], carriesPayload: false, evidence };
    case 'user-pool':
      return { kinds: ['personal', 'contact', 'credential'], carriesPayload: false, evidence };
    case 'email':
      return { kinds: ['contact'], carriesPayload: true, evidence };
    case 'storage':
    case 'schedule':
      return { kinds: ['infrastructure'], carriesPayload: false, evidence };
    case 'queue':
    case 'stream':
    case 'other':
      return { kinds: [], carriesPayload: true, evidence };
    default:
      return shape satisfies never;
  }
}
