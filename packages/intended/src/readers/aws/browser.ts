import type { Place } from '#source/place';
import type { Route, Wire } from '#model/flow';
import type { Compute } from '#model/node';
import { literal, valueAt } from '#model/read-value';
import type { Contribution, Whole } from './contribution.ts';
import { OPEN } from './nodes.ts';
import type { Reading } from './reading.ts';
import { wire } from './wires.ts';

const OPEN_TO_BROWSERS: ReadonlySet<string> = new Set(['none', 'key', 'user-pool', 'jwt', 'custom']);

/**
 * The browser that runs what a site bucket serves: whoever writes the site's code acts as every visitor.
 * It calls the APIs that visitors may call, signs in at pools with a public client, and takes roles from identity pools.
 * No node where no bucket serves a site.
 */
export function browserOf(whole: Whole, reading: Reading): Contribution {
  const sites = siteBuckets(whole, reading);
  const first = sites[0];
  const at = first === undefined ? undefined : reading.resources.get(first)?.at;
  if (first === undefined || at === undefined) return {};
  const id = reading.resources.has('Browser') ? 'BrowserClient' : 'Browser';
  const browser: Compute = {
    kind: 'compute',
    id,
    service: '',
    type: 'browser',
    resources: [],
    at,
    origin: 'implicit',
    role: 'browser',
    identities: [],
    code: undefined,
    environment: [],
    logs: undefined,
    runs: sites,
    network: OPEN,
  };
  const wires = [
    ...called(id, whole.routes, sites, at),
    ...throughDistributions(id, whole, sites, at),
    ...signIns(id, reading),
  ];
  return { computes: [browser], wires };
}

function siteBuckets(whole: Whole, reading: Reading): readonly string[] {
  const served = whole.wires.filter((one) => one.kind === 'origin').map((one) => one.to);
  const sites = [...reading.ofType('AWS::S3::Bucket')]
    .filter((bucket) => valueAt(bucket.properties, 'WebsiteConfiguration', 'IndexDocument') !== undefined)
    .map((bucket) => bucket.id);
  const origins = served.filter((id) => reading.resources.get(id)?.type === 'AWS::S3::Bucket');
  const hosted = reading.ofType('AWS::Amplify::App').map((app) => app.id);
  return [...new Set([...sites, ...origins, ...hosted])];
}

function called(id: string, routes: readonly Route[], sites: readonly string[], at: Place): readonly Wire[] {
  const open = routes.filter(
    (route) =>
      route.carriesData &&
      !sites.includes(route.to ?? '') &&
      (route.authn.kind === 'deferred' || OPEN_TO_BROWSERS.has(route.authn.value.kind)),
  );
  return [...new Set(open.map((route) => route.api))].map((api) => wire('invoke', id, api, at, { answers: true }));
}

// Requests to an API behind the site's own distribution go through it.
function throughDistributions(id: string, whole: Whole, sites: readonly string[], at: Place): readonly Wire[] {
  const relayed = whole.wires.filter((one) => one.kind === 'origin' && !sites.includes(one.to));
  return [...new Set(relayed.map((one) => one.from))].map((to) => wire('invoke', id, to, at, { answers: true }));
}

// A client with a secret cannot be used by code that everyone can read.
function signIns(id: string, reading: Reading): readonly Wire[] {
  const pools = reading.ofType('AWS::Cognito::UserPoolClient').flatMap((client) => {
    if (literal(valueAt(client.properties, 'GenerateSecret'))?.toLowerCase() === 'true') return [];
    const pool = reading.find(valueAt(client.properties, 'UserPoolId'), 'cognito-idp');
    return pool === undefined ? [] : [{ to: pool.id, at: client.at }];
  });
  const identityPools = reading.ofType('AWS::Cognito::IdentityPool').map((pool) => ({ to: pool.id, at: pool.at }));
  const once = new Map([...pools, ...identityPools].map((one) => [one.to, one.at] as const));
  return [...once].map(([to, place]) => wire('invoke', id, to, place, { answers: true }));
}
