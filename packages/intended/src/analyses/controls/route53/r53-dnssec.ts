import { deferred } from '#model/value';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { HOSTED_ZONE, isPublicZone } from '../hosted-zone.ts';

const SIGNING = 'AWS::Route53::DNSSEC';
const ZONE = `Resources:\n  Zone:\n    Type: ${HOSTED_ZONE}\n    Properties: { Name: rides.example.com }\n`;
const signed = (more: string): string =>
  `Parameters:\n  Live: { Type: String }\nConditions:\n  IsLive: !Equals [!Ref Live, 'yes']\n${ZONE}  Signing:\n    Type: ${SIGNING}\n${more}    Properties: { HostedZoneId: !Ref Zone }\n`;

export const r53Dnssec: Control = defineControl({
  id: 'r53-dnssec',
  title: 'DNSSEC signing off',
  severity: 'low',
  cwe: 345,
  why: 'A forged answer for a name of the zone cannot be told from a true one, so callers can be sent elsewhere.',
  fix: 'Add an `AWS::Route53::KeySigningKey` and an `AWS::Route53::DNSSEC` for the zone, and the DS record at the parent.',
  sources: ['https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec.html'],
  types: [HOSTED_ZONE],
  reads: [`${SIGNING}.HostedZoneId`],
  judge(zone, context) {
    if (!isPublicZone(zone)) return notApplicable;
    const found = context.naming(zone, SIGNING);
    if (found.some((one) => one.exists.kind === 'known')) return satisfied;
    const [conditional] = found;
    if (conditional !== undefined) return undetermined(deferred('condition', conditional.id, conditional.at));
    return violated(zone.typeAt, `\`${zone.id}\` is not signed`);
  },
  examples: {
    violated: ZONE,
    satisfied: signed(''),
    undetermined: signed('    Condition: IsLive\n'),
  },
});
