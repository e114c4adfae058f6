import type { Application } from '#model/application';
import type { Intent, RouteIntent } from '#intent/intent';
import type { Files } from '#source/files';
import type { Diagnostic } from '#source/place';
import { makeDocuments, isMapping, member, type Documents, type Reference } from './documents.ts';
import { emitPolicy } from './emit.ts';
import { readDefaults, readGuardSection, type AuthnDraft } from './guard-section.ts';
import { basePaths, openApiRoutes } from './open-api.ts';
import { covers, labelOf, shapeOf, type AllowDraft, type RouteDraft } from './route-draft.ts';
import type { Strictness } from './strict-schema.ts';
import { embeddedRoutes, mismatches, templateRoutes } from './template-routes.ts';

export interface GuardRequest {
  readonly files: Files;
  readonly applications: readonly Application[];
  readonly intent: Intent | undefined;
  /** OpenAPI documents, relative to the root; those that the intent file names come on top. */
  readonly openApi: readonly string[];
  /** Only routes that lead to this function. */
  readonly service: string | undefined;
}

export interface BuiltGuard {
  /** The module; undefined where a problem forbids it. */
  readonly code: string | undefined;
  readonly routes: number;
  readonly problems: readonly Diagnostic[];
}

/** Compiles intent, OpenAPI documents and templates into one policy. A route that is not fully said fails the build. */
export async function buildGuard(request: GuardRequest): Promise<BuiltGuard> {
  const { files, applications, intent } = request;
  const documents = makeDocuments(files);
  const problems: Diagnostic[] = [];
  const say =
    (severity: Diagnostic['severity']) =>
    (at: Reference, message: string): void => {
      problems.push({ severity, place: placeOf(at, documents), message });
    };
  const report = say('error');
  const strictness: Strictness = {
    documents,
    defaults: readDefaults(intent?.file, documents),
    definitions: new Map(),
    names: new Map(),
    report,
    warn: say('warning'),
  };
  const section = readGuardSection(intent?.file, strictness);
  const described = [...new Set([...request.openApi, ...section.openApi])].flatMap((file) =>
    openApiRoutes(file, documents, strictness),
  );
  const embedded = applications.flatMap((application) => embeddedRoutes(application, documents, strictness));
  const template = templateRoutes(applications, request.service);
  const routes = merge([section.routes, described, embedded, intentRoutes(intent)], template, report).filter(
    (route) => request.service === undefined || template.some((one) => covers(one, route) || covers(route, one)),
  );
  judge(routes, template, report);
  const all = [...documents.diagnostics, ...problems];
  if (all.some((one) => one.severity === 'error')) return { code: undefined, routes: routes.length, problems: all };
  const sources = [intent?.file, ...request.openApi, ...section.openApi].filter((file) => file !== undefined);
  const bases = [...request.openApi, ...section.openApi].flatMap((file) => basePaths(file, documents));
  const built = await emit({
    app: intent?.app ?? '',
    sources,
    routes,
    section,
    egress: egressOf(section.egress, intent),
    definitions: strictness.definitions,
    keysOf: (authn) => keysOf(authn, documents),
    basePaths: [...new Set(bases)],
  });
  return { ...built, problems: [...all, ...built.problems] };
}

