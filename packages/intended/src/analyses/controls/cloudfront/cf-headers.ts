import { entriesOf, itemsOf, literal, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { deferred } from '#model/value';
import type { Context } from '../context.ts';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { configOf, DISTRIBUTION, distributionExample, GIVEN } from '../distribution-parts.ts';
import { judgeAt } from '../judge-value.ts';

const POLICY = 'AWS::CloudFront::ResponseHeadersPolicy';
/**
 * Managed policies that only answer CORS.
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html, read 2026-11.
 */
const ONLY_CORS = new Set(['60669652-455b-4ae9-85a4-c4c02393f86c', '5cc3b908-e619-4b99-88e5-2cf7f45965bd']);
const SECURITY_HEADER =
  /strict-transport-security|content-security-policy|x-content-type-options|x-frame-options|referrer-policy/i;
const SECURE = '67f7725c-6f97-4210-82d7-5512b31e9d03';

export const cfHeaders: Control = defineControl({
  id: 'cf-headers',
  title: 'No security response headers policy',
  severity: 'medium',
  cwe: 693,
  why: 'Browsers are not told to stay with HTTPS, to refuse frames and not to guess content types, so faults in a page hurt more.',
  fix: 'Name a response headers policy with security headers in `ResponseHeadersPolicyId`, such as the managed one.',
  sources: ['https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-response-headers.html'],
  types: [DISTRIBUTION],
  reads: [
    `${DISTRIBUTION}.DistributionConfig.DefaultCacheBehavior.ResponseHeadersPolicyId`,
    `${POLICY}.ResponseHeadersPolicyConfig.SecurityHeadersConfig`,
  ],
  judge(site, context) {
    const fault = violated(site.typeAt, `\`${site.id}\` sends no security headers`);
    return judgeAt(configOf(site), 'DefaultCacheBehavior', (leaf) => {
      const given = valueAt(leaf, 'ResponseHeadersPolicyId');
      const outcome = judgePolicy(given, fault, context);
      return outcome.kind === 'violated' ? judgeEdge(leaf, outcome, context) : outcome;
    });
  },
  examples: {
    violated: distributionExample({}),
    satisfied: distributionExample({ behaviour: `, ResponseHeadersPolicyId: ${SECURE}` }),
    undetermined: `${GIVEN}${distributionExample({ behaviour: `, ResponseHeadersPolicyId: !If [IsGiven, ${SECURE}, !Ref AWS::NoValue]` })}`,
  },
});

function judgePolicy(given: Value | undefined, fault: Outcome, context: Context): Outcome {
  if (given === undefined || given.kind === 'absent') return fault;
  if (given.kind === 'choice') return undetermined(deferred('condition', given.condition, given.at));
  const own = context.find(given, POLICY);
  if (own === undefined) return ONLY_CORS.has(literal(given) ?? '') || literal(given) === '' ? fault : satisfied;
  const config = valueAt(own.properties, 'ResponseHeadersPolicyConfig');
  const custom = itemsOf(valueAt(config, 'CustomHeadersConfig', 'Items'));
  const isCustom = custom.some((one) => SECURITY_HEADER.test(literal(valueAt(one, 'Header')) ?? ''));
  const settings = valueAt(config, 'SecurityHeadersConfig');
  const isOpen = settings?.kind === 'deferred' || settings?.kind === 'choice';
  return isCustom || isOpen || entriesOf(settings).length > 0 ? satisfied : fault;
}

/** Code at the edge may add the headers to each answer. */
function judgeEdge(behaviour: Value | undefined, fault: Outcome, context: Context): Outcome {
  const functions = [
    ...itemsOf(valueAt(behaviour, 'FunctionAssociations')),
    ...itemsOf(valueAt(behaviour, 'LambdaFunctionAssociations')),
  ].filter((one) => (literal(valueAt(one, 'EventType')) ?? '').endsWith('response'));
  for (const one of functions) {
    const arn = valueAt(one, 'FunctionARN') ?? valueAt(one, 'LambdaFunctionARN');
    const code = valueAt(context.find(arn, 'AWS::CloudFront::Function')?.properties, 'FunctionCode');
    const text = literal(code);
    if (text === undefined) return undetermined(deferred('code', literal(arn) ?? 'function at the edge', one.at));
    if (SECURITY_HEADER.test(text)) return satisfied;
  }
  return fault;
}
