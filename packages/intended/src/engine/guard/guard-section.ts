import type { Documents, Mapping, Reference } from './documents.ts';
import { isMapping, mapping } from './documents.ts';
import type { AllowDraft, InputDraft, RouteDraft } from './route-draft.ts';
import { DEFAULTS, strictSchema } from './strict-schema.ts';
import type { Defaults, Strictness } from './strict-schema.ts';

/** The `guard:` section of the intent file: what the guard needs and no other source says. */
export interface GuardSection {
  readonly routes: readonly RouteDraft[];
  readonly events: readonly EventDraft[];
  readonly authn: readonly AuthnDraft[];
  readonly egress: readonly string[] | undefined;
  readonly processes: readonly string[] | undefined;
  readonly folders: readonly string[] | undefined;
  readonly mode: unknown;
  readonly limits: unknown;
  readonly openApi: readonly string[];
}

export interface EventDraft {
  /** `sqs arn:aws:sqs:*:*:orders`. */
  readonly key: string;
  readonly body: unknown;
  readonly attributes: unknown;
}

export interface AuthnDraft {
  readonly kind: 'jwt' | 'webhook';
  readonly options: Mapping;
  readonly at: Reference;
}

const KEYS = ['routes', 'events', 'authn', 'egress', 'processes', 'folders', 'mode', 'limits', 'openapi', 'defaults'];
const ROUTE_KEYS = [
  'allow',
  'roles',
  'scopes',
  'path',
  'query',
  'headers',
  'cookies',
  'body',
  'bodies',
  'optionalBody',
  'maxBodyBytes',
  'input',
  'authn',
  'authorizer',
  'output',
];

export function readDefaults(file: string | undefined, documents: Documents): Defaults {
  const written = file === undefined ? {} : mapping(documents.at({ file, pointer: '/guard' }), 'defaults');
  const number = (name: keyof Defaults): number => (typeof written[name] === 'number' ? written[name] : DEFAULTS[name]);
  return { maxLength: number('maxLength'), maxItems: number('maxItems') };
}

export function readGuardSection(file: string | undefined, strictness: Strictness): GuardSection {
  const at: Reference = { file: file ?? '', pointer: '/guard' };
  const written = file === undefined ? undefined : strictness.documents.at(at);
  const section = isMapping(written) ? written : {};
  unknownKeys(section, KEYS, at, strictness);
  return {
    routes: Object.entries(mapping(section, 'routes')).flatMap(([key, value]) => route(key, value, at, strictness)),
    events: Object.entries(mapping(section, 'events')).map(([key, value]) => event(key, value, at, strictness)),
    authn: authenticators(section['authn'], at, strictness),
    egress: texts(section['egress']),
    processes: texts(section['processes']),
    folders: texts(section['folders']),
    mode: section['mode'],
    limits: section['limits'],
    openApi: texts(section['openapi']) ?? (typeof section['openapi'] === 'string' ? [section['openapi']] : []),
  };
}

function unknownKeys(section: Mapping, keys: readonly string[], at: Reference, strictness: Strictness): void {
  for (const key of Object.keys(section)) {
    if (!keys.includes(key))
      strictness.report(
        step(at, key),
        `\`${key}\` is not known here; write one of ${keys.map((one) => `\`${one}\``).join(', ')}`,
      );
  }
}

function step(at: Reference, name: string): Reference {
  return { file: at.file, pointer: `${at.pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` };
}

function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined;
}

function route(key: string, value: unknown, section: Reference, strictness: Strictness): readonly RouteDraft[] {
  const at = step(step(section, 'routes'), key);
  const found = /^([A-Za-z]+)\s+(\S+)$/.exec(key.trim());
  if (found === null) {
    strictness.report(at, `\`${key}\` is not a route; write a method and a path, such as \`POST /orders\``);
    return [];
  }
  const written = isMapping(value) ? value : {};
  unknownKeys(written, ROUTE_KEYS, at, strictness);
  const allow = allowOf(written, at, strictness);
  const input = inputOf(written, at, strictness);
  const [authn, output] = [texts(written['authn']), texts(written['output'])];
  return [
    {
      method: (found[1] ?? '').toUpperCase(),
      path: found[2] ?? '',
      at,
      ...(allow === undefined ? {} : { allow }),
      ...(input === undefined ? {} : { input }),
      ...(written['authorizer'] === undefined ? {} : { authorizer: written['authorizer'] === true }),
      ...(authn === undefined ? {} : { authn }),
      ...(output === undefined ? {} : { output }),
    },
  ];
}

