import { literal, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import type { Context } from '../context.ts';
import { bePresent, judgeAt } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, violated } from '../define-control.ts';
import {
  DISTRIBUTION,
  GIVEN,
  distributionExample,
  hostOf,
  hostText,
  judgeOrigins,
  originName,
} from '../distribution-parts.ts';

const CONTROL = 'AWS::CloudFront::OriginAccessControl';
const FUNCTION = '  Answer: { Type: AWS::Lambda::Url, Properties: { AuthType: AWS_IAM, TargetFunctionArn: answer } }\n';
const url = (more: string): string =>
  `DomainName: !Select [2, !Split ['/', !GetAtt Answer.FunctionUrl]], CustomOriginConfig: { OriginProtocolPolicy: https-only }${more}`;

export const cfLambdaUrlOac: Control = defineControl({
  id: 'cf-lambda-url-oac',
  title: 'Function-URL origin without origin access control',
  severity: 'high',
  cwe: 284,
  why: 'The function answers anyone who finds its URL, past the distribution and all it checks.',
  fix: 'Make an `AWS::CloudFront::OriginAccessControl` for origins of type `lambda`, name it in `OriginAccessControlId`, and set the URL to `AWS_IAM`.',
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html',
  ],
  types: [DISTRIBUTION],
  reads: [
    `${DISTRIBUTION}.DistributionConfig.Origins.OriginAccessControlId`,
    `${CONTROL}.OriginAccessControlConfig.OriginAccessControlOriginType`,
  ],
  judge: (site, context) =>
    judgeOrigins(site, (origin) => {
      if (!isFunctionUrl(origin, context)) return notApplicable;
      const fault = violated(
        origin.at,
        `\`${site.id}\` asks the function behind \`${originName(origin)}\` as anyone would`,
      );
      const given = valueAt(origin, 'OriginAccessControlId');
      const control = context.find(given, CONTROL);
      const type = literal(
        valueAt(control?.properties, 'OriginAccessControlConfig', 'OriginAccessControlOriginType'),
      )?.toLowerCase();
      if (type !== undefined && type !== 'lambda') return fault;
      const outcome = judgeAt(origin, 'OriginAccessControlId', (leaf) =>
        leaf !== undefined && bePresent.holds(leaf) === true ? satisfied : fault,
      );
      return outcome.kind === 'undetermined' && outcome.why.why.cause !== 'condition' ? satisfied : outcome;
    }),

  examples: {
    violated: distributionExample({ origin: url('') }, FUNCTION),
    satisfied: distributionExample({ origin: url(', OriginAccessControlId: E2QWRUHAPOMQZL') }, FUNCTION),
    undetermined: `${GIVEN}${distributionExample({ origin: url(', OriginAccessControlId: !If [IsGiven, !Ref Given, !Ref AWS::NoValue]') }, FUNCTION)}`,
  },
});

function isFunctionUrl(origin: Value, context: Context): boolean {
  const host = hostOf(origin);
  if (/\.lambda-url\./.test(hostText(origin)) || context.find(host, 'AWS::Lambda::Url') !== undefined) return true;
  return host?.kind === 'deferred' && /\bFunctionUrl\b/.test(host.why.name);
}
