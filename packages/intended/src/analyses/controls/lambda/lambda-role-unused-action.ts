import type { Resource } from '#model/application';
import type { HandlerFacts } from '#handlers/facts';
import type { Pattern } from '#policy/statement';
import { wordsOfParts } from '#policy/words-of-parts';
import type { Context } from '../context.ts';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeStatements, policiesIn } from '../identity-policies.ts';
import { matchesAction, plainText } from '../policy-conditions.ts';

const app = (actions: string, code: string): string => `Resources:
  Subject:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }]
      Policies:
        - PolicyName: rides
          PolicyDocument:
            Statement: [{ Effect: Allow, Action: ${actions}, Resource: 'arn:aws:dynamodb:eu-central-1:123456789012:table/Rides' }]
  Rides:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      Role: !GetAtt Subject.Arn
      Code:
        ZipFile: |
          ${code}
`;
const GET =
  "const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb'); const db = new DynamoDBClient({}); exports.handler = async () => db.send(new GetItemCommand({ TableName: 'Rides', Key: {} }));";

export const lambdaRoleUnusedAction: Control = defineControl({
  id: 'lambda-role-unused-action',
  title: 'Granted action/resource never used by the handler code',
  severity: 'medium',
  cwe: 250,
  why: 'No line of the code needs the right, so only an attacker in the handler would use it.',
  fix: 'Take the action out of the policy.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html'],
  types: ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'],
  reads: ['AWS::IAM::Role.Policies.PolicyDocument', 'AWS::IAM::Policy.PolicyDocument'],
  judge(resource, context) {
    const facts = handlersWith(resource, context);
    if (facts === undefined) return notApplicable;
    return judgeStatements(policiesIn(resource), (statement): Outcome => {
      for (const pattern of statement.actions.negated ? [] : statement.actions.patterns) {
        const outcome = judgeAction(pattern, facts, resource);
        if (outcome !== undefined) return outcome;
      }
      return satisfied;
    });
  },
  examples: {
    violated: app("['dynamodb:GetItem', 'dynamodb:DeleteTable']", GET),
    satisfied: app("'dynamodb:GetItem'", GET),
    undetermined: app("'dynamodb:GetItem'", 'exports.handler = async (event) => require(event.module).run(event);'),
  },
});

/** Services for which code makes no calls of its own: logs, traces and network interfaces are the platform's. */
const PLATFORM = /^(?:logs|xray|ec2|cloudwatch|kms|sts|appconfig|lambda:InvokeFunction$|kafka|kafka-cluster|mq)\b/i;

function judgeAction(pattern: Pattern, facts: readonly HandlerFacts[], holder: Resource): Outcome | undefined {
  const action = plainText(pattern);
  const [service = ''] = action.toLowerCase().split(':');
  if (!/^[a-z0-9-]+:[a-z0-9*]+$/i.test(action) || PLATFORM.test(action)) return undefined;
  const calls = facts.flatMap((one) => one.calls);
  if (calls.some((call) => call.actions.some((needed) => matchesAction(action, needed)))) return undefined;
  const unknown = facts.flatMap((one) => one.unknowns).find((one) => one.service === '*' || one.service === service);
  if (unknown !== undefined) return undetermined({ kind: 'deferred', why: unknown.why, at: unknown.at });
  return violated(
    pattern.at,
    `\`${holder.id}\` allows \`${wordsOfParts(pattern.parts)}\`, which no handler with that role calls`,
  );
}

/** Facts of all code that runs with the policy; undefined unless every holder is a function whose code was read. */
function handlersWith(resource: Resource, context: Context): readonly HandlerFacts[] | undefined {
  const grants = context.grantsIn(resource).filter(({ side }) => side === 'identity');
  const holders = new Set(grants.map(({ holder }) => holder));
  const computes = context.application.computes.filter(({ identities }) => identities.some((id) => holders.has(id)));
  if (computes.length === 0 || computes.some(({ role }) => role !== 'function')) return undefined;
  // Queues, streams and destinations are read and written with the role, too, without a call in the code.
  const wired = new Set(context.application.wires.flatMap(({ identity }) => identity ?? []));
  if ([...holders].some((id) => wired.has(id))) return undefined;
  const facts = computes.flatMap(({ id }) => context.handlerOf(id) ?? []);
  return facts.length === computes.length && facts.every(({ entry }) => entry.kind === 'known') ? facts : undefined;
}
