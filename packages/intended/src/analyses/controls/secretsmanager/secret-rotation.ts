import type { Control } from '../define-control.ts';
import type { Resource } from '#model/application';
import type { Context } from '../context.ts';
import type { Outcome } from '../define-control.ts';
import { valueAt } from '#model/read-value';
import { defineControl, undetermined, violated } from '../define-control.ts';
import { beBetween, bePresent, bestOf, judgeProperty } from '../judge-value.ts';

export const secretRotation: Control = defineControl({
  id: 'secret-rotation',
  title: 'No automatic rotation',
  severity: 'medium',
  cwe: 324,
  why: 'A secret that once got out works until somebody notices.',
  fix: 'Add an `AWS::SecretsManager::RotationSchedule` with `RotationRules`, at most 90 days apart.',
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html'],
  types: ['AWS::SecretsManager::Secret'],
  reads: [
    'AWS::SecretsManager::RotationSchedule.SecretId',
    'AWS::SecretsManager::RotationSchedule.RotationRules.AutomaticallyAfterDays',
    'AWS::SecretsManager::RotationSchedule.RotationRules.ScheduleExpression',
  ],
  judge(secret, context) {
    const schedules = schedulesOf(secret, context);
    const none = violated(secret.typeAt, `\`${secret.id}\` is never rotated`);
    return bestOf(
      schedules.map((schedule) => judgeSchedule(secret, schedule)),
      none,
    );
  },
  examples: {
    violated: `Resources:
  Partner:
    Type: AWS::SecretsManager::Secret
`,
    satisfied: `Resources:
  Partner:
    Type: AWS::SecretsManager::Secret
  Rotation:
    Type: AWS::SecretsManager::RotationSchedule
    Properties:
      SecretId: !Ref Partner
      RotationLambdaARN: arn:aws:lambda:eu-west-1:111122223333:function:rotate
      RotationRules: { AutomaticallyAfterDays: 30 }
`,
    undetermined: `Parameters:
  Days: { Type: Number }
Resources:
  Partner:
    Type: AWS::SecretsManager::Secret
  Rotation:
    Type: AWS::SecretsManager::RotationSchedule
    Properties:
      SecretId: !Ref Partner
      RotationLambdaARN: arn:aws:lambda:eu-west-1:111122223333:function:rotate
      RotationRules: { AutomaticallyAfterDays: !Ref Days }
`,
  },
});

/** Schedules of a secret, also through its attachment to a database, which has the secret's ARN. */
function schedulesOf(secret: Resource, context: Context): readonly Resource[] {
  const attached = context
    .naming(secret, 'AWS::SecretsManager::SecretTargetAttachment')
    .filter((one) => context.find(valueAt(one.properties, 'SecretId')) === secret);
  return [secret, ...attached].flatMap((one) =>
    context
      .naming(one, 'AWS::SecretsManager::RotationSchedule')
      .filter((schedule) => context.find(valueAt(schedule.properties, 'SecretId')) === one),
  );
}

function judgeSchedule(secret: Resource, schedule: Resource): Outcome {
  const message = `\`${secret.id}\` is not rotated within 90 days`;
  const outcome = bestOf(
    [
      judgeProperty(schedule, 'RotationRules.AutomaticallyAfterDays', beBetween(1, 90), message),
      judgeProperty(schedule, 'RotationRules.ScheduleExpression', bePresent, message),
    ],
    violated(schedule.typeAt, message),
  );
  const { exists } = schedule;
  return outcome.kind === 'satisfied' && exists.kind === 'deferred' && secret.exists.kind === 'known'
    ? undetermined(exists)
    : outcome;
}
