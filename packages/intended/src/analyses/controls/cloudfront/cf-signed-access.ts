import { itemsOf, literal, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import type { Context } from '../context.ts';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, violated } from '../define-control.ts';
import {
  DISTRIBUTION,
  distributionExample,
  GIVEN,
  hostOf,
  isDeclaredPublic,
  judgeBehaviours,
  originOf,
} from '../distribution-parts.ts';
import { bePresent } from '../judge-value.ts';
import { judgePart } from '../rest-stages.ts';

/** Words by which people say that not everybody may read what lies there. */
const RESTRICTED =
  /(?:^|[/_-])(?:private|members?|premium|paid|protected|restricted|confidential|subscribers?)(?:[/_*-]|$)/i;
const CONFIDENTIAL = /confidential|restricted|secret|sensitive|private|\b(?:pii|phi|pci)\b/i;
const FILES = '  Files: { Type: AWS::S3::Bucket }\n';
const example = (more: string): string =>
  distributionExample(
    {
      origin: 'DomainName: !GetAtt Files.RegionalDomainName, OriginAccessControlId: E2QWRUHAPOMQZL, S3OriginConfig: {}',
      more: `        CacheBehaviors:\n          - PathPattern: private/*\n            TargetOriginId: main\n            ViewerProtocolPolicy: https-only\n${more}`,
    },
    FILES,
  );

export const cfSignedAccess: Control = defineControl({
  id: 'cf-signed-access',
  title: 'Restricted content served without trusted key groups',
  severity: 'medium',
  cwe: 284,
  why: 'Whoever knows or guesses an address gets the file: the distribution asks for no signature.',
  fix: 'Name an `AWS::CloudFront::KeyGroup` in `TrustedKeyGroups`, and hand out signed URLs or cookies.',
  sources: ['https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html'],
  types: [DISTRIBUTION],
  reads: [
    `${DISTRIBUTION}.DistributionConfig.DefaultCacheBehavior.TrustedKeyGroups`,
    `${DISTRIBUTION}.DistributionConfig.CacheBehaviors.TrustedKeyGroups`,
    `${DISTRIBUTION}.DistributionConfig.CacheBehaviors.TrustedSigners`,
  ],
  judge: (site, context) =>
    judgeBehaviours(site, (behaviour) => {
      const path = literal(valueAt(behaviour, 'PathPattern')) ?? '*';
      const fault = violated(behaviour.at, `\`${site.id}\` serves \`${path}\` to everybody`);
      const signed = judgePart(behaviour, 'TrustedKeyGroups', bePresent, fault);
      if (signed.kind === 'satisfied') return signed;
      const signers = itemsOf(valueAt(behaviour, 'TrustedSigners'));
      // Keys of an account's root user open the files, and only that user can change them.
      if (signers.length > 0)
        return violated(behaviour.at, `\`${site.id}\` trusts keys of whole accounts on \`${path}\``);
      const origin = originOf(behaviour, site);
      const bucket = origin === undefined ? undefined : context.find(hostOf(origin), 'AWS::S3::Bucket')?.id;
      if (isDeclaredPublic(site.id, context) || isDeclaredPublic(bucket, context)) return notApplicable;
      if (!RESTRICTED.test(path) && !isConfidential(bucket, context)) return notApplicable;
      return asksAtEdge(behaviour) ? satisfied : signed;
    }),
  about: (site, context) => [
    site.id,
    ...context
      .ofType('AWS::S3::Bucket')
      .filter((bucket) => context.naming(bucket, DISTRIBUTION).includes(site))
      .map(({ id }) => id),
  ],
  examples: {
    violated: example(''),
    satisfied: example('            TrustedKeyGroups: [rides]\n'),
    undetermined: `${GIVEN}${example('            TrustedKeyGroups: !If [IsGiven, [!Ref Given], !Ref AWS::NoValue]\n')}`,
  },
});

function isConfidential(bucket: string | undefined, context: Context): boolean {
  if (bucket === undefined) return false;
  const store = context.application.stores.find((one) => one.id === bucket);
  const isTagged = store?.tags.some(({ value }) => CONFIDENTIAL.test(value)) ?? false;
  return isTagged || (context.dataOf(bucket)?.value ?? 0) >= 3;
}

/** Code that sees every request may ask who sends it. */
function asksAtEdge(behaviour: Value): boolean {
  const functions = [
    ...itemsOf(valueAt(behaviour, 'LambdaFunctionAssociations')),
    ...itemsOf(valueAt(behaviour, 'FunctionAssociations')),
  ];
  return functions.some((one) => literal(valueAt(one, 'EventType')) === 'viewer-request');
}
