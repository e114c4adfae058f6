import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const appsyncTracing: Control = propertyControl({
  id: 'appsync-tracing',
  title: 'X-Ray off',
  severity: 'low',

  why: 'A slow or failing field cannot be followed through the data sources that answer it.',
  fix: 'Set `XrayEnabled` to `true`.',
  sources: ['https://docs.aws.amazon.com/appsync/latest/devguide/x-ray-tracing.html'],
  type: 'AWS::AppSync::GraphQLApi',
  path: 'XrayEnabled',
  must: be(true),
  otherwise: 'is not traced',
  good: true,
  bad: false,
  base: { Name: 'rides', AuthenticationType: 'AWS_IAM' },
});
