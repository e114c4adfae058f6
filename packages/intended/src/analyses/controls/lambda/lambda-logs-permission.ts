import { valueAt } from '#model/read-value';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { roleExamples } from '../function-examples.ts';
import { judgeRole } from '../function-roles.ts';
import { grantsAny, managedNames, policiesOf } from '../identity-policies.ts';
import { openQuestions } from '../policy-statements.ts';

/** Managed policies that let a function write its logs. */
const WRITES_LOGS =
  /^(?:AWSLambda\w*ExecutionRole(?:Policy)?|AWSLambdaBasicDurableExecutionRolePolicy|AWSLambdaExecute|AdministratorAccess|PowerUserAccess|CloudWatch(?:Logs)?FullAccess(?:V2)?|CloudWatchAgentServerPolicy|CloudWatchLambdaInsightsExecutionRolePolicy|CloudWatchLambdaApplicationSignalsExecutionRolePolicy|AmazonAPIGatewayPushToCloudWatchLogs|AWSLambdaRole\w+)$/;

/** The other way round: here it is the grant that must be there. */
const EXAMPLES = roleExamples(
  "{ Effect: Allow, Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], Resource: 'arn:aws:logs:*:*:*' }",
  "{ Effect: Allow, Action: 'dynamodb:PutItem', Resource: 'arn:aws:dynamodb:eu-central-1:123456789012:table/Rides' }",
);

export const lambdaLogsPermission: Control = defineControl({
  id: 'lambda-logs-permission',
  title: 'Role cannot write its logs',
  severity: 'low',
  cwe: 778,
  why: 'Whatever the function logs is lost, and with it every trace of a fault or an attack.',
  fix: 'Attach `AWSLambdaBasicExecutionRole`, or allow `logs:CreateLogStream` and `logs:PutLogEvents` on its log group.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html'],
  types: ['AWS::Lambda::Function'],
  reads: ['AWS::Lambda::Function.Role', 'AWS::IAM::Role.ManagedPolicyArns', 'AWS::IAM::Role.Policies'],
  judge: (fn, context) =>
    judgeRole(fn, context, (role): Outcome => {
      const policies = policiesOf(role, context);
      const statements = policies
        .flatMap((policy) => policy.statements)
        .filter(
          (one) =>
            one.effect === 'Allow' && (one.actions.negated || grantsAny(one, ['logs:PutLogEvents']).found.length > 0),
        );
      const { names, open } = managedNames(valueAt(role.properties, 'ManagedPolicyArns'));
      if (statements.some(({ certain }) => certain) || names.some(({ name }) => WRITES_LOGS.test(name)))
        return satisfied;
      const [unsure] = statements;
      if (unsure !== undefined)
        return undetermined({ kind: 'deferred', why: { cause: 'condition', name: 'Fn::If' }, at: unsure.at });
      if (open !== undefined) return undetermined(open);
      return (
        policies.flatMap(openQuestions)[0] ?? violated(role.at, `\`${fn.id}\` may not write logs (\`${role.id}\`)`)
      );
    }),
  examples: {
    violated: EXAMPLES.satisfied,
    satisfied: EXAMPLES.violated,
    undetermined: EXAMPLES.undetermined,
  },
});
