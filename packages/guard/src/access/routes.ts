import { deny, type Denial } from '../decision.ts';
import type { Inbound } from '../inbound/inbound.ts';
import type { Policy, RouteRule } from '../policy.ts';
import { readPath, type ReadPath } from './path.ts';

export interface Route {
  /** `POST /orders/{id}` as the policy writes it. */
  readonly label: string;
  readonly method: string;
  readonly segments: readonly Segment[];
  readonly rule: RouteRule;
}

/** A literal, one parameter, or the rest of the path. */
export type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'one'; readonly name: string }
  | { readonly kind: 'rest'; readonly name: string };

export interface Match {
  readonly route: Route;
  readonly parameters: ReadonlyMap<string, string>;
}

export interface RouteTable {
  match(inbound: Inbound): Match | Denial;
}

/** Compiles the routes of a policy, most specific first, so that the first that fits is the one to take. */
export function compileRoutes(policy: Policy): RouteTable {
  const routes = Object.entries(policy.routes ?? {}).map(([label, rule]) => compile(label, rule));
  routes.sort((a, b) => compareSegments(a.segments, b.segments) || methodRank(a) - methodRank(b));
  const byTemplate = new Map(routes.map((route) => [`${route.method} ${shape(route.segments)}`, route]));
  const bases = (policy.basePaths ?? []).map((base) => trimSlashes(base).split('/'));
  const hasSlashes = routes.some((route) => route.rule.encodedSlashes === true);
  return { match: (inbound) => match(inbound, { routes, byTemplate, hasSlashes, bases }) };
}

function compile(label: string, rule: RouteRule): Route {
  const found = /^([A-Za-z]+|\*)\s+(\S+)$/.exec(label.trim());
  if (found === null) throw new TypeError(`route \`${label}\` is not a method and a path; write \`GET /orders/{id}\``);
  if (rule.allow === undefined) throw new TypeError(`route \`${label}\` says not who may call; write \`allow\``);
  const method = (found[1] ?? '').toUpperCase();
  return { label, method: method === '*' ? 'ANY' : method, segments: segmentsOf(found[2] ?? ''), rule };
}

/** Reads `/a/{b}/{c+}`, and Express's `/a/:b/*`. */
export function segmentsOf(template: string): readonly Segment[] {
  const steps = template.replace(/^\/|\/$/g, '').split('/');
  if (steps.length === 1 && steps[0] === '') return [];
  return steps.map((step) => {
    const name = /^\{([^}+]*)(\+?)\}$/.exec(step);
    if (name !== null) return { kind: name[2] === '+' ? 'rest' : 'one', name: name[1] ?? '' };
    if (step.startsWith(':')) return { kind: 'one', name: step.slice(1) };
    return step === '*' ? { kind: 'rest', name: 'proxy' } : { kind: 'literal', text: step };
  });
}

const RANK = { literal: 0, one: 1, rest: 2 } as const;

function compareSegments(a: readonly Segment[], b: readonly Segment[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const [x, y] = [a[at], b[at]];
    if (x === undefined || y === undefined) return (y === undefined ? 1 : 0) - (x === undefined ? 1 : 0);
    if (x.kind !== y.kind) return RANK[x.kind] - RANK[y.kind];
  }
  return 0;
}

function methodRank(route: Route): number {
  return route.method === 'ANY' ? 1 : 0;
}

/** A template without the names of its parameters, which people write differently. */
function shape(segments: readonly Segment[]): string {
  return segments
    .map((one) => (one.kind === 'literal' ? `/${one.text}` : one.kind === 'one' ? '/{}' : '/{+}'))
    .join('');
}

interface Compiled {
  readonly routes: readonly Route[];
  readonly byTemplate: ReadonlyMap<string, Route>;
  readonly hasSlashes: boolean;
  readonly bases: readonly (readonly string[])[];
}

function match(inbound: Inbound, { routes, byTemplate, hasSlashes, bases }: Compiled): Match | Denial {
  const { template, method } = inbound;
  if (method === 'WS') {
    const route = byTemplate.get(`WS ${shape(segmentsOf(template ?? ''))}`);
    return route === undefined ? deny('route-unknown') : { route, parameters: inbound.parameters };
  }
  const path = readPath(inbound.path, hasSlashes);
  if ('allow' in path) return path;
  const stated = template === undefined || template === '$default' ? undefined : statedSegments(template);
  if (stated !== undefined && stated.every((one) => one.kind !== 'rest')) {
    const written = fitsEnd(stated, path);
    if (written === undefined) return deny('event-ambiguous', { where: 'path', name: 'resource' });
    const key = shape(stated);
    const route = byTemplate.get(`${method} ${key}`) ?? byTemplate.get(`ANY ${key}`);
    if (route !== undefined) return checked({ route, parameters: both(written, inbound) }, inbound.path);
  }
  return byPath(inbound, path, routes, bases);
}

/** Templates of the platform: as many as the API has routes. */
const templates = new Map<string, readonly Segment[]>();

function statedSegments(template: string): readonly Segment[] {
  const known = templates.get(template);
  if (known !== undefined) return known;
  const segments = segmentsOf(template);
  if (templates.size < 512 && template.length < 512) templates.set(template, segments);
  return segments;
}

