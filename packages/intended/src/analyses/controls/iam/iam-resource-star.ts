import type { Pattern, Statement } from '#policy/statement';
import { readService } from '#policy/actions';
import { wordsOfParts } from '#policy/words-of-parts';
import type { Tables } from '#policy/tables';
import type { Control } from '../define-control.ts';
import { defineControl, satisfied, violated } from '../define-control.ts';
import { policyExamples } from '../iam-examples.ts';
import { everyResource, judgeStatements, policiesIn, POLICY_READS, POLICY_TYPES } from '../identity-policies.ts';
import { matchesAction, plainText } from '../policy-conditions.ts';
import { limitsResource } from '../unlimited-actions.ts';

export const iamResourceStar: Control = defineControl({
  id: 'iam-resource-star',
  title: 'Scopable action on all resources',
  severity: 'medium',
  cwe: 732,
  why: 'The action could be limited to what the app owns; as it is, it reaches what belongs to every other app of the account.',
  fix: 'Name the resources in `Resource`, and keep `*` for a statement of the actions that take nothing else.',
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
  ],
  types: POLICY_TYPES,
  reads: POLICY_READS,
  judge: (resource, { tables }) =>
    judgeStatements(policiesIn(resource), (statement) => {
      const action = scopable(statement, tables);
      return action === undefined
        ? satisfied
        : violated(
            everyResource(statement)?.at ?? statement.at,
            `a policy in \`${resource.id}\` allows \`${wordsOfParts(action.parts)}\` on every resource`,
          );
    }),
  examples: policyExamples(
    "{ Effect: Allow, Action: 'dynamodb:PutItem', Resource: '*' }",
    "{ Effect: Allow, Action: ['cloudwatch:PutMetricData', 'xray:PutTraceSegments'], Resource: '*' }",
  ),
});

/** Lambda makes interfaces in whatever subnet, with ids that nobody knows beforehand; custom metrics have no ARN. */
const UNKNOWABLE = /^(?:ec2:(?:\w*NetworkInterface\w*|(?:Una|A)ssignPrivateIpAddresses)|cloudwatch:PutMetricData)$/i;

function scopable(statement: Statement, tables: Tables): Pattern | undefined {
  const everywhere = everyResource(statement);
  if (everywhere === undefined || statement.actions.negated || limitsResource(statement)) return undefined;
  // Streams of logs are named by the service: an ARN for all of them is what its own policies use.
  if (/^arn:[^:]*:logs:/.test(plainText(everywhere))) return undefined;
  return statement.actions.patterns.find((pattern) => isScopable(plainText(pattern), tables));
}

/** Do most of the actions that a pattern covers take a resource? */
function isScopable(action: string, tables: Tables): boolean {
  const [service = '', name] = action.toLowerCase().split(':');
  if (name === undefined) return /^\*+$/.test(service);
  if (UNKNOWABLE.test(action)) return false;
  const covered = (readService(tables, service)?.actions ?? []).filter((one) => matchesAction(name, one.name));
  return covered.filter(({ types }) => types.length > 0).length * 2 > covered.length;
}
