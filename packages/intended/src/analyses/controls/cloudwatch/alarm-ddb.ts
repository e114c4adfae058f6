import type { Control } from '../define-control.ts';
import { alarmControl } from '../alarms.ts';

export const alarmDdb: Control = alarmControl({
  id: 'alarm-ddb',
  title: 'No alarm on throttles, UserErrors, SystemErrors',
  severity: 'low',
  why: 'Throttled and failed requests are lost rides: nobody hears of them unless an alarm says so.',
  fix: 'Make an alarm on `ThrottledRequests`, `UserErrors` or `SystemErrors` of the table.',
  sources: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html'],
  types: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
  namespace: 'AWS/DynamoDB',
  metric: 'SystemErrors',
  dimension: 'TableName',
  metrics: /(?:Throttle|Throttled|Errors)|^(?:Consumed|Provisioned|Account|Successful|Conditional)/,
  example:
    '    Type: AWS::DynamoDB::Table\n    Properties: { BillingMode: PAY_PER_REQUEST, KeySchema: [{ AttributeName: id, KeyType: HASH }], AttributeDefinitions: [{ AttributeName: id, AttributeType: S }] }\n',
});
