import type { Resource } from '#model/application';
import type { HandlerFacts } from '#handlers/facts';
import type { Compute } from '#model/node';
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

/**
 * Services for which code makes no calls of its own that are seen: logs, traces and network interfaces are the
 * platform's; databases, brokers and signed HTTP have drivers.
 */
const PLATFORM =
  /^(?:logs|xray|ec2|cloudwatch|kms|sts|appconfig|kafka|kafka-cluster|mq|qldb|rds-db|es|aoss|neptune-db|execute-api|appsync|dsql|elasticache|cassandra|elasticfilesystem|codedeploy|s3-object-lambda|lambda:GetLayerVersion$)\b/i;

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
  const holders = [...new Set(grants.map(({ holder }) => holder))];
  const { computes, wired } = usersOf(context);
  const users = holders.flatMap((holder) => computes.get(holder) ?? []);
  if (users.length === 0 || users.some(({ role }) => role !== 'function')) return undefined;
  // Queues, streams and destinations are read and written with the role, too, without a call in the code.
  if (holders.some((id) => wired.has(id))) return undefined;
  const facts = users.flatMap(({ id }) => context.handlerOf(id) ?? []);
  return facts.length === users.length && facts.every(({ entry }) => entry.kind === 'known') ? facts : undefined;
}

interface Users {
  /** By the identity that they run with. */
  readonly computes: ReadonlyMap<string, readonly Compute[]>;
  /** Identities that wires work with. */
  readonly wired: ReadonlySet<string>;
}

const kept = new WeakMap<Context, Users>();

function usersOf(context: Context): Users {
  const known = kept.get(context) ?? readUsers(context);
  kept.set(context, known);
  return known;
}

function readUsers({ application }: Context): Users {
  const computes = new Map<string, Compute[]>();
  for (const compute of application.computes)
    for (const id of compute.identities) {
      const found = computes.get(id);
      if (found === undefined) computes.set(id, [compute]);
      else found.push(compute);
    }
  return { computes, wired: new Set(application.wires.flatMap(({ identity }) => identity ?? [])) };
}
