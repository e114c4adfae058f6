import { has } from '../database-parts.ts';
import type { Control } from '../define-control.ts';
import { be } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const firehoseErrorLog: Control = propertyControl({
  id: 'firehose-error-log',
  title: 'Delivery error logging off',
  severity: 'low',
  cwe: 778,
  why: 'Records that cannot be delivered fail in silence.',
  fix: 'Set `CloudWatchLoggingOptions` with `Enabled: true`, a log group and a log stream.',
  sources: ['https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-logs.html'],
  type: 'AWS::KinesisFirehose::DeliveryStream',
  applies: (resource) => has(resource, 'ExtendedS3DestinationConfiguration'),
  path: 'ExtendedS3DestinationConfiguration.CloudWatchLoggingOptions.Enabled',
  must: be(true),
  otherwise: 'does not log delivery errors',
  good: true,
  bad: false,
  base: {
    ExtendedS3DestinationConfiguration: {
      BucketARN: 'arn:aws:s3:::rides',
      RoleARN: 'arn:aws:iam::111122223333:role/delivery',
    },
  },
  mechanical: false,
});
