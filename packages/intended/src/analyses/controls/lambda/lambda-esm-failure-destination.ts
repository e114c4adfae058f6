import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { sourceKind } from '../event-sources.ts';
import { propertyControl } from '../property-control.ts';

export const lambdaEsmFailureDestination: Control = propertyControl({
  id: 'lambda-esm-failure-destination',
  title: 'Stream event source mapping without on-failure destination',
  severity: 'medium',
  cwe: 778,
  why: 'A record that cannot be processed blocks its shard until it expires, and is then gone without a trace.',
  fix: 'Name a queue or topic in `DestinationConfig.OnFailure.Destination`, and limit `MaximumRetryAttempts`.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html'],
  type: 'AWS::Lambda::EventSourceMapping',
  applies: (mapping, context) => sourceKind(mapping, context) === 'stream',
  path: 'DestinationConfig.OnFailure.Destination',
  must: bePresent,
  otherwise: 'loses the records that fail: it has no destination for them',
  good: 'arn:aws:sqs:eu-central-1:123456789012:letters',
  mechanical: false,
  base: {
    FunctionName: 'rides',
    EventSourceArn: 'arn:aws:kinesis:eu-central-1:123456789012:stream/rides',
    StartingPosition: 'LATEST',
  },
});
