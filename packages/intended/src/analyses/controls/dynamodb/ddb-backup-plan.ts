import type { Control } from '../define-control.ts';
import type { Resource } from '#model/application';
import type { Context } from '../context.ts';
import type { Outcome } from '../define-control.ts';
import type { Value } from '#model/value';
import { itemsOf, literal, valueAt } from '#model/read-value';
import { defineControl, satisfied, violated } from '../define-control.ts';
import { bestOf } from '../judge-value.ts';
import { judgeSomeAt } from '../each-item.ts';
import { itemsIn } from '../list-value.ts';

export const ddbBackupPlan: Control = defineControl({
  id: 'ddb-backup-plan',
  title: 'Table in no backup plan',
  severity: 'low',
  why: 'Recovery to a point in time ends with the table itself and after 35 days; a plan keeps copies elsewhere and for longer.',
  fix: 'Add the table to a `AWS::Backup::BackupSelection`, by its ARN or by a tag.',
  sources: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html'],
  types: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
  reads: [
    'AWS::Backup::BackupSelection.BackupSelection.Resources',
    'AWS::Backup::BackupSelection.BackupSelection.ListOfTags',
  ],
  judge: (table, context) =>
    bestOf(
      context.ofType('AWS::Backup::BackupSelection').map((selection) => judgeSelection(selection, table, context)),
      violated(table.typeAt, `\`${table.id}\` is in no backup plan`),
    ),
  examples: {
    violated: `Resources:
  Rides:
    Type: AWS::DynamoDB::Table
`,
    satisfied: `Resources:
  Rides:
    Type: AWS::DynamoDB::Table
  Kept:
    Type: AWS::Backup::BackupSelection
    Properties:
      BackupPlanId: daily
      BackupSelection:
        SelectionName: tables
        IamRoleArn: arn:aws:iam::111122223333:role/backup
        Resources: [!GetAtt Rides.Arn]
`,
    undetermined: `Parameters:
  Given: { Type: String }
Resources:
  Rides:
    Type: AWS::DynamoDB::Table
  Kept:
    Type: AWS::Backup::BackupSelection
    Properties:
      BackupPlanId: daily
      BackupSelection:
        SelectionName: tables
        IamRoleArn: arn:aws:iam::111122223333:role/backup
        Resources: [!Ref Given]
`,
  },
});

function judgeSelection(selection: Resource, table: Resource, context: Context): Outcome {
  const none = violated(table.typeAt, `\`${table.id}\` is in no backup plan`);
  const byTag = itemsOf(valueAt(selection.properties, 'BackupSelection', 'ListOfTags')).some((tag) =>
    isTagged(table, tag),
  );
  if (byTag) return satisfied;
  const ask = (item: Value): Outcome => {
    if (context.find(item) === table) return satisfied;
    const { items, open } = itemsIn(item);
    return items.some(({ text }) => /^(?:\*|arn:[^:]*:dynamodb:[^:]*:[^:]*:(?:table\/)?\*)$/.test(text))
      ? satisfied
      : (open ?? none);
  };
  return judgeSomeAt(selection.properties, 'BackupSelection.Resources', ask, none);
}

function isTagged(table: Resource, wanted: Value): boolean {
  const word = (value: Value, name: string): string | undefined => literal(valueAt(value, name));
  return itemsOf(valueAt(table.properties, 'Tags')).some(
    (tag) => word(tag, 'Key') === word(wanted, 'ConditionKey') && word(tag, 'Value') === word(wanted, 'ConditionValue'),
  );
}