function allowOf(written: Mapping, at: Reference, strictness: Strictness): AllowDraft | undefined {
  const { allow } = written;
  const [roles, scopes] = [texts(written['roles']), texts(written['scopes'])];
  if (allow === 'public') return { kind: 'public' };
  if (allow !== undefined && allow !== 'signed-in')
    strictness.report(
      step(at, 'allow'),
      '`allow` is `public` or `signed-in`; roles go under `roles`, scopes under `scopes`',
    );
  if (allow === undefined && roles === undefined && scopes === undefined) return undefined;
  return { kind: 'signed-in', roles: roles ?? [], scopes: scopes ?? [] };
}

const PLACES = ['path', 'query', 'headers', 'cookies'] as const;

function inputOf(written: Mapping, at: Reference, strictness: Strictness): InputDraft | undefined {
  const input: Record<string, unknown> = {};
  for (const place of PLACES) {
    const schema = schemaAt(written, place, at, strictness);
    if (schema !== undefined) input[place] = isOpen(place) ? opened(schema) : schema;
  }
  const body = schemaAt(written, 'body', at, strictness);
  if (body !== undefined) input['bodies'] = { 'application/json': body };
  const bodies = mapping(written, 'bodies');
  if (Object.keys(bodies).length > 0) {
    const under = step(at, 'bodies');
    input['bodies'] = Object.fromEntries(
      Object.keys(bodies).map((type) => [type, schemaAt(bodies, type, under, strictness)]),
    );
  }
  if (typeof written['optionalBody'] === 'boolean') input['optionalBody'] = written['optionalBody'];
  if (typeof written['maxBodyBytes'] === 'number') input['maxBodyBytes'] = written['maxBodyBytes'];
  return Object.keys(input).length > 0 || written['input'] === 'none' ? input : undefined;
}

/** Clients send headers and cookies that no application names. */
function isOpen(place: string): boolean {
  return place === 'headers' || place === 'cookies';
}

function opened(schema: unknown): unknown {
  if (!isMapping(schema)) return schema;
  const { additionalProperties, ...open } = schema;
  return additionalProperties === false ? open : schema;
}

/** A schema written here, or the path of a file that holds one (`schemas/ride.json#/definitions/Ride`). */
function schemaAt(written: Mapping, name: string, at: Reference, strictness: Strictness): unknown {
  const value = written[name];
  if (value === undefined) return undefined;
  if (value === 'any') return 'any';
  const here = step(at, name);
  return strictSchema(
    typeof value === 'string' ? { $ref: value.includes('#') ? value : `${value}#` } : value,
    here,
    strictness,
  );
}

function event(key: string, value: unknown, section: Reference, strictness: Strictness): EventDraft {
  const at = step(step(section, 'events'), key);
  const written = isMapping(value) ? value : {};
  unknownKeys(written, ['body', 'attributes'], at, strictness);
  return {
    key,
    body: schemaAt(written, 'body', at, strictness),
    attributes: schemaAt(written, 'attributes', at, strictness),
  };
}

function authenticators(list: unknown, section: Reference, strictness: Strictness): readonly AuthnDraft[] {
  return (Array.isArray(list) ? list : []).flatMap((one: unknown, index): readonly AuthnDraft[] => {
    const at = step(step(section, 'authn'), String(index));
    const [kind, options] = Object.entries(isMapping(one) ? one : {})[0] ?? [];
    if ((kind === 'jwt' || kind === 'webhook') && isMapping(options)) return [{ kind, options, at: step(at, kind) }];
    strictness.report(at, 'an authenticator is `jwt` or `webhook` with its options');
    return [];
  });
}
