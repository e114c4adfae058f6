import { deny, type Denial } from '../decision.ts';
import { readPath } from '../access/path.ts';
import { segmentsOf } from '../access/routes.ts';
import type { Inbound } from '../inbound/inbound.ts';
import type { Layer } from '../layer.ts';

export interface HoneypotOptions {
  /** Paths that nobody has a reason to ask for: `/wp-login.php`, `/.env`, `/admin/{proxy+}`. */
  readonly routes?: readonly string[];
  /** Fields and query names that no form of yours shows: a person leaves them empty. */
  readonly fields?: readonly string[];
  /** Values that were planted to be found: keys, passwords, session ids. At least 12 characters. */
  readonly credentials?: readonly string[];
  /** Milliseconds an address is denied after it took the bait; default 0. */
  readonly denyForMs?: number;
  readonly onCaught?: (caught: { readonly rule: string; readonly client: string | undefined }) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Denies whoever touches a decoy, as if there were nothing. */
export function honeypot(options: HoneypotOptions): Layer {
  const now = options.now ?? Date.now;
  const caught = new Map<string, number>();
  const routes = (options.routes ?? []).map((route) =>
    segmentsOf(route.replace(/^[A-Z]+ /, '')).map((one) =>
      one.kind === 'literal' ? one.text.toLowerCase() : one.kind === 'one' ? undefined : null,
    ),
  );
  const credentials = options.credentials ?? [];
  if (credentials.some((one) => one.length < 12)) throw new TypeError('a decoy credential has at least 12 characters');
  return {
    name: 'honeypot',
    early: true,
    before({ inbound }) {
      const { client } = inbound;
      if (client !== undefined && (caught.get(client) ?? 0) > now()) return deny('decoy', { rule: 'caught' });
      const denial = route(inbound, routes) ?? field(inbound, options.fields ?? []) ?? credential(inbound, credentials);
      if (denial === undefined) return undefined;
      options.onCaught?.({ rule: denial.rule, client });
      if (client !== undefined && options.denyForMs !== undefined && caught.size < 10_000)
        caught.set(client, now() + options.denyForMs);
      return denial;
    },
  };
}

/** A step: its text, any one step (undefined), or the rest (null). */
type Decoy = readonly (string | undefined | null)[];

function route(inbound: Inbound, decoys: readonly Decoy[]): Denial | undefined {
  if (decoys.length === 0 || inbound.method === '') return undefined;
  const path = readPath(inbound.path, true);
  if ('allow' in path) return undefined;
  const steps = path.folded;
  const fits = (decoy: Decoy): boolean =>
    decoy.every((step, at) =>
      step === null ? steps.length > at : step === undefined ? steps[at] !== undefined : step === steps[at],
    ) &&
    (decoy.at(-1) === null || decoy.length === steps.length);
  return decoys.some(fits) ? deny('decoy', { rule: 'route' }) : undefined;
}

function field(inbound: Inbound, names: readonly string[]): Denial | undefined {
  if (names.length === 0) return undefined;
  const { value } = inbound.body;
  for (const name of names) {
    const sent =
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Readonly<Record<string, unknown>>)[name]
        : inbound.query.get(name)?.[0];
    if (sent !== undefined && sent !== null && sent !== '') return deny('decoy', { rule: 'field', name });
  }
  return undefined;
}

function credential(inbound: Inbound, planted: readonly string[]): Denial | undefined {
  if (planted.length === 0) return undefined;
  for (const { where, name, value } of inbound.inputs()) {
    if (planted.some((one) => value.includes(one))) return deny('decoy', { rule: 'credential', where, name });
  }
  return undefined;
}
