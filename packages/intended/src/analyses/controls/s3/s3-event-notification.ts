import { holdsItsOwnData } from '../bucket-parts.ts';
import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const s3EventNotification: Control = propertyControl({
  id: 's3-event-notification',
  title: 'No event notification',
  severity: 'info',
  why: 'Nothing in the app learns of new or removed objects.',
  fix: 'Add a `NotificationConfiguration`, such as one with `EventBridgeConfiguration`.',
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html'],
  type: 'AWS::S3::Bucket',
  applies: holdsItsOwnData,
  path: 'NotificationConfiguration',
  must: bePresent,
  otherwise: 'tells nobody of changes to its objects',
  good: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
  mechanical: false,
});
