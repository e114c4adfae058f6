import type { Resource } from '#model/application';
import { valueAt } from '#model/read-value';
import { literal } from '#model/read-value';
import type { Encoder } from './encode.ts';
import type { OutsideAccess } from './access.ts';
import { isSourceKey } from './condition-keys.ts';
import { allowed, coverageOn } from './evaluate.ts';
import type { Allowed } from './evaluate.ts';
import { chooseEvery, explainWith } from './explain.ts';
import { joinMasks, masksOf, NO_MASKS } from './facet-masks.ts';
import type { Masks } from './facet-masks.ts';
import { itemAt } from './item-at.ts';
import { judgeParts } from './judge-parts.ts';
import type { NodePolicy, OutsideStatement } from './resource-policy.ts';
import { isOwnAccount } from './resource-policy.ts';
import type { Ground } from './ground.ts';
import type { Rule } from './rules.ts';
import { wordsOfParts } from './words-of-parts.ts';

interface OutsideContext {
  readonly ground: Ground;
  readonly encoder: Encoder;
  readonly identityByArn: ReadonlyMap<string, string>;
  readonly resources: ReadonlyMap<string, Resource>;
}

/** Access that resource policies and trust give to principals outside the app, one for each principal and node. */
export function outsideAccess(context: OutsideContext): readonly OutsideAccess[] {
  const found: OutsideAccess[] = [];
  for (const [node, policy] of context.ground.gathered.policies)
    for (const statements of groups(policy, context).values()) {
      const access = accessOf(node, statements, policy, context);
      if (access !== undefined) found.push(access);
    }
  return found;
}

/** Allow statements by principal; the app's own identities and account are judged elsewhere. */
function groups(policy: NodePolicy, context: OutsideContext): ReadonlyMap<string, readonly OutsideStatement[]> {
  const byPrincipal = new Map<string, OutsideStatement[]>();
  for (const one of policy.outside) {
    const own =
      one.principal.kind === 'AWS' && (context.identityByArn.has(one.name) || isOwnAccount(one.name, context.encoder));
    if (one.source.rule.effect === 'Deny' || (own && !one.negated)) continue;
    const key = `${kindOf(one)}|${nameOf(one)}`;
    byPrincipal.set(key, [...(byPrincipal.get(key) ?? []), one]);
  }
  return byPrincipal;
}

/** Anyone whose requests must come from a resource or account is a service that acts for it. */
function kindOf(one: OutsideStatement): OutsideAccess['principal'] {
  if (one.negated || one.principal.kind === 'anyone')
    return one.statement.conditions.some((condition) => isSourceKey(condition.key)) ? 'service' : 'anyone';
  if (isOriginIdentity(one)) return 'service';
  switch (one.principal.kind) {
    case 'Service':
      return 'service';
    case 'Federated':
      return 'federated';
    case 'AWS':
      return /^[\uE000\uDBC0-\uDBFF]/.test(one.name) ? 'unknown' : 'account';
    case 'CanonicalUser':
      return 'account';
    case 'unknown':
      return 'unknown';
  }
  return one.principal.kind satisfies never;
}

/**
 * The origin access identity of a distribution of the app, by its ARN or its canonical user: the platform acting for it.
 * Source: Amazon CloudFront Developer Guide, "Use an origin access identity".
 */
function isOriginIdentity({ principal }: OutsideStatement): boolean {
  const named = principal.parts.some((part) => typeof part === 'object' && part.kind === 'reference');
  if (!named) return false;
  return principal.parts.some((part) =>
    typeof part === 'string'
      ? part.includes(':iam::cloudfront:user/')
      : part.kind === 'reference' && part.attribute === 'S3CanonicalUserId',
  );
}

function nameOf(one: OutsideStatement): string {
  return one.negated ? '*' : wordsOfParts(one.principal.parts);
}

function accessOf(
  node: number,
  statements: readonly OutsideStatement[],
  policy: NodePolicy,
  context: OutsideContext,
): OutsideAccess | undefined {
  const first = itemAt(statements, 0);
  const { ground } = context;
  const principal = kindOf(first);
  const denies = policy.outside.filter(
    (one) =>
      one.source.rule.effect === 'Deny' && (one.principal.kind === 'anyone' || one.name === first.name) && !one.negated,
  );
  const sources = [...statements, ...denies].map((one) => one.source);
  const judge = (facet: number): Allowed => {
    const { kind, texts } = itemAt(ground.facets, facet);
    const rules = sources.map((source) => source.rule);
    const spot = { texts, coverage: (rule: Rule) => coverageOn(rule, kind.index, facet) };
    return judgeParts([rules], spot, (strength) =>
      allowed(
        rules.map((rule) => ({ rule, strength: strength(rule) })),
        kind,
      ),
    );
  };
  let masks: Masks = NO_MASKS;
  for (const facet of itemAt(ground.facetsOfNode, node)) {
    masks = joinMasks(masks, masksOf(judge(facet), itemAt(ground.facets, facet).kind));
  }
  const block = principal === 'anyone' ? publicBlock(node, context) : 'open';
  if (masks.maybe === 0 || block === 'blocked') return undefined;
  const explanation = explainWith(node, ground, chooseEvery, { sources, judge });
  const byDefault = block === 'default' ? ['a bucket blocks public access unless its template turns that off'] : [];
  return {
    principal,
    name: nameOf(first),
    node,
    yes: block === 'default' ? 0 : masks.yes,
    maybe: masks.maybe,
    explanation: {
      ...explanation,
      verdict: block === 'default' ? 'maybe' : explanation.verdict,
      because: [...explanation.because, ...byDefault],
    },
  };
}

/**
 * Does the bucket's public-access block stand in the way of anyone? Buckets made since April 2023 have it by default.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
function publicBlock(node: number, context: OutsideContext): 'open' | 'default' | 'blocked' {
  const found = context.ground.nodes[node];
  if (found?.type !== 'AWS::S3::Bucket' || found.resources.length === 0) return 'open';
  const block = valueAt(
    context.resources.get(itemAt(found.resources, 0))?.properties,
    'PublicAccessBlockConfiguration',
  );
  if (block === undefined || block.kind === 'absent') return 'default';
  const flags = ['BlockPublicPolicy', 'RestrictPublicBuckets'].map((name) => valueAt(block, name));
  if (flags.some((flag) => literal(flag)?.toLowerCase() === 'true')) return 'blocked';
  return flags.every((flag) => flag === undefined || literal(flag)?.toLowerCase() === 'false') ? 'open' : 'default';
}
