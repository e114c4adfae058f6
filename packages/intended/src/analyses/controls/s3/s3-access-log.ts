import { takesAccessLogs } from '../bucket-parts.ts';
import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const s3AccessLog: Control = propertyControl({
  id: 's3-access-log',
  title: 'Server access logging off',
  severity: 'low',
  cwe: 778,
  why: 'Nobody can tell afterwards who read or changed which object.',
  fix: 'Set `LoggingConfiguration` with the bucket that takes the access log.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html'],
  type: 'AWS::S3::Bucket',
  applies: (bucket, context) => !takesAccessLogs(bucket, context),
  path: 'LoggingConfiguration',
  must: bePresent,
  otherwise: 'writes no access log',
  good: { DestinationBucketName: 'access-logs', LogFilePrefix: 'rides/' },
  mechanical: false,
});
