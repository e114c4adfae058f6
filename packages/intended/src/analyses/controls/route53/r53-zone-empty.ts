import { deferred } from '#model/value';
import type { Control } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { HOSTED_ZONE, recordsOf, RECORDS } from '../hosted-zone.ts';

const ZONE = `Resources:\n  Zone:\n    Type: ${HOSTED_ZONE}\n    Properties: { Name: rides.example.com }\n`;
const withRecord = (more: string): string =>
  `Parameters:\n  Live: { Type: String }\nConditions:\n  IsLive: !Equals [!Ref Live, 'yes']\n${ZONE}  Record:\n    Type: ${RECORDS[0]}\n${more}    Properties: { HostedZoneId: !Ref Zone, Name: rides.example.com, Type: TXT, TTL: '300', ResourceRecords: ['"ride"'] }\n`;

export const r53ZoneEmpty: Control = defineControl({
  id: 'r53-zone-empty',
  title: 'Hosted zone without record sets',
  severity: 'info',
  why: 'A zone that nothing uses is paid for, and a name in it may be filled by whoever may change the zone.',
  fix: 'Add the records that the app needs, or remove the zone.',
  sources: ['https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-working-with.html'],
  types: [HOSTED_ZONE],
  reads: [`${RECORDS[0]}.HostedZoneId`],
  judge(zone, context) {
    const found = recordsOf(zone, context);
    if (found.some((one) => one.exists.kind === 'known')) return satisfied;
    const [conditional] = found;
    if (conditional !== undefined) return undetermined(deferred('condition', conditional.id, conditional.at));
    return violated(zone.typeAt, `\`${zone.id}\` has no record sets`);
  },
  examples: {
    violated: ZONE,
    satisfied: withRecord(''),
    undetermined: withRecord('    Condition: IsLive\n'),
  },
});
