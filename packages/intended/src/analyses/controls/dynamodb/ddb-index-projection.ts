import type { Control } from '../define-control.ts';
import type { Resource } from '#model/application';
import type { Context } from '../context.ts';
import type { Pattern } from '#policy/statement';
import { defineControl, notApplicable } from '../define-control.ts';
import { judgeValue, notBe } from '../judge-value.ts';
import { judgeEveryAt } from '../each-item.ts';
import { holdsNothingClassified } from '../classified.ts';
import { grantsAny, policiesIn, POLICY_TYPES } from '../identity-policies.ts';

export const ddbIndexProjection: Control = defineControl({
  id: 'ddb-index-projection',
  title: 'Index projects classified attributes to readers not intended to see them',
  severity: 'low',
  cwe: 200,
  why: 'Who may only read an index is not meant to read everything, but an index of all attributes is a second copy of the table.',
  fix: 'Set `ProjectionType` to `KEYS_ONLY`, or to `INCLUDE` with the attributes that its readers need.',
  sources: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html'],
  types: ['AWS::DynamoDB::Table'],
  reads: ['AWS::DynamoDB::Table.GlobalSecondaryIndexes'],
  judge(table, context) {
    const reader = holdsNothingClassified(context, table) ? undefined : indexReader(table, context);
    if (reader === undefined) return notApplicable;
    return judgeEveryAt(
      table.properties,
      'GlobalSecondaryIndexes',
      (index) =>
        judgeValue(index, 'Projection.ProjectionType', notBe('ALL'), {
          at: index.at,
          message: `an index of \`${table.id}\` shows whole items to \`${reader.id}\`, which may read nothing else`,
        }),
      notApplicable,
    );
  },
  examples: {
    violated: `Resources:
  Rides:
    Type: AWS::DynamoDB::Table
    Properties:
      GlobalSecondaryIndexes: [{ IndexName: byCity, Projection: { ProjectionType: ALL } }]
  Statistics:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }]
      Policies:
        - PolicyName: query
          PolicyDocument:
            Statement: [{ Effect: Allow, Action: 'dynamodb:Query', Resource: !Sub '\${Rides.Arn}/index/byCity' }]
`,
    satisfied: `Resources:
  Rides:
    Type: AWS::DynamoDB::Table
    Properties:
      GlobalSecondaryIndexes: [{ IndexName: byCity, Projection: { ProjectionType: KEYS_ONLY } }]
  Statistics:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }]
      Policies:
        - PolicyName: query
          PolicyDocument:
            Statement: [{ Effect: Allow, Action: 'dynamodb:Query', Resource: !Sub '\${Rides.Arn}/index/byCity' }]
`,
    undetermined: `Parameters:
  Kind: { Type: String }
Resources:
  Rides:
    Type: AWS::DynamoDB::Table
    Properties:
      GlobalSecondaryIndexes: [{ IndexName: byCity, Projection: { ProjectionType: !Ref Kind } }]
  Statistics:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }]
      Policies:
        - PolicyName: query
          PolicyDocument:
            Statement: [{ Effect: Allow, Action: 'dynamodb:Query', Resource: !Sub '\${Rides.Arn}/index/byCity' }]
`,
  },
});

/** Someone who may read an index of the table, but not the table. */
function indexReader(table: Resource, context: Context): Resource | undefined {
  return context.naming(table, ...POLICY_TYPES).find((holder) => {
    const patterns = policiesIn(holder)
      .flatMap(({ statements }) => statements)
      .filter((one) => one.effect === 'Allow' && grantsAny(one, ['dynamodb:Query', 'dynamodb:Scan']).found.length > 0)
      .flatMap(({ resources }) => resources?.patterns ?? [])
      .filter((pattern) => names(pattern, table));
    return patterns.length > 0 && patterns.every(isIndex);
  });
}

function names({ parts }: Pattern, table: Resource): boolean {
  return parts.some((part) => typeof part === 'object' && part.kind === 'reference' && part.to === table.id);
}

function isIndex({ parts }: Pattern): boolean {
  return parts.some((part) => typeof part === 'string' && part.includes('/index/'));
}
