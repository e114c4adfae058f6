import type { Control } from '../define-control.ts';
import { alarmControl } from '../alarms.ts';

export const alarmAppsync: Control = alarmControl({
  id: 'alarm-appsync',
  title: 'No alarm on 5XX, Latency',
  severity: 'low',
  why: 'An API that fails or is slow looks the same as one that nobody calls.',
  fix: 'Make an alarm on `5XXError` and `Latency` of the API.',
  sources: ['https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html'],
  types: ['AWS::AppSync::GraphQLApi'],
  namespace: 'AWS/AppSync',
  metric: '5XXError',
  dimension: 'GraphQLAPIId',
  metrics: /^(?:5XXError|4XXError|Latency|Requests|TokensConsumed)$/,
  example: '    Type: AWS::AppSync::GraphQLApi\n    Properties: { Name: rides, AuthenticationType: AWS_IAM }\n',
});
