import type { Control } from '../define-control.ts';
import { beBetween } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const ebArchive: Control = propertyControl({
  id: 'eb-archive',
  title: 'Archive keeps classified events without end',
  severity: 'low',
  why: 'Events stay in the archive for ever, long after anyone needs them.',
  fix: 'Set `RetentionDays` to what replays need.',
  sources: ['https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html'],
  type: 'AWS::Events::Archive',
  path: 'RetentionDays',
  must: beBetween(1, 100_000),
  otherwise: 'keeps events without end',
  good: 30,
  base: { SourceArn: 'arn:aws:events:eu-west-1:111122223333:event-bus/rides' },
  mechanical: false,
});