/** A custom domain puts a base path before what the template names. */
function fitsEnd(stated: readonly Segment[], path: ReadPath): ReadonlyMap<string, string> | undefined {
  return fits(stated, path.segments.slice(Math.max(0, path.segments.length - stated.length)));
}

/** Handlers read what the platform decoded; where it decoded nothing, what the path says. */
function both(written: ReadonlyMap<string, string>, inbound: Inbound): ReadonlyMap<string, string> {
  return inbound.parameters.size === 0 ? written : new Map([...written, ...inbound.parameters]);
}

/**
 * Takes the most specific route whose template fits. When a lenient router (one that ignores case, doubled slashes or
 * matrix parameters) would take another route, somebody is trying to reach it under the wrong rule.
 */
function byPath(
  inbound: Inbound,
  path: ReadPath,
  routes: readonly Route[],
  bases: readonly (readonly string[])[],
): Match | Denial {
  const declared = bases.map((base) => withoutPrefix(path, base));
  const at = [withoutStage(inbound, path), withoutBase(inbound, path), ...declared].find(
    (one) => one !== undefined && first(routes, inbound.method, one.segments, false) !== undefined,
  );
  const exact = at === undefined ? undefined : first(routes, inbound.method, at.segments, false);
  if (at === undefined || exact === undefined) return deny('route-unknown');
  const lenient = first(routes, inbound.method, at.folded, true);
  if (lenient !== undefined && lenient.route !== exact.route)
    return deny('path-ambiguous', { where: 'path', rule: 'router' });
  return checked({ ...exact, parameters: both(exact.parameters, inbound) }, inbound.path);
}

function checked(match: Match, path: string): Match | Denial {
  if (match.route.rule.encodedSlashes === true) return match;
  return /%2f/i.test(path) ? deny('path-ambiguous', { where: 'path', rule: 'encoded-slash' }) : match;
}

/** `/prod/orders` of a stage `prod` is `/orders`; function URLs and `$default` have no stage in the path. */
function withoutStage(inbound: Inbound, path: ReadPath): ReadPath {
  const { stage, source } = inbound;
  if (source !== 'apigw-v2' || stage === undefined || stage === '$default' || path.segments[0] !== stage) return path;
  return { segments: path.segments.slice(1), folded: path.folded.slice(1) };
}

/**
 * A custom domain's base path stands before what a catch-all of the API matched: `/v1/orders` with `orders` for
 * `{proxy+}`. The platform says how much it matched, so a sender cannot choose what is left out.
 */
function withoutBase(inbound: Inbound, path: ReadPath): ReadPath | undefined {
  const template = segmentsOf(inbound.template ?? '');
  const rest = template.at(-1);
  if (rest?.kind !== 'rest' || !inbound.source.startsWith('apigw')) return undefined;
  const matched = trimSlashes(inbound.parameters.get(rest.name) ?? '');
  const length = matched === '' ? 0 : template.length - 1 + matched.split('/').length;
  if (length === 0 || length >= path.segments.length) return undefined;
  const segments = path.segments.slice(-length);
  const tail = path.segments.slice(-matched.split('/').length).join('/');
  return tail === matched ? { segments, folded: path.folded.slice(-length) } : undefined;
}

function withoutPrefix(path: ReadPath, base: readonly string[]): ReadPath | undefined {
  if (!base.every((step, at) => path.segments[at] === step)) return undefined;
  // Where empty steps were folded away, the two readings no longer run in parallel.
  if (path.folded.length !== path.segments.length) return undefined;
  return { segments: path.segments.slice(base.length), folded: path.folded.slice(base.length) };
}

function trimSlashes(text: string): string {
  return text.replace(/^\/|\/$/g, '');
}

function first(
  routes: readonly Route[],
  method: string,
  path: readonly string[],
  isFolded: boolean,
): Match | undefined {
  for (const route of routes) {
    if (route.method !== method && route.method !== 'ANY' && !(method === 'HEAD' && route.method === 'GET')) continue;
    const parameters = fits(isFolded ? folded(route.segments) : route.segments, path);
    if (parameters !== undefined) return { route, parameters };
  }
  return undefined;
}

const foldedSegments = new WeakMap<readonly Segment[], readonly Segment[]>();

function folded(segments: readonly Segment[]): readonly Segment[] {
  let known = foldedSegments.get(segments);
  if (known === undefined) {
    known = segments.map((one) => (one.kind === 'literal' ? { ...one, text: one.text.toLowerCase() } : one));
    foldedSegments.set(segments, known);
  }
  return known;
}

/** Parameters when the whole path fits, undefined otherwise. */
function fits(segments: readonly Segment[], path: readonly string[]): Map<string, string> | undefined {
  if (segments.length !== path.length && segments.at(-1)?.kind !== 'rest') return undefined;
  const parameters = new Map<string, string>();
  for (const [at, segment] of segments.entries()) {
    const step = path[at];
    if (step === undefined) return undefined;
    if (segment.kind === 'rest') {
      parameters.set(segment.name, path.slice(at).join('/'));
      return parameters;
    }
    if (segment.kind === 'literal' && segment.text !== step) return undefined;
    if (segment.kind === 'one' && step === '') return undefined;
    if (segment.kind === 'one') parameters.set(segment.name, step);
  }
  return parameters;
}
