import type { Control } from '../define-control.ts';
import { defineControl, satisfied } from '../define-control.ts';
import { be, judgeProperty } from '../judge-value.ts';

export const ddbAutoscaling: Control = defineControl({
  id: 'ddb-autoscaling',
  title: 'Provisioned table without autoscaling',
  severity: 'info',
  why: 'More requests than were provided for are refused, so that one busy or hostile client stops the others.',
  fix: 'Set `BillingMode` to `PAY_PER_REQUEST`, or scale the table with a `ScalableTarget`.',
  sources: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html'],
  types: ['AWS::DynamoDB::Table'],
  reads: ['AWS::DynamoDB::Table.BillingMode'],
  judge(table, context) {
    const isScaled = context.naming(table, 'AWS::ApplicationAutoScaling::ScalableTarget').length > 0;
    const message = `\`${table.id}\` has a fixed capacity`;
    return isScaled ? satisfied : judgeProperty(table, 'BillingMode', be('PAY_PER_REQUEST'), message);
  },
  remedy: { set: [{ path: 'BillingMode', value: 'PAY_PER_REQUEST' }] },
  examples: {
    violated: `Resources:
  Rides:
    Type: AWS::DynamoDB::Table
    Properties:
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 }
`,
    satisfied: `Resources:
  Rides:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
`,
    undetermined: `Parameters:
  Mode: { Type: String }
Resources:
  Rides:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: !Ref Mode
`,
  },
});
