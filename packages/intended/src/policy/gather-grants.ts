import type { Application } from '#model/application';
import type { Grant } from '#model/grant';
import type { Value } from '#model/value';
import type { Diagnostic, Place } from '#source/place';
import { formatPlace } from '#source/place';
import type { Encoder } from './encode.ts';
import type { ManagedPolicies } from './managed-policies.ts';
import { parsePolicy } from './parse-policy.ts';
import type { RuleMaker, Source } from './rules.ts';
import type { Policy, Statement } from './statement.ts';
import type { NodePolicy } from './resource-policy.ts';
import { addResourcePolicy } from './resource-policy.ts';

/** What one identity holds. */
export interface Holding {
  /** Statements of its own policies, and of resources that name it. */
  readonly sources: Source[];
  /** Each permission boundary intersects. */
  readonly boundaries: Source[][];
  readonly unknown: { readonly what: string; readonly at: Place }[];
}

export interface Gathered {
  readonly holdings: ReadonlyMap<string, Holding>;
  /** By node index. */
  readonly policies: ReadonlyMap<number, NodePolicy>;
  readonly diagnostics: readonly Diagnostic[];
}

export interface GatherContext {
  readonly encoder: Encoder;
  readonly rules: RuleMaker;
  readonly managed: ManagedPolicies;
  readonly nodeById: ReadonlyMap<string, number>;
  readonly facetsOfNode: readonly (readonly number[])[];
  /** Identity whose ARN is this text. */
  readonly identityByArn: ReadonlyMap<string, string>;
}

/** Sorts the grants of an application by holder and side. */
export function gatherGrants(application: Application, context: GatherContext): Gathered {
  const holdings = new Map<string, Holding>();
  for (const identity of application.identities)
    holdings.set(identity.id, { sources: [], boundaries: [], unknown: unknownOf(identity) });
  const policies = new Map<number, NodePolicy>();
  const diagnostics = new Map<string, Diagnostic>();
  const read = (document: Value): Policy => {
    const policy = parsePolicy(document);
    note(policy.diagnostics, diagnostics);
    return policy;
  };
  const add = (grant: Grant): void => {
    const scope = context.encoder.scopeOf(grant.resource ?? grant.holder);
    if (grant.side === 'resource' || grant.side === 'trust') {
      const policy = read(grant.document);
      addResourcePolicy(grant, policy, scope, { ...context, holdings, policies });
      note(
        policy.unknown.map((one) => undecided(grant, one)),
        diagnostics,
      );
      return;
    }
    const holding = holdings.get(grant.holder);
    // What a guardrail of an endpoint forbids there, the same credentials may do from elsewhere.
    if (holding === undefined || grant.side === 'guardrail') return;
    const policy = grant.side.startsWith('managed')
      ? context.managed.find(grant.document, grant.at)
      : read(grant.document);
    const sources = policy.statements.map((statement) => sourceOf(statement, grant, scope, context));
    holding.unknown.push(...policy.unknown);
    if (!grant.side.endsWith('boundary')) holding.sources.push(...sources);
    // A boundary that cannot be read forbids nothing for certain: it is reported, and does not intersect.
    else if (policy.unknown.length === 0) holding.boundaries.push(sources);
  };
  for (const grant of application.grants) add(grant);
  return { holdings, policies, diagnostics: [...diagnostics.values()] };
}

/** A document that many identities hold is wrong once. */
function note(found: readonly Diagnostic[], diagnostics: Map<string, Diagnostic>): void {
  for (const one of found) diagnostics.set(`${formatPlace(one.place)} ${one.message}`, one);
}

/** What is not known of an identity's own policies belongs to its row; of a resource's policy, only a person can be told. */
function undecided(grant: Grant, unknown: Policy['unknown'][number]): Diagnostic {
  return {
    severity: 'note',
    place: unknown.at,
    message: `${unknown.what}: \`${grant.label}\` of \`${grant.holder}\` may let in more than is shown`,
  };
}

function unknownOf(identity: Application['identities'][number]): Holding['unknown'] {
  return identity.origin === 'referenced'
    ? [{ what: `policies of \`${identity.id}\`, which no template defines`, at: identity.at }]
    : [];
}

function sourceOf(statement: Statement, grant: Grant, scope: string, context: GatherContext): Source {
  return {
    rule: context.rules.make(statement, scope),
    grant: grant.id,
    label: grant.label,
    sid: statement.sid,
    at: statement.at,
    onResource: false,
  };
}
