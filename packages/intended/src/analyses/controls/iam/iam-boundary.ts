import { valueAt } from '#model/read-value';
import type { Resource } from '#model/application';
import type { Context } from '../context.ts';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { bePresent, judgeProperty } from '../judge-value.ts';

const roles = (boundary: string): string => `Parameters:
  Stage: { Type: String }
Conditions:
  IsTest: !Equals [!Ref Stage, test]
Resources:
  Deploy:
    Type: AWS::IAM::User
    Properties: { PermissionsBoundary: 'arn:aws:iam::123456789012:policy/limits' }
  Subject:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }]
${boundary}  Rides:
    Type: AWS::Lambda::Function
    Properties: { Runtime: nodejs24.x, Handler: index.handler, Role: !GetAtt Subject.Arn, Code: { S3Bucket: code, S3Key: rides.zip } }
`;

export const iamBoundary: Control = defineControl({
  id: 'iam-boundary',
  title: 'Function role without the required permissions boundary',
  severity: 'info',
  cwe: 269,
  why: 'Other identities of the app have a boundary; this one can be given rights beyond it.',
  fix: 'Set `PermissionsBoundary` (SAM: also in `Globals`) to the same policy.',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html'],
  types: ['AWS::IAM::Role'],
  reads: ['AWS::IAM::Role.PermissionsBoundary'],
  judge(role, context) {
    const others = boundedIn(context);
    const isAsked = others.size > (others.has(role.id) ? 1 : 0);
    if (!isAsked || context.naming(role, 'AWS::Lambda::Function').length === 0) return notApplicable;
    return judgeProperty(role, 'PermissionsBoundary', bePresent, `\`${role.id}\` has no permissions boundary`);
  },
  examples: {
    violated: roles(''),
    satisfied: roles("      PermissionsBoundary: 'arn:aws:iam::123456789012:policy/limits'\n"),
    undetermined: roles(
      "      PermissionsBoundary: !If [IsTest, 'arn:aws:iam::123456789012:policy/limits', !Ref 'AWS::NoValue']\n",
    ),
  },
});

const kept = new WeakMap<Context, ReadonlySet<string>>();

/** Ids of roles and users that have a boundary. */
function boundedIn(context: Context): ReadonlySet<string> {
  const identities = (): readonly Resource[] => context.ofType('AWS::IAM::Role', 'AWS::IAM::User');
  const known =
    kept.get(context) ??
    new Set(
      identities().flatMap((one) => (valueAt(one.properties, 'PermissionsBoundary') === undefined ? [] : [one.id])),
    );
  kept.set(context, known);
  return known;
}