async function emit(draft: Parameters<typeof emitPolicy>[0]): Promise<BuiltGuard> {
  try {
    return { code: await emitPolicy(draft), routes: draft.routes.length, problems: [] };
  } catch (error) {
    const message = `a schema cannot be compiled: ${error instanceof Error ? error.message : String(error)}`;
    const place = { file: draft.sources[0] ?? 'intended.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
    return { code: undefined, routes: 0, problems: [{ severity: 'error', place, message }] };
  }
}

/** Facts of templates carry their line in place of a pointer. */
function placeOf(at: Reference, documents: Documents): Diagnostic['place'] {
  if (!at.pointer.startsWith(':')) return documents.placeOf(at);
  const line = Number(at.pointer.slice(1));
  return { file: at.file, line, column: 1, endLine: line, endColumn: 1 };
}

const AUDIENCE: Readonly<Record<RouteIntent['audience'], AllowDraft>> = {
  public: { kind: 'public' },
  'signed-in': { kind: 'signed-in', roles: [], scopes: [] },
  partner: { kind: 'signed-in', roles: ['partner'], scopes: [] },
  operator: { kind: 'signed-in', roles: ['operator'], scopes: [] },
  internal: { kind: 'signed-in', roles: ['internal'], scopes: [] },
};

function intentRoutes(intent: Intent | undefined): readonly RouteDraft[] {
  return (intent?.routes ?? []).flatMap((route) => {
    const [method = '', path = ''] = route.route.split(' ', 2);
    if (!path.startsWith('/')) return [];
    const at: Reference = {
      file: intent?.file ?? '',
      pointer: `/routes/${route.route.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    };
    return [{ method: method.toUpperCase(), path, at, allow: AUDIENCE[route.audience] }];
  });
}

/** One route for each method and shape; what an earlier source says counts before what a later one says. */
function merge(
  sources: readonly (readonly RouteDraft[])[],
  template: readonly RouteDraft[],
  report: Strictness['report'],
): readonly RouteDraft[] {
  const merged = new Map<string, RouteDraft>();
  for (const route of sources.flat()) {
    const key = `${route.method} ${shapeOf(route.path)}`;
    const known = merged.get(key);
    merged.set(key, known === undefined ? route : join(known, route, report));
  }
  return [...merged.values()].map((route) => {
    const behind = template.filter((one) => covers(one, route));
    const authorizer = route.authorizer ?? (behind.length > 0 && behind.every((one) => one.authorizer === true));
    return authorizer ? { ...route, authorizer } : route;
  });
}

function join(known: RouteDraft, other: RouteDraft, report: Strictness['report']): RouteDraft {
  if (known.allow !== undefined && other.allow !== undefined && known.allow.kind !== other.allow.kind) {
    report(
      known.at,
      `\`${labelOf(known)}\` is ${known.allow.kind} here and ${other.allow.kind} in \`${other.at.file}\`; make them say the same`,
    );
  }
  return { ...other, ...known, ...joinedAllow(known.allow, other.allow) };
}

/** Roles of one source and scopes of another are both asked for. */
function joinedAllow(one: AllowDraft | undefined, other: AllowDraft | undefined): { readonly allow?: AllowDraft } {
  if (one?.kind === 'signed-in' && other?.kind === 'signed-in') {
    const either = <T>(a: readonly T[], b: readonly T[]): readonly T[] => (a.length > 0 ? a : b);
    return {
      allow: { kind: 'signed-in', roles: either(one.roles, other.roles), scopes: either(one.scopes, other.scopes) },
    };
  }
  const allow = one ?? other;
  return allow === undefined ? {} : { allow };
}

function judge(routes: readonly RouteDraft[], template: readonly RouteDraft[], report: Strictness['report']): void {
  for (const route of routes) {
    const label = labelOf(route);
    if (route.allow === undefined)
      report(
        route.at,
        `\`${label}\` does not say who may call it; write its \`audience\` under \`routes\` of the intent file, or its \`security\``,
      );
    if (route.input === undefined)
      report(
        route.at,
        `\`${label}\` has no schema; describe it in an OpenAPI document or under \`guard.routes\`, or write \`input: none\` there`,
      );
  }
  const { unguarded, unrouted } = mismatches(routes, template);
  for (const route of unguarded)
    report(
      route.at,
      `\`${labelOf(route)}\` of the template has no entry for the guard; add it to \`routes\`, with its schema`,
    );
  for (const route of unrouted)
    report(route.at, `\`${labelOf(route)}\` is in no template; remove it, or add what serves it`);
}

/** Hosts that the intent file declares, and AWS itself; not restricted where nothing is declared. */
function egressOf(written: readonly string[] | undefined, intent: Intent | undefined): readonly string[] | undefined {
  if (written !== undefined) return written;
  const hosts = (intent?.external ?? []).map((one) => one.host).filter((host) => host !== undefined);
  return hosts.length === 0 ? undefined : [...hosts, '*.amazonaws.com', '*.api.aws'];
}

/** `keys: jwks.json` puts the public keys into the policy. */
function keysOf({ options, at }: AuthnDraft, documents: Documents): unknown {
  const { keys } = options;
  if (typeof keys !== 'string') return undefined;
  const value = documents.at(documents.reference(at.file, `${keys}#`));
  return isMapping(value) || Array.isArray(value) ? { keys: member(value, 'keys') ?? value } : undefined;
}
